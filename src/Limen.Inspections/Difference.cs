using Limen.Gateway;

namespace Limen.Inspections;

/// <summary>Which of two nodes has a match that the other has not.</summary>
public enum Holder
{
    /// <summary>This node.</summary>
    Here = 1,
    /// <summary>The hub.</summary>
    Hub = 2,
}

/// <summary>An entry that one of two nodes matched and the other did not, both holding the same list.</summary>
/// <param name="List">Id of the list.</param>
/// <param name="Title">Its name for the officer.</param>
/// <param name="Only">Who has the match.</param>
/// <param name="Match">The match.</param>
/// <param name="HereVersion">Version of the list here; null when it is not here.</param>
/// <param name="HubVersion">Version of the list at the hub.</param>
/// <param name="Refers">True when the match is the hub's alone and the policy refers for it: the verdict here would have been another.</param>
public sealed record Difference(string List, string Title, Holder Only, Match Match, long? HereVersion, long? HubVersion, bool Refers)
{
    /// <summary>Compares what this node and its hub said to the same question, list by list. Where one of the two gave no answer, only what the other found counts.</summary>
    /// <param name="here">This node's answers.</param>
    /// <param name="hub">The hub's.</param>
    /// <param name="own">Lists that this node owns itself: another list of the same name at the hub is no other version of them.</param>
    /// <param name="policy">Which matches refer.</param>
    /// <returns>What refers first; empty when both said the same.</returns>
    public static IReadOnlyList<Difference> Between(IReadOnlyList<Answer> here, IReadOnlyList<Answer> hub, IReadOnlySet<string> own, Policy policy)
    {
        var found = new List<Difference>();
        foreach (var there in hub.Where(answer => !own.Contains(answer.Source)))
        {
            var local = here.FirstOrDefault(answer => answer.Source == there.Source);
            found.AddRange(Lacking(there, local?.Reply).Select(match => Of(there, local, Holder.Hub, match) with { Refers = match.Cleared is null && match.Candidate.Strength >= policy.ReferFrom }));
            // Of the hub was asked what is printed, not what the chip says; and its silence denies nothing.
            if (local is not null && there.Reply is not Reply.Unavailable)
                found.AddRange(Lacking(local, there.Reply).Where(match => !match.FromChip).Select(match => Of(there, local, Holder.Here, match)));
        }
        return [.. found.OrderByDescending(one => one.Refers)];
    }

    /// <summary>Says only list, entry and who has it.</summary>
    public override string ToString() => $"{List} {Match.Candidate.EntryId} {Only}";

    static Difference Of(Answer there, Answer? local, Holder only, Match match) =>
        new(there.Source, there.Title, only, match, local?.ListVersion, there.ListVersion, Refers: false);

    // What was cut off may be among what the other shows.
    static IEnumerable<Match> Lacking(Answer has, Reply? other)
    {
        if (has.Reply is not Reply.Hit hit || other is Reply.Hit { Cut: > 0 }) return [];
        var known = (other as Reply.Hit)?.Matches.Select(match => match.Candidate.EntryId).ToHashSet(StringComparer.Ordinal) ?? [];
        return hit.Matches.Where(match => !known.Contains(match.Candidate.EntryId));
    }
}
