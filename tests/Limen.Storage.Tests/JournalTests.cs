using Limen.Inspections;
using static Limen.Storage.Tests.TestStore;

namespace Limen.Storage.Tests;

public class JournalTests
{
    static async Task<TestStore> WithHistoryAsync(Engine engine)
    {
        var kept = await OpenAsync(engine);
        await kept.Store.Journal.AppendAsync(new(JournalKind.SignIn, "anna", "anna"), Cancel);
        var inspection = Specimens.Inspection(kept.Time.GetUtcNow());
        await kept.Store.Inspections.RecordAsync(inspection, Specimens.Policy, null, Cancel);
        await kept.Store.Inspections.DecideAsync(inspection.Id, new(DecisionKind.Refuse, "anna", kept.Time.GetUtcNow(), "expired"), Cancel);
        await kept.Store.Journal.AppendAsync(new(JournalKind.SignOut, "anna", "anna"), Cancel);
        return kept;
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task An_untouched_journal_is_whole(Engine engine)
    {
        await using var kept = await WithHistoryAsync(engine);
        await kept.ReopenAsync();
        var check = await kept.Store.Journal.VerifyAsync(Cancel);
        Assert.Equal((true, 4L, null), (check.Whole, check.Entries, check.BrokenAt));
        Assert.Equal([JournalKind.SignIn, JournalKind.Inspection, JournalKind.Decision, JournalKind.SignOut],
            (await kept.Store.Journal.ReadAsync(1, 100, null, null, Cancel)).Select(entry => entry.Kind));
        Assert.Equal(4, (await kept.Store.Journal.ReadAsync(3, 100, JournalKind.SignOut, "anna", Cancel)).Single().N);
    }

    public static TheoryData<Engine, string, string, long> Tamperings()
    {
        (string Sql, string Code, long At)[] cases =
        [
            ("update journal set who = 'boris' where n = 1", "journalAltered", 1),
            ("update journal set at = '2020-01-01T00:00:00.0000000Z' where n = 2", "journalAltered", 2),
            ("update journal set details = '{}' where n = 3", "journalAltered", 3),
            ("update journal set kind = 5 where n = 4", "journalAltered", 4),
            ("delete from journal where n = 2", "journalGap", 2),
            ("delete from journal where n = 1", "journalGap", 1),
            ("delete from journal where n = 4", "journalCut", 4),
            ("update journal set n = 9 where n = 4", "journalGap", 4),
            ("insert into journal (n, at, kind, who, subject, details, hash) values (5, '2026-11-01T12:00:00.0000000Z', 5, 'x', 'x', '{}', 'x')", "journalAltered", 5),
            ("update inspections set body = replace(body, 'ERIKSSON', 'ERICSSON')", "inspectionAltered", 2),
            ("update inspections set officer = 'boris'", "inspectionAltered", 2),
            ("delete from inspections", "inspectionMissing", 2),
            ("insert into inspections (id, started_at, officer, post, advice, body) values ('x', '', '', '', 1, '{}')", "inspectionUnknown", 4),
            ("update decisions set kind = 1", "decisionAltered", 3),
            ("update decisions set reason = null", "decisionAltered", 3),
            ("delete from decisions", "decisionMissing", 3),
            ("insert into decisions (inspection, seq, kind, decided_by, decided_at, reason, journal_n) select inspection, 2, 1, 'anna', decided_at, null, 3 from decisions", "decisionAltered", 3),
            ("insert into decisions (inspection, seq, kind, decided_by, decided_at, reason, journal_n) select inspection, 2, 1, 'anna', decided_at, null, 8 from decisions", "decisionUnknown", 4),
        ];
        var data = new TheoryData<Engine, string, string, long>();
        foreach (var engine in new[] { Engine.Sqlite, Engine.Postgres })
            foreach (var (sql, code, at) in cases) data.Add(engine, sql, code, at);
        return data;
    }

    [Theory, MemberData(nameof(Tamperings))]
    public async Task Tampering_is_noticed_at_its_place(Engine engine, string sql, string code, long at)
    {
        await using var kept = await WithHistoryAsync(engine);
        await kept.TamperAsync(sql);
        await kept.ReopenAsync();
        var check = await kept.Store.Journal.VerifyAsync(Cancel);
        Assert.Equal((code, at), (check.Code, check.BrokenAt));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Cutting_the_end_off_in_the_database_alone_is_noticed_by_the_second_head(Engine engine)
    {
        await using var kept = await WithHistoryAsync(engine);
        await kept.TamperAsync("update journal_head set n = 3, hash = (select hash from journal where n = 3)");
        await kept.TamperAsync("delete from journal where n = 4");
        Assert.Equal("journalCut", (await kept.Store.Journal.VerifyAsync(Cancel)).Code);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_chain_forged_from_the_middle_is_noticed_by_the_second_head(Engine engine)
    {
        await using var kept = await WithHistoryAsync(engine);
        // Whoever can write the database can compute hashes as well: the last entry anew, and the head with it.
        var third = await kept.LookAsync<string>("select hash from journal where n = 3");
        var fourth = (await kept.Store.Journal.ReadAsync(4, 1, null, null, Cancel)).Single();
        var forged = new JournalRow(4, Stamp.Of(fourth.At), (long)JournalKind.SignIn, "anna", "anna", "{}", "").HashAfter(third!);
        await kept.TamperAsync($"update journal set kind = 5, hash = '{forged}' where n = 4");
        await kept.TamperAsync($"update journal_head set hash = '{forged}'");
        var check = await kept.Store.Journal.VerifyAsync(Cancel);
        Assert.Equal(("journalAltered", 4L), (check.Code, check.BrokenAt));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Appending_from_many_sides_at_once_leaves_one_chain(Engine engine)
    {
        await using var kept = await OpenAsync(engine);
        await using var other = await Store.OpenAsync(kept.Where, kept.Time, Cancel);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            for (var n = 0; n < 10; n++) await (i % 2 == 0 ? kept.Store : other).Journal.AppendAsync(new(JournalKind.SignIn, $"officer{i}", "x"), Cancel);
        }, Cancel)));
        var check = await kept.Store.Journal.VerifyAsync(Cancel);
        Assert.Equal((true, 80L), (check.Whole, check.Entries));
    }

    [Fact]
    public async Task A_torn_second_head_is_told()
    {
        await using var kept = await WithHistoryAsync(Engine.Sqlite);
        await kept.Store.DisposeAsync();
        await File.WriteAllTextAsync(kept.Folder.At("journal.head"), "0000", Cancel);
        await kept.ReopenAsync();
        var check = await kept.Store.Journal.VerifyAsync(Cancel);
        Assert.Equal(("secondHeadDamaged", await kept.Store.Journal.CountAsync(Cancel)), (check.Code, check.Entries));
        await kept.Store.Journal.AppendAsync(new(JournalKind.SignIn, "anna", "anna"), Cancel);
        Assert.True((await kept.Store.Journal.VerifyAsync(Cancel)).Whole);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_write_of_the_second_head_that_was_cut_off_anywhere_leaves_the_one_before(bool atTheEnd)
    {
        await using var kept = await WithHistoryAsync(Engine.Sqlite);
        if (atTheEnd) await kept.Store.Journal.AppendAsync(new(JournalKind.SignIn, "anna", "anna"), Cancel);
        var path = kept.Folder.At("journal.head");
        var before = await File.ReadAllBytesAsync(path, Cancel);
        await kept.Store.Journal.AppendAsync(new(JournalKind.SignIn, "anna", "anna"), Cancel);
        var after = await File.ReadAllBytesAsync(path, Cancel);
        await kept.Store.DisposeAsync();
        Array.Resize(ref before, after.Length);
        var written = Enumerable.Range(0, after.Length).Where(at => before[at] != after[at]).ToList();
        Assert.InRange(written.Count, 1, 110);
        Assert.Equal(atTheEnd, written[0] > 4000);
        for (var at = written[0]; at <= written[^1]; at++)
        {
            // The bytes before it are new; those from it on are old, or not there at all.
            var torn = (byte[])[.. after[..at], .. before[at..]];
            await File.WriteAllBytesAsync(path, atTheEnd ? torn[..at] : torn, Cancel);
            await kept.ReopenAsync();
            var check = await kept.Store.Journal.VerifyAsync(Cancel);
            Assert.True(check.Whole, $"{at}: {check.Words}");
        }
    }
}
