using System.Collections.Concurrent;
using Limen.Storage;
using Microsoft.AspNetCore.Http;

namespace Limen.Server;

/// <summary>
/// A post tells what it did, and how it stands. What comes over a thin line keeps nobody else waiting: parts that are on their way are counted
/// apart from those that are written, and those of one post apart from all. Who comes when too many are at it comes again a little later.
/// </summary>
sealed class TakeEvents : IDisposable
{
    const int MostComing = 128, MostOfOnePost = 2, MostWritten = 32;

    readonly ConcurrentDictionary<string, int> coming = new(StringComparer.Ordinal);
    readonly SemaphoreSlim writing = new(MostWritten);
    int all;

    public static async Task<IResult> Events(HttpContext http, Node node, TakeEvents intake, CancellationToken cancel)
    {
        var peer = Peer.Of(http)!;
        try
        {
            if (Interlocked.Increment(ref intake.all) > MostComing | intake.coming.AddOrUpdate(peer.Name, 1, (_, now) => now + 1) > MostOfOnePost)
                return (Problems.HubBusy with { RetryAfter = 2 }).Result();
            if (EventBatch.Read(await BodyAsync(http, cancel)) is not { } batch) return Problems.Malformed.Result();
            if (batch.Store != peer.Store) return Problems.InvalidField.In("store").Result();
            return Results.Bytes((await intake.WriteAsync(node, peer, batch, cancel)).ToBytes(), "application/json");
        }
        finally
        {
            Interlocked.Decrement(ref intake.all);
            intake.coming.AddOrUpdate(peer.Name, 0, (_, now) => now - 1);
        }
    }

    public void Dispose() => writing.Dispose();

    async Task<EventReceipt> WriteAsync(Node node, Peer peer, EventBatch batch, CancellationToken cancel)
    {
        await writing.WaitAsync(cancel);
        try
        {
            return await node.Store.PostEvents.TakeAsync(peer.Name, batch, CancellationToken.None);
        }
        finally
        {
            writing.Release();
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
