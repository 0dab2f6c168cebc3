using Limen.Documents;

namespace Limen.Storage;

/// <summary>What an object that this node trusts is; persisted, so numbers never change.</summary>
public enum TrustKind
{
    /// <summary>A certificate: CSCA, link, document signer, list signer.</summary>
    Certificate = 1,
    /// <summary>A certificate revocation list.</summary>
    RevocationList = 2,
    /// <summary>A deviation list.</summary>
    DeviationList = 3,
}

/// <summary>What this node trusts at one moment.</summary>
/// <param name="Store">All of it, ready to verify with.</param>
/// <param name="Version">Grows by one with each import that changed something; 0 when nothing was ever imported.</param>
/// <param name="Altered">SHA-256 of kept objects that are not what was imported; they are left out.</param>
public sealed record TrustState(TrustStore Store, long Version, IReadOnlyList<string> Altered);

/// <summary>What came of importing one file.</summary>
/// <param name="Imported">What the file brought and what is to be told about it.</param>
/// <param name="Added">Certificates that were not there before.</param>
/// <param name="AddedLists">Revocation and deviation lists that were not there before.</param>
/// <param name="Version">The version of the whole after the import.</param>
public sealed record TrustReport(TrustImported Imported, int Added, int AddedLists, long Version);
