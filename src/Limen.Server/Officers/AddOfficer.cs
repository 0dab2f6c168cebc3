using Limen.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Limen.Server;

/// <summary>An administrator adds an officer, who gets a random password that he must change.</summary>
static class AddOfficer
{
    /// <summary>Who is added.</summary>
    public sealed record Request
    {
        /// <summary>Name to sign in with: 2 to 64 letters, digits, dots, dashes.</summary>
        public required string Name { get; init; }
        /// <summary>Name to show; the name when absent.</summary>
        public string? DisplayName { get; init; }
        /// <summary>What he may do; at least one.</summary>
        public required IReadOnlyList<Role> Roles { get; init; }
    }

    public static async Task<Results<Ok<OfficerJson>, ProblemResult>> Handle(Request request, HttpContext http, Node node)
    {
        var added = await Staff.AddAsync(node.Store, request.Name, request.DisplayName, request.Roles, Asker.Of(http).Name);
        return added.Problem is { } problem ? problem.Result() : TypedResults.Ok(OfficerJson.Of(added.Now!, added.Secret));
    }
}
