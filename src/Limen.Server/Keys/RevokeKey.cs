using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Limen.Server;

/// <summary>An administrator revokes a key; it stops working at once.</summary>
static class RevokeKey
{
    public static async Task<Results<NoContent, ProblemResult>> Handle(string id, HttpContext http, Node node, Accounts accounts, CancellationToken cancel)
    {
        if ((await Machines.RevokeAsync(node.Store, id, Asker.Of(http).Name, cancel)).Problem is { } problem) return problem.Result();
        accounts.Forget();
        return TypedResults.NoContent();
    }
}
