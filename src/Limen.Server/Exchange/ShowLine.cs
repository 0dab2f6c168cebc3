using Limen.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Limen.Server;

/// <summary>How this node's line to its hub stands.</summary>
static class ShowLine
{
    /// <summary>The line.</summary>
    public sealed record Response
    {
        /// <summary>hub or post; null for a node that works alone.</summary>
        public required string? Role { get; init; }
        /// <summary>Address of the hub; null where there is none.</summary>
        public required string? Hub { get; init; }
        /// <summary>True while the hub's feed is held.</summary>
        public required bool Connected { get; init; }
        /// <summary>When the hub was last heard, by this node's own clock; null since its start.</summary>
        public required DateTimeOffset? LastHeard { get; init; }
        /// <summary>Events that the hub has not taken in yet.</summary>
        public required long Waiting { get; init; }
        /// <summary>When the oldest of them happened; null when none waits.</summary>
        public required DateTimeOffset? OldestWaiting { get; init; }
        /// <summary>When the hub last took something in; null before the first time.</summary>
        public required DateTimeOffset? LastAcknowledged { get; init; }
        /// <summary>Seconds by which this node's clock is ahead of the hub's; null when it does not know.</summary>
        public required double? ClockOffsetSeconds { get; init; }
        /// <summary>Code of what does not pass by itself, with an entry in docs/errors.md; null when nothing is the matter.</summary>
        public required string? Trouble { get; init; }
    }

    public static async Task<Ok<Response>> Handle(Node node, LineState line, CancellationToken cancel)
    {
        var enrolled = node.Settings.Role != NodeRole.Hub && await node.Store.Enrolment.FindAsync(cancel) is not null;
        var outbox = enrolled ? await node.Store.Outbox.StateAsync(cancel) : new OutboxState(0, null, null, null);
        return TypedResults.Ok(new Response
        {
            Role = node.Settings.Role == NodeRole.Hub ? "hub" : enrolled || node.Settings.Role == NodeRole.Post ? "post" : null,
            Hub = line.Hub?.ToString(),
            Connected = line.Connected,
            LastHeard = line.LastHeard,
            Waiting = outbox.Waiting,
            OldestWaiting = outbox.OldestAt,
            LastAcknowledged = outbox.LastAcknowledgedAt,
            ClockOffsetSeconds = node.HubTime.Ahead?.TotalSeconds,
            Trouble = outbox.Trouble ?? line.Trouble,
        });
    }

    public static void MapLine(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/line", Handle).Allow(Rights.SeeSources).WithTags("Line").WithName("showLine").WithSummary("How this node's line to its hub stands");
}
