using Limen.Storage;
using Microsoft.AspNetCore.Http;

namespace Limen.Server;

/// <summary>A post tells what it did, and how it stands. At most so many at once: who comes when too many are at it comes again a little later.</summary>
sealed class TakeEvents
{
    const int MostAtOnce = 32;

    int taken;

    public static async Task<IResult> Events(HttpContext http, Node node, TakeEvents intake, CancellationToken cancel)
    {
        try
        {
            if (Interlocked.Increment(ref intake.taken) > MostAtOnce) return (Problems.HubBusy with { RetryAfter = 2 }).Result();
            var peer = Peer.Of(http)!;
            if (EventBatch.Read(await BodyAsync(http, cancel)) is not { } batch) return Problems.Malformed.Result();
            if (batch.Store != peer.Store) return Problems.InvalidField.In("store").Result();
            return Results.Bytes((await node.Store.PostEvents.TakeAsync(peer.Name, batch, CancellationToken.None)).ToBytes(), "application/json");
        }
        finally
        {
            Interlocked.Decrement(ref intake.taken);
        }
    }

    public static async Task<IResult> Facts(HttpContext http, Node node, CancellationToken cancel)
    {
        if (PostFacts.Read(await BodyAsync(http, cancel)) is not { } facts) return Problems.Malformed.Result();
        await node.Store.Posts.SeenAsync(Peer.Of(http)!.Name, facts, cancel);
        return Results.NoContent();
    }

    static async Task<byte[]> BodyAsync(HttpContext http, CancellationToken cancel)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, cancel);
        return body.ToArray();
    }
}
