using System.Diagnostics;
using Limen.Storage;
using Npgsql;

namespace Limen.Faults.Tests;

/// <summary>What must hold after every fault, once the line is there again.</summary>
sealed class Invariants(World world, Traffic traffic, TimeSpan limit)
{
    // A request that hangs on a connection whose bytes were altered is given up after half a minute, a manifest that stops coming after two.
    static readonly TimeSpan Slack = TimeSpan.FromSeconds(5), Patience = TimeSpan.FromMinutes(3);

    readonly HashSet<Guid> seen = [];
    readonly Dictionary<long, DateTimeOffset> imports = [];

    /// <summary>How long the last settling took.</summary>
    public TimeSpan Settled { get; private set; }

    /// <summary>Waits until lists and events have travelled, and looks at everything. Traffic must be at rest.</summary>
    public async Task HoldAsync()
    {
        var stores = new List<Store>();
        try
        {
            foreach (var post in world.Posts) stores.Add(await Store.OpenAsync(world.FolderOf(post), TimeProvider.System, CancellationToken.None));
            await SettleAsync(stores);
            foreach (var (post, store) in world.Posts.Zip(stores)) await AppliedOnceAsync(post, store);
            var check = await world.Hub.Journal.VerifyAsync(CancellationToken.None);
            Assert.True(check.Whole, $"Journal of the hub: {check.Words}");
            await ListsAsync(stores);
            Answers();
        }
        finally
        {
            foreach (var store in stores) await store.DisposeAsync();
        }
    }

    async Task SettleAsync(List<Store> stores)
    {
        var watch = Stopwatch.StartNew();
        while (await UnsettledAsync(stores) is { } what)
        {
            if (watch.Elapsed > Patience) Assert.Fail($"Not settled after {Patience}: {what}\n{await world.StateAsync()}");
            await Task.Delay(25);
        }
        Settled = watch.Elapsed;
    }

    async Task<string?> UnsettledAsync(List<Store> stores)
    {
        try
        {
            var lists = await world.Hub.Lists.AllAsync(CancellationToken.None);
            var chains = (await world.Hub.PostEvents.ChainsAsync(CancellationToken.None)).ToDictionary(chain => chain.Post, chain => chain.N);
            foreach (var (post, store) in world.Posts.Zip(stores))
            {
                foreach (var there in lists)
                    if (await store.Lists.FindAsync(there.Id, CancellationToken.None) is var here && (here is null || here with { FromHub = false } != there))
                        return $"{post} has version {here?.Version} of {there.Id} of {here?.ImportedAt:O}, the hub {there.Version} of {there.ImportedAt:O}";
                var waiting = await store.Outbox.StateAsync(CancellationToken.None);
                if (waiting.Waiting > 0) return $"{post} has {waiting.Waiting} events waiting, trouble {waiting.Trouble}";
                if (chains.GetValueOrDefault(post) != await store.Journal.CountAsync(CancellationToken.None)) return $"{post} believes that the hub has its journal, which has {chains.GetValueOrDefault(post)}";
            }
            return null;
        }
        catch (System.Data.Common.DbException away)
        {
            return away.Message;
        }
    }

    async Task AppliedOnceAsync(string post, Store store)
    {
        var check = await store.Journal.VerifyAsync(CancellationToken.None);
        Assert.True(check.Whole, $"Journal of {post}: {check.Words}");
        await using var connection = new NpgsqlConnection(world.Database);
        await connection.OpenAsync();
        var counts = await RowAsync(connection, """
            select (select count(*) from post_journal where post = @post), (select coalesce(max(n), 0) from post_journal where post = @post),
            (select count(*) from post_journal where post = @post and kind = 1), (select count(*) from inspections where origin = @post),
            (select count(*) from post_journal where post = @post and kind = 2), (select count(*) from decisions where origin = @post),
            (select count(*) from post_journal where post = @post and flaw is not null), (select count(*) from post_chains where post = @post)
            """, post);
        var own = await store.Journal.CountAsync(CancellationToken.None);
        Assert.Equal([own, own, counts[2], counts[2], counts[4], counts[4], 0, 1], counts);
        await NothingLostAsync(connection, post);
    }

    async Task NothingLostAsync(NpgsqlConnection connection, string post)
    {
        var kept = new Dictionary<Guid, long>();
        await using var command = new NpgsqlCommand("select i.id, (select count(*) from decisions d where d.inspection = i.id) from inspections i where i.origin = @post", connection);
        command.Parameters.AddWithValue("post", post);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) kept.Add(Guid.Parse(reader.GetString(0)), reader.GetInt64(1));
        foreach (var one in traffic.All.Where(one => one.Post == post))
        {
            Assert.True(kept.TryGetValue(one.Id, out var decisions), $"Inspection {one.Id} of {post} was acknowledged and is lost.");
            Assert.True(!one.Decided || decisions == 1, $"Inspection {one.Id} of {post} has {decisions} decisions.");
        }
    }

    static async Task<long[]> RowAsync(NpgsqlConnection connection, string sql, string post)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddWithValue("post", post);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetInt64)];
    }

    async Task ListsAsync(List<Store> stores)
    {
        Assert.True(await world.Hub.Lists.IsWholeAsync(World.List, CancellationToken.None));
        foreach (var store in stores) Assert.True(await store.Lists.IsWholeAsync(World.List, CancellationToken.None));
        foreach (var version in await world.Hub.Lists.VersionsAsync(World.List, CancellationToken.None)) imports[version.Version] = version.ImportedAt;
    }

    // The true clock is this process's, which is the hub's too.
    void Answers()
    {
        foreach (var one in traffic.All.Where(one => seen.Add(one.Id)))
        {
            Assert.False(one.Listed && one.Advice == "clear", $"{one.Post} cleared a document that stands in every version of the list.");
            if (one.AsOf is { } asOf && imports.TryGetValue(one.Version ?? 0, out var imported))
                Assert.True((asOf - imported).Duration() < TimeSpan.FromMilliseconds(1), $"{one.Post} said that version {one.Version} is of {asOf:O}, but it is of {imported:O}.");
            Assert.False(
                one.Advice == "clear" && (one.AsOf is null || one.Asked - one.AsOf > limit + Slack),
                $"{one.Post} cleared at {one.Asked:O} on a list of {one.AsOf:O}: older than {limit}.");
        }
    }
}
