using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Limen.Server;

/// <summary>Who is signed in.</summary>
static class ShowSession
{
    public static async Task<Results<Ok<SessionJson>, ProblemResult>> Handle(HttpContext http, About about, Accounts accounts, Sessions sessions, CancellationToken cancel)
    {
        var asker = Asker.Of(http);
        if (!asker.ByKey && await accounts.OfficerAsync(asker.Name, cancel) is { } officer)
            return TypedResults.Ok(SessionJson.Of(officer, about, sessions.ExpiryOf(http)));
        if (!asker.ByKey) return Problems.NotSignedIn.Result();
        return TypedResults.Ok(new SessionJson
        {
            Name = asker.Name,
            DisplayName = asker.Name,
            Roles = [.. asker.Roles.Order()],
            MustChangePassword = false,
            Post = about.Place,
            Demo = about.Demo,
            Version = about.Version,
            ExpiresAt = null,
        });
    }
}
