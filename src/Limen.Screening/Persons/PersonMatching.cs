namespace Limen.Screening;

/// <summary>What two whole names have to do with each other, before it is weighed; all but the counts in bits.</summary>
/// <param name="Agreed">What their parts agree in, each up to a most.</param>
/// <param name="Lost">What those parts are worth less than if they were equal.</param>
/// <param name="Conflicts">How many parts both sides have that the other lacks.</param>
/// <param name="Unlike">How many pairs of parts are more unlike than like.</param>
/// <param name="Kunya">What differs is a kunya on one side: 1, else 0.</param>
/// <param name="Omitted">What parts on one side only cost in a search.</param>
/// <param name="Order">What another order costs in a search.</param>
public readonly record struct NamePair(double Agreed, double Lost, int Conflicts, int Unlike, int Kunya, double Omitted, double Order)
{
    /// <summary>For (positive) or against both being one person's.</summary>
    public double Bits =>
        Weights.PairWorth * Agreed - Weights.PairLost * Lost - Weights.PairConflict * (Conflicts + Unlike) - (Conflicts > 0 ? Weights.PairFirstConflict : 0)
        + Weights.PairKunya * Kunya - Weights.PairOmitted * Omitted - Weights.PairOrder * Order;
}

/// <summary>Compares two whole names without a list.</summary>
public static class PersonMatching
{
    /// <summary>The score of a name that has no letters: below any that has.</summary>
    public const double NoName = -1000;

    /// <summary>
    /// How far two whole names may be one person's name, in any script: the higher the surer, without end. Where a search asks how surprising an
    /// agreement is, this asks whether anything disagrees: a part that the other name contradicts weighs more here than rarity can make good.
    /// </summary>
    public static double ScoreNames(string one, string other) => CompareNames(one, other)?.Bits ?? NoName;

    /// <summary>What <see cref="ScoreNames"/> weighs; null where a name has no letters.</summary>
    public static NamePair? CompareNames(string one, string other)
    {
        var asked = new AskedName();
        asked.Read("", one, truncated: false);
        var listed = new AskedName();
        listed.Read("", other, truncated: false);
        if (asked.Single.Length == 0 || listed.Single.Length == 0) return null;
        var alignment = new NameAlignment();
        alignment.Align(asked, Matches(asked, listed, joined: false), Kinds(listed), Matches(asked, listed, joined: true));
        // An initial or a short form says less than the whole, but nothing against it, where something agrees as a whole.
        var whole = alignment.Pairs.Any(pair => IsAlike(pair) && !IsShort(pair));
        double agreed = 0, lost = 0;
        foreach (var pair in alignment.Pairs.Where(IsAlike))
        {
            agreed += Math.Min(pair.Match.Bits, Weights.PairMost);
            if (!IsShort(pair) || !whole) lost += Lost(pair, listed.Single[pair.Listed]);
        }
        return new(agreed, lost, alignment.Conflicts, alignment.Pairs.Count(pair => !IsAlike(pair)), KunyaDiffers(alignment, asked, listed) ? 1 : 0,
            alignment.OmittedBits, alignment.OrderBits);
    }

    static bool IsAlike(Pairing pair) => pair.Match.Bits >= Weights.PairLeast;

    static bool IsShort(Pairing pair) => pair.Match.Agreement is Agreement.ShortForm or Agreement.Prefix;

    // What a pair agrees in counts little once it agrees; what it lost against being equal counts beside it.
    static double Lost(Pairing pair, AskedPart listed) =>
        pair.ListedCovers > 1 ? 0 : Math.Max(0, NameFrequencies.World.Bits(listed.Text) - pair.Match.Bits - Weights.PairLostFree);

    // ABU ANAS AL GHANDOUR, AHMED GHANDOUR: one name is after his son, the other his own, and both may be his.
    static bool KunyaDiffers(NameAlignment alignment, AskedName asked, AskedName listed)
    {
        bool differs = alignment.Conflicts > 0, one = false, other = false;
        foreach (var part in asked.Single) one |= part.Kunya && !alignment.AskedTaken(part.At);
        foreach (var part in listed.Single) other |= part.Kunya && !alignment.ListedTaken(part.At);
        foreach (var pair in alignment.Pairs)
        {
            if (IsAlike(pair)) continue;
            differs = true;
            one |= asked.All[pair.Asked].Kunya;
            other |= listed.Single[pair.Listed].Kunya;
        }
        return differs && one != other;
    }

    static PartKind[] Kinds(AskedName name)
    {
        var kinds = new PartKind[name.Single.Length];
        for (var i = 0; i < kinds.Length; i++) kinds[i] = name.Single[i].Kind;
        return kinds;
    }

    // One row for each asked part; in it the listed parts, or each listed part read as one with its right neighbour.
    static PartMatch[] Matches(AskedName asked, AskedName listed, bool joined)
    {
        var comparison = new PartComparison();
        ReadOnlySpan<AskedPart> all = asked.All, parts = joined ? listed.All[listed.Single.Length..] : listed.Single;
        var width = listed.Single.Length;
        var matches = new PartMatch[all.Length * width];
        Array.Fill(matches, PartMatch.None);
        for (var i = 0; i < all.Length; i++)
            foreach (var part in parts)
                if (!joined || all[i].Covers == 1) matches[i * width + part.At] = Match(comparison, all[i], part);
        return matches;
    }

    static PartMatch Match(PartComparison comparison, AskedPart asked, AskedPart listed)
    {
        if (asked.Kind != listed.Kind && !(asked.Kind.IsName() && listed.Kind.IsName())) return PartMatch.None;
        var rarity = listed.Covers == 1 ? NameFrequencies.World.Bits(listed.Text) : Weights.RarestPart;
        var match = comparison.Compare(asked, listed.Sounds, listed.Mask, rarity, listed.Kind);
        return asked.Covers == 1 && listed.Covers == 1 ? match : match.Joined();
    }
}
