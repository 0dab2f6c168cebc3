using System.Text.Json;
using Limen.Inspections;
using static Limen.Storage.Tests.TestStore;

namespace Limen.Storage.Tests;

public class InspectionRecordsTests
{
    [Theory, ClassData(typeof(Engines))]
    public async Task An_inspection_comes_back_whole_and_is_judged_the_same_again(Engine engine)
    {
        await using var kept = await OpenAsync(engine);
        var inspection = Specimens.Inspection(kept.Time.GetUtcNow());
        await kept.Store.Inspections.RecordAsync(inspection, Specimens.Policy, null, Cancel);
        await kept.ReopenAsync();
        var found = await kept.Store.Inspections.FindAsync(inspection.Id, Cancel);
        Assert.NotNull(found);
        Assert.Equal(Text(inspection), Text(found.Inspection));
        Assert.Equal(Specimens.Policy, found.Policy);
        Assert.Null(found.Decision);
        Assert.Equal(Text(inspection.Verdict), Text(Verdict.Of(found.Inspection.Checks, found.Inspection.Answers, found.Policy)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_day_is_read_newest_first_page_by_page(Engine engine)
    {
        await using var kept = await OpenAsync(engine);
        var ids = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            var inspection = Specimens.Inspection(kept.Time.GetUtcNow(), i % 2 == 0 ? "anna" : "boris");
            await kept.Store.Inspections.RecordAsync(inspection, Specimens.Policy, null, Cancel);
            ids.Insert(0, inspection.Id);
            kept.Time.Advance(TimeSpan.FromMinutes(1));
        }
        var today = DateOnly.FromDateTime(kept.Time.GetUtcNow().UtcDateTime);
        var first = await kept.Store.Inspections.OfDayAsync(today, null, null, 2, Cancel);
        var second = await kept.Store.Inspections.OfDayAsync(today, null, first[^1].Inspection.Id, 10, Cancel);
        Assert.Equal(ids, first.Concat(second).Select(one => one.Inspection.Id));
        Assert.Equal(2, (await kept.Store.Inspections.OfDayAsync(today, "boris", null, 10, Cancel)).Count);
        Assert.Empty(await kept.Store.Inspections.OfDayAsync(today.AddDays(-1), null, null, 10, Cancel));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Only_its_officer_corrects_a_decision_and_only_for_a_few_minutes(Engine engine)
    {
        await using var kept = await OpenAsync(engine);
        var inspection = Specimens.Inspection(kept.Time.GetUtcNow());
        await kept.Store.Inspections.RecordAsync(inspection, Specimens.Policy, null, Cancel);
        Decision At(DecisionKind kind, string by) => new(kind, by, kept.Time.GetUtcNow(), null);
        Task<DecisionOutcome> Decide(Decision decision) => kept.Store.Inspections.DecideAsync(inspection.Id, decision, Cancel);

        Assert.Equal(DecisionOutcome.Recorded, await Decide(At(DecisionKind.Admit, "anna")));
        Assert.Equal(DecisionOutcome.AlreadyDecided, await Decide(At(DecisionKind.Refuse, "boris")));
        Assert.Equal(DecisionOutcome.Corrected, await Decide(At(DecisionKind.Refer, "anna")));
        kept.Time.Advance(InspectionRecords.Correctable + TimeSpan.FromSeconds(1));
        Assert.Equal(DecisionOutcome.AlreadyDecided, await Decide(At(DecisionKind.Admit, "anna")));
        Assert.Equal(DecisionKind.Refer, (await kept.Store.Inspections.FindAsync(inspection.Id, Cancel))!.Decision!.Kind);
        Assert.Equal(DecisionOutcome.NotFound, await kept.Store.Inspections.DecideAsync(Guid.CreateVersion7(kept.Time.GetUtcNow()), At(DecisionKind.Admit, "anna"), Cancel));
        Assert.True((await kept.Store.Journal.VerifyAsync(Cancel)).Whole);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Of_many_decisions_at_once_one_stands(Engine engine)
    {
        await using var kept = await OpenAsync(engine);
        var inspection = Specimens.Inspection(kept.Time.GetUtcNow());
        await kept.Store.Inspections.RecordAsync(inspection, Specimens.Policy, null, Cancel);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            kept.Store.Inspections.DecideAsync(inspection.Id, new(DecisionKind.Admit, $"officer{i}", kept.Time.GetUtcNow(), null), Cancel)));
        Assert.Equal(1, outcomes.Count(outcome => outcome == DecisionOutcome.Recorded));
        Assert.Equal(7, outcomes.Count(outcome => outcome == DecisionOutcome.AlreadyDecided));
    }

    static string Text<T>(T value) => JsonSerializer.Serialize(value, StoredJson.Events);
}
