namespace Limen.Documents;

/// <summary>What a file brought for the store.</summary>
/// <param name="Source">The name of the file, without its folder.</param>
/// <param name="Certificates">Certificates of any kind.</param>
/// <param name="Revocations">Revocation lists.</param>
/// <param name="Deviations">Deviation lists.</param>
public sealed record TrustMaterial(
    string Source,
    IReadOnlyList<Certificate> Certificates,
    IReadOnlyList<RevocationList> Revocations,
    IReadOnlyList<DeviationList> Deviations);
