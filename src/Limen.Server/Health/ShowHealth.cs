using Limen.Gateway;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Limen.Server;

/// <summary>Whether the node can work: 200 when its store answers and its lists are loaded, else 503. Open to everybody, tells counts only.</summary>
static class ShowHealth
{
    /// <summary>How the node stands.</summary>
    public sealed record Response
    {
        /// <summary>ready, loading or broken.</summary>
        public required string Status { get; init; }
        /// <summary>True when the store answers.</summary>
        public required bool Store { get; init; }
        /// <summary>Sources that answer.</summary>
        public required int Ready { get; init; }
        /// <summary>Lists that are being loaded.</summary>
        public required int Loading { get; init; }
        /// <summary>Sources that did not answer when last asked.</summary>
        public required int Silent { get; init; }
        /// <summary>Lists older than their limit.</summary>
        public required int Stale { get; init; }
    }

    public static async Task<Results<Ok<Response>, JsonHttpResult<Response>>> Handle(Node node, CancellationToken cancel)
    {
        var store = await node.Store.AnswersAsync(cancel);
        var now = node.HubTime.GetUtcNow();
        var sources = node.Sources.Select(source => source.Status).ToList();
        var loading = sources.Count(status => status.State == SourceState.Loading);
        var response = new Response
        {
            Status = !store ? "broken" : loading > 0 ? "loading" : "ready",
            Store = store,
            Ready = sources.Count(status => status.State == SourceState.Ready),
            Loading = loading,
            Silent = sources.Count(status => status.State == SourceState.Silent),
            Stale = sources.Count(status => status is { AsOf: { } asOf, StaleAfter: { } limit } && now - asOf > limit),
        };
        return store && loading == 0
            ? TypedResults.Ok(response)
            : TypedResults.Json(response, ServerJson.Default.ShowHealthResponse, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    public static void MapHealth(this IEndpointRouteBuilder app) =>
        app.MapGet("/healthz", Handle).WithMetadata(new PeerAccess(Strangers: true)).WithTags("Health").WithName("showHealth").WithSummary("Whether the node can work")
            .Produces<Response>(StatusCodes.Status503ServiceUnavailable);
}
