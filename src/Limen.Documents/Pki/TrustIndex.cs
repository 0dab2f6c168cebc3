using System.Collections.Concurrent;

namespace Limen.Documents;

/// <summary>Finds the certificates whose key may have made a signature, and the revocation list an authority stands by.</summary>
sealed class TrustIndex
{
    readonly ILookup<DistinguishedName, Certificate> bySubject;
    readonly ILookup<string, Certificate> byKeyIdentifier;
    readonly ILookup<string, Certificate> byCountry;
    readonly ILookup<DistinguishedName, Certificate> signersByIssuer;
    readonly ILookup<string, Certificate> signersByKeyIdentifier;
    readonly ILookup<string, Certificate> signersByCountry;
    readonly ILookup<string, RevocationList> revocations;
    readonly ConcurrentDictionary<string, IReadOnlyList<RevocationList>> standing = new(StringComparer.Ordinal);

    public TrustIndex(IEnumerable<Certificate> certificates, IEnumerable<RevocationList> lists)
    {
        var all = certificates.ToList();
        var authorities = all.Where(certificate => certificate.IsAuthority).ToList();
        bySubject = authorities.ToLookup(certificate => certificate.Subject);
        byKeyIdentifier = authorities.Where(certificate => certificate.SubjectKeyIdentifier.Length > 0)
            .ToLookup(certificate => Convert.ToHexString(certificate.SubjectKeyIdentifier.Span));
        byCountry = authorities.ToLookup(certificate => certificate.Country);
        var signers = all.Where(certificate => !certificate.IsAuthority).ToList();
        // An authority may sign an object itself.
        signersByIssuer = all.ToLookup(certificate => certificate.Issuer);
        signersByKeyIdentifier = all.Where(certificate => certificate.SubjectKeyIdentifier.Length > 0)
            .ToLookup(certificate => Convert.ToHexString(certificate.SubjectKeyIdentifier.Span));
        signersByCountry = signers.ToLookup(certificate => certificate.Country);
        var newestFirst = lists.ToList();
        newestFirst.Sort((one, other) => other.ThisUpdate.CompareTo(one.ThisUpdate));
        revocations = newestFirst.ToLookup(list => list.Country);
    }

    /// <summary>Authorities that may have issued something: by key identifier, then by name, each certificate once.</summary>
    public IEnumerable<Certificate> IssuersNamed(DistinguishedName issuer, ReadOnlyMemory<byte> keyIdentifier) =>
        byKeyIdentifier[Convert.ToHexString(keyIdentifier.Span)].Concat(bySubject[issuer]).DistinctBy(certificate => certificate.Sha256);

    /// <summary>Every authority of a country: the last resort where an issuer misspells its own name.</summary>
    public IEnumerable<Certificate> OfCountry(string country) => country.Length == 0 ? [] : byCountry[country];

    /// <summary>Signers of the store with that issuer, for signed objects that bring none.</summary>
    public IEnumerable<Certificate> SignersOf(DistinguishedName issuer) => signersByIssuer[issuer];

    /// <summary>Signers of the store with that key identifier, for signed objects that name theirs so.</summary>
    public IEnumerable<Certificate> SignersWith(ReadOnlyMemory<byte> keyIdentifier) => signersByKeyIdentifier[Convert.ToHexString(keyIdentifier.Span)];

    /// <summary>Signers of a country, for seals, which name theirs by a short reference.</summary>
    public IEnumerable<Certificate> SignersOfCountry(string country) => signersByCountry[country];

    /// <summary>
    /// The revocation lists that speak for what the authority's key signed: each key's own newest, of its own and of those that links of its
    /// name lead to, for a State that has changed its key goes on with one list by the new one.
    /// </summary>
    public IReadOnlyList<RevocationList> RevocationsBy(Certificate authority) => revocations[authority.Country].Any()
        ? standing.GetOrAdd(authority.Sha256, _ => [.. WithSuccessors(authority).SelectMany(NewestOf)]) : [];

    List<Certificate> WithSuccessors(Certificate authority)
    {
        var keys = new List<Certificate> { authority };
        for (var i = 0; i < keys.Count; i++)
            foreach (var link in bySubject[authority.Subject])
                if (!keys.Exists(key => key.KeyHash == link.KeyHash) && link.VerifyWith(keys[i]) == SignatureVerdict.Valid) keys.Add(link);
        return keys;
    }

    // Back to the newest whole one: those after it only add.
    IEnumerable<RevocationList> NewestOf(Certificate key)
    {
        foreach (var list in revocations[key.Country])
        {
            if (!list.IsSignedBy(key)) continue;
            yield return list;
            if (list.IsWhole) yield break;
        }
    }
}
