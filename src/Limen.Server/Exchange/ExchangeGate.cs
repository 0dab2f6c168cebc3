using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Limen.Server;

/// <summary>Keeps the exchange and everything else apart: over it come only posts and only to what is for them, and elsewhere that is not to be found.</summary>
static class ExchangeGate
{
    public static void UseExchangeGate(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (await RefusalAsync(http) is { } refusal) await refusal.Result().ExecuteAsync(http);
        else await next(http);
    });

    static async Task<Problem?> RefusalAsync(HttpContext http)
    {
        var access = http.GetEndpoint()?.Metadata.GetMetadata<PeerAccess>();
        if (ExchangeConnection.Of(http) is not { } connection) return access is { Only: true } ? Problems.NotFound : null;
        if (access is null) return Problems.NotFound;
        if (access.Strangers) return null;
        var (peer, problem) = await connection.PeerAsync(http, http.RequestServices.GetRequiredService<Node>());
        peer?.EnterInto(http);
        return problem;
    }
}
