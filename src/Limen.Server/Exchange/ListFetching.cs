using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Limen.Storage;
using Microsoft.Extensions.Logging;

namespace Limen.Server;

/// <summary>
/// Fetches what a hub has newer, each list for itself, so that the news of a small one does not wait for the first copy of a large one.
/// What has come stays, to the byte, whatever happens to the line or the power.
/// </summary>
sealed partial class ListFetching(Node node, HubLine line, TrustedHub hub, LineState state, ILogger log)
{
    static readonly TimeSpan Silence = TimeSpan.FromSeconds(30), LongestManifest = TimeSpan.FromMinutes(2);

    readonly ConcurrentDictionary<string, Task> fetching = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, IReadOnlySet<string>> wanted = new(StringComparer.Ordinal);
    volatile Heads? newest;
    TaskCompletionSource heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Begins to fetch what is newer than what is here, where that is not under way.</summary>
    public async Task TakeUpAsync(Heads heads, CancellationToken cancel)
    {
        newest = heads;
        // Who waits after a broken line need not wait longer: the hub is there.
        Interlocked.Exchange(ref heard, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        var newer = await node.Store.Reception.WantedAsync(heads, cancel);
        // What a process had fetched and taken in before it was killed is of no more use to anybody here.
        if (newer.Count == 0 && fetching.Values.All(one => one.IsCompleted)) node.Store.Reception.Incoming.KeepOnly(new HashSet<string>());
        foreach (var list in newer) Begin(list.List, () => KeepFetchingAsync(list.List, cancel));
        if (heads.Trust.Version > await node.Store.Trust.HeldAsync(heads.Store, cancel)) Begin("", () => FetchTrustAsync(cancel));
    }

    /// <summary>Ends when nothing is under way.</summary>
    public Task EndAsync() => Task.WhenAll(fetching.Values);

    void Begin(string what, Func<Task> work) =>
        fetching.AddOrUpdate(what, _ => Task.Run(work), (_, before) => before.IsCompleted ? Task.Run(work) : before);

    // Heads that come while this ends would be taken up by nobody until the next beat: so it looks once more.
    async Task KeepFetchingAsync(string list, CancellationToken cancel)
    {
        Heads? looked;
        do
        {
            looked = newest;
            await FetchUntilHereAsync(list, cancel);
        }
        while (!ReferenceEquals(looked, newest));
    }

    async Task FetchUntilHereAsync(string list, CancellationToken cancel)
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(60));
        var whole = false;
        while (!cancel.IsCancellationRequested && (await node.Store.Reception.WantedAsync(newest!, cancel)).FirstOrDefault(one => one.List == list) is { } next)
        {
            var wait = backoff.Next();
            try
            {
                var receipt = await FetchAsync(list, whole ? 0 : next.After, cancel);
                state.Note($"list {list}", receipt?.Refused);
                if (receipt is { Refused: null }) backoff.Succeeded();
                // What does not fit what is here is fetched whole; what does not fit even so is waited for.
                var differs = receipt?.Refused is "bundleGap" or "bundleDiffers";
                var again = receipt is { Refused: null } || (differs && !whole);
                whole = differs;
                if (again) continue;
                Waits(log, list, receipt?.Refused ?? "not given");
                if (receipt?.Refused is "listInTheWay" or "kindMismatch") return;
            }
            catch (Exception error) when (!cancel.IsCancellationRequested)
            {
                Broke(log, list, error.GetType().Name);
            }
            await Task.WhenAny(Task.Delay(wait, cancel), heard.Task);
        }
    }

    // Null when the hub could not give it now.
    async Task<ListReceipt?> FetchAsync(string list, long after, CancellationToken cancel)
    {
        if (await ManifestAsync(list, after, cancel) is not { } statement) return null;
        // What is not signed is not even fetched.
        if (!hub.Holds(statement.Bytes, statement.Signature) || Manifest.Read(statement.Bytes) is not { } manifest)
            return await node.Store.Reception.TakeAsync(statement, hub, _ => null, cancel);
        wanted[list] = manifest.Chunks.Select(chunk => chunk.Sha256).ToHashSet();
        node.Store.Reception.Incoming.KeepOnly(wanted.Values.SelectMany(set => set).ToHashSet());
        foreach (var chunk in manifest.Chunks)
            if (!await ChunkAsync(manifest, chunk, cancel)) return null;
        var receipt = await node.Store.Reception.TakeAsync(statement, hub, node.Store.Reception.Incoming.Open, cancel);
        if (receipt.Chunk is { } damaged) node.Store.Reception.Incoming.Drop(damaged);
        else
        {
            wanted[list] = new HashSet<string>();
            node.Store.Reception.Incoming.KeepOnly(wanted.Values.SelectMany(set => set).ToHashSet());
        }
        if (receipt.Refused is null)
        {
            node.Lists.LookNow();
            Received(log, list, receipt.Version, receipt.Added, receipt.Changed, receipt.Removed);
        }
        return receipt;
    }

    async Task<Statement?> ManifestAsync(string list, long after, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/exchange/lists/{list}/manifest?after={after}");
        using var response = await line.AskAsync(request, Silence, cancel);
        if (response.StatusCode == HttpStatusCode.ServiceUnavailable) await Task.Delay(response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(5), cancel);
        if (!response.IsSuccessStatusCode || !response.Headers.TryGetValues(GiveList.SignatureHeader, out var signatures)) return null;
        var signature = new byte[256];
        return Convert.TryFromBase64String(signatures.First(), signature, out var length) ? new(await response.Content.ReadAsByteArrayAsync(cancel).WaitAsync(LongestManifest, cancel), signature[..length]) : null;
    }

    async Task<bool> ChunkAsync(Manifest manifest, ChunkOf chunk, CancellationToken cancel)
    {
        var incoming = node.Store.Reception.Incoming;
        if (incoming.Has(chunk)) return true;
        if (incoming.Held(chunk) < chunk.Bytes && !await DownloadAsync(manifest, chunk, cancel)) return false;
        return incoming.TryFinish(chunk);
    }

    async Task<bool> DownloadAsync(Manifest manifest, ChunkOf chunk, CancellationToken cancel)
    {
        await using var part = node.Store.Reception.Incoming.Append(chunk);
        using var request = new HttpRequestMessage(HttpMethod.Get, GiveList.AddressOf(manifest, chunk));
        if (part.Position > 0) request.Headers.Range = new RangeHeaderValue(part.Position, null);
        using var response = await line.AskAsync(request, Silence, cancel);
        if (!response.IsSuccessStatusCode) return false;
        if (response.StatusCode != HttpStatusCode.PartialContent) part.SetLength(0);
        await using var content = await response.Content.ReadAsStreamAsync(cancel);
        var buffer = new byte[16 * 1024];
        for (int read; (read = await ReadAsync(content, buffer, cancel)) > 0;) await part.WriteAsync(buffer.AsMemory(0, read), cancel);
        return part.Length == chunk.Bytes;
    }

    // A line that says nothing for long is broken, however slow a good one may be.
    static async Task<int> ReadAsync(Stream content, byte[] buffer, CancellationToken cancel) =>
        await content.ReadAsync(buffer, cancel).AsTask().WaitAsync(Silence, cancel);

    async Task FetchTrustAsync(CancellationToken cancel)
    {
        try
        {
            var held = await node.Store.Trust.HeldAsync(hub.Store, cancel);
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/exchange/trust?after={held}");
            using var response = await line.AskAsync(request, Silence, cancel);
            response.EnsureSuccessStatusCode();
            var bundle = TrustBundle.Read(await response.Content.ReadAsByteArrayAsync(cancel));
            // Where an import came in between, the next heads bring it.
            if (bundle is not null && bundle.Version == newest!.Trust.Version)
                state.Note("trust", await node.Store.Trust.TakeAsync(hub.Store, newest.Trust, bundle, cancel) ? null : "bundleForged");
        }
        catch (Exception error) when (!cancel.IsCancellationRequested)
        {
            Broke(log, "certificates", error.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Information, "{List} could not be taken up now ({Why}); it is tried again")]
    static partial void Waits(ILogger log, string list, string why);

    [LoggerMessage(LogLevel.Information, "Fetching {List} broke off ({Exception}); it is tried again")]
    static partial void Broke(ILogger log, string list, string exception);

    [LoggerMessage(LogLevel.Information, "{List} version {Version} received: {Added} new, {Changed} changed, {Removed} gone")]
    static partial void Received(ILogger log, string list, long version, long added, long changed, long removed);
}
