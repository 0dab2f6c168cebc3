using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Limen.Server;

/// <summary>Finds out who sends a request: by the key in its Authorization header, else by the session in its cookie. Over the exchange only certificates count.</summary>
static class Recognition
{
    const string Bearer = "Bearer ";
    const string KeyScheme = "Key";

    public static void UseRecognition(this IApplicationBuilder app, Accounts accounts, Sessions sessions) => app.Use(async (http, next) =>
    {
        if (!http.Request.Path.StartsWithSegments("/api") || ExchangeConnection.Of(http) is not null)
        {
            await next(http);
            return;
        }
        if (http.Request.Headers.Authorization is [{ } header])
        {
            if (await ByKeyAsync(header, accounts, http.RequestAborted) is not { } machine)
            {
                await Problems.NotSignedIn.Result().ExecuteAsync(http);
                return;
            }
            http.User = machine.SignInto(http, KeyScheme);
        }
        else await BySessionAsync(http, accounts, sessions);
        await next(http);
    });

    static async Task<Asker?> ByKeyAsync(string header, Accounts accounts, CancellationToken cancel) =>
        header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && await accounts.KeyAsync(header[Bearer.Length..].Trim(), cancel) is { } key
            ? new($"key:{key.Id}", key.Roles.ToHashSet(), ByKey: true, MustChangePassword: false)
            : null;

    static async Task BySessionAsync(HttpContext http, Accounts accounts, Sessions sessions)
    {
        var result = await http.AuthenticateAsync(Sessions.Scheme);
        if (!result.Succeeded) return;
        var name = sessions.NameIn(result.Principal);
        if (name is null || await accounts.OfficerAsync(name, http.RequestAborted) is not { } officer || !Sessions.Fits(result.Principal, officer))
        {
            await http.SignOutAsync(Sessions.Scheme);
            return;
        }
        new Asker(officer.Name, officer.Roles.ToHashSet(), ByKey: false, officer.MustChangePassword).SignInto(http, Sessions.Scheme);
        http.User = result.Principal;
    }
}
