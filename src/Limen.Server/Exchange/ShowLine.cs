using Limen.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

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
        /// <summary>Since when it is held, or is not, by this node's own clock; null where it was not held since the start.</summary>
        public required DateTimeOffset? Since { get; init; }
        /// <summary>When the hub was last heard, by this node's own clock, or before its start by the hub's; null for never.</summary>
        public required DateTimeOffset? LastHeard { get; init; }
        /// <summary>Events that the hub has not taken in yet.</summary>
        public required long Waiting { get; init; }
        /// <summary>When the oldest of them happened; null when none waits.</summary>
        public required DateTimeOffset? OldestWaiting { get; init; }
        /// <summary>When the hub last took something in; null before the first time.</summary>
        public required DateTimeOffset? LastAcknowledged { get; init; }
        /// <summary>Seconds by which this node's clock is ahead of the hub's; null when it does not know.</summary>
        public required double? ClockOffsetSeconds { get; init; }
        /// <summary>At a hub: the address that posts are told to enrol at; null elsewhere.</summary>
        public required string? Exchange { get; init; }
        /// <summary>Code of what does not pass by itself, with an entry in docs/errors.md; null when nothing is the matter.</summary>
        public required string? Trouble { get; init; }
    }

    public static async Task<Ok<Response>> Handle(Node node, LineState line, HttpContext http, CancellationToken cancel)
    {
        var enrolment = node.Settings.Role == NodeRole.Hub ? null : await node.Store.Enrolment.FindAsync(cancel);
        var enrolled = enrolment is not null;
        var outbox = enrolled ? await node.Store.Outbox.StateAsync(cancel) : new OutboxState(0, null, null, null);
        return TypedResults.Ok(new Response
        {
            Role = node.Settings.Role == NodeRole.Hub ? "hub" : enrolled || node.Settings.Role == NodeRole.Post ? "post" : null,
            Hub = (line.Hub ?? enrolment?.Address)?.ToString(),
            Connected = line.Connected,
            Since = line.Since,
            LastHeard = line.LastHeard ?? enrolment?.Heard,
            Waiting = outbox.Waiting,
            OldestWaiting = outbox.OldestAt,
            LastAcknowledged = outbox.LastAcknowledgedAt,
            ClockOffsetSeconds = node.HubTime.Ahead?.TotalSeconds,
            Exchange = http.RequestServices.GetService<ExchangeListener>()?.Address is { Port: var port } ? $"https://{node.Settings.Name ?? Environment.MachineName}:{port}" : null,
            Trouble = outbox.Trouble ?? line.Trouble,
        });
    }

    public static void MapLine(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/line", Handle).Allow(Rights.SeeSources).WithTags("Line").WithName("showLine").WithSummary("How this node's line to its hub stands");
}
