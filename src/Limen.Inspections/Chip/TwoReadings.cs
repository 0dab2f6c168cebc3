using Limen.Documents;
using Limen.Gateway;

namespace Limen.Inspections;

/// <summary>
/// The printed zone and the chip may say different things: misread, or altered. Then the lists are asked about both, and a match that only
/// the chip's reading led to says so.
/// </summary>
static class TwoReadings
{
    /// <summary>What the chip's own zone adds to what was asked; null when it says the same or was not read.</summary>
    public static Query? Further(Query asked, Lds? chip, DateOnly today)
    {
        if (DocumentOf(chip, today) is not { } document) return null;
        var further = asked with
        {
            Document = document.DocumentQuery == asked.Document ? null : document.DocumentQuery,
            Person = document.PersonQuery == asked.Person ? null : document.PersonQuery,
            Vehicle = null,
        };
        return further is { Document: null, Person: null } ? null : further;
    }

    /// <summary>The document that DG1 describes; null when it was not read.</summary>
    public static TravelDocument? DocumentOf(Lds? chip, DateOnly today) =>
        chip?.Dg1 is { } dg1 && Mrz.TryRead(string.Join('\n', dg1.Lines), today, out var mrz, out _) ? TravelDocument.Of(mrz) : null;

    /// <summary>One answer of a source from its answers to both readings; an answer that is missing is never "no hit".</summary>
    /// <param name="printed">About the printed zone; null when the source was not asked about it.</param>
    /// <param name="chip">About the chip's.</param>
    public static Answer Merge(Answer? printed, Answer chip) => (printed?.Reply, chip.Reply) switch
    {
        (null, _) => chip with { Reply = Marked(chip.Reply, []) },
        (Reply.Unavailable silent, Reply.Hit hit) => printed with { Reply = Marked(hit with { Partly = silent.Silence }, []) },
        (Reply.NoHit, Reply.Hit) => printed with { Reply = Marked(chip.Reply, []), ListVersion = chip.ListVersion },
        (Reply.NoHit, Reply.Unavailable) => printed with { Reply = chip.Reply },
        (Reply.Hit hit, Reply.Hit more) => printed with { Reply = Both(hit, more) },
        (Reply.Hit hit, Reply.Unavailable silent) => printed with { Reply = hit with { Partly = hit.Partly ?? silent.Silence } },
        _ => printed!,
    };

    static Reply.Hit Both(Reply.Hit printed, Reply.Hit chip) => printed with
    {
        Matches = [.. printed.Matches, .. Only(chip, printed.Matches)],
        Cut = Math.Max(printed.Cut, chip.Cut),
        Partly = printed.Partly ?? chip.Partly,
    };

    static Reply Marked(Reply reply, IReadOnlyList<Match> known) => reply is Reply.Hit hit ? hit with { Matches = [.. Only(hit, known)] } : reply;

    static IEnumerable<Match> Only(Reply.Hit chip, IReadOnlyList<Match> known) => chip.Matches
        .Where(match => known.All(other => (other.Kind, other.Candidate.EntryId) != (match.Kind, match.Candidate.EntryId)))
        .Select(match => match with { FromChip = true });
}
