using Limen.Inspections;
using Limen.TestKit;
using static Limen.Storage.Tests.TestStore;

namespace Limen.Storage.Tests;

/// <summary>Real servers, made and promoted by deploy/postgres/cluster, lost while two nodes write to them.</summary>
public sealed class FailoverTests(ITestOutputHelper output)
{
    const int Writers = 8;

    // How long something broken is waited for; no claim.
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_killed_primary_costs_no_acknowledged_write_and_ten_seconds_at_most()
    {
        await using var cluster = await StartedAsync();
        using var folders = new ScratchFolder();
        await using var first = await OpenAsync(cluster, folders.At("first"));
        await using var second = await OpenAsync(cluster, folders.At("second"));
        var (one, other) = (new Load(first, "anna"), new Load(second, "boris"));
        await Task.WhenAll(one.UntilAsync(200), other.UntilAsync(200));
        cluster.Kill("a");
        var killed = Undisturbed.Start();
        await Task.Delay(500, Cancel);
        await cluster.RunAsync("promote", "b", 0, "--slots", "a c");
        var promoted = Undisturbed.Start();
        await Task.WhenAll(one.OneMoreAsync(), other.OneMoreAsync());
        var (inTime, back, backSinceKilled) = (promoted.IsWithin(TenSeconds), promoted.Clock, killed.Clock);
        await Task.WhenAll(one.UntilAsync(one.Acknowledged + 200), other.UntilAsync(other.Acknowledged + 200));
        await Task.WhenAll(one.StopAsync(), other.StopAsync());
        output.WriteLine($"{one.Acknowledged + other.Acknowledged} acknowledged, {one.Failed + other.Failed} not; writes again {back.TotalMilliseconds:0} ms after the promotion, {backSinceKilled.TotalMilliseconds:0} ms after the kill");
        Assert.True(inTime, $"{back}");
        await KeptOnceAsync(first, one, other);
        try { await ComesBackAsync(cluster, first); } catch { output.WriteLine(await cluster.LogsAsync()); throw; }
    }

    [Fact]
    public async Task A_frozen_primary_is_left_within_ten_seconds_of_the_promotion()
    {
        await using var cluster = await StartedAsync("a", "b");
        using var folders = new ScratchFolder();
        await using var store = await OpenAsync(cluster, folders.At("first"));
        var load = new Load(store, "anna");
        await load.UntilAsync(100);
        cluster.Freeze("a");
        await cluster.RunAsync("promote", "b", 0, "--slots", "a");
        var promoted = Undisturbed.Start();
        await load.OneMoreAsync();
        var (inTime, back) = (promoted.IsWithin(TenSeconds), promoted.Clock);
        await load.StopAsync();
        cluster.Kill("a");
        output.WriteLine($"{load.Acknowledged} acknowledged, {load.Failed} not; writes again {back.TotalMilliseconds:0} ms after the promotion");
        Assert.True(inTime, $"{back}");
        await KeptOnceAsync(store, load);
    }

    [Fact]
    public async Task A_primary_that_wakes_up_after_another_was_promoted_acknowledges_nothing()
    {
        await using var cluster = await StartedAsync("a", "b");
        using var folders = new ScratchFolder();
        await using var behind = await Store.OpenAsync(new(folders.At("behind"), cluster.ConnectionTo("a")), TimeProvider.System, Cancel);
        await using var store = await OpenAsync(cluster, folders.At("first"));
        await store.Journal.AppendAsync(new(JournalKind.SignIn, "anna", "anna"), Cancel);
        cluster.Freeze("a");
        await cluster.RunAsync("promote", "b", 0, "--slots", "a");
        await store.Journal.AppendAsync(new(JournalKind.SignIn, "boris", "boris"), Cancel);
        cluster.Thaw("a");
        // A node that reaches only the old primary finds one that takes writes, and waits there for a standby that has gone.
        var written = behind.Journal.AppendAsync(new(JournalKind.SignIn, "mallory", "mallory"), Cancel);
        await UntilWaitsAsync(cluster);
        await Task.Delay(TimeSpan.FromSeconds(3), Cancel);
        Assert.False(written.IsCompleted);
        Assert.Contains("which is not there", await cluster.StateAsync("a"), StringComparison.Ordinal);
        await using var connection = new Npgsql.NpgsqlConnection(cluster.ConnectionTo("b"));
        await connection.OpenAsync(Cancel);
        await using var names = new Npgsql.NpgsqlCommand("select string_agg(who, ',' order by n) from journal", connection);
        Assert.Equal("anna,boris", await names.ExecuteScalarAsync(Cancel));
        cluster.Kill("a");
        await Assert.ThrowsAnyAsync<Exception>(() => written);
    }

    [Fact]
    public async Task Without_its_standby_the_primary_waits_and_nothing_is_told_as_kept_or_kept_twice()
    {
        await using var cluster = await StartedAsync("a", "b");
        using var folders = new ScratchFolder();
        await using var store = await OpenAsync(cluster, folders.At("first"), ";Command Timeout=1");
        var inspection = Specimens.Inspection(TimeProvider.System.GetUtcNow());
        await cluster.RunAsync("stop", "b", 0);
        var recording = store.Inspections.RecordAsync(inspection, Specimens.Policy, null, Cancel);
        // PostgreSQL lets the commit go, done on this server alone; with the first it even says that all went well.
        var ended = await EndOneThatWaitsAsync(cluster, "pg_cancel_backend", "");
        await EndOneThatWaitsAsync(cluster, "pg_terminate_backend", ended);
        await UntilWaitsAsync(cluster);
        await Task.Delay(1500, Cancel);
        Assert.False(recording.IsCompleted);
        Assert.Contains("commits wait for FIRST 1 (b), which is not there", await cluster.StateAsync("a"), StringComparison.Ordinal);
        await cluster.RunAsync("sync", "a", 0, "none");
        await recording.WaitAsync(Patience, Cancel);
        Assert.Equal(1, (await store.Journal.VerifyAsync(Cancel)).Entries);
        Assert.NotNull(await store.Inspections.FindAsync(inspection.Id, Cancel));
    }

    [Fact]
    public async Task Lists_are_read_from_a_standby_that_has_the_version_and_from_the_primary_where_it_lags()
    {
        await using var cluster = await StartedAsync("a", "b");
        using var folders = new ScratchFolder();
        await using var store = await OpenAsync(cluster, folders.At("first"));
        await ImportAsync(store, 1);
        var list = Assert.Single(await store.Lists.RowsAsync(Cancel));
        while (!await OnStandbyAsync(store, list)) await Task.Delay(50, Cancel);
        await cluster.TellAsync("b", "select pg_wal_replay_pause()");
        await ImportAsync(store, 2);
        Assert.True(await OnStandbyAsync(store, list));
        var newer = Assert.Single(await store.Lists.RowsAsync(Cancel));
        Assert.Equal(list.Version + 1, newer.Version);
        Assert.False(await OnStandbyAsync(store, newer));
        await cluster.TellAsync("b", "select pg_wal_replay_resume()");
        while (!await OnStandbyAsync(store, newer)) await Task.Delay(50, Cancel);
        await cluster.RunAsync("stop", "b", 0);
        Assert.False(await OnStandbyAsync(store, newer));
    }

    static Task<ImportReport> ImportAsync(Store store, int entries) => store.Lists.ImportAsync(
        new("sltd", Screening.ListKind.Documents, ListFormat.Csv, [new("list.csv", new MemoryStream(System.Text.Encoding.UTF8.GetBytes("entryId,number,documentType,issuingState,status\n"
            + string.Concat(Enumerable.Range(0, entries).Select(i => $"{i},AB{i:0000000},P,FRA,stolen\n")))))], "anna"), null, Cancel);

    static Task<bool> OnStandbyAsync(Store store, ListRow list) =>
        store.Lists.Database.ReadListAsync(list, session => session.FirstAsync<bool>("select pg_is_in_recovery()"), Cancel);

    static async Task UntilWaitsAsync(PostgresCluster cluster)
    {
        while ((await cluster.AskAsync("a", "select pid from pg_stat_activity where wait_event = 'SyncRep'")).Length == 0) await Task.Delay(50, Cancel);
    }

    // In one statement, for a commit waits a second at most before its node gives it up; and not the one that was ended before, which may still
    // be seen for a moment. Since when it was under way.
    static async Task<string> EndOneThatWaitsAsync(PostgresCluster cluster, string end, string before)
    {
        while (true)
        {
            var told = await cluster.AskAsync("a", $"select query_start || case when {end}(pid) then '' end from pg_stat_activity where wait_event = 'SyncRep' and query_start::text <> '{before}'");
            if (told.Trim() is { Length: > 0 } since) return since;
            await Task.Delay(50, Cancel);
        }
    }

    static async Task ComesBackAsync(PostgresCluster cluster, Store store)
    {
        await cluster.MakeAsync("rejoin", "a");
        await cluster.RunAsync("sync", "b", 0, "a");
        await store.Journal.AppendAsync(new(JournalKind.SignIn, "anna", "anna"), Cancel).WaitAsync(Patience, Cancel);
        while (await cluster.StateAsync("b") is var state && !(state.Contains("follower a streaming sync", StringComparison.Ordinal) && state.Contains("follower c streaming", StringComparison.Ordinal))) await Task.Delay(200, Cancel);
        Assert.Contains("primary b timeline 2", await cluster.RunAsync("state", "b", 0), StringComparison.Ordinal);
        Assert.Contains("standby a receiving streaming", await cluster.RunAsync("state", "a", 0), StringComparison.Ordinal);
        Assert.True((await store.Journal.VerifyAsync(Cancel)).Whole);
    }

    static async Task KeptOnceAsync(Store store, params Load[] loads)
    {
        var check = await store.Journal.VerifyAsync(Cancel);
        Assert.True(check.Whole, check.Words);
        var told = await store.Lists.Database.ReadAsync(session => session.RowsAsync<string>("select subject from journal where kind = 1"), Cancel);
        var kept = await store.Lists.Database.ReadAsync(session => session.RowsAsync<string>("select id from inspections"), Cancel);
        Assert.Equal(kept.Count, told.Distinct().Count());
        Assert.Equal(kept.Count, told.Count);
        Assert.Equal([], loads.SelectMany(load => load.Ids).Select(id => id.ToString()).Except(kept));
        // What nobody was told of may stand or not; more than that there is not.
        Assert.InRange(kept.Count, loads.Sum(load => load.Acknowledged), loads.Sum(load => load.Acknowledged + load.Failed));
    }

    static async Task<PostgresCluster> StartedAsync(params string[] names)
    {
        var cluster = await PostgresCluster.StartAsync(names);
        Assert.SkipWhen(cluster is null, PostgresServer.Absent);
        return cluster!;
    }

    static Task<Store> OpenAsync(PostgresCluster cluster, string folder, string more = "") => Store.OpenAsync(new(folder, cluster.Connection + more), TimeProvider.System, Cancel);

    /// <summary>Officers who inspect one traveller after another at one node, and what they were told.</summary>
    sealed class Load
    {
        readonly Store store;
        readonly string officer;
        readonly Task[] writing;
        readonly List<Guid> ids = [];
        int failed;
        volatile bool stopped;

        public Load(Store store, string officer)
        {
            (this.store, this.officer) = (store, officer);
            writing = [.. Enumerable.Range(0, Writers).Select(_ => Task.Run(WriteAsync))];
        }

        public int Acknowledged { get { lock (ids) return ids.Count; } }
        public int Failed => failed;
        public List<Guid> Ids { get { lock (ids) return [.. ids]; } }

        public Task OneMoreAsync() => UntilAsync(Acknowledged + 1);

        public async Task UntilAsync(int acknowledged)
        {
            while (Acknowledged < acknowledged) await Task.Delay(5, Cancel);
        }

        public async Task StopAsync()
        {
            stopped = true;
            await Task.WhenAll(writing);
        }

        async Task WriteAsync()
        {
            while (!stopped)
            {
                var inspection = Specimens.Inspection(TimeProvider.System.GetUtcNow(), officer);
                try
                {
                    await store.Inspections.RecordAsync(inspection, Specimens.Policy, new(DecisionKind.Admit, officer, inspection.StartedAt, null), CancellationToken.None);
                    lock (ids) ids.Add(inspection.Id);
                }
                catch (Exception failure) when (failure is System.Data.Common.DbException or StoreException)
                {
                    Interlocked.Increment(ref failed);
                }
            }
        }
    }
}
