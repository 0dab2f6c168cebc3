namespace Limen.Screening;

/// <summary>Numbers one slip away: one character beyond its confusion class, or two neighbours exchanged.</summary>
static class Slips
{
    /// <summary>Every such number, each once, folded.</summary>
    public static IEnumerable<string> Of(string asked)
    {
        var folded = Folded(asked);
        for (var place = 0; place < folded.Length; place++)
        {
            foreach (var other in LookupKey.Characters.ToArray())
                if (other != folded[place]) yield return string.Concat(folded.AsSpan(0, place), [other], folded.AsSpan(place + 1));
            if (place > 0 && folded[place - 1] != folded[place])
                yield return string.Concat(folded.AsSpan(0, place - 1), [folded[place], folded[place - 1]], folded.AsSpan(place + 1));
        }
    }

    /// <summary>The slip in words, or null when the two are not exactly one slip apart.</summary>
    public static string? Words(string asked, string listed)
    {
        if (asked.Length != listed.Length) return null;
        var (one, other) = (Folded(asked), Folded(listed));
        var apart = Enumerable.Range(0, one.Length).Where(i => one[i] != other[i]).Take(3).ToList();
        return apart switch
        {
            [var i] => $"listed as {listed}: {listed[i]} at place {i + 1} instead of {asked[i]}",
            [var i, var j] when j == i + 1 && one[i] == other[j] && one[j] == other[i] =>
                $"listed as {listed}: {listed[i]} and {listed[j]} at places {i + 1} and {j + 1} exchanged",
            _ => null,
        };
    }

    static string Folded(string clean) => string.Create(clean.Length, clean, (folded, from) =>
    {
        for (var i = 0; i < folded.Length; i++) folded[i] = Reading.Fold(from[i]);
    });
}
