using System.Buffers.Binary;
using Limen.Inspections;
using static Limen.Storage.Tests.TestStore;

namespace Limen.Storage.Tests;

public class GroupedWritesTests
{
    [Theory, ClassData(typeof(Engines))]
    public async Task What_is_acknowledged_can_be_read_over_another_connection_at_once(Engine engine)
    {
        await using var kept = await OpenAsync(engine);
        await using var other = await Store.OpenAsync(kept.Where, kept.Time, Cancel);
        var start = kept.Time.GetUtcNow();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(async () =>
        {
            var inspection = Specimens.Inspection(start.AddSeconds(i));
            await kept.Store.Inspections.RecordAsync(inspection, Specimens.Policy, null, Cancel);
            Assert.NotNull(await other.Inspections.FindAsync(inspection.Id, Cancel));
        }, Cancel)));
        Assert.Equal((true, 40L), await StandingAsync(kept));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task One_that_fails_is_told_and_undone_and_its_neighbours_stand(Engine engine)
    {
        await using var kept = await OpenAsync(engine);
        var twice = Specimens.Inspection(kept.Time.GetUtcNow());
        await kept.Store.Inspections.RecordAsync(twice, Specimens.Policy, null, Cancel);
        var writes = Enumerable.Range(1, 30).Select(i => i % 3 == 0
            ? kept.Store.Inspections.RecordAsync(twice, Specimens.Policy, null, Cancel)
            : kept.Store.Inspections.RecordAsync(Specimens.Inspection(kept.Time.GetUtcNow().AddSeconds(i)), Specimens.Policy, null, Cancel)).ToList();
        await Task.WhenAll(writes).ContinueWith(_ => { }, Cancel, TaskContinuationOptions.None, TaskScheduler.Default);
        Assert.Equal(10, writes.Count(write => write.IsFaulted));
        Assert.Equal(20, writes.Count(write => write.IsCompletedSuccessfully));
        Assert.Equal((true, 21L), await StandingAsync(kept));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_write_whose_asker_has_gone_leaves_no_trace(Engine engine)
    {
        await using var kept = await OpenAsync(engine);
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => kept.Store.Journal.AppendAsync(new(JournalKind.SignIn, "anna", "anna"), gone.Token));
        await kept.Store.Journal.AppendAsync(new(JournalKind.SignIn, "boris", "boris"), Cancel);
        Assert.Equal("boris", Assert.Single(await kept.Store.Journal.ReadAsync(1, 10, null, null, Cancel)).Who);
        Assert.Equal((true, 1L), await StandingAsync(kept));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Closing_the_store_ends_what_it_took_and_refuses_what_comes_later(Engine engine)
    {
        await using var kept = await OpenAsync(engine);
        var journal = kept.Store.Journal;
        var taken = Enumerable.Range(0, 300).Select(i => journal.AppendAsync(new(JournalKind.SignIn, "anna", $"{i}"), Cancel)).ToList();
        await kept.Store.DisposeAsync();
        await Task.WhenAll(taken);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => journal.AppendAsync(new(JournalKind.SignOut, "anna", "anna"), Cancel));
        await kept.ReopenAsync();
        Assert.Equal((true, 300L), await StandingAsync(kept));
        Assert.Equal(Enumerable.Range(0, 300).Select(i => $"{i}"), (await kept.Store.Journal.ReadAsync(1, 1000, null, null, Cancel)).Select(entry => entry.Subject));
    }

    [Fact]
    public async Task The_log_is_folded_once_in_some_megabytes_and_not_after_every_write_from_then_on()
    {
        await using var kept = await OpenAsync(Engine.Sqlite);
        var much = new string('x', 100_000);
        for (var n = 0; n < 60; n++) await kept.Store.Journal.AppendAsync(new(JournalKind.SignIn, "anna", much), Cancel);
        Assert.InRange(new FileInfo(Log(kept)).Length, 4 * 1024 * 1024, 12 * 1024 * 1024);
        var began = TimesBegun(kept);
        for (var n = 0; n < 40; n++) await kept.Store.Journal.AppendAsync(new(JournalKind.SignIn, "anna", "anna"), Cancel);
        Assert.InRange(TimesBegun(kept) - began, 0u, 1u);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Two_nodes_that_decide_on_each_others_inspections_wait_and_never_in_a_circle(Engine engine)
    {
        await using var kept = await OpenAsync(engine);
        await using var other = await Store.OpenAsync(kept.Where, kept.Time, Cancel);
        var inspections = Enumerable.Range(0, 20).Select(i => Specimens.Inspection(kept.Time.GetUtcNow().AddSeconds(i))).ToList();
        foreach (var inspection in inspections) await kept.Store.Inspections.RecordAsync(inspection, Specimens.Policy, null, Cancel);
        Task<DecisionOutcome>[] Decide(Store store, IEnumerable<Inspection> order, string by) =>
            [.. order.Select(inspection => store.Inspections.DecideAsync(inspection.Id, new(DecisionKind.Admit, by, kept.Time.GetUtcNow(), null), Cancel))];
        var outcomes = await Task.WhenAll([.. Decide(kept.Store, inspections, "anna"), .. Decide(other, Enumerable.Reverse(inspections), "boris")]);
        Assert.Equal(20, outcomes.Count(outcome => outcome == DecisionOutcome.Recorded));
        Assert.Equal(20, outcomes.Count(outcome => outcome == DecisionOutcome.AlreadyDecided));
        Assert.Equal((true, 40L), await StandingAsync(kept));
    }

    static string Log(TestStore kept) => Path.Combine(kept.Where.Folder, "limen.db-wal");

    // The log's header counts how often it began anew (SQLite, Write-Ahead Log format, offset 12).
    static uint TimesBegun(TestStore kept)
    {
        using var log = new FileStream(Log(kept), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var header = new byte[16];
        log.ReadExactly(header);
        return BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(12));
    }

    static async Task<(bool Whole, long Entries)> StandingAsync(TestStore kept)
    {
        var check = await kept.Store.Journal.VerifyAsync(Cancel);
        return (check.Whole, check.Entries);
    }
}
