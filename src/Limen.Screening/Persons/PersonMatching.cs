namespace Limen.Screening;

/// <summary>Compares two whole names without a list.</summary>
public static class PersonMatching
{
    /// <summary>The score of a name that has no letters: below any that has.</summary>
    public const double NoName = -1000;

    /// <summary>
    /// How far two whole names may be one person's name, in any script: the higher the surer, without end. Where a search asks how surprising an
    /// agreement is, this asks whether anything disagrees: a part that the other name contradicts weighs more here than rarity can make good.
    /// </summary>
    public static double ScoreNames(string one, string other)
    {
        var asked = new AskedName();
        asked.Read("", one, truncated: false);
        var listed = new AskedName();
        listed.Read("", other, truncated: false);
        if (asked.Single.Length == 0 || listed.Single.Length == 0) return NoName;
        var alignment = new NameAlignment();
        alignment.Align(asked, Matches(asked, listed, joined: false), Kinds(listed), Matches(asked, listed, joined: true));
        double bits = -Weights.PairOmitted * alignment.OmittedBits - Weights.PairOrder * alignment.OrderBits;
        if (alignment.Conflicts > 0) bits -= Weights.PairFirstConflict + Weights.PairConflict * alignment.Conflicts;
        if (KunyaDiffers(alignment, asked, listed)) bits += Weights.PairKunya;
        var whole = alignment.Pairs.Any(pair => pair.Match.Bits >= Weights.PairLeast && !IsShort(pair));
        foreach (var pair in alignment.Pairs) bits += Worth(pair, listed.Single[pair.Listed], shortLoses: !whole);
        return bits;
    }

    // ABU ANAS AL GHANDOUR, AHMED GHANDOUR: one name is after his son, the other his own, and both may be his.
    static bool KunyaDiffers(NameAlignment alignment, AskedName asked, AskedName listed)
    {
        bool differs = alignment.Conflicts > 0, one = false, other = false;
        foreach (var part in asked.Single) one |= part.Kunya && !alignment.AskedTaken(part.At);
        foreach (var part in listed.Single) other |= part.Kunya && !alignment.ListedTaken(part.At);
        foreach (var pair in alignment.Pairs)
        {
            if (pair.Match.Bits >= Weights.PairLeast) continue;
            differs = true;
            one |= asked.All[pair.Asked].Kunya;
            other |= listed.Single[pair.Listed].Kunya;
        }
        return differs && one != other;
    }

    static bool IsShort(Pairing pair) => pair.Match.Agreement is Agreement.ShortForm or Agreement.Prefix;

    // What a pair agrees in counts little once it agrees; what it lost against being equal counts beside it. An initial or a short form says
    // less than the whole, but nothing against it, where something agrees as a whole.
    static double Worth(Pairing pair, AskedPart listed, bool shortLoses)
    {
        if (pair.Match.Bits < Weights.PairLeast) return -Weights.PairConflict;
        var lost = pair.ListedCovers > 1 || (IsShort(pair) && !shortLoses) ? 0 : Math.Max(0, NameFrequencies.World.Bits(listed.Text) - pair.Match.Bits - Weights.PairLostFree);
        return Weights.PairWorth * Math.Min(pair.Match.Bits, Weights.PairMost) - Weights.PairLost * lost;
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
