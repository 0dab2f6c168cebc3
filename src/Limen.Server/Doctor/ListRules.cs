namespace Limen.Server;

/// <summary>What can be wrong with lists and what they answer.</summary>
static class ListRules
{
    const double Aging = 0.8;

    public static IEnumerable<Diagnosis> Lists(NodeFacts facts)
    {
        if (facts.Lists is not { } lists) return [];
        if (lists.Count == 0)
            return [new(Health.Note, "listsNone", "This node holds no list: it can answer nothing.", facts.Hub is null ? "limen lists import brings one in." : "They come from the hub by themselves once the line is there.")];
        var found = lists.Select(list => List(list, facts.HubNow, facts.Hub is not null)).OfType<Diagnosis>().ToList();
        if (found.Count > 0) return found;
        var oldest = lists.Max(list => facts.HubNow - list.AsOf);
        return [new(Health.Fine, "listsFine", $"{(lists.Count == 1 ? "The list is" : $"All {lists.Count} lists are")} fresh enough; the oldest is of {Past(oldest)}.") { Count = lists.Count, Seconds = Math.Max(0, (long)oldest.TotalSeconds) }];
    }

    static Diagnosis? List(ListFacts list, DateTimeOffset now, bool fromHub)
    {
        var age = now - list.AsOf;
        if (age <= list.Limit * Aging) return null;
        var found = age > list.Limit
            ? new Diagnosis(Health.Wrong, "listStale", $"{list.Title} is of {Past(age)}; the limit is {list.Limit.Words()}. What it does not find counts as not answered.", fromHub ? "Bring the line to the hub back, or carry the lists: at the hub limen lists export --to DIR, here limen lists import --bundle DIR." : "Bring in a newer one: limen lists import.")
            : new(Health.Note, "listAging", $"{list.Title} is of {Past(age)}; the limit is {list.Limit.Words()}.", "See that it is brought in before the limit.");
        return found with { Subject = list.Title, Seconds = (long)age.TotalSeconds, At = list.AsOf };
    }

    public static IEnumerable<Diagnosis> Differences(NodeFacts facts)
    {
        if (facts.Differing > 0)
            yield return new(Health.Note, "answersDiffer", $"In the last seven days {facts.Differing} {(facts.Differing == 1 ? "inspection was" : "inspections were")} answered otherwise by the hub than here.", "Look at them on the operator's page: usually a list was on its way. Lists of equal version that answer otherwise are a fault: report it.") { Count = facts.Differing };
    }

    static string Past(TimeSpan age) => age < TimeSpan.FromSeconds(1) ? "this moment" : $"{age.Words()} ago";
}
