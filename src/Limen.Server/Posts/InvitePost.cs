using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Limen.Server;

/// <summary>An administrator invites a post, for the first time or anew. Only a hash of the code is kept.</summary>
static class InvitePost
{
    /// <summary>Which post.</summary>
    public sealed record Request
    {
        /// <summary>Its name: 2 to 64 letters, digits, dots, dashes.</summary>
        public required string Name { get; init; }
        /// <summary>Minutes for which the code is open, at most a week; 60 when absent.</summary>
        public double? Minutes { get; init; }
    }

    public static async Task<Results<Ok<PostJson>, ProblemResult>> Handle(Request request, HttpContext http, Node node, CancellationToken cancel)
    {
        if (node.Settings.Role != NodeRole.Hub) return Problems.HubOnly.Result();
        if (request.Minutes is not (null or (>= 1 and <= 7 * 24 * 60))) return Problems.InvalidField.In("minutes").Result();
        var life = request.Minutes is { } minutes ? TimeSpan.FromMinutes(minutes) : PostOrders.CodeLife;
        var invited = await PostOrders.InviteAsync(node.Store, request.Name, life, Asker.Of(http).Name, cancel);
        return invited.Problem is { } problem ? problem.Result() : TypedResults.Ok(PostJson.Of(invited.Now!, node.Time.GetUtcNow(), invited.Secret));
    }
}
