using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Limen.Server;

/// <summary>What a hub and its posts say to each other: its table of contents. Answers on the exchange's own address alone.</summary>
static class ExchangeRoutes
{
    const long LargestRequest = 16 * 1024, LargestEvents = 32 * 1024 * 1024;

    public static void MapExchange(this IEndpointRouteBuilder app)
    {
        // Both ends are this program: no other relies on it.
        var strangers = app.MapGroup("/api/exchange").AllowStrangers().ExcludeFromDescription();
        strangers.MapGet("/authority", ShowAuthority.Handle);
        strangers.MapPost("/enrol", EnrolPost.Handle).AtMost(LargestRequest);

        var posts = app.MapGroup("/api/exchange").AllowPeersOnly().ExcludeFromDescription();
        posts.SpeakVersion();
        posts.MapGet("/feed", Feed.Handle).DisableRequestTimeout();
        posts.MapGet("/lists/{id}/manifest", GiveList.Manifest);
        posts.MapGet("/chunks/{sha256}", GiveList.Chunk).DisableRequestTimeout();
        posts.MapGet("/trust", GiveList.Trust).DisableRequestTimeout();
        posts.MapPost("/events", TakeEvents.Events).AtMost(LargestEvents).DisableRequestTimeout();
        posts.MapPost("/facts", TakeEvents.Facts).AtMost(LargestRequest);
        posts.MapGet("/roster", ShowRoster.Handle).DisableRequestTimeout();
        posts.MapPost("/certificate", RenewCertificate.Handle).AtMost(LargestRequest);
    }
}
