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

    public static Task<Results<Ok<OfficerJson>, ProblemResult>> SetRoles(string name, RolesRequest request, HttpContext http, Node node, Accounts accounts, CancellationToken cancel) =>
        request.Roles.Count == 0
            ? Task.FromResult<Results<Ok<OfficerJson>, ProblemResult>>(Problems.InvalidField.In("roles").Result())
            : ChangeAsync(name, "roles", officer => officer with { Roles = [.. request.Roles.Distinct().Order()] }, http, node, accounts, cancel);

    public static Task<Results<Ok<OfficerJson>, ProblemResult>> Disable(string name, HttpContext http, Node node, Accounts accounts, CancellationToken cancel) =>
        ChangeAsync(name, "disabled", officer => officer with { Disabled = true }, http, node, accounts, cancel);

    public static Task<Results<Ok<OfficerJson>, ProblemResult>> Enable(string name, HttpContext http, Node node, Accounts accounts, CancellationToken cancel) =>
        ChangeAsync(name, "enabled", officer => officer with { Disabled = false }, http, node, accounts, cancel);

    public static async Task<Results<Ok<OfficerJson>, ProblemResult>> ResetPassword(
        string name, HttpContext http, Node node, Accounts accounts, Passwords passwords, CancellationToken cancel)
    {
        var password = Passwords.Random();
        var hash = passwords.Hash(password);
        var result = await ChangeAsync(
            name, "passwordReset", officer => officer with { PasswordHash = hash, MustChangePassword = true }, http, node, accounts, cancel);
        return result.Result is Ok<OfficerJson> { Value: { } officer } ? TypedResults.Ok(officer with { Password = password }) : result;
    }

    static async Task<Results<Ok<OfficerJson>, ProblemResult>> ChangeAsync(
        string name, string what, Func<Officer, Officer> change, HttpContext http, Node node, Accounts accounts, CancellationToken cancel)
    {
        if (await node.Store.Officers.FindAsync(name, cancel) is not { } officer) return Problems.UnknownOfficer.Result();
        var changed = change(officer) with { SecurityStamp = Passwords.Random() };
        if (Administers(officer) && !Administers(changed) && !await AnotherAdministersAsync(officer, node, cancel)) return Problems.LastAdministrator.Result();
        await node.Store.Officers.ChangeAsync(changed, Asker.Of(http).Name, what, CancellationToken.None);
        accounts.Forget();
        return TypedResults.Ok(OfficerJson.Of(changed));
    }

    static bool Administers(Officer officer) => !officer.Disabled && officer.Roles.Contains(Role.Administrator);

    static async Task<bool> AnotherAdministersAsync(Officer officer, Node node, CancellationToken cancel) =>
        (await node.Store.Officers.AllAsync(cancel)).Any(other => other.Name != officer.Name && Administers(other));
}
