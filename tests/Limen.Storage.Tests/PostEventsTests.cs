using Limen.Inspections;
using static Limen.Storage.Tests.TestStore;

namespace Limen.Storage.Tests;

public class PostEventsTests
{
    static async Task<Inspection> WorkAsync(TestStore post, int round = 0)
    {
        post.Time.Advance(TimeSpan.FromMinutes(1));
        var inspection = Specimens.Inspection(post.Time.GetUtcNow(), number: $"L{round}");
        await post.Store.Inspections.RecordAsync(inspection, Specimens.Policy, null, Cancel);
        if (round % 2 == 0) await post.Store.Inspections.DecideAsync(inspection.Id, new(DecisionKind.Refuse, "anna", post.Time.GetUtcNow(), "Виза"), Cancel);
        await post.Store.Journal.AppendAsync(new(JournalKind.SignIn, "anna", "anna"), Cancel);
        return inspection;
    }

    static async Task<EventReceipt> SendAsync(TestStore post, TestStore hub, int most = 100)
    {
        var batch = EventBatch.Read((await post.Store.Outbox.NextAsync(most, 1 << 20, Cancel)).ToBytes())!;
        var receipt = EventReceipt.Read((await hub.Store.PostEvents.TakeAsync("chon", batch, Cancel)).ToBytes())!;
        await post.Store.Outbox.KeepAsync(receipt, Cancel);
        return receipt;
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task What_a_post_did_stands_at_the_hub_and_both_journals_hold(Engine engine)
    {
        await using var hub = await OpenAsync(engine);
        await using var post = await OpenAsync(Engine.Sqlite);
        var inspection = await WorkAsync(post);
        var waiting = await post.Store.Outbox.StateAsync(Cancel);
        Assert.Equal((3L, post.Time.GetUtcNow(), (DateTimeOffset?)null), (waiting.Waiting, waiting.OldestAt, waiting.LastAcknowledgedAt));
        Assert.Equal(new(3, null), await SendAsync(post, hub));
        var done = await post.Store.Outbox.StateAsync(Cancel);
        Assert.Equal((0L, (DateTimeOffset?)null, post.Time.GetUtcNow()), (done.Waiting, done.OldestAt, done.LastAcknowledgedAt));
        var kept = (await hub.Store.Inspections.FindAsync(inspection.Id, Cancel))!;
        Assert.Equal(("Виза", inspection.StartedAt), (kept.Decision!.Reason, kept.Inspection.StartedAt));
        Assert.Equal(DecisionOutcome.OfPost, await hub.Store.Inspections.DecideAsync(inspection.Id, new(DecisionKind.Admit, "anna", hub.Time.GetUtcNow(), "x"), Cancel));
        Assert.Equal([JournalKind.EventsReceived], (await hub.Store.Journal.ReadAsync(1, 9, null, null, Cancel)).Select(entry => entry.Kind));
        Assert.Equal((3L, null), (await hub.Store.PostEvents.ChainsAsync(Cancel)).Select(chain => (chain.N, chain.Trouble)).Single());
        Assert.True((await hub.Store.Journal.VerifyAsync(Cancel)).Whole);
        Assert.True((await post.Store.Journal.VerifyAsync(Cancel)).Whole);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_hub_that_has_retired_old_months_still_proves_what_its_posts_sent(Engine engine)
    {
        await using var hub = await OpenAsync(engine);
        await using var post = await OpenAsync(Engine.Sqlite);
        for (var round = 0; round < 6; round++) await WorkAsync(post, round);
        await SendAsync(post, hub);
        hub.Time.Advance(TimeSpan.FromDays(150));
        post.Time.Advance(TimeSpan.FromDays(150));
        var young = await WorkAsync(post, 6);
        await SendAsync(post, hub);
        var gone = await hub.Store.Retention.RetireAsync(2, "anna", Cancel);
        Assert.Equal((6L, 3L), (gone.Inspections, gone.Decisions));
        var check = await hub.Store.Journal.VerifyAsync(Cancel);
        Assert.True(check.Whole, check.Words);
        // No more may be gone than was told.
        Assert.NotNull(await hub.Store.Inspections.FindAsync(young.Id, Cancel));
        await hub.TamperAsync($"delete from inspections where id = '{young.Id}'");
        Assert.Equal("inspectionMissing", (await hub.Store.Journal.VerifyAsync(Cancel)).Code);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task One_of_a_posts_removed_before_the_month_was_retired_is_still_missed(Engine engine)
    {
        await using var hub = await OpenAsync(engine);
        await using var post = await OpenAsync(Engine.Sqlite);
        var removed = await WorkAsync(post);
        await WorkAsync(post, 1);
        await SendAsync(post, hub);
        await hub.TamperAsync($"delete from inspections where id = '{removed.Id}'");
        hub.Time.Advance(TimeSpan.FromDays(150));
        await hub.Store.Retention.RetireAsync(2, "anna", Cancel);
        Assert.Equal("inspectionMissing", (await hub.Store.Journal.VerifyAsync(Cancel)).Code);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task What_comes_again_or_late_is_taken_in_once(Engine engine)
    {
        await using var hub = await OpenAsync(engine);
        await using var post = await OpenAsync(Engine.Sqlite);
        var random = new Random(5);
        var sent = new List<EventBatch>();
        for (var round = 0; round < 30; round++)
        {
            await WorkAsync(post, round);
            sent.Add(await post.Store.Outbox.NextAsync(random.Next(1, 6), 1 << 20, Cancel));
            var batch = random.Next(3) == 0 ? sent[random.Next(sent.Count)] : sent[^1];
            var receipt = await hub.Store.PostEvents.TakeAsync("chon", batch, Cancel);
            Assert.Null(receipt.Refused);
            if (random.Next(4) > 0) await post.Store.Outbox.KeepAsync(receipt, Cancel);
        }
        while ((await post.Store.Outbox.StateAsync(Cancel)).Waiting > 0) Assert.Null((await SendAsync(post, hub)).Refused);
        var count = await post.Store.Journal.CountAsync(Cancel);
        Assert.Equal(count, await hub.LookAsync<long>("select count(*) from post_journal"));
        Assert.Equal((30L, 15L), (await hub.LookAsync<long>("select count(*) from inspections"), await hub.LookAsync<long>("select count(*) from decisions")));
        var check = await hub.Store.Journal.VerifyAsync(Cancel);
        Assert.True(check.Whole, check.Words);
    }

    [Fact]
    public async Task A_gap_is_noticed_and_a_hub_put_back_from_a_copy_asks_again_from_where_it_is()
    {
        await using var hub = await OpenAsync(Engine.Sqlite);
        await using var restored = await OpenAsync(Engine.Sqlite);
        await using var post = await OpenAsync(Engine.Sqlite);
        await WorkAsync(post);
        await SendAsync(post, hub);
        await WorkAsync(post);
        Assert.Equal(new(0, "chainGap"), await SendAsync(post, restored));
        Assert.Equal((6L, null), ((await post.Store.Outbox.StateAsync(Cancel)).Waiting, (await post.Store.Outbox.StateAsync(Cancel)).Trouble));
        Assert.Equal(new(6, null), await SendAsync(post, restored));
        Assert.Equal(new(3, "chainGap"), await SendAsync(post, hub));
        Assert.Equal(new(6, null), await SendAsync(post, hub));
        Assert.Equal([JournalKind.EventsRefused, JournalKind.EventsReceived], (await restored.Store.Journal.ReadAsync(1, 9, null, null, Cancel)).Select(entry => entry.Kind));
        Assert.Null((await restored.Store.PostEvents.ChainsAsync(Cancel)).Single().Trouble);
    }

    [Fact]
    public async Task A_post_that_goes_two_ways_is_held_and_told_once()
    {
        await using var hub = await OpenAsync(Engine.Sqlite);
        await using var post = await OpenAsync(Engine.Sqlite);
        await WorkAsync(post);
        await SendAsync(post, hub);
        // As it was then, put back and used again.
        await WorkAsync(post);
        await post.TamperAsync("update outbox set n = 3");
        Assert.Null((await SendAsync(post, hub)).Refused);
        await post.TamperAsync("delete from journal where n > 3");
        await post.TamperAsync("update journal_head set n = 3, hash = (select hash from journal where n = 3)");
        await post.TamperAsync("update outbox set n = 3");
        await post.Store.Journal.AppendAsync(new(JournalKind.SignIn, "boris", "boris"), Cancel);
        var refused = await SendAsync(post, hub);
        Assert.Equal(new(6, "chainForked"), refused);
        Assert.Equal(new(6, "chainForked"), await SendAsync(post, hub));
        Assert.Equal("chainForked", (await post.Store.Outbox.StateAsync(Cancel)).Trouble);
        Assert.Single(await hub.Store.Journal.ReadAsync(1, 99, JournalKind.EventsRefused, null, Cancel));
        Assert.Equal("chainForked", (await hub.Store.PostEvents.ChainsAsync(Cancel)).Single().Trouble);
        Assert.True((await hub.Store.Journal.VerifyAsync(Cancel)).Whole);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task What_was_altered_at_the_post_is_noticed_and_the_rest_goes_on(Engine engine)
    {
        await using var hub = await OpenAsync(engine);
        await using var post = await OpenAsync(Engine.Sqlite);
        await WorkAsync(post);
        await post.TamperAsync("update inspections set officer = 'boris'");
        await WorkAsync(post, 1);
        Assert.Equal(new(5, null), await SendAsync(post, hub));
        Assert.Contains("inspectionAltered", Assert.Single(await hub.Store.Journal.ReadAsync(1, 99, JournalKind.EventsRefused, null, Cancel)).Details, StringComparison.Ordinal);
        Assert.Equal(1, await hub.LookAsync<long>("select count(*) from inspections"));
        Assert.True((await hub.Store.Journal.VerifyAsync(Cancel)).Whole);
        await WorkAsync(post, 2);
        await post.TamperAsync("update journal set who = 'boris' where n = 7");
        Assert.Equal(new(5, "chainAltered"), await SendAsync(post, hub));
    }

    public static TheoryData<Engine, string, string, long> Tamperings()
    {
        (string Sql, string Code, long At)[] cases =
        [
            ("update post_journal set who = 'boris' where n = 2", "postJournalAltered", 2),
            ("delete from post_journal where n = 1", "postJournalGap", 1),
            ("delete from post_journal where n = 3", "postJournalCut", 3),
            ("delete from post_chains", "postJournalCut", 1),
            ("update inspections set officer = 'boris'", "inspectionAltered", 1),
            ("delete from inspections", "inspectionMissing", 1),
            ("update inspections set origin = 'x'", "inspectionUnknown", 1),
            ("update inspections set origin = ''", "inspectionUnknown", 1),
            ("update decisions set kind = 1", "decisionAltered", 2),
            ("delete from decisions", "decisionMissing", 2),
        ];
        var data = new TheoryData<Engine, string, string, long>();
        foreach (var engine in new[] { Engine.Sqlite, Engine.Postgres })
            foreach (var (sql, code, at) in cases) data.Add(engine, sql, code, at);
        return data;
    }

    [Theory, MemberData(nameof(Tamperings))]
    public async Task Tampering_at_the_hub_is_noticed_at_its_place(Engine engine, string sql, string code, long at)
    {
        await using var hub = await OpenAsync(engine);
        await using var post = await OpenAsync(Engine.Sqlite);
        await WorkAsync(post);
        await SendAsync(post, hub);
        await hub.TamperAsync(sql);
        var check = await hub.Store.Journal.VerifyAsync(Cancel);
        Assert.Equal((code, at), (check.Code, check.BrokenAt));
    }

    [Fact]
    public async Task A_journal_rewritten_whole_at_the_hub_is_not_the_one_that_was_taken_in()
    {
        await using var hub = await OpenAsync(Engine.Sqlite);
        await using var post = await OpenAsync(Engine.Sqlite);
        await using var other = await OpenAsync(Engine.Sqlite);
        await WorkAsync(post);
        await SendAsync(post, hub);
        // Somebody with the database makes a chain that holds in itself.
        await other.Store.Journal.AppendAsync(new(JournalKind.SignIn, "boris", "boris"), Cancel);
        var forged = (await other.Store.Journal.ReadAsync(1, 1, null, null, Cancel)).Single();
        await hub.TamperAsync("delete from inspections; delete from decisions; delete from post_journal where n > 1");
        await hub.TamperAsync($"update post_journal set at = '{Stamp.Of(forged.At)}', kind = 5, who = 'boris', subject = 'boris', details = '{{}}', hash = '{forged.Hash}'");
        await hub.TamperAsync($"update post_chains set n = 1, hash = '{forged.Hash}'");
        Assert.Equal("postJournalCut", (await hub.Store.Journal.VerifyAsync(Cancel)).Code);
    }

    [Fact]
    public async Task Cleared_matches_and_what_is_taken_back_travel_too()
    {
        await using var hub = await OpenAsync(Engine.Sqlite);
        await using var post = await OpenAsync(Engine.Sqlite);
        var id = Guid.CreateVersion7(post.Time.GetUtcNow());
        var row = new ClearedRow { Id = id.ToString(), Traveller = "t", List = "l", EntryId = "e", EntryDigest = "d", Inspection = id.ToString(), ClearedBy = "anna", ClearedAt = Stamp.Of(post.Time.GetUtcNow()), Reason = "r", Until = Stamp.Of(post.Time.GetUtcNow()) };
        await post.Store.Journal.WriteAsync(async session =>
        {
            await session.RunAsync("""
                insert into cleared_matches (id, traveller, list, entry_id, entry_digest, inspection, cleared_by, cleared_at, reason, until)
                values (@Id, @Traveller, @List, @EntryId, @EntryDigest, @Inspection, @ClearedBy, @ClearedAt, @Reason, @Until)
                """, row);
            return await post.Store.Journal.AppendAsync(session, new(JournalKind.MatchCleared, "anna", row.Id, $$"""{"digest":"{{row.Digest}}"}"""));
        }, Cancel);
        Assert.Null((await SendAsync(post, hub)).Refused);
        Assert.True(await post.Store.Cleared.WithdrawAsync(id, "boris", Cancel));
        Assert.Null((await SendAsync(post, hub)).Refused);
        Assert.Equal("boris", await hub.LookAsync<string>("select withdrawn_by from cleared_matches where origin = 'chon'"));
        Assert.Empty(await hub.Store.Journal.ReadAsync(1, 99, JournalKind.EventsRefused, null, Cancel));
        Assert.True((await hub.Store.Journal.VerifyAsync(Cancel)).Whole);
    }

    static readonly Guid Forger = Guid.Parse("019a3b5c-0000-7000-8000-00000000f096");

    // A chain as a post makes it that has a certificate and a program of its own: each entry holds, whatever it says.
    static async Task<EventReceipt> ForgeAsync(TestStore hub, string post, Guid store, params Func<long, PostEvent>[] told)
    {
        var (events, previous) = (new List<PostEvent>(), "");
        foreach (var make in told)
        {
            var one = make(events.Count + 1);
            events.Add(one with { Hash = one.Row.HashAfter(previous) });
            previous = events[^1].Hash;
        }
        var batch = EventBatch.Read(new EventBatch(EventBatch.CurrentFormat, store, 1, "", events).ToBytes())!;
        return await hub.Store.PostEvents.TakeAsync(post, batch, Cancel);
    }

    static PostEvent Entry(long n, JournalKind kind, string subject, string digest) =>
        new(n, Stamp.Of(new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero)), (long)kind, "mallory", subject, $$"""{"digest":"{{digest}}"}""", "");

    static Func<long, PostEvent> Tells(SentInspection row, string? subject = null) =>
        n => Entry(n, JournalKind.Inspection, subject ?? row.Id, row.Digest) with { Inspection = row };

    static Func<long, PostEvent> Tells(SentDecision row) => n => Entry(n, JournalKind.Decision, row.Inspection, row.Digest) with { Decision = row };

    static async Task<List<string>> FlawsAsync(TestStore hub) =>
        [.. (await hub.Store.Journal.ReadAsync(1, 99, JournalKind.EventsRefused, null, Cancel)).Select(entry => System.Text.Json.JsonDocument.Parse(entry.Details).RootElement.GetProperty("code").GetString()!)];

    [Theory, ClassData(typeof(Engines))]
    public async Task A_post_that_tells_what_cannot_be_meant_harms_itself_alone(Engine engine)
    {
        await using var hub = await OpenAsync(engine);
        await using var honest = await OpenAsync(Engine.Sqlite);
        var inspection = await WorkAsync(honest);
        await SendAsync(honest, hub);
        var id = Guid.CreateVersion7(hub.Time.GetUtcNow()).ToString();
        var at = Stamp.Of(hub.Time.GetUtcNow());
        var good = new SentInspection(id, at, "mallory", "hut", 1, "{}");
        var decision = new SentDecision(id, 1, 1, "mallory", at, null);
        var clearing = new ClearedRow { Id = id, Traveller = "t", List = "l", EntryId = "e", EntryDigest = "d", Inspection = id, ClearedBy = "m", ClearedAt = at, Reason = "r", Until = "never" };
        var sent = new SentClearing(id, "t", "l", "e", "d", id, "m", at, "r", "never");
        Func<long, PostEvent>[] told =
        [
            Tells(good with { Id = "../../etc" }), Tells(good with { StartedAt = "9999" }), Tells(good with { Advice = 77 }), Tells(good with { Body = "\0" }),
            Tells(good, Forger.ToString()), Tells(good with { Id = id.ToUpperInvariant() }),
            Tells(decision with { Kind = 9 }), Tells(decision with { Seq = -1 }), Tells(decision with { DecidedAt = "" }),
            n => Entry(n, JournalKind.MatchCleared, id, clearing.Digest) with { Clearing = sent },
            n => Entry(n, JournalKind.Inspection, id, "") with { Details = """{"digest":7}""", Inspection = good },
            n => Entry(n, JournalKind.Inspection, id, "") with { Details = new string('[', 5000), Inspection = good },
            n => Entry(n, (JournalKind)40_000, "anything", ""),
        ];
        Assert.Equal(new(told.Length, null), await ForgeAsync(hub, "hut", Forger, told));
        Assert.Equal(
            [.. Enumerable.Repeat("inspectionInvalid", 6), .. Enumerable.Repeat("decisionInvalid", 3), "clearingInvalid", "inspectionAltered", "inspectionAltered"],
            await FlawsAsync(hub));
        Assert.Equal(1, await hub.LookAsync<long>("select count(*) from inspections"));
        // What reads rows of all posts goes on.
        Assert.Equal(inspection.Id, Assert.Single(await hub.Store.Inspections.OfDayAsync(DateOnly.FromDateTime(inspection.StartedAt.UtcDateTime), null, null, 50, Cancel)).Inspection.Id);
        Assert.Empty(await hub.Store.Checkup.DifferingAsync(DateTimeOffset.MinValue, 50, Cancel));
        var check = await hub.Store.Journal.VerifyAsync(Cancel);
        Assert.True(check.Whole, check.Words);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task An_entry_of_no_moment_or_with_what_no_database_keeps_is_no_entry(Engine engine)
    {
        await using var hub = await OpenAsync(engine);
        foreach (var wrong in new Func<PostEvent, PostEvent>[] { one => one with { At = "tomorrow" }, one => one with { Who = "\0" }, one => one with { Subject = "\0" }, one => one with { Details = "\0" } })
            Assert.Equal(new(0, "chainAltered"), await ForgeAsync(hub, "hut", Forger, n => wrong(Entry(n, JournalKind.SignIn, "x", ""))));
        Assert.Null(EventBatch.Read("""{"format":1,"store":"019a3b5c-0000-7000-8000-000000000001","from":1,"previousHash":"","events":[null]}"""u8));
        Assert.Null(EventBatch.Read(new EventBatch(EventBatch.CurrentFormat, Forger, 1, "", [.. Enumerable.Range(1, 2001).Select(n => Entry(n, JournalKind.SignIn, "x", ""))]).ToBytes()));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task What_stands_of_another_post_or_of_the_hub_is_taken_from_nobody(Engine engine)
    {
        await using var hub = await OpenAsync(engine);
        await using var honest = await OpenAsync(Engine.Sqlite);
        var undecided = await WorkAsync(honest, 1);
        await SendAsync(honest, hub);
        var own = Specimens.Inspection(hub.Time.GetUtcNow());
        await hub.Store.Inspections.RecordAsync(own, Specimens.Policy, null, Cancel);
        var at = Stamp.Of(hub.Time.GetUtcNow());
        var forged = new SentInspection(undecided.Id.ToString(), at, "mallory", "hut", 1, "{}");
        Func<long, PostEvent>[] told =
        [
            Tells(forged), Tells(forged with { Id = own.Id.ToString() }),
            Tells(new SentDecision(undecided.Id.ToString(), 1, (long)DecisionKind.Admit, "mallory", at, null)),
            Tells(new SentDecision(own.Id.ToString(), 1, (long)DecisionKind.Admit, "mallory", at, null)),
        ];
        Assert.Equal(new(4, null), await ForgeAsync(hub, "hut", Forger, told));
        Assert.Equal(["inspectionTaken", "inspectionTaken", "decisionTaken", "decisionTaken"], await FlawsAsync(hub));
        // The place of the true decision is free.
        await honest.Store.Inspections.DecideAsync(undecided.Id, new(DecisionKind.Refuse, "anna", honest.Time.GetUtcNow(), "false visa"), Cancel);
        Assert.Null((await SendAsync(honest, hub)).Refused);
        Assert.Equal("anna", (await hub.Store.Inspections.FindAsync(undecided.Id, Cancel))!.Decision!.By);
        Assert.Null((await hub.Store.Inspections.FindAsync(own.Id, Cancel))!.Decision);
        Assert.Equal(4, (await FlawsAsync(hub)).Count);
        var check = await hub.Store.Journal.VerifyAsync(Cancel);
        Assert.True(check.Whole, check.Words);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_post_that_has_enrolled_under_another_name_tells_all_of_it_again(Engine engine)
    {
        await using var hub = await OpenAsync(engine);
        await using var post = await OpenAsync(Engine.Sqlite);
        for (var round = 0; round < 3; round++) await WorkAsync(post, round);
        var last = await WorkAsync(post, 3);
        await SendAsync(post, hub);
        await post.Store.Inspections.DecideAsync(last.Id, new(DecisionKind.Refuse, "anna", post.Time.GetUtcNow(), "false visa"), Cancel);
        await post.TamperAsync("update outbox set n = 0");
        Assert.Null((await hub.Store.PostEvents.TakeAsync("chon-2", await post.Store.Outbox.NextAsync(100, 1 << 20, Cancel), Cancel)).Refused);
        Assert.Empty(await FlawsAsync(hub));
        Assert.Equal("anna", (await hub.Store.Inspections.FindAsync(last.Id, Cancel))!.Decision!.By);
        var check = await hub.Store.Journal.VerifyAsync(Cancel);
        Assert.True(check.Whole, check.Words);
    }

    [Fact]
    public async Task An_inspection_that_this_program_cannot_read_is_kept_proven_and_not_shown()
    {
        await using var hub = await OpenAsync(Engine.Sqlite);
        var at = hub.Time.GetUtcNow();
        var bodies = new[] { "", "{}", "null", """{"inspection":{},"policy":{}}""", new string('[', 5000), """{"inspection":{"id":"x"}}""" };
        var told = bodies.Select(body => Tells(new SentInspection(Guid.CreateVersion7(at).ToString(), Stamp.Of(at), "newer", "hut", 1, body))).ToArray();
        Assert.Equal(new(bodies.Length, null), await ForgeAsync(hub, "hut", Forger, told));
        Assert.Empty(await hub.Store.Inspections.OfDayAsync(DateOnly.FromDateTime(at.UtcDateTime), null, null, 50, Cancel));
        Assert.Equal(bodies.Length, await hub.LookAsync<long>("select count(*) from inspections where origin = 'hut'"));
        Assert.True((await hub.Store.Journal.VerifyAsync(Cancel)).Whole);
    }
}
