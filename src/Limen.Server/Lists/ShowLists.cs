using Limen.Screening;
using Limen.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Limen.Server;

/// <summary>The lists as they stand.</summary>
static class ShowLists
{
    /// <summary>One list.</summary>
    public sealed record Response
    {
        /// <summary>Its id.</summary>
        public required string Id { get; init; }
        /// <summary>Its name for the officer.</summary>
        public required string Title { get; init; }
        /// <summary>What its entries are about.</summary>
        public required ListKind Kind { get; init; }
        /// <summary>Who answers for it.</summary>
        public required string Owner { get; init; }
        /// <summary>Counts from 1; grows with every change.</summary>
        public required long Version { get; init; }
        /// <summary>Entries in this version.</summary>
        public required long Entries { get; init; }
        /// <summary>When it was last imported, UTC, also when that changed nothing.</summary>
        public required DateTimeOffset ImportedAt { get; init; }
        /// <summary>csv, un-xml, ofac-csv or ftm-json.</summary>
        public required string Format { get; init; }
    }

    public static async Task<Ok<Response[]>> Handle(Node node, CancellationToken cancel) =>
        TypedResults.Ok<Response[]>([.. (await node.Store.Lists.AllAsync(cancel)).Select(Line)]);

    static Response Line(ListState list) => new()
    {
        Id = list.Id,
        Title = list.Title,
        Kind = list.Kind,
        Owner = list.Owner,
        Version = list.Version,
        Entries = list.Entries,
        ImportedAt = list.ImportedAt,
        Format = list.Format.Name(),
    };
}
