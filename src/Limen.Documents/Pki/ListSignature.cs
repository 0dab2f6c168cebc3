namespace Limen.Documents;

/// <summary>How far the signature of a signed list could be followed.</summary>
public enum ListStanding
{
    /// <summary>Its signer is vouched for by an authority that was in the store before.</summary>
    VerifiedByStore = 1,
    /// <summary>Its signer is vouched for by an authority that the list itself brings.</summary>
    SelfContained = 2,
    /// <summary>Its signature holds, but nobody known vouches for the signer; or the list does not bring the signer, and no store has it.</summary>
    SignerUnknown = 3,
    /// <summary>Its signature does not hold.</summary>
    Broken = 4,
    /// <summary>Its signer is vouched for by an authority that came in the same file.</summary>
    VerifiedByFile = 5,
    /// <summary>Its signature cannot be checked: it is of a kind this system does not know.</summary>
    NotSupported = 6,
    /// <summary>Its signature holds, by a certificate that does not say that it is made for such lists (Doc 9303-12 Table 3): nobody vouches for it as their signer.</summary>
    OtherPurpose = 7,
}

/// <summary>Follows the signature of a list to whom it can.</summary>
/// <param name="known">The store before the import.</param>
/// <param name="brought">What the file brings beside the list.</param>
sealed class ListSignature(TrustStore known, TrustStore brought)
{
    /// <summary>What was found.</summary>
    /// <param name="Standing">How far the signature could be followed.</param>
    /// <param name="Signer">The signer, null where neither the list nor a store has its certificate.</param>
    internal readonly record struct Verdict(ListStanding Standing, Certificate? Signer);

    /// <summary>True when the signature does not hold, whoever may vouch for the signer.</summary>
    public bool IsBroken(SignedData signed) => SignedObject.Judge(signed, brought, default).Signature == CheckResult.Failed;

    /// <summary>Follows one signature.</summary>
    /// <param name="signed">The list.</param>
    /// <param name="entries">The certificates it lists.</param>
    /// <param name="purpose">The extended key usage that its signer must have, unless an authority signs itself.</param>
    public Verdict Judge(SignedData signed, IEnumerable<Certificate> entries, string purpose)
    {
        var verdict = SignedObject.Judge(signed, brought, default);
        if (verdict.Signer is not { } signer) return new(ListStanding.SignerUnknown, null);
        if (verdict.Signature == CheckResult.Undetermined) return new(ListStanding.NotSupported, signer);
        if (verdict.Signature != CheckResult.Successful) return new(ListStanding.Broken, signer);
        if (!signer.IsAuthority && !signer.ExtendedKeyUsages.Contains(purpose)) return new(ListStanding.OtherPurpose, signer);
        if (IsVouchedFor(signer, known.Index)) return new(ListStanding.VerifiedByStore, signer);
        if (IsVouchedFor(signer, new([.. entries, .. signed.Certificates], []))) return new(ListStanding.SelfContained, signer);
        return new(verdict.Path.Csca is null ? ListStanding.SignerUnknown : ListStanding.VerifiedByFile, signer);
    }

    static bool IsVouchedFor(Certificate signer, TrustIndex index) => CertificatePath.FindIssuer(signer, index, [], out _) is not null;
}
