using System.Collections.Immutable;

namespace Limen.Documents;

/// <summary>A certificate of the store and where it came from.</summary>
/// <param name="Certificate">The certificate.</param>
/// <param name="Sources">The names of the files that brought it, sorted.</param>
public sealed record TrustEntry(Certificate Certificate, ImmutableSortedSet<string> Sources);

/// <summary>
/// What this node trusts: CSCA and link certificates, known document and list signers, revocation and deviation lists. Immutable: adding makes a
/// new one. Every authority in it is an anchor; nothing is shipped, everything is imported (Doc 9303-12 §5).
/// </summary>
public sealed class TrustStore
{
    readonly ImmutableDictionary<string, TrustEntry> certificates;
    readonly ImmutableDictionary<string, RevocationList> revocations;
    readonly ImmutableDictionary<string, DeviationList> deviations;
    readonly Lazy<TrustIndex> index;

    TrustStore(
        ImmutableDictionary<string, TrustEntry> certificates,
        ImmutableDictionary<string, RevocationList> revocations,
        ImmutableDictionary<string, DeviationList> deviations)
    {
        (this.certificates, this.revocations, this.deviations) = (certificates, revocations, deviations);
        index = new(() => new(certificates.Values.Select(entry => entry.Certificate), revocations.Values));
    }

    /// <summary>The store that trusts nobody.</summary>
    public static TrustStore Empty { get; } = new(
        ImmutableDictionary<string, TrustEntry>.Empty, ImmutableDictionary<string, RevocationList>.Empty, ImmutableDictionary<string, DeviationList>.Empty);

    /// <summary>Every certificate, by its SHA-256.</summary>
    public IReadOnlyDictionary<string, TrustEntry> Certificates => certificates;

    /// <summary>Every revocation list, by its SHA-256.</summary>
    public IReadOnlyDictionary<string, RevocationList> Revocations => revocations;

    /// <summary>Every deviation list, by its SHA-256.</summary>
    public IReadOnlyDictionary<string, DeviationList> Deviations => deviations;

    /// <summary>True when an authority of this State is trusted: a State that signs chips.</summary>
    /// <param name="state">As in an MRZ.</param>
    public bool HasAuthorityOf(StateCode state) => !state.IsEmpty
        && certificates.Values.Any(entry => entry.Certificate.IsAuthority && CertificateCountries.Belongs(state, entry.Certificate));

    internal TrustIndex Index => index.Value;

    /// <summary>The store with what an import brought; what is already there gains only its source.</summary>
    public TrustStore With(TrustMaterial material)
    {
        var all = certificates.ToBuilder();
        foreach (var certificate in material.Certificates)
            all[certificate.Sha256] = all.TryGetValue(certificate.Sha256, out var known)
                ? known with { Sources = known.Sources.Add(material.Source) }
                : new(certificate, [material.Source]);
        var (revoking, deviating) = (revocations, deviations);
        foreach (var list in material.Revocations) revoking = revoking.SetItem(list.Sha256, list);
        foreach (var list in material.Deviations) deviating = deviating.SetItem(list.Sha256, list);
        return new(all.ToImmutable(), revoking, deviating);
    }
}
