namespace Limen.Documents;

/// <summary>Where a certificate of the store stands among the others.</summary>
public enum CertificateStanding
{
    /// <summary>A key of the store, which may be its own, made its signature.</summary>
    Verified = 1,
    /// <summary>The store does not have the authority it names, or not the key of that authority.</summary>
    NoIssuer = 2,
    /// <summary>The key it names is there, and did not make its signature; or it names none, and no key of its issuer's name did.</summary>
    Failed = 3,
    /// <summary>What it is signed with, or the key of the authority it names, is of a kind this system does not know.</summary>
    NotSupported = 4,
}

/// <summary>One certificate and its standing.</summary>
/// <param name="Certificate">The certificate.</param>
/// <param name="Standing">Its standing.</param>
public sealed record CertificateVerdict(Certificate Certificate, CertificateStanding Standing);

/// <summary>The store judged by itself.</summary>
/// <param name="Verdicts">One for each certificate, by country and subject.</param>
public sealed record TrustVerification(IReadOnlyList<CertificateVerdict> Verdicts)
{
    /// <summary>How many certificates.</summary>
    public int Certificates => Verdicts.Count;

    /// <summary>How many States they are of; certificates that name no country are of none.</summary>
    public int States => Verdicts.Select(verdict => CertificateCountries.TwoLetters(verdict.Certificate.Country)).Where(country => country.Length > 0).Distinct().Count();

    /// <summary>How many have that standing.</summary>
    public int Count(CertificateStanding standing) => Verdicts.Count(verdict => verdict.Standing == standing);

    /// <summary>Checks each certificate's signature against every key of the store that may have made it.</summary>
    public static TrustVerification Of(TrustStore store)
    {
        var certificates = store.Certificates.Values.Select(entry => entry.Certificate)
            .OrderBy(each => each.Country, StringComparer.Ordinal).ThenBy(each => each.SubjectName, StringComparer.Ordinal);
        return new([.. certificates.Select(certificate => new CertificateVerdict(certificate, Judge(certificate, store.Index)))]);
    }

    static CertificateStanding Judge(Certificate certificate, TrustIndex index)
    {
        if (CertificatePath.FindIssuer(certificate, index, [], out var reason) is not null) return CertificateStanding.Verified;
        var named = index.IssuersNamed(certificate.Issuer, certificate.AuthorityKeyIdentifier);
        if (certificate.AuthorityKeyIdentifier.Length > 0) named = named.Where(each => CertificatePath.IsNamedKey(certificate, each));
        return !named.Any() ? CertificateStanding.NoIssuer
            : reason == "pa.algorithmUnknown" ? CertificateStanding.NotSupported : CertificateStanding.Failed;
    }
}
