using Limen.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;

namespace Limen.Server;

/// <summary>An officer signs in with name and password and gets a session.</summary>
static partial class SignIn
{
    /// <summary>Who signs in.</summary>
    public sealed record Request
    {
        /// <summary>Name of the officer.</summary>
        public required string Name { get; init; }
        /// <summary>His password.</summary>
        public required string Password { get; init; }

        public override string ToString() => nameof(Request);
    }

    public static async Task<Results<Ok<SessionJson>, ProblemResult>> Handle(
        Request request, HttpContext http, Node node, About about, Accounts accounts, Sessions sessions, SignInGuard guard, Passwords passwords, ILogger<Node> log, CancellationToken cancel)
    {
        var name = request.Name.Trim().ToLowerInvariant();
        var address = http.Connection.RemoteIpAddress?.ToString() ?? "";
        if (guard.WaitFor(name, address) is { } wait)
            return (Problems.TooManySignIns with { RetryAfter = (int)Math.Ceiling(wait.TotalSeconds) }).Result();
        var officer = await accounts.FreshAsync(name, cancel);
        var right = await passwords.VerifyAsync(officer?.PasswordHash, request.Password, cancel);
        if (!right || officer is null or { Disabled: true }) return await RefuseAsync(name, officer, address, node, guard, log);
        guard.Succeeded(name, address);
        await node.Store.Journal.AppendAsync(new(JournalKind.SignIn, officer.Name, officer.Name), CancellationToken.None);
        await sessions.StartAsync(http, officer);
        return TypedResults.Ok(SessionJson.Of(officer, about, node.Time.GetUtcNow() + Sessions.Idle));
    }

    static async Task<ProblemResult> RefuseAsync(string name, Officer? officer, string address, Node node, SignInGuard guard, ILogger log)
    {
        guard.Failed(name, address);
        // A name that nobody has may be a password typed into the wrong field: it is not kept.
        await node.Store.Journal.AppendAsync(new(JournalKind.SignInFailed, officer?.Name ?? "", officer?.Name ?? "unknown"), CancellationToken.None);
        Refused(log);
        return Problems.WrongNameOrPassword.Result();
    }

    [LoggerMessage(LogLevel.Warning, "A sign-in was refused")]
    static partial void Refused(ILogger log);
}
