using System.Security.Cryptography;

namespace Limen.Documents;

/// <summary>A certificate revocation list of a CSCA (Doc 9303-12 §7.1.4).</summary>
public sealed class RevocationList
{
    const int RemovedFromList = 8;

    readonly HashSet<string> serials = new(StringComparer.Ordinal);

    RevocationList(ReadOnlyMemory<byte> der) => (Der, Sha256) = (der, Convert.ToHexStringLower(SHA256.HashData(der.Span)));

    /// <summary>The list as it came.</summary>
    public ReadOnlyMemory<byte> Der { get; }

    /// <summary>SHA-256 over <see cref="Der"/> in lower-case hex.</summary>
    public string Sha256 { get; }

    /// <summary>The CSCA that issued it.</summary>
    public string IssuerName => Issuer.ToString();

    /// <summary>The country of the issuer, two letters.</summary>
    public string Country => Issuer.Country;

    /// <summary>When it was issued.</summary>
    public DateTimeOffset ThisUpdate { get; private init; }

    /// <summary>When the next is due at the latest; null when not told.</summary>
    public DateTimeOffset? NextUpdate { get; private init; }

    /// <summary>How many certificates it revokes.</summary>
    public int Count => serials.Count;

    internal DistinguishedName Issuer { get; private init; } = new(default);
    internal SignatureAlgorithm Algorithm { get; private init; } = SignatureAlgorithm.Unknown;
    internal ReadOnlyMemory<byte> SignedBytes { get; private init; }
    internal ReadOnlyMemory<byte> Signature { get; private init; }

    /// <summary>
    /// True when who does not stand on it is not revoked. A list of changes, of some certificates only or with something critical that is not
    /// understood revokes who stands on it, and says nothing of the others (RFC 5280 §5.2; Doc 9303-12 Table 6 wants none of these).
    /// </summary>
    internal bool IsWhole { get; private set; } = true;

    /// <summary>Reads one list in DER; whether its signature holds is asked when it is used.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> encoded, out RevocationList list)
    {
        list = new(default);
        if (!BerElement.TryRead(encoded, out var outer, out _) || outer.Tag != 0x30) return false;
        var parts = new BerReader(outer.Value);
        var signed = parts.Read(0x30);
        var algorithm = SignatureAlgorithm.Parse(parts.Read(0x30));
        var signature = parts.Read(0x03).Bits();
        var body = new BerReader(signed.Value);
        body.TryRead(0x02, out _);
        body.Read(0x30);
        var issuer = body.Read(0x30);
        var from = Asn1Time.Read(body.Any());
        var to = body.TryRead(0x17, out var next) || body.TryRead(0x18, out next) ? Asn1Time.Read(next) : null;
        body.TryRead(0x30, out var entries);
        body.TryRead(0xA0, out var extensions);
        if (parts.Failed || body.Failed || from is null) return false;
        list = new(outer.Raw)
        {
            Issuer = new(issuer),
            Algorithm = algorithm,
            SignedBytes = signed.Raw,
            Signature = signature,
            ThisUpdate = from.Value,
            NextUpdate = to,
            IsWhole = Extension.ReadAll(new BerReader(extensions.Value).Read(0x30)).TrueForAll(LeavesWhole),
        };
        return list.TryTake(entries);
    }

    internal bool Revokes(Certificate certificate) => serials.Contains(Key(certificate.Serial));

    internal bool IsSignedBy(Certificate authority) => authority.Key.Verify(Algorithm, SignedBytes.Span, Signature.Span) == SignatureVerdict.Valid;

    static bool LeavesWhole(Extension extension) => extension.Oid switch
    {
        Oids.DeltaRevocations => false,
        Oids.IssuingDistributionPoint => !LeavesOut(extension.Content),
        Oids.AuthorityKeyIdentifier or Oids.RevocationNumber => true,
        _ => !extension.IsCritical,
    };

    // Authorities only, some reasons only, attribute certificates only; [1] and [4], signers only and other issuers too, leave no signer out.
    static bool LeavesOut(BerElement point) => point.TryFind(0x82, out var authorities) && authorities.IsTrue()
        || point.TryFind(0x83, out _) || point.TryFind(0x85, out var attributes) && attributes.IsTrue();

    bool TryTake(BerElement entries)
    {
        if (entries.Children() is not { } children) return false;
        // An entry may name another issuer, which then holds for those after it (RFC 5280 §5.3.3).
        var ours = true;
        foreach (var entry in children)
        {
            var reader = new BerReader(entry.Value);
            var serial = reader.Read(0x02).Value;
            reader.Any();
            reader.TryRead(0x30, out var extensions);
            if (reader.Failed) return false;
            var lifted = false;
            foreach (var extension in Extension.ReadAll(extensions))
                if (extension.Oid == Oids.CertificateIssuer) ours = NamesIssuer(extension.Content);
                else if (extension.Oid == Oids.RevocationReason) lifted = extension.Content.Small() == RemovedFromList;
                else if (extension.IsCritical) IsWhole = false;
            if (ours && !lifted) serials.Add(Key(serial));
        }
        return true;
    }

    bool NamesIssuer(BerElement names)
    {
        foreach (var name in names.Children() ?? [])
            if (name.Tag == 0xA4 && name.TryFind(0x30, out var directory) && Issuer.Equals(new(directory))) return true;
        return false;
    }

    static string Key(ReadOnlyMemory<byte> serial) => Convert.ToHexString(serial.Span.TrimStart((byte)0));
}
