using Limen.Documents;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Limen.Server;

/// <summary>What this node trusts, by State.</summary>
static class ShowTrust
{
    /// <summary>Everything that is trusted.</summary>
    public sealed record Response
    {
        /// <summary>Grows by one with each import that changed something; 0 when nothing was ever imported.</summary>
        public required long Version { get; init; }
        /// <summary>Each State that brought something, by its country code.</summary>
        public required IReadOnlyList<State> States { get; init; }
        /// <summary>SHA-256 of kept objects that are not what was imported; they are not believed.</summary>
        public required IReadOnlyList<string> Altered { get; init; }
    }

    /// <summary>One State.</summary>
    public sealed record State
    {
        /// <summary>Country code of its certificates (two letters; EU, UN and XO exist too); empty where a certificate names none.</summary>
        public required string Country { get; init; }
        /// <summary>Its certificates, oldest first.</summary>
        public required IReadOnlyList<TrustedCertificate> Certificates { get; init; }
        /// <summary>Its revocation lists.</summary>
        public required IReadOnlyList<Revoked> Revocations { get; init; }
        /// <summary>Deviations told in its deviation lists.</summary>
        public required int Deviations { get; init; }
    }

    /// <summary>One certificate.</summary>
    public sealed record TrustedCertificate
    {
        /// <summary>SHA-256 of its DER in hex.</summary>
        public required string Sha256 { get; init; }
        /// <summary>Whose it is.</summary>
        public required string Subject { get; init; }
        /// <summary>Who signed it.</summary>
        public required string Issuer { get; init; }
        /// <summary>Serial number in hex.</summary>
        public required string Serial { get; init; }
        /// <summary>Algorithm and size of its key.</summary>
        public required string Key { get; init; }
        /// <summary>Algorithm of its own signature.</summary>
        public required string SignedWith { get; init; }
        /// <summary>First instant of its validity.</summary>
        public required DateTimeOffset NotBefore { get; init; }
        /// <summary>Last instant of its validity.</summary>
        public required DateTimeOffset NotAfter { get; init; }
        /// <summary>True when its validity has ended.</summary>
        public required bool Expired { get; init; }
        /// <summary>True for a CSCA or link certificate, which vouches for others.</summary>
        public required bool Authority { get; init; }
        /// <summary>Names of the files that brought it.</summary>
        public required IReadOnlyList<string> Sources { get; init; }
    }

    /// <summary>One revocation list.</summary>
    public sealed record Revoked
    {
        /// <summary>Who signed it.</summary>
        public required string Issuer { get; init; }
        /// <summary>How many certificates it revokes.</summary>
        public required int Count { get; init; }
        /// <summary>When it was made.</summary>
        public required DateTimeOffset ThisUpdate { get; init; }
        /// <summary>When the next one is due; null when it does not say.</summary>
        public required DateTimeOffset? NextUpdate { get; init; }
    }

    public static async Task<Ok<Response>> Handle(Node node, TimeProvider time, CancellationToken cancel)
    {
        var trust = await node.Store.Trust.CurrentAsync(cancel);
        return TypedResults.Ok(new Response { Version = trust.Version, States = [.. States(trust.Store, time.GetUtcNow())], Altered = trust.Altered });
    }

    static IEnumerable<State> States(TrustStore store, DateTimeOffset now)
    {
        var certificates = store.Certificates.Values.ToLookup(entry => entry.Certificate.Country);
        var revocations = store.Revocations.Values.ToLookup(list => list.Country);
        var deviations = store.Deviations.Values.ToLookup(list => list.Country);
        foreach (var country in certificates.Concat<IGrouping<string, object>>(revocations).Concat(deviations).Select(group => group.Key).Distinct().Order(StringComparer.Ordinal))
            yield return new()
            {
                Country = country,
                Certificates = [.. certificates[country].OrderBy(entry => entry.Certificate.NotBefore).Select(entry => Line(entry, now))],
                Revocations = [.. revocations[country].OrderBy(list => list.ThisUpdate).Select(Line)],
                Deviations = deviations[country].Sum(list => list.Deviations.Count),
            };
    }

    static TrustedCertificate Line(TrustEntry entry, DateTimeOffset now) => new()
    {
        Sha256 = entry.Certificate.Sha256,
        Subject = entry.Certificate.SubjectName,
        Issuer = entry.Certificate.IssuerName,
        Serial = entry.Certificate.SerialNumber,
        Key = entry.Certificate.KeyName,
        SignedWith = entry.Certificate.SignedWith,
        NotBefore = entry.Certificate.NotBefore,
        NotAfter = entry.Certificate.NotAfter,
        Expired = entry.Certificate.NotAfter < now,
        Authority = entry.Certificate.IsAuthority,
        Sources = entry.Sources,
    };

    static Revoked Line(RevocationList list) =>
        new() { Issuer = list.IssuerName, Count = list.Count, ThisUpdate = list.ThisUpdate, NextUpdate = list.NextUpdate };
}
