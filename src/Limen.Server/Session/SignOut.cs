using Limen.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Limen.Server;

/// <summary>The session ends, also for a copy of its cookie.</summary>
static class SignOut
{
    public static async Task<NoContent> Handle(HttpContext http, Node node, Sessions sessions)
    {
        var asker = Asker.Of(http);
        await sessions.EndAsync(http);
        await node.Store.Journal.AppendAsync(new(JournalKind.SignOut, asker.Name, asker.Name), CancellationToken.None);
        return TypedResults.NoContent();
    }
}
