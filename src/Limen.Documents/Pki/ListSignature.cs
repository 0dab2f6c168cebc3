namespace Limen.Documents;

/// <summary>How far the signature of a signed list could be followed.</summary>
public enum ListStanding
{
    /// <summary>Its signer is vouched for by an authority that was in the store before.</summary>
    VerifiedByStore = 1,
    /// <summary>Its signer is vouched for by an authority that the list itself brings.</summary>
    SelfContained = 2,
    /// <summary>Its signature holds, but nobody known vouches for the signer.</summary>
    SignerUnknown = 3,
    /// <summary>Its signature does not hold.</summary>
    Broken = 4,
    /// <summary>Its signer is vouched for by an authority that came in the same file.</summary>
    VerifiedByFile = 5,
}

/// <summary>Follows the signature of a list to whom it can.</summary>
/// <param name="known">The store before the import.</param>
/// <param name="brought">What the file brings beside the list.</param>
sealed class ListSignature(TrustStore known, TrustStore brought)
{
    /// <summary>What was found.</summary>
    /// <param name="Standing">How far the signature could be followed.</param>
    /// <param name="Signer">The signer, null where neither the list nor a store has its certificate.</param>
    internal readonly record struct Verdict(ListStanding Standing, Certificate? Signer)
    {
        /// <summary>True when the signer's certificate says that it is made for such lists, or is an authority's own (Doc 9303-12 Table 3).</summary>
        public bool HasPurpose(string purpose) => Signer is null || Signer.IsAuthority || Signer.ExtendedKeyUsages.Contains(purpose);
    }

    /// <summary>True when the signature does not hold, whoever may vouch for the signer.</summary>
    public bool IsBroken(SignedData signed) => Judge(signed, []).Standing == ListStanding.Broken;

    /// <summary>Follows one signature.</summary>
    /// <param name="signed">The list.</param>
    /// <param name="entries">The certificates it lists.</param>
    public Verdict Judge(SignedData signed, IEnumerable<Certificate> entries)
    {
        var verdict = SignedObject.Judge(signed, brought, default);
        if (verdict.Signer is not { } signer) return new(ListStanding.SignerUnknown, null);
        if (verdict.Signature != CheckResult.Successful) return new(ListStanding.Broken, signer);
        if (IsVouchedFor(signer, known.Index)) return new(ListStanding.VerifiedByStore, signer);
        if (IsVouchedFor(signer, new([.. entries, .. signed.Certificates], []))) return new(ListStanding.SelfContained, signer);
        return new(verdict.Path.Csca is null ? ListStanding.SignerUnknown : ListStanding.VerifiedByFile, signer);
    }

    static bool IsVouchedFor(Certificate signer, TrustIndex index) => CertificatePath.FindIssuer(signer, index, [], out _) is not null;
}
