using Limen.Documents;
using Limen.Gateway;
using Limen.Inspections;
using Limen.Screening;
using static Limen.Storage.Tests.TestStore;

namespace Limen.Storage.Tests;

public class ClearedMatchesTests
{
    const string Wanted = "entryId,name,aliases,datesOfBirth,sex,nationalities,action\n9,Viktor Anatolyevich Bout,{0},1967-01-13,M,RUS,Detain\n";

    // A namesake, born the same day, with a passport of his own.
    static readonly TravelDocument Namesake = new()
    {
        Class = DocumentClass.Passport,
        IssuingState = Specimens.State("UTO"),
        DocumentNumber = "AB1234567",
        PrimaryIdentifier = "BOUT",
        SecondaryIdentifier = "VIKTOR ANATOLYEVICH",
        Nationality = Specimens.State("RUS"),
        DateOfBirth = new(1967, 1, 13),
        Sex = Sex.Male,
    };

    [Theory, ClassData(typeof(Engines))]
    public async Task A_cleared_match_is_shown_as_cleared_and_does_not_refer_the_same_traveller_again(Engine engine)
    {
        await using var kept = await WithWantedAsync(engine);
        var first = await InspectAsync(kept, Namesake);
        Assert.Equal(Advice.Refer, first.Verdict.Advice);
        Assert.Equal(ClearOutcome.Recorded, (await ClearAsync(kept, first)).Outcome);
        await kept.ReopenAsync();
        var next = await InspectAsync(kept, Namesake with { DocumentNumber = "ab-1234567<" });
        Assert.Equal(Advice.Clear, next.Verdict.Advice);
        Assert.Equal("matchCleared", Assert.Single(next.Verdict.Findings).Code);
        Assert.Equal("by boris, until 2027-11-01: another father's name", MatchIn(next).Cleared);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Another_traveller_refers(Engine engine)
    {
        await using var kept = await WithWantedAsync(engine);
        await ClearAsync(kept, await InspectAsync(kept, Namesake));
        TravelDocument[] others =
        [
            Namesake with { DocumentNumber = "AB1234568" }, Namesake with { IssuingState = Specimens.State("FRA") },
            Namesake with { DateOfBirth = new(1967, 1) }, Namesake with { DateOfBirth = null }, Namesake with { DateOfBirth = new(1967, 1, 12) },
        ];
        foreach (var other in others) Assert.Equal(Advice.Refer, (await InspectAsync(kept, other)).Verdict.Advice);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task It_refers_again_once_the_clearing_has_expired(Engine engine)
    {
        await using var kept = await WithWantedAsync(engine);
        await ClearAsync(kept, await InspectAsync(kept, Namesake));
        kept.Time.Advance(TimeSpan.FromDays(364));
        Assert.Equal(Advice.Clear, (await InspectAsync(kept, Namesake)).Verdict.Advice);
        kept.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(Advice.Refer, (await InspectAsync(kept, Namesake)).Verdict.Advice);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task It_refers_again_once_the_entry_has_changed_and_not_when_only_the_list_has(Engine engine)
    {
        await using var kept = await WithWantedAsync(engine);
        await ClearAsync(kept, await InspectAsync(kept, Namesake));
        await kept.ImportAsync("wanted", ListKind.Persons, Text("Bont;Butt") + "10,Somebody Else,,1950-01-01,M,RUS,Detain\n");
        Assert.Equal(Advice.Clear, (await InspectAsync(kept, Namesake)).Verdict.Advice);
        await kept.ImportAsync("wanted", ListKind.Persons, Text("Bont;Butt;Budd"), acceptShrink: true);
        Assert.Equal(Advice.Refer, (await InspectAsync(kept, Namesake)).Verdict.Advice);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task It_refers_again_once_it_is_taken_back(Engine engine)
    {
        await using var kept = await WithWantedAsync(engine);
        var cleared = (await ClearAsync(kept, await InspectAsync(kept, Namesake))).Match!;
        Assert.True(await kept.Store.Cleared.WithdrawAsync(cleared.Id, "clara", Cancel));
        Assert.False(await kept.Store.Cleared.WithdrawAsync(cleared.Id, "clara", Cancel));
        Assert.Equal(Advice.Refer, (await InspectAsync(kept, Namesake)).Verdict.Advice);
        Assert.Equal("clara", Assert.Single(await kept.Store.Cleared.OfTravellerAsync(Namesake, Cancel)).WithdrawnBy);
        Assert.Equal(cleared.Id, Assert.Single(await kept.Store.Cleared.OfEntryAsync("wanted", "9", Cancel)).Id);
        Assert.Empty(await kept.Store.Cleared.OfTravellerAsync(Namesake with { DocumentNumber = "X" }, Cancel));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task What_cannot_be_cleared_is_told(Engine engine)
    {
        await using var kept = await WithWantedAsync(engine);
        var shown = await InspectAsync(kept, Namesake);
        Assert.Equal(ClearOutcome.NoSuchMatch, (await ClearAsync(kept, shown, entryId: "10")).Outcome);
        Assert.Equal(ClearOutcome.NoSuchMatch, (await ClearAsync(kept, shown, list: "other")).Outcome);
        Assert.Equal(ClearOutcome.TravellerUnknown, (await ClearAsync(kept, await InspectAsync(kept, Namesake with { DateOfBirth = null }))).Outcome);
        await kept.ImportAsync("wanted", ListKind.Persons, Text("Bont"));
        Assert.Equal(ClearOutcome.EntryChanged, (await ClearAsync(kept, shown)).Outcome);
        var elsewhere = shown with { Answers = [shown.Answers[0] with { Source = "hub" }] };
        Assert.Equal(ClearOutcome.NoSuchList, (await ClearAsync(kept, elsewhere, list: "hub")).Outcome);
        Assert.Empty(await kept.Store.Cleared.OfEntryAsync("wanted", "9", Cancel));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task The_journal_vouches_for_what_was_cleared_and_taken_back(Engine engine)
    {
        await using var kept = await WithWantedAsync(engine);
        var shown = await InspectAsync(kept, Namesake);
        await ClearAsync(kept, shown);
        var back = (await ClearAsync(kept, shown)).Match!;
        await kept.Store.Cleared.WithdrawAsync(back.Id, "clara", Cancel);
        Assert.True((await kept.Store.Journal.VerifyAsync(Cancel)).Whole);
        foreach (var (tamper, mend, code) in new[]
        {
            ("update cleared_matches set until = '2099-01-01T00:00:00.0000000Z'", "update cleared_matches set until = '2027-11-01T12:00:00.0000000Z'", "clearingAltered"),
            ("update cleared_matches set withdrawn_at = null", "", "clearingAltered"),
            ("insert into cleared_matches (id, traveller, list, entry_id, entry_digest, inspection, cleared_by, cleared_at, reason, until) select 'x', traveller, list, entry_id, entry_digest, inspection, cleared_by, cleared_at, reason, until from cleared_matches limit 1", "delete from cleared_matches where id = 'x'", "clearingUnknown"),
            ("delete from cleared_matches", "", "clearingMissing"),
        })
        {
            await kept.TamperAsync(tamper);
            Assert.Equal(code, (await kept.Store.Journal.VerifyAsync(Cancel)).Code);
            if (mend.Length > 0) await kept.TamperAsync(mend);
            if (tamper.EndsWith("= null", StringComparison.Ordinal)) await kept.TamperAsync($"update cleared_matches set withdrawn_at = '{back.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'}' where id = '{back.Id}'");
        }
    }

    [Fact]
    public async Task The_store_does_not_tell_whose_a_cleared_match_is()
    {
        await using var kept = await WithWantedAsync(Engine.Sqlite);
        await ClearAsync(kept, await InspectAsync(kept, Namesake));
        var row = await kept.LookAsync<string>("select traveller || entry_digest || reason || (select group_concat(details) from journal) from cleared_matches");
        Assert.DoesNotContain("AB1234567", row, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("1967", row, StringComparison.Ordinal);
    }

    static async Task<TestStore> WithWantedAsync(Engine engine)
    {
        var kept = await OpenAsync(engine);
        await kept.ImportAsync("wanted", ListKind.Persons, Text("Bont;Butt"));
        return kept;
    }

    static string Text(string aliases) => Wanted.Replace("{0}", aliases, StringComparison.Ordinal);

    static async Task<Inspection> InspectAsync(TestStore kept, TravelDocument document)
    {
        await using var live = new LiveLists(kept.Store, null, kept.Time);
        await live.ReadyAsync(Cancel);
        var inspector = new Inspector(new(() => live.Sources, kept.Time), new(), kept.Time);
        var typed = new InspectionRequest(Purpose.BorderCheck, Direction.Entry, "anna") { Typed = document with { DateOfExpiry = new(2099, 1, 1), DocumentCode = "P" } };
        return Judged(await inspector.InspectAsync(typed, _ => ValueTask.CompletedTask, Cancel));
    }

    // The specimen's State is a finding of its own, which is not what is looked at here.
    static Inspection Judged(Inspection inspection) => inspection with { Verdict = Verdict.Of([], inspection.Answers, new()) };

    static Match MatchIn(Inspection inspection) => Assert.Single(inspection.Answers.Select(answer => answer.Reply).OfType<Reply.Hit>().Single().Matches);

    static Task<ClearResult> ClearAsync(TestStore kept, Inspection inspection, string list = "wanted", string entryId = "9") =>
        kept.Store.Cleared.AddAsync(inspection, new(list, entryId, "boris", "another father's name", kept.Time.GetUtcNow().AddYears(1)), Cancel);
}
