namespace Limen.Documents;

/// <summary>What became of the way from a signer to a CSCA.</summary>
/// <param name="Result">Undetermined when the store has no key to judge by.</param>
/// <param name="Csca">The authority whose key made the signer's certificate.</param>
/// <param name="Reason">The code of what does not hold, or null.</param>
/// <param name="Remarks">Codes of what deviates without harm.</param>
sealed record PathVerdict(CheckResult Result, Certificate? Csca, string? Reason, IReadOnlyList<string> Remarks);

/// <summary>
/// Path validation over raw bytes (Doc 9303-12 §6, RFC 5280 as far as it applies). Every authority of the store is an anchor, so a path has two
/// certificates; authorities share names and succeed each other, so every key is tried.
/// </summary>
static class CertificatePath
{
    public static PathVerdict Find(Certificate signer, TrustStore store, DateTimeOffset at, DateTimeOffset? signedAt)
    {
        var remarks = new List<string>();
        var csca = FindIssuer(signer, store.Index, remarks, out var reason);
        if (csca is null) return new(reason == "pa.chainSignature" ? CheckResult.Failed : CheckResult.Undetermined, null, reason, remarks);
        var revoked = Revoked(signer, csca, store.Index, at, remarks);
        if (revoked is not null) return new(CheckResult.Failed, csca, revoked, remarks);
        var (result, period) = Period(signer, csca, at, signedAt, remarks);
        return new(result, csca, period, remarks);
    }

    /// <summary>The authority whose key made the certificate's signature: by key identifier and name first, then any of the country.</summary>
    public static Certificate? FindIssuer(Certificate certificate, TrustIndex index, List<string> remarks, out string? reason)
    {
        reason = "pa.noCsca";
        var named = index.IssuersNamed(certificate.Issuer, certificate.AuthorityKeyIdentifier)
            .Where(each => each.Sha256 != certificate.Sha256 || certificate.IsSelfIssued).ToList();
        var found = new List<Certificate>();
        foreach (var candidate in named)
            switch (certificate.VerifyWith(candidate))
            {
                case SignatureVerdict.Valid: found.Add(candidate); break;
                case SignatureVerdict.Unsupported: reason = "pa.algorithmUnknown"; break;
                case SignatureVerdict.Invalid or SignatureVerdict.OutOfRange: if (IsNamedKey(certificate, candidate)) reason = "pa.chainSignature"; break;
            }
        if (found.Count == 0 && index.OfCountry(certificate.Issuer.Country).Except(named).FirstOrDefault(each =>
            certificate.VerifyWith(each) == SignatureVerdict.Valid) is { } misnamed)
        {
            found.Add(misnamed);
            remarks.Add("pa.issuerName");
        }
        if (found.Count > 0) reason = null;
        // A root and links to it share one key: the root tells most, then the longest validity.
        return found.OrderByDescending(each => each.IsSelfIssued && each.VerifyWith(each) == SignatureVerdict.Valid).ThenByDescending(each => each.NotAfter).FirstOrDefault();
    }

    static bool IsNamedKey(Certificate certificate, Certificate candidate) =>
        certificate.AuthorityKeyIdentifier.Length > 0 && certificate.AuthorityKeyIdentifier.Span.SequenceEqual(candidate.SubjectKeyIdentifier.Span)
        && certificate.Issuer.Equals(candidate.Subject);

    static (CheckResult, string?) Period(Certificate signer, Certificate csca, DateTimeOffset at, DateTimeOffset? signedAt, List<string> remarks)
    {
        if (signer.NotBefore < csca.NotBefore.AddDays(-1) || signer.NotBefore > csca.NotAfter) remarks.Add("pa.cscaNotValidAtIssue");
        if (signedAt is null) remarks.Add("pa.noSigningTime");
        // A day of grace: signing times are told in local time by some.
        if (signedAt is { } time && (time < signer.NotBefore.AddDays(-1) || time > signer.NotAfter.AddDays(1)))
            return (CheckResult.Failed, "pa.signerNotValidWhenSigned");
        if (at < signer.NotBefore) return (CheckResult.Failed, "pa.signerNotYetValid");
        if (at > signer.NotAfter) return (CheckResult.Undetermined, "pa.signerExpired");
        if (at > csca.NotAfter) return (CheckResult.Undetermined, "pa.cscaExpired");
        return (CheckResult.Successful, null);
    }

    static string? Revoked(Certificate signer, Certificate csca, TrustIndex index, DateTimeOffset at, List<string> remarks)
    {
        if (index.RevocationsBy(csca) is not { } list)
        {
            remarks.Add("pa.noCrl");
            return null;
        }
        if (list.NextUpdate is { } due && due < at) remarks.Add("pa.crlExpired");
        return list.Revokes(signer) ? "pa.signerRevoked" : list.Revokes(csca) ? "pa.cscaRevoked" : null;
    }
}
