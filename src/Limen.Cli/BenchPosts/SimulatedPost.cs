using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using Limen.Storage;

namespace Limen.Cli;

/// <summary>
/// A post without a store: speaks to its hub as a real one does and checks what it is given, but of each list keeps only the version.
/// </summary>
sealed class SimulatedPost(PostIdentity identity, Verified verified, TimeProvider time, Random chance) : IAsyncDisposable
{
    static readonly TimeSpan Facts = TimeSpan.FromSeconds(10), Again = TimeSpan.FromSeconds(0.5);

    readonly ConcurrentDictionary<string, long> versions = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<(string List, long Version), TaskCompletionSource<long>> awaited = new();
    CancellationTokenSource hanging = new();
    Task line = Task.CompletedTask;
    HttpClient client = identity.Connect();

    /// <summary>Bytes of manifests and chunks that came.</summary>
    public long Received { get; private set; }

    /// <summary>How often the line broke off unasked.</summary>
    public long Broken { get; private set; }

    /// <summary>How often the hub asked to come again later with events.</summary>
    public long Busy { get; private set; }

    /// <summary>Connects, and stays connected until <see cref="HangUpAsync"/>.</summary>
    public void PickUp()
    {
        hanging = new();
        client = identity.Connect();
        line = Task.WhenAll(KeepAsync(HoldFeedAsync, hanging.Token), KeepAsync(TellFactsAsync, hanging.Token));
    }

    /// <summary>Cuts the line.</summary>
    public async Task HangUpAsync()
    {
        await hanging.CancelAsync();
        await line.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        client.Dispose();
        hanging.Dispose();
    }

    /// <summary>The moment, as <see cref="Stopwatch"/> tells it, at which this version of a list is here.</summary>
    public Task<long> ReachesAsync(string list, long version)
    {
        var reached = awaited.GetOrAdd((list, version), _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        if (versions.GetValueOrDefault(list) >= version) reached.TrySetResult(Stopwatch.GetTimestamp());
        return reached.Task;
    }

    /// <summary>Sends part of a journal until the hub has it, as often as it asks to come again.</summary>
    public async Task<EventReceipt> SendAsync(byte[] batch, CancellationToken cancel)
    {
        while (true)
        {
            using var content = new ByteArrayContent(batch);
            using var response = await client.PostAsync(new Uri("/api/exchange/events", UriKind.Relative), content, cancel);
            if (response.StatusCode != HttpStatusCode.ServiceUnavailable)
                return EventReceipt.Read(await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(cancel)) ?? throw new HttpRequestException("The hub's answer cannot be read.");
            Busy++;
            await Task.Delay(response.Headers.RetryAfter?.Delta ?? Again, cancel);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await HangUpAsync();
        identity.Dispose();
    }

    async Task KeepAsync(Func<CancellationToken, Task> work, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await work(cancel);
            }
            catch (Exception broken) when (!cancel.IsCancellationRequested && broken is HttpRequestException or IOException or OperationCanceledException)
            {
                Broken++;
            }
            await Task.Delay(Again * (0.5 + Roll()), cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    async Task HoldFeedAsync(CancellationToken cancel)
    {
        using var response = await client.GetAsync(new Uri("/api/exchange/feed", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancel);
        response.EnsureSuccessStatusCode();
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancel));
        while (await lines.ReadLineAsync(cancel) is { } text)
        {
            if (Statement.ReadLine(text) is not { } statement || !Holds(statement) || Heads.Read(statement.Bytes) is not { } heads) throw new IOException("The hub's heads do not hold.");
            foreach (var head in heads.Lists)
                while (versions.GetValueOrDefault(head.List) < head.Version) await FetchAsync(head.List, cancel);
        }
    }

    async Task FetchAsync(string list, CancellationToken cancel)
    {
        var held = versions.GetValueOrDefault(list);
        using var response = await client.GetAsync(new Uri($"/api/exchange/lists/{list}/manifest?after={held}", UriKind.Relative), cancel);
        if (!response.IsSuccessStatusCode)
        {
            await Task.Delay(response.Headers.RetryAfter?.Delta ?? Again, cancel);
            return;
        }
        var bytes = await response.Content.ReadAsByteArrayAsync(cancel);
        var statement = new Statement(bytes, Convert.FromBase64String(response.Headers.GetValues("Limen-Signature").First()));
        if (!Holds(statement) || Manifest.Read(bytes) is not { } manifest) throw new IOException("The hub's manifest does not hold.");
        Received += bytes.Length;
        foreach (var chunk in manifest.Chunks)
            if (!await TakeAsync(manifest, chunk, cancel)) return;
        Reached(list, manifest.Version);
    }

    async Task<bool> TakeAsync(Manifest manifest, ChunkOf chunk, CancellationToken cancel)
    {
        var address = new Uri($"/api/exchange/chunks/{chunk.Sha256}?list={manifest.List}&after={manifest.From}&part={chunk.Part}", UriKind.Relative);
        using var response = await client.GetAsync(address, cancel);
        if (!response.IsSuccessStatusCode) return false;
        var bytes = await response.Content.ReadAsByteArrayAsync(cancel);
        Received += bytes.Length;
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == chunk.Sha256;
    }

    void Reached(string list, long version)
    {
        var now = Stopwatch.GetTimestamp();
        versions[list] = version;
        foreach (var (wanted, reached) in awaited)
            if (wanted.List == list && wanted.Version <= version) reached.TrySetResult(now);
    }

    async Task TellFactsAsync(CancellationToken cancel)
    {
        // Posts are not switched on all at once.
        await Task.Delay(Facts * Roll(), cancel);
        using var timer = new PeriodicTimer(Facts, time);
        do
        {
            using var content = new ByteArrayContent(new PostFacts { ListVersions = versions.ToDictionary(), Program = "simulated" }.ToBytes());
            using var response = await client.PostAsync(new Uri("/api/exchange/facts", UriKind.Relative), content, cancel);
            response.EnsureSuccessStatusCode();
        }
        while (await timer.WaitForNextTickAsync(cancel));
    }

    bool Holds(Statement statement) => verified.Once(statement.Signature, statement.Bytes, () => identity.Enrolled.Vouches(statement.Bytes, statement.Signature));

    double Roll()
    {
        lock (chance) return chance.NextDouble();
    }
}

/// <summary>What one simulated post has verified need not be verified by the others: they would do it on computers of their own.</summary>
sealed class Verified
{
    const int Most = 1000;

    readonly ConcurrentDictionary<string, bool> known = new();

    public bool Once(byte[] signature, byte[] bytes, Func<bool> holds)
    {
        if (known.Count > Most) known.Clear();
        return known.GetOrAdd(Convert.ToHexString(SHA256.HashData([.. signature, .. bytes])), _ => holds());
    }
}
