using Limen.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Limen.Server;

/// <summary>An administrator changes an officer; every session of his ends at once.</summary>
static class ChangeOfficer
{
    /// <summary>The roles from now on.</summary>
    public sealed record RolesRequest
    {
        /// <summary>At least one.</summary>
        public required IReadOnlyList<Role> Roles { get; init; }
    }

    public static async Task<Results<Ok<OfficerJson>, ProblemResult>> SetRoles(
        string name, RolesRequest request, HttpContext http, Node node, Accounts accounts, CancellationToken cancel)
    {
        if (request.Roles.Count == 0) return Problems.InvalidField.In("roles").Result();
        Role[] roles = [.. request.Roles.Distinct().Order()];
        return Told(await Staff.ChangeAsync(node.Store, name, "roles", officer => officer with { Roles = roles }, Asker.Of(http).Name, cancel), accounts);
    }

    public static async Task<Results<Ok<OfficerJson>, ProblemResult>> Disable(string name, HttpContext http, Node node, Accounts accounts, CancellationToken cancel) =>
        Told(await Staff.DisableAsync(node.Store, name, Asker.Of(http).Name, cancel), accounts);

    public static async Task<Results<Ok<OfficerJson>, ProblemResult>> Enable(string name, HttpContext http, Node node, Accounts accounts, CancellationToken cancel) =>
        Told(await Staff.EnableAsync(node.Store, name, Asker.Of(http).Name, cancel), accounts);

    public static async Task<Results<Ok<OfficerJson>, ProblemResult>> ResetPassword(string name, HttpContext http, Node node, Accounts accounts, CancellationToken cancel) =>
        Told(await Staff.ResetPasswordAsync(node.Store, name, Asker.Of(http).Name, cancel), accounts);

    static Results<Ok<OfficerJson>, ProblemResult> Told(Ordered<Officer> ordered, Accounts accounts)
    {
        accounts.Forget();
        return ordered.Problem is { } problem ? problem.Result() : TypedResults.Ok(OfficerJson.Of(ordered.Now!, ordered.Secret));
    }
}
