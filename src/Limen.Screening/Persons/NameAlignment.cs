using System.Runtime.InteropServices;

namespace Limen.Screening;

/// <summary>A part that is asked for beside the listed part it was paired with.</summary>
/// <param name="Asked">Index among all asked parts.</param>
/// <param name="Listed">Index of the listed part; the first of two when <paramref name="ListedCovers"/> is 2.</param>
/// <param name="ListedCovers">1, or 2 when the asked part is two listed ones joined.</param>
/// <param name="Match">What the pair is worth.</param>
readonly record struct Pairing(int Asked, int Listed, int ListedCovers, PartMatch Match);

/// <summary>What the asked name makes of one listed name.</summary>
sealed class NameAlignment
{
    readonly bool[] askedTaken = new bool[Weights.MostParts], listedTaken = new bool[Weights.MostParts];
    readonly List<Pairing> pairs = new(Weights.MostParts), possible = [];

    /// <summary>The pairs, best first.</summary>
    public IReadOnlyList<Pairing> Pairs => pairs;
    /// <summary>Sum of the pairs less what is missing, contradicted or out of order, in bits.</summary>
    public float Bits { get; private set; }
    public bool Turned { get; private set; }
    public int Conflicts { get; private set; }
    public int Omitted { get; private set; }
    /// <summary>Bits taken off for conflicts, and for parts on one side only.</summary>
    public float ConflictBits { get; private set; }
    public float OmittedBits { get; private set; }
    public float OrderBits { get; private set; }

    public bool AskedTaken(int at) => askedTaken[at];
    public bool ListedTaken(int at) => listedTaken[at];

    /// <summary>Aligns; <paramref name="matches"/> holds for each asked part (all of them) a row of <paramref name="listed"/> matches.</summary>
    public void Align(AskedName asked, ReadOnlySpan<PartMatch> matches, ReadOnlySpan<PartKind> listed, ReadOnlySpan<PartMatch> splits)
    {
        Array.Clear(askedTaken);
        Array.Clear(listedTaken);
        pairs.Clear();
        var all = asked.All;
        Possible(all.Length, listed.Length, matches, splits);
        while (Best(all) is { Match.Is: true } pair) Take(all[pair.Asked], pair);
        Bits = 0;
        var further = 0;
        foreach (var pair in pairs)
        {
            Bits += pair.Match.Bits;
            if (pair.Match.Bits > Weights.FurtherPart) further++;
        }
        Bits -= Math.Max(0, further - 1) * Weights.FurtherPart;
        Order(all);
        Missing(asked, listed);
        Bits -= OrderBits + ConflictBits + OmittedBits;
        if (pairs.Count == 1 && asked.Single.Length == 1 && listed.Length == 1) Bits += Weights.OneNameEach;
    }

    // Most parts have nothing in common: those that have are few, and chosen among.
    void Possible(int all, int listed, ReadOnlySpan<PartMatch> matches, ReadOnlySpan<PartMatch> splits)
    {
        possible.Clear();
        for (var i = 0; i < all; i++)
            for (var j = 0; j < listed; j++)
            {
                var at = i * listed + j;
                if (matches[at].Is) possible.Add(new(i, j, 1, matches[at]));
                if (splits.Length > 0 && j + 1 < listed && splits[at].Is) possible.Add(new(i, j, 2, splits[at]));
            }
    }

    // Of equal pairs the one that stands nearer to its place is the better.
    Pairing Best(ReadOnlySpan<AskedPart> all)
    {
        var best = new Pairing(0, 0, 1, PartMatch.None);
        var bestValue = float.NegativeInfinity;
        foreach (ref readonly var pair in CollectionsMarshal.AsSpan(possible))
        {
            var asked = all[pair.Asked];
            if (askedTaken[asked.At] || (asked.Covers == 2 && askedTaken[asked.At + 1])) continue;
            if (listedTaken[pair.Listed] || (pair.ListedCovers == 2 && listedTaken[pair.Listed + 1])) continue;
            var value = pair.Match.Bits - NearPlace * Math.Abs(asked.At - pair.Listed);
            if (value <= bestValue) continue;
            bestValue = value;
            best = pair;
        }
        return best;
    }

    const float NearPlace = 0.01f;

    void Take(AskedPart part, Pairing pair)
    {
        pairs.Add(pair);
        askedTaken[part.At] = listedTaken[pair.Listed] = true;
        if (part.Covers == 2) askedTaken[part.At + 1] = true;
        if (pair.ListedCovers == 2) listedTaken[pair.Listed + 1] = true;
    }

    // Parts in the same order cost nothing; the surname moved to the other end a little; anything else more.
    void Order(ReadOnlySpan<AskedPart> all)
    {
        Turned = false;
        OrderBits = 0;
        if (pairs.Count < 2) return;
        Span<int> listedAt = stackalloc int[Weights.MostParts];
        listedAt.Fill(-1);
        foreach (var pair in pairs) listedAt[all[pair.Asked].At] = pair.Listed;
        int previous = -1, first = -1, falls = 0;
        foreach (var at in listedAt)
        {
            if (at < 0) continue;
            if (first < 0) first = at;
            if (at < previous) falls++;
            previous = at;
        }
        if (falls == 0) return;
        Turned = true;
        OrderBits = falls == 1 && previous < first ? Weights.OrderTurned : Weights.OrderMixed;
    }

    void Missing(AskedName name, ReadOnlySpan<PartKind> listed)
    {
        var asked = name.Single;
        int askedLeft = 0, listedLeft = 0, edges = 0;
        foreach (var pair in pairs)
        {
            if (pair.Match.Agreement != Agreement.Partial) continue;
            if (name.All[pair.Asked].Article > 2) askedLeft++;
            else listedLeft++;
        }
        for (var i = 0; i < asked.Length; i++)
            if (!askedTaken[i] && asked[i].Kind.IsName()) { askedLeft++; if (i == 0 || i == asked.Length - 1) edges++; }
        for (var j = 0; j < listed.Length; j++)
            if (!listedTaken[j] && listed[j].IsName()) { listedLeft++; if (j == 0 || j == listed.Length - 1) edges++; }
        Conflicts = Math.Min(askedLeft, listedLeft);
        Omitted = Math.Max(askedLeft, listedLeft) - Conflicts;
        ConflictBits = Conflicts == 0 ? 0 : Conflicts * Weights.Conflict + Weights.FirstConflictExtra;
        edges = Math.Min(Conflicts == 0 ? edges : 0, Omitted);
        OmittedBits = edges * Weights.EdgeOmitted + Middle(Omitted - edges);
    }

    static float Middle(int omitted) => omitted == 0 ? 0 : Weights.MiddleOmitted + (omitted - 1) * Weights.FurtherMiddleOmitted;
}
