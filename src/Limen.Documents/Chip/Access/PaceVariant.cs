namespace Limen.Documents;

/// <summary>How PACE turns the nonce into a generator (Doc 9303-11 §4.4.3.3).</summary>
enum PaceMapping
{
    /// <summary>Generic mapping, PACE-GM.</summary>
    Generic = 1,
    /// <summary>Integrated mapping, PACE-IM.</summary>
    Integrated = 2,
    /// <summary>Chip authentication mapping, PACE-CAM.</summary>
    ChipAuthentication = 3,
}

/// <summary>One way of PACE that the chip offers and this reader knows.</summary>
/// <param name="Protocol">The object identifier, dotted.</param>
/// <param name="Mapping">The mapping.</param>
/// <param name="Cipher">The cipher of the nonce and of the session.</param>
/// <param name="Group">The domain parameters.</param>
/// <param name="ParameterId">Their id, which MSE:Set AT names in tag 84.</param>
sealed record PaceVariant(string Protocol, PaceMapping Mapping, MessagingCipher Cipher, KeyGroup Group, int ParameterId)
{
    /// <summary>The name in the report.</summary>
    public string Name => Mapping switch
    {
        PaceMapping.Generic => "PACE-GM",
        PaceMapping.Integrated => "PACE-IM",
        PaceMapping.ChipAuthentication => "PACE-CAM",
    };

    /// <summary>
    /// What of EF.CardAccess can be run, best first: chip authentication mapping saves a protocol, curves save time, and the
    /// longer key goes before the shorter one. Parameters that a chip spells out itself are not used: nobody vouches for them, and
    /// bad ones would give the password away (§9.2.2).
    /// </summary>
    public static IReadOnlyList<PaceVariant> Known(SecurityInfos infos) =>
        [.. infos.Pace.Select(TryFrom).OfType<PaceVariant>()
            .OrderBy(variant => variant.Mapping switch
            {
                PaceMapping.ChipAuthentication => 0,
                PaceMapping.Generic => 1,
                PaceMapping.Integrated => 2,
            })
            .ThenBy(variant => variant.Group is EcGroup ? 0 : 1)
            .ThenByDescending(variant => (int)variant.Cipher)];

    static PaceVariant? TryFrom(PaceInfo info)
    {
        var arcs = info.Protocol[Oids.Pace.Length..].Split('.', StringSplitOptions.RemoveEmptyEntries);
        if (arcs.Length != 2 || Kind(arcs[0]) is not { } kind || !int.TryParse(arcs[1], out var cipher)) return null;
        if (cipher is < 1 or > 4 || kind.Mapping == PaceMapping.ChipAuthentication && cipher == 1) return null;
        if (info.ParameterId is not { } id || StandardisedDomains.Find(id) is not { } group || group is EcGroup != kind.Curve) return null;
        return new(info.Protocol, kind.Mapping, (MessagingCipher)cipher, group, (int)id);
    }

    static (PaceMapping Mapping, bool Curve)? Kind(string arc) => arc switch
    {
        "1" => (PaceMapping.Generic, false),
        "2" => (PaceMapping.Generic, true),
        "3" => (PaceMapping.Integrated, false),
        "4" => (PaceMapping.Integrated, true),
        "6" => (PaceMapping.ChipAuthentication, true),
        _ => null,
    };
}
