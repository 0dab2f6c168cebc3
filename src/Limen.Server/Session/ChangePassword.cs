using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Limen.Server;

/// <summary>An officer changes his own password; every other session of his ends.</summary>
static class ChangePassword
{
    /// <summary>The old and the new password.</summary>
    public sealed record Request
    {
        /// <summary>The password until now.</summary>
        public required string Current { get; init; }
        /// <summary>The password from now on: at least 12 characters.</summary>
        public required string Next { get; init; }

        public override string ToString() => nameof(Request);
    }

    public static async Task<Results<Ok<SessionJson>, ProblemResult>> Handle(
        Request request, HttpContext http, Node node, About about, Accounts accounts, Sessions sessions, SignInGuard guard, Passwords passwords, CancellationToken cancel)
    {
        var asker = Asker.Of(http);
        var address = http.Connection.RemoteIpAddress?.ToString() ?? "";
        if (asker.ByKey || await accounts.FreshAsync(asker.Name, cancel) is not { } officer) return Problems.NotAllowed.Result();
        if (officer.OfHub) return Problems.OfficerOfHub.Result();
        if (guard.WaitFor(officer.Name, address) is { } wait)
            return (Problems.TooManySignIns with { RetryAfter = (int)Math.Ceiling(wait.TotalSeconds) }).Result();
        if (!await passwords.VerifyAsync(officer.PasswordHash, request.Current, cancel))
        {
            guard.Failed(officer.Name, address);
            return Problems.WrongNameOrPassword.In("current").Result();
        }
        if (!Passwords.IsStrongEnough(request.Next, officer.Name, request.Current)) return Problems.PasswordTooWeak.In("next").Result();
        var changed = officer with { PasswordHash = passwords.Hash(request.Next), MustChangePassword = false, SecurityStamp = Passwords.Random() };
        await node.Store.Officers.ChangeAsync(changed, asker.Name, "password", CancellationToken.None);
        accounts.Forget();
        await sessions.StartAsync(http, changed);
        return TypedResults.Ok(SessionJson.Of(changed, about, node.Time.GetUtcNow() + Sessions.Idle));
    }
}
