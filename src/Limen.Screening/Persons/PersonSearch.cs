using Limen.Documents;

namespace Limen.Screening;

/// <summary>One search at a time over one index: the room that a search needs, kept for the next.</summary>
sealed class PersonSearch(PartTable parts, PersonRows rows, DocumentNumbers documents)
{
    readonly AskedName asked = new();
    readonly PartMatches matches = new();
    readonly CandidateRows candidates = new(parts, rows);
    readonly RowComparison comparison = new(parts, rows);
    int[] chosen = [];
    readonly List<(int Row, RowScore Score)> scored = [];
    readonly float possible = MathF.Log2(rows.Count + 1) + Weights.PossibleAbove, strong = MathF.Log2(rows.Count + 1) + Weights.StrongAbove;

    public Found Run(PersonQuery query, int top, Strength least, bool everybody = false)
    {
        asked.Read(query.Surname, query.GivenNames, query.NameTruncated);
        matches.Start(parts, asked);
        var facts = new AskedFacts(query.DateOfBirth is { } d ? PackedDay.Of(d.Year, d.Month, d.Day) : 0, query.DateOfBirth?.ToString() ?? "", query.Sex,
            States.Pack(query.Nationality), query.Nationality.Canonical, DocumentNumbers.Fold(query.DocumentNumber));
        comparison.Start(asked, matches, facts);
        scored.Clear();
        var room = (int)Math.Min((long)top + Weights.ScoredBeyondTop, Weights.RowsPerSearch);
        if (chosen.Length < room) chosen = new int[room];
        var count = everybody ? ScoreEverybody() : candidates.Choose(asked, matches, facts.Born, chosen.AsSpan(0, room));
        foreach (var row in chosen.AsSpan(0, count)) scored.Add((row, comparison.Score(row)));
        if (facts.Document.Length > 0 && !everybody) AddHolders(facts.Document, count);
        scored.Sort(static (a, b) => a.Score.Bits != b.Score.Bits ? b.Score.Bits.CompareTo(a.Score.Bits) : a.Row.CompareTo(b.Row));
        var met = Math.Max(candidates.Met, scored.Count);
        // Where a scored row is too weak, those that were not worth scoring are weaker.
        if (least > Strength.Weak && scored.RemoveAll(one => Cut(one.Score) < least) > 0) met = scored.Count;
        var listed = Math.Min(top, scored.Count);
        var found = new Candidate[listed];
        for (var i = 0; i < listed; i++) found[i] = Candidate(scored[i].Row, scored[i].Score);
        return new(found, met - listed);
    }

    int ScoreEverybody()
    {
        for (var row = 0; row < rows.Count; row++) scored.Add((row, comparison.Score(row)));
        return 0;
    }

    void AddHolders(string number, int count)
    {
        foreach (var row in documents.Holders(number))
            if (!chosen.AsSpan(0, count).Contains(row)) scored.Add((row, comparison.Score(row)));
    }

    Candidate Candidate(int row, RowScore score) =>
        new(comparison.Explain(row, score, out var evidence), Math.Round(score.Bits, 2), Cut(score), evidence);

    // A name alone makes no strong hit where the date of birth contradicts it.
    Strength Cut(RowScore score) =>
        score.Bits >= strong && !score.BornOtherwise ? Strength.Strong : score.Bits >= possible ? Strength.Possible : Strength.Weak;
}

/// <summary>What is asked beside the name, packed for comparing.</summary>
readonly record struct AskedFacts(int Born, string BornText, Sex Sex, ushort State, string StateText, string Document);

/// <summary>What a row scored: all bits, those of its best name, which name that was, and what its dates said.</summary>
readonly record struct RowScore(float Bits, float NameBits, int Name, bool BornOtherwise);
