using Limen.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Limen.Server;

/// <summary>A list's history.</summary>
static class ShowVersions
{
    /// <summary>One version.</summary>
    public sealed record Response
    {
        /// <summary>Counts from 1.</summary>
        public required long Version { get; init; }
        /// <summary>When, UTC.</summary>
        public required DateTimeOffset ImportedAt { get; init; }
        /// <summary>By whom.</summary>
        public required string ImportedBy { get; init; }
        /// <summary>csv, un-xml, ofac-csv or ftm-json.</summary>
        public required string Format { get; init; }
        /// <summary>Entries in it.</summary>
        public required long Entries { get; init; }
        /// <summary>Entries that the version before had not.</summary>
        public required long Added { get; init; }
        /// <summary>Entries that read otherwise than before.</summary>
        public required long Changed { get; init; }
        /// <summary>Entries that it no longer has.</summary>
        public required long Removed { get; init; }
    }

    public static async Task<Results<Ok<Response[]>, ProblemResult>> Handle(string id, Node node, CancellationToken cancel)
    {
        var versions = await node.Store.Lists.VersionsAsync(id, cancel);
        return versions.Count == 0 ? Problems.UnknownList.Result() : TypedResults.Ok<Response[]>([.. versions.Select(Line)]);
    }

    static Response Line(ListVersion version) => new()
    {
        Version = version.Version,
        ImportedAt = version.ImportedAt,
        ImportedBy = version.ImportedBy,
        Format = version.Format.Name(),
        Entries = version.Entries,
        Added = version.Added,
        Changed = version.Changed,
        Removed = version.Removed,
    };
}
