namespace Limen.Screening;

/// <summary>Compares two whole names without a list.</summary>
public static class PersonMatching
{
    /// <summary>
    /// How far two names may be one person's, in bits: positive speaks for it. Order and script are free; rarity is that of people everywhere.
    /// Empty names give negative infinity's nearest honest number, -100.
    /// </summary>
    public static double ScoreNames(string one, string other)
    {
        var asked = new AskedName();
        asked.Read("", one, truncated: false);
        var words = new List<string>();
        NameParts.Read(other, words);
        if (asked.Single.Length == 0 || words.Count == 0) return -100;
        if (!words.TrueForAll(w => NameParts.Kind(w) == PartKind.Title)) words.RemoveAll(w => NameParts.Kind(w) == PartKind.Title);
        var alignment = new NameAlignment();
        alignment.Align(asked, Grid(asked, words), [.. words.Select(w => NameParts.Kind(w))], Splits(asked, words));
        return alignment.Bits;
    }

    static PartMatch[] Grid(AskedName asked, List<string> words)
    {
        var all = asked.All;
        var grid = new PartMatch[all.Length * words.Count];
        var comparison = new PartComparison();
        for (var j = 0; j < words.Count; j++)
        {
            var listed = new AskedPart();
            listed.Set(words[j], j, 1, false, false);
            for (var i = 0; i < all.Length; i++)
            {
                if (all[i].Kind != listed.Kind) { grid[i * words.Count + j] = PartMatch.None; continue; }
                var match = comparison.Compare(all[i], listed.Sounds, listed.Mask, NameFrequencies.World.Bits(words[j]));
                grid[i * words.Count + j] = all[i].Covers == 1 ? match : new(match.Bits - Weights.JoinedOrSplit, Agreement.Joined);
            }
        }
        return grid;
    }

    static PartMatch[] Splits(AskedName asked, List<string> words)
    {
        var all = asked.All;
        var splits = new PartMatch[all.Length * words.Count];
        Array.Fill(splits, PartMatch.None);
        for (var i = 0; i < all.Length; i++)
            for (var j = 0; j + 1 < words.Count; j++)
                if (all[i].Covers == 1 && all[i].Text == words[j] + words[j + 1])
                    splits[i * words.Count + j] = new(NameFrequencies.World.Bits(words[j]) + NameFrequencies.World.Bits(words[j + 1]) - Weights.JoinedOrSplit, Agreement.Joined);
        return splits;
    }
}
