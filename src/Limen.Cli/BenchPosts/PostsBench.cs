using System.Diagnostics;
using Limen.Screening;
using Limen.Server;
using Limen.Storage;

namespace Limen.Cli;

/// <summary>The measuring, step by step.</summary>
sealed class PostsBench(PostsLoad load, StoreLocation where, HubProcess hub, HubLists lists, Progress progress)
{
    const string Large = "bench-documents", Small = "bench-news";
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(4), CodeLife = TimeSpan.FromHours(1);
    static readonly TimeProvider time = TimeProvider.System;

    readonly Verified verified = new();
    readonly List<SimulatedPost> posts = [];
    readonly List<Guid> stores = [];

    /// <summary>Prepares a hub, measures it, and proves what it kept.</summary>
    /// <exception cref="IOException">The hub did not start.</exception>
    /// <exception cref="HttpRequestException">The hub refused what it must not.</exception>
    public static async Task<PostsBenchResult> RunAsync(PostsLoad load, StoreLocation where, Progress progress, CancellationToken cancel)
    {
        progress.Say("Preparing the hub");
        var like = await InspectAsync(where, cancel);
        var (codes, authority, key) = await InviteAsync(load, where, cancel);
        await using var hub = await HubProcess.StartAsync(where.Folder, where.ConnectionString, cancel);
        using var lists = new HubLists(hub.Officers, key);
        return await new PostsBench(load, where, hub, lists, progress).MeasureAsync(codes, authority, like, cancel);
    }

    async Task<PostsBenchResult> MeasureAsync(EnrolmentCode[] codes, byte[] authority, SentInspection like, CancellationToken cancel)
    {
        try
        {
            var result = new PostsBenchResult
            {
                Load = load,
                Database = where.ConnectionString is null ? "SQLite" : "PostgreSQL",
                Enrolled = await EnrolAsync(codes, authority, cancel),
                FirstCopy = await FirstCopyAsync(cancel),
                Idle = await RestAsync(cancel),
                News = await NewsAsync(cancel),
                AfterOutage = await OutageAsync(cancel),
                Events = await new PostsBenchEvents(load, posts, stores, hub, progress, time).RunAsync(like, cancel),
                HubPeakMegaBytes = Math.Round(hub.PeakBytes / 1024.0 / 1024.0),
                LinesBroken = posts.Sum(post => post.Broken),
                JournalWhole = false,
            };
            return await ProveAsync(result, cancel);
        }
        finally
        {
            progress.Say("Hanging up");
            await Task.WhenAll(posts.Select(post => post.DisposeAsync().AsTask()));
        }
    }

    static Task<SentInspection> InspectAsync(StoreLocation where, CancellationToken cancel) => InventedJournal.InspectAsync(Path.Combine(where.Folder, "booth"), async node =>
    {
        using var rows = new MemoryStream(HubLists.Rows(1000, 0, 0));
        await node.Store.Lists.ImportAsync(new(Large, ListKind.Documents, ListFormat.Csv, [new("invented.csv", rows)], "bench"), null, cancel);
    }, cancel);

    // The store is open here only until the hub opens it.
    static async Task<(EnrolmentCode[] Codes, byte[] Authority, string Key)> InviteAsync(PostsLoad load, StoreLocation where, CancellationToken cancel)
    {
        await using var node = await Node.OpenAsync(where.Folder, new() { Database = where.ConnectionString }, time, cancel);
        var authority = await node.Store.Authority.CertificateAsync(cancel);
        var codes = await Task.WhenAll(Enumerable.Range(1, load.Posts).Select(n => node.Store.Posts.InviteAsync($"simulated-{n:0000}", CodeLife, "bench", cancel)));
        return (codes, authority, await FirstStart.GiveKeyAsync(node, "bench", [Role.ListOwner], cancel));
    }

    async Task<HubCost> EnrolAsync(EnrolmentCode[] codes, byte[] authority, CancellationToken cancel)
    {
        progress.Say($"Enrolling {load.Posts} posts");
        var cost = hub.Count();
        var chance = new Random(1);
        await Parallel.ForEachAsync(codes, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancel }, async (code, stop) =>
        {
            var identity = await PostIdentity.EnrolAsync(hub.Posts, code, authority, verified, time, stop);
            lock (posts)
            {
                posts.Add(new(identity, verified, time, chance));
                stores.Add(identity.Store);
            }
        });
        return cost();
    }

    async Task<SentDown> FirstCopyAsync(CancellationToken cancel)
    {
        progress.Say($"First copy of {load.Entries:N0} entries");
        await lists.ImportAsync(Small, 1, 0, 0, cancel);
        var version = await lists.ImportAsync(Large, load.Entries, 0, 0, cancel);
        return await ConnectAsync(version, cancel);
    }

    async Task<HubCost> RestAsync(CancellationToken cancel)
    {
        progress.Say($"All feeds are held; {load.IdleSeconds} s at rest");
        var cost = hub.Count();
        await Task.Delay(TimeSpan.FromSeconds(load.IdleSeconds), cancel);
        return cost();
    }

    async Task<SentDown> NewsAsync(CancellationToken cancel)
    {
        var (took, imports, before, cost) = (new List<double?>(), 0.0, Received, hub.Count());
        for (var round = 1; round <= load.Rounds; round++)
        {
            progress.Say($"A new entry, {round} of {load.Rounds}");
            // Not in step with what the hub does every 200 ms.
            await Task.Delay(1000 + 37 * round, cancel);
            var began = Stopwatch.GetTimestamp();
            var version = await lists.ImportAsync(Small, 1 + round, 0, 0, cancel);
            imports += Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            took.AddRange(await ReachedAsync(Small, version, began, cancel));
        }
        return new(Spread.Of(took), Math.Round(imports / load.Rounds, 1), (Received - before) / posts.Count / load.Rounds, cost());
    }

    async Task<SentDown> OutageAsync(CancellationToken cancel)
    {
        const int imports = 10;
        progress.Say($"The lines are cut; {load.Changes:N0} changes meanwhile");
        await Task.WhenAll(posts.Select(post => post.HangUpAsync()));
        var version = 0L;
        var most = Math.Min(load.Changes, load.Entries);
        for (var turn = 1; turn <= imports; turn++) version = await lists.ImportAsync(Large, load.Entries, most * turn / imports, 1, cancel);
        progress.Say("The lines are back");
        return await ConnectAsync(version, cancel);
    }

    // All at once, which is the worst that can happen.
    async Task<SentDown> ConnectAsync(long version, CancellationToken cancel)
    {
        var (before, cost, began) = (Received, hub.Count(), Stopwatch.GetTimestamp());
        foreach (var post in posts) post.PickUp();
        var reached = Spread.Of(await ReachedAsync(Large, version, began, cancel));
        return new(reached, 0, (Received - before) / posts.Count, cost());
    }

    Task<double?[]> ReachedAsync(string list, long version, long began, CancellationToken cancel) => Task.WhenAll(posts.Select(async post =>
    {
        try
        {
            return Stopwatch.GetElapsedTime(began, await post.ReachesAsync(list, version).WaitAsync(Patience, cancel)).TotalMilliseconds;
        }
        catch (TimeoutException)
        {
            return (double?)null;
        }
    }));

    long Received => posts.Sum(post => post.Received);

    // What the hub has is asked of its database, not of what it said.
    async Task<PostsBenchResult> ProveAsync(PostsBenchResult result, CancellationToken cancel)
    {
        progress.Say("Proving the hub's journal");
        await using var store = await Store.OpenAsync(where, time, cancel);
        var mine = stores.ToHashSet();
        var chains = (await store.PostEvents.ChainsAsync(cancel)).Where(chain => mine.Contains(chain.Store) && chain.Trouble is null);
        return result with
        {
            Events = result.Events with { Acknowledged = chains.Sum(chain => chain.N) },
            JournalWhole = (await store.Journal.VerifyAsync(cancel)).Whole,
        };
    }
}
