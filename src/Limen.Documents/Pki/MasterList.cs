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
}

/// <summary>A CSCA master list (Doc 9303-12 §9): certificates that one State has collected and signed.</summary>
sealed class MasterList
{
    MasterList(SignedData signed, IReadOnlyList<Certificate> certificates, int unreadable) =>
        (Signed, Certificates, Unreadable) = (signed, certificates, unreadable);

    public SignedData Signed { get; }
    public IReadOnlyList<Certificate> Certificates { get; }

    /// <summary>How many entries are no certificate.</summary>
    public int Unreadable { get; }

    public static bool TryParse(SignedData signed, out MasterList list)
    {
        list = null!;
        if (signed.ContentType != Oids.MasterList) return false;
        var reader = new BerReader(signed.Content).Enter(0x30);
        reader.TryRead(0x02, out _);
        var set = reader.Read(0x31);
        if (reader.Failed || set.Children() is not { } entries) return false;
        var certificates = new List<Certificate>(entries.Count);
        foreach (var entry in entries)
            if (Certificate.TryParse(entry.Raw, out var certificate)) certificates.Add(certificate);
        list = new(signed, certificates, entries.Count - certificates.Count);
        return true;
    }
}

/// <summary>Follows the signature of a list to whom it can.</summary>
static class ListSignature
{
    /// <summary>The standing, and the signer's name where the list brings its certificate.</summary>
    /// <param name="signed">The list.</param>
    /// <param name="brought">The authorities it brings.</param>
    /// <param name="store">The store before the import.</param>
    public static (ListStanding Standing, string? Signer) Judge(SignedData signed, IEnumerable<Certificate> brought, TrustStore store)
    {
        var verdict = SignedObject.Judge(signed, store, default);
        if (verdict.Signer is not { } signer) return (ListStanding.SignerUnknown, null);
        if (verdict.Signature != CheckResult.Successful) return (ListStanding.Broken, signer.SubjectName);
        if (verdict.Path.Csca is not null) return (ListStanding.VerifiedByStore, signer.SubjectName);
        var own = new TrustIndex([.. brought, .. signed.Certificates], []);
        var standing = CertificatePath.FindIssuer(signer, own, [], out _) is null ? ListStanding.SignerUnknown : ListStanding.SelfContained;
        return (standing, signer.SubjectName);
    }
}
