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
    static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    public static PathVerdict Find(Certificate signer, TrustStore store, DateTimeOffset at, DateTimeOffset? signedAt)
    {
        var remarks = new List<string>();
        var csca = FindIssuer(signer, store.Index, remarks, out var reason);
        if (csca is null) return new(reason == "pa.chainSignature" ? CheckResult.Failed : CheckResult.Undetermined, null, reason, remarks);
        if (csca.LacksConstraints) remarks.Add("pa.cscaConstraints");
        var revoked = Revoked(signer, csca, store.Index, at, remarks);
        if (revoked is not null) return new(CheckResult.Failed, csca, revoked, remarks);
        var (result, period) = Period(signer, csca, at, signedAt, remarks);
        return new(result, csca, period, remarks);
    }

    /// <summary>
    /// The authority whose key made the certificate's signature: of those named, by key identifier or name, first, else any of the country.
    /// The reason is <c>pa.chainSignature</c> only when the very key that is named was there and did not make it.
    /// </summary>
    public static Certificate? FindIssuer(Certificate certificate, TrustIndex index, List<string> remarks, out string? reason)
    {
        reason = null;
        var named = index.IssuersNamed(certificate.Issuer, certificate.AuthorityKeyIdentifier).ToList();
        var (contradicted, unsupported) = (false, false);
        foreach (var candidate in ByPreference(certificate, named))
        {
            var verdict = certificate.VerifyWith(candidate);
            if (verdict == SignatureVerdict.Valid) return candidate;
            unsupported |= verdict == SignatureVerdict.Unsupported;
            contradicted |= verdict is (SignatureVerdict.Invalid or SignatureVerdict.OutOfRange) && IsNamedKey(certificate, candidate);
        }
        var others = contradicted ? [] : index.OfCountry(certificate.Issuer.Country).ExceptBy(named.Select(each => each.KeyHash), each => each.KeyHash);
        foreach (var candidate in ByPreference(certificate, others))
        {
            if (certificate.VerifyWith(candidate) != SignatureVerdict.Valid) continue;
            remarks.Add("pa.issuerName");
            return candidate;
        }
        reason = contradicted ? "pa.chainSignature" : unsupported || certificate.Algorithm.Digest is null ? "pa.algorithmUnknown" : "pa.noCsca";
        return null;
    }

    // The key that is named, then roots before the links that share their key, then the longest validity.
    static IEnumerable<Certificate> ByPreference(Certificate certificate, IEnumerable<Certificate> candidates)
    {
        var sorted = candidates.ToList();
        sorted.Sort((one, other) =>
            HasKeyIdentifier(other, certificate.AuthorityKeyIdentifier).CompareTo(HasKeyIdentifier(one, certificate.AuthorityKeyIdentifier)) is not 0 and var named ? named
            : IsRoot(other).CompareTo(IsRoot(one)) is not 0 and var root ? root
            : other.NotAfter.CompareTo(one.NotAfter) is not 0 and var longer ? longer
            : string.CompareOrdinal(one.Sha256, other.Sha256));
        return sorted.DistinctBy(each => each.KeyHash);
    }

    static bool IsRoot(Certificate certificate) => certificate.IsSelfIssued
        && (certificate.AuthorityKeyIdentifier.Length == 0 || HasKeyIdentifier(certificate, certificate.AuthorityKeyIdentifier));

    /// <summary>True when the certificate names this key as its issuer's, so that a signature which fails with it is false.</summary>
    public static bool IsNamedKey(Certificate certificate, Certificate candidate) => certificate.Issuer.Equals(candidate.Subject)
        && (certificate.AuthorityKeyIdentifier.Length == 0
            ? certificate.Sha256 == candidate.Sha256
            : HasKeyIdentifier(candidate, certificate.AuthorityKeyIdentifier));

    static bool HasKeyIdentifier(Certificate certificate, ReadOnlyMemory<byte> identifier) =>
        identifier.Length > 0 && certificate.SubjectKeyIdentifier.Span.SequenceEqual(identifier.Span);

    // Differences rather than sums: a validity until 99991231235959Z, which means no end (RFC 5280 §4.1.2.5), has no day after.
    static (CheckResult, string?) Period(Certificate signer, Certificate csca, DateTimeOffset at, DateTimeOffset? signedAt, List<string> remarks)
    {
        if (csca.NotBefore - signer.NotBefore > Grace || signer.NotBefore > csca.NotAfter) remarks.Add("pa.cscaNotValidAtIssue");
        if (signedAt is null) remarks.Add("pa.noSigningTime");
        // A day of grace: signing times are told in local time by some.
        if (signedAt is { } time && (signer.NotBefore - time > Grace || time - signer.NotAfter > Grace))
            return (CheckResult.Failed, "pa.signerNotValidWhenSigned");
        if (at < signer.NotBefore) return (CheckResult.Failed, "pa.signerNotYetValid");
        if (at > signer.NotAfter) return (CheckResult.Undetermined, "pa.signerExpired");
        if (at > csca.NotAfter) return (CheckResult.Undetermined, "pa.cscaExpired");
        return (CheckResult.Successful, null);
    }

    static string? Revoked(Certificate signer, Certificate csca, TrustIndex index, DateTimeOffset at, List<string> remarks)
    {
        var lists = index.RevocationsBy(csca);
        RevocationList? newest = null;
        foreach (var list in lists)
            if (list.IsWhole && (newest is null || list.ThisUpdate > newest.ThisUpdate)) newest = list;
        if (newest is null) remarks.Add("pa.noCrl");
        else if (newest.NextUpdate is { } due && due < at) remarks.Add("pa.crlExpired");
        if (lists.Any(list => list.Revokes(signer))) return "pa.signerRevoked";
        // The number of a link is one of the issuer that it names, which may have been called otherwise.
        return csca.IsSelfIssued && lists.Any(list => list.Revokes(csca)) ? "pa.cscaRevoked" : null;
    }
}
