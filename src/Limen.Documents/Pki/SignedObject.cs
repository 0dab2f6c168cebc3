namespace Limen.Documents;

/// <summary>What became of a signed object: EF.SOD, EF.CardSecurity, a master list.</summary>
sealed record SignedObjectVerdict(
    CheckResult Signature, PathVerdict Path, Certificate? Signer, string? Reason, IReadOnlyList<string> Remarks)
{
    /// <summary>The code of the first step that did not succeed.</summary>
    public string? FirstReason => Reason ?? Path.Reason;
}

/// <summary>Judges a CMS object: the signature with the signer's key, the signer against the store.</summary>
static class SignedObject
{
    const int MostTries = 8;

    static readonly PathVerdict NoPath = new(CheckResult.NotPerformed, null, null, []);

    public static SignedObjectVerdict Judge(SignedData signed, TrustStore store, DateTimeOffset at)
    {
        var remarks = new List<string>();
        var info = signed.Signer;
        if (signed.Signers.Count > 1) remarks.Add("pa.severalSigners");
        var (signer, verdict, reason) = FindSigner(signed, info, store, remarks);
        if (signer is null) return new(CheckResult.Undetermined, NoPath, null, "pa.noSigner", remarks);
        var result = verdict switch
        {
            SignatureVerdict.Valid => CheckResult.Successful,
            SignatureVerdict.Invalid or SignatureVerdict.OutOfRange => CheckResult.Failed,
            SignatureVerdict.Unsupported => CheckResult.Undetermined,
        };
        var path = CertificatePath.Find(signer, store, at, info.SigningTime);
        return new(result, path, signer, reason, [.. remarks, .. path.Remarks]);
    }

    // The certificate that is named comes first; where none is, whichever brought one fits by its key. Not every one of a thousand: each try may
    // cost what a curve of the attacker's own making costs.
    static (Certificate?, SignatureVerdict, string?) FindSigner(SignedData signed, SignerInfo info, TrustStore store, List<string> remarks)
    {
        var known = (info.Issuer is { } issuer ? store.Index.SignersOf(issuer) : store.Index.SignersWith(info.KeyIdentifier)).Where(info.Names);
        var named = signed.Certificates.Where(info.Names).Concat(known).ToList();
        (Certificate?, SignatureVerdict, string?) first = (null, SignatureVerdict.Unsupported, null);
        foreach (var candidate in named.Concat(signed.Certificates.Except(named)).DistinctBy(each => each.Sha256).Take(MostTries))
        {
            var verdict = info.Verify(signed, candidate.Key, out var reason);
            if (first.Item1 is null) first = (candidate, verdict, reason);
            if (verdict != SignatureVerdict.Valid) continue;
            if (!named.Contains(candidate)) remarks.Add("pa.signerIdentifier");
            return (candidate, verdict, reason);
        }
        return first;
    }
}
