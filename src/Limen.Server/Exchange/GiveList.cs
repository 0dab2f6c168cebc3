using System.Globalization;
using Limen.Storage;
using Microsoft.AspNetCore.Http;

namespace Limen.Server;

/// <summary>A list on its way to a post: the signed manifest of its newest version, and the chunks.</summary>
static class GiveList
{
    /// <summary>Header with the signature over the body, base64.</summary>
    public const string SignatureHeader = "Limen-Signature";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task<IResult> Manifest(string id, long? after, HttpContext http, Node node, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            var made = await node.Store.Offer.ManifestAsync(id, after ?? 0, node.Store.Authority.SignAsync, patience.Token);
            if (made is null) return Problems.UnknownList.Result();
            http.Response.Headers[SignatureHeader] = Convert.ToBase64String(made.Signature);
            return Results.Bytes(made.Bytes, "application/json");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // The first snapshot of a large list takes its time; it goes on, for whoever asks next.
            return (Problems.ListBeingMade with { RetryAfter = 5 }).Result();
        }
    }

    public static async Task<IResult> Chunk(string sha256, string? list, long? after, long? part, Node node, CancellationToken cancel) =>
        await node.Store.Offer.ChunkAsync(sha256, list, after ?? 0, part ?? 0, cancel) is { } chunk
            ? Results.Stream(chunk, "application/octet-stream", enableRangeProcessing: true)
            : Problems.ChunkGone.Result();

    public static async Task<IResult> Trust(long? after, Node node, CancellationToken cancel) =>
        Results.Bytes((await node.Store.Trust.SinceAsync(after ?? 0, cancel)).ToBytes(), "application/json");

    /// <summary>The address of a chunk, from which any node of the hub can make it again.</summary>
    public static string AddressOf(Manifest manifest, ChunkOf chunk) => string.Create(
        CultureInfo.InvariantCulture, $"/api/exchange/chunks/{chunk.Sha256}?list={manifest.List}&after={manifest.From}&part={chunk.Part}");
}
