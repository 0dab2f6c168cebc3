using Limen.Inspections;
using static Limen.Storage.Tests.TestStore;

namespace Limen.Storage.Tests;

public class RetentionTests
{
    [Theory, ClassData(typeof(Engines))]
    public async Task What_is_past_its_time_goes_and_the_journal_still_proves_the_rest(Engine engine)
    {
        await using var kept = await OpenAsync(engine);
        var now = kept.Time.GetUtcNow();
        var old = await RecordAsync(kept, now.AddMonths(-5), now.AddMonths(-4).AddDays(1), now.AddMonths(-4));
        var young = await RecordAsync(kept, now.AddMonths(-1), now);
        var would = await kept.Store.Retention.CountAsync(2, Cancel);
        Assert.Equal((3L, 3L), (would.Inspections, would.Decisions));
        Assert.Equal(would, await kept.Store.Retention.RetireAsync(2, "anna", Cancel));
        Assert.Equal(new Retired(would.Before, 0, 0), await kept.Store.Retention.RetireAsync(2, "anna", Cancel));
        foreach (var id in old) Assert.Null(await kept.Store.Inspections.FindAsync(id, Cancel));
        foreach (var id in young) Assert.NotNull((await kept.Store.Inspections.FindAsync(id, Cancel))?.Decision);
        var check = await kept.Store.Journal.VerifyAsync(Cancel);
        Assert.True(check.Whole, check.Words);
        var told = await kept.Store.Journal.ReadAsync(1, 100, JournalKind.PartitionRetired, "anna", Cancel);
        Assert.Equal(engine == Engine.Postgres ? 2 : 3, told.Count);
        Assert.Equal(0, await kept.LookAsync<long>("select count(*) from decisions d where not exists (select 1 from inspections i where i.id = d.inspection)"));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task One_removed_before_or_beside_the_retirement_is_still_missed(Engine engine)
    {
        await using var kept = await OpenAsync(engine);
        var now = kept.Time.GetUtcNow();
        var old = await RecordAsync(kept, now.AddMonths(-5), now.AddMonths(-5).AddSeconds(1));
        var young = await RecordAsync(kept, now);
        await kept.TamperAsync($"delete from inspections where id = '{old[0]}'");
        await kept.Store.Retention.RetireAsync(2, "anna", Cancel);
        Assert.Equal("inspectionMissing", (await kept.Store.Journal.VerifyAsync(Cancel)).Code);
        Assert.NotNull(await kept.Store.Inspections.FindAsync(young[0], Cancel));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task What_comes_late_into_a_retired_month_is_kept_until_the_next_time(Engine engine)
    {
        await using var kept = await OpenAsync(engine);
        var then = kept.Time.GetUtcNow().AddMonths(-5);
        await RecordAsync(kept, then);
        await kept.Store.Retention.RetireAsync(2, "anna", Cancel);
        var late = Assert.Single(await RecordAsync(kept, then.AddSeconds(1)));
        Assert.NotNull(await kept.Store.Inspections.FindAsync(late, Cancel));
        Assert.True((await kept.Store.Journal.VerifyAsync(Cancel)).Whole);
        Assert.Equal(1, (await kept.Store.Retention.RetireAsync(2, "anna", Cancel)).Inspections);
        Assert.True((await kept.Store.Journal.VerifyAsync(Cancel)).Whole);
    }

    [Fact]
    public async Task Months_are_made_ahead_and_an_id_leads_to_its_one_partition()
    {
        await using var kept = await OpenAsync(Engine.Postgres);
        await kept.Store.Retention.PrepareAsync(Cancel);
        await kept.Store.Retention.PrepareAsync(Cancel);
        var now = kept.Time.GetUtcNow();
        var id = Assert.Single(await RecordAsync(kept, now));
        Assert.Equal($"inspections_{now:yyyy_MM}", await kept.LookAsync<string>($"select tableoid::regclass::text from inspections where id = '{id}'"));
        Assert.Equal(0, await kept.LookAsync<long>("select count(*) from inspections_other"));
        var plan = string.Join('\n', await kept.Store.Lists.Database.ReadAsync(session => session.RowsAsync<string>($"explain select body from inspections where id = '{id}'"), Cancel));
        Assert.Contains($"inspections_{now:yyyy_MM}", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("other", plan, StringComparison.Ordinal);
        Assert.DoesNotContain($"inspections_{now.AddMonths(1):yyyy_MM}", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_of_an_older_store_move_into_their_months()
    {
        await using var kept = await OpenAsync(Engine.Postgres);
        var now = TimeProvider.System.GetUtcNow();
        var ids = await RecordAsync(kept, now.AddMonths(-3), now.AddMonths(-1), now);
        // As the schema was before partitions, with the same rows.
        await kept.TamperAsync("""
            create table i as select * from inspections; create table d as select * from decisions; create table j as select * from journal;
            drop table inspections, decisions, journal, write_marks; drop function make_journal_ahead, make_month, first_id_of;
            alter table i rename to inspections; alter table d rename to decisions; alter table j rename to journal;
            alter table inspections add primary key (id); alter table decisions add primary key (inspection, seq); alter table journal add primary key (n);
            delete from schema_version where version = 7
            """);
        await kept.ReopenAsync();
        foreach (var id in ids) Assert.NotNull((await kept.Store.Inspections.FindAsync(id, Cancel))?.Decision);
        Assert.Equal(0, await kept.LookAsync<long>("select count(*) from inspections_other"));
        Assert.Equal(1, await kept.LookAsync<long>($"select count(*) from inspections_{now.AddMonths(-3):yyyy_MM}"));
        var check = await kept.Store.Journal.VerifyAsync(Cancel);
        Assert.True(check.Whole, check.Words);
    }

    static async Task<List<Guid>> RecordAsync(TestStore kept, params DateTimeOffset[] moments)
    {
        var ids = new List<Guid>();
        foreach (var at in moments)
        {
            var inspection = Specimens.Inspection(at);
            await kept.Store.Inspections.RecordAsync(inspection, Specimens.Policy, new(DecisionKind.Admit, "anna", at, null), Cancel);
            ids.Add(inspection.Id);
        }
        return ids;
    }
}
