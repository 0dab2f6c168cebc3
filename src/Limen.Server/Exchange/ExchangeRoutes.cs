using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Limen.Server;

/// <summary>What a hub and its posts say to each other: its table of contents. Answers on the exchange's own address alone.</summary>
static class ExchangeRoutes
{
    const long LargestRequest = 16 * 1024;

    public static void MapExchange(this IEndpointRouteBuilder app)
    {
        // Both ends are this program: no other relies on it.
        var strangers = app.MapGroup("/api/exchange").AllowStrangers().ExcludeFromDescription();
        strangers.MapGet("/authority", ShowAuthority.Handle);
        strangers.MapPost("/enrol", EnrolPost.Handle).AtMost(LargestRequest);

        var posts = app.MapGroup("/api/exchange").AllowPeersOnly().ExcludeFromDescription();
        posts.MapGet("/roster", ShowRoster.Handle).DisableRequestTimeout();
        posts.MapPost("/certificate", RenewCertificate.Handle).AtMost(LargestRequest);
    }
}
