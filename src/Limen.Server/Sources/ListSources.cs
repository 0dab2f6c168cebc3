using Limen.Gateway;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Limen.Server;

/// <summary>How every source stands: the node's lists and the other nodes it asks.</summary>
static class ListSources
{
    /// <summary>One source.</summary>
    public sealed record Response
    {
        /// <summary>Its id, the same in every answer.</summary>
        public required string Source { get; init; }
        /// <summary>Its name for the officer.</summary>
        public required string Title { get; init; }
        /// <summary>What it holds: documents, persons, vehicles, or node for another Limen.</summary>
        public required string Kind { get; init; }
        /// <summary>Whether it can be asked.</summary>
        public required SourceState State { get; init; }
        /// <summary>Version of its list; null when it has none.</summary>
        public required long? ListVersion { get; init; }
        /// <summary>Since when the list is as it is, UTC; null when unknown.</summary>
        public required DateTimeOffset? AsOf { get; init; }
        /// <summary>Age of the list; null when unknown.</summary>
        public required long? AgeSeconds { get; init; }
        /// <summary>True when the list is older than its limit.</summary>
        public required bool Stale { get; init; }
        /// <summary>Entries held; null when unknown.</summary>
        public required long? Entries { get; init; }
        /// <summary>Milliseconds it has to answer.</summary>
        public required int DeadlineMs { get; init; }
        /// <summary>The limit of its list's age; null when there is none.</summary>
        public required long? StaleAfterSeconds { get; init; }
    }

    public static Ok<Response[]> Handle(Node node)
    {
        var now = node.HubTime.GetUtcNow();
        return TypedResults.Ok<Response[]>([.. node.Sources.Select(source => Line(source.Status, now))]);
    }

    static Response Line(SourceStatus status, DateTimeOffset now) => new()
    {
        Source = status.Source,
        Title = status.Title,
        Kind = status.Kind,
        State = status.State,
        ListVersion = status.ListVersion,
        AsOf = status.AsOf,
        AgeSeconds = status.AsOf is { } asOf ? Math.Max(0, (long)(now - asOf).TotalSeconds) : null,
        Stale = status is { AsOf: { } since, StaleAfter: { } limit } && now - since > limit,
        Entries = status.Entries,
        DeadlineMs = (int)status.Deadline.TotalMilliseconds,
        StaleAfterSeconds = (long?)status.StaleAfter?.TotalSeconds,
    };

    public static void MapSources(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/sources", Handle).Allow(Rights.SeeSources).WithTags("Sources")
            .WithName("listSources").WithSummary("How every source stands");
}
