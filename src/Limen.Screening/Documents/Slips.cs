namespace Limen.Screening;

/// <summary>Numbers one slip away: one character beyond its confusion class, or two neighbours exchanged.</summary>
static class Slips
{
    // Long TD1 numbers have 22 (Doc 9303-5 §4.2.2); what is longer is no number, and its slips would be too many to ask.
    const int LongestAsked = 32;

    /// <summary>The keys of all such numbers; none for a text longer than any number.</summary>
    public static List<ulong> Keys(string asked)
    {
        if (asked.Length > LongestAsked) return [];
        var number = Folded(asked).ToCharArray();
        var keys = new List<ulong>(number.Length * LookupKey.Characters.Length);
        for (var place = 0; place < number.Length; place++)
        {
            var own = number[place];
            foreach (var other in LookupKey.Characters)
            {
                if (other == own) continue;
                number[place] = other;
                keys.Add(LookupKey.Of(number));
            }
            number[place] = own;
            if (place > 0 && number[place - 1] != own) keys.Add(Exchanged(number, place));
        }
        return keys;
    }

    static ulong Exchanged(char[] number, int place)
    {
        (number[place - 1], number[place]) = (number[place], number[place - 1]);
        var key = LookupKey.Of(number);
        (number[place - 1], number[place]) = (number[place], number[place - 1]);
        return key;
    }

    /// <summary>The slip in words, or null when the two are not exactly one slip apart.</summary>
    public static string? Words(string asked, string listed)
    {
        if (asked.Length != listed.Length || asked.Length > LongestAsked) return null;
        var (one, other) = (Folded(asked), Folded(listed));
        var apart = Enumerable.Range(0, one.Length).Where(i => one[i] != other[i]).Take(3).ToList();
        return apart switch
        {
            [var i] => $"number listed as {listed}: {listed[i]} at place {i + 1} instead of {asked[i]}",
            [var i, var j] when j == i + 1 && one[i] == other[j] && one[j] == other[i] =>
                $"number listed as {listed}: {listed[i]} and {listed[j]} at places {i + 1} and {j + 1} exchanged",
            _ => null,
        };
    }

    static string Folded(string clean) => string.Create(clean.Length, clean, (folded, from) =>
    {
        for (var i = 0; i < folded.Length; i++) folded[i] = Reading.Fold(from[i]);
    });
}
