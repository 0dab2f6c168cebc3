namespace Limen.Documents;

/// <summary>
/// A logical data structure that passive authentication has traced to a State's CSCA. Only <see cref="PassiveAuthentication"/> can make one, so
/// whoever holds it need not ask again. The keys in it are the issuer's, not the attacker's (Doc 9303-11 §5.1).
/// </summary>
public sealed class VerifiedLds
{
    internal VerifiedLds(Lds lds, IReadOnlySet<int> authentic, Certificate signer, Certificate csca)
    {
        (Lds, AuthenticDataGroups, Signer, Csca) = (lds, authentic, signer, csca);
        if (authentic.Contains(14)) SecurityInfos = lds.Dg14;
        if (authentic.Contains(15)) ActiveAuthenticationKey = lds.Dg15;
    }

    /// <summary>The files; of these only <see cref="AuthenticDataGroups"/> are proven.</summary>
    public Lds Lds { get; }

    /// <summary>The numbers of the data groups whose hash the issuer signed.</summary>
    public IReadOnlySet<int> AuthenticDataGroups { get; }

    /// <summary>The document signer.</summary>
    public Certificate Signer { get; }

    /// <summary>The CSCA or link certificate of the store that vouches for it.</summary>
    public Certificate Csca { get; }

    /// <summary>The authentic content of DG14, null when DG14 was not among the files.</summary>
    public SecurityInfos? SecurityInfos { get; }

    /// <summary>The keys a chip authentication may be judged by.</summary>
    public IReadOnlyList<ChipAuthenticationPublicKeyInfo> ChipAuthenticationKeys => SecurityInfos?.ChipAuthenticationKeys ?? [];

    /// <summary>The SubjectPublicKeyInfo an active authentication may be judged by, null when DG15 was not among the files.</summary>
    public ReadOnlyMemory<byte>? ActiveAuthenticationKey { get; }

    /// <summary>Counts; never what the files say.</summary>
    public override string ToString() => $"{AuthenticDataGroups.Count} authentic data groups";
}
