using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Limen.Server;

/// <summary>What a hub and its posts say to each other: its table of contents. Answers on the exchange's own address alone.</summary>
static class ExchangeRoutes
{
    public static void MapExchange(this IEndpointRouteBuilder app)
    {
        _ = app.MapGroup("/api/exchange").WithTags("Exchange").AllowPeersOnly();
    }
}
