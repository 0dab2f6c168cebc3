using Limen.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Limen.Server;

/// <summary>An administrator makes a key for a machine. Only its hash is kept.</summary>
static class AddKey
{
    /// <summary>What the key is for.</summary>
    public sealed record Request
    {
        /// <summary>What it is for.</summary>
        public required string Name { get; init; }
        /// <summary>What it may do; at least one, and never administer.</summary>
        public required IReadOnlyList<Role> Roles { get; init; }
        /// <summary>From when on it no longer works; null for never.</summary>
        public DateTimeOffset? ExpiresAt { get; init; }
    }

    public static async Task<Results<Ok<KeyJson>, ProblemResult>> Handle(Request request, HttpContext http, Node node)
    {
        var added = await Machines.AddAsync(node.Store, request.Name, request.Roles, request.ExpiresAt, Asker.Of(http).Name, node.Time.GetUtcNow());
        return added.Problem is { } problem ? problem.Result() : TypedResults.Ok(KeyJson.Of(added.Now!, added.Secret));
    }
}
