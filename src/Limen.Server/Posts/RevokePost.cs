using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;

namespace Limen.Server;

/// <summary>An administrator locks a post out, at once.</summary>
static class RevokePost
{
    public static async Task<Results<NoContent, ProblemResult>> Handle(string name, HttpContext http, Node node, CancellationToken cancel)
    {
        if (node.Settings.Role != NodeRole.Hub) return Problems.HubOnly.Result();
        if ((await PostOrders.RevokeAsync(node.Store, name, Asker.Of(http).Name, cancel)).Problem is { } problem) return problem.Result();
        await http.RequestServices.GetRequiredService<ExchangeListener>().Register.LookAsync(CancellationToken.None);
        return TypedResults.NoContent();
    }
}
