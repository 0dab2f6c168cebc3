namespace Limen.Server;

/// <summary>Judges the facts of a node: one small rule for each thing that can be wrong, none of which asks anybody anything.</summary>
static class Examination
{
    /// <summary>Every finding, the worst first; what is alike stays in the order of the rules.</summary>
    public static IReadOnlyList<Diagnosis> Of(NodeFacts facts) =>
    [
        .. Enumerable.Empty<Diagnosis>()
            .Concat(StoreRules.Store(facts))
            .Concat(LineRules.Line(facts))
            .Concat(LineRules.Certificate(facts))
            .Concat(LineRules.Clock(facts))
            .Concat(ListRules.Lists(facts))
            .Concat(LineRules.Outbox(facts))
            .Concat(ListRules.Differences(facts))
            .Concat(LineRules.Posts(facts))
            .Concat(StoreRules.Disk(facts))
            .Concat(StoreRules.Database(facts))
            .Concat(StoreRules.Indexes(facts))
            .Concat(StoreRules.Journal(facts))
            .Concat(StoreRules.Seal(facts))
            .Concat(StoreRules.Settings(facts))
            .OrderByDescending(found => found.Severity),
    ];
}
