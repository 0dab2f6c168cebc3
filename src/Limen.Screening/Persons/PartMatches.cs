namespace Limen.Screening;

/// <summary>A listed part that may be the asked one, and what that is worth.</summary>
readonly record struct Spelled(int Part, float Cost, float Bits);

/// <summary>Finds the spellings of the asked parts on a list, and remembers for the time of a search what each listed part is worth beside each asked one.</summary>
sealed class PartMatches
{
    static readonly int Worst = SpellingCosts.Cost(Weights.WorstCandidate);

    readonly List<Spelled>[] spellings = [.. Enumerable.Range(0, 2 * Weights.MostParts).Select(_ => new List<Spelled>())];
    readonly PartComparison comparison = new();
    PartMatch[] matches = new PartMatch[4096];
    int[] stamps = [], foundAt = [], foundStamps = [];
    int stamp, search, used;

    PartTable table = null!;
    AskedName asked = null!;

    /// <summary>The listed spellings of an asked part, best first.</summary>
    public List<Spelled> Spellings(int part) => spellings[part];

    public void Start(PartTable table, AskedName asked)
    {
        (this.table, this.asked, used) = (table, asked, 0);
        if (stamps.Length < table.Count)
            (stamps, foundAt, foundStamps, stamp, search) = (new int[table.Count], new int[table.Count], new int[table.Count], 0, 0);
        search++;
        for (var i = 0; i < asked.All.Length; i++) Seek(asked.All[i], spellings[i]);
    }

    /// <summary>What a listed part is worth beside each asked part, in the order of all of them.</summary>
    public ReadOnlySpan<PartMatch> Of(int part)
    {
        var width = asked.All.Length;
        if (foundStamps[part] != search)
        {
            if (used + width > matches.Length) Array.Resize(ref matches, matches.Length * 2);
            foundStamps[part] = search;
            foundAt[part] = used;
            for (var i = 0; i < width; i++) matches[used + i] = Compare(asked.All[i], part);
            used += width;
        }
        return matches.AsSpan(foundAt[part], width);
    }

    PartMatch Compare(AskedPart one, int part)
    {
        if (one.Kind != PartKind.Name || table.Kind(part) != PartKind.Name) return Bound(one, part);
        var match = comparison.Compare(one, table.Sounds(part), table.Mask(part), table.Rarity(part));
        return one.Covers == 1 ? match : match.Joined();
    }

    // A particle that agrees says next to nothing.
    PartMatch Bound(AskedPart one, int part) =>
        one.Kind == table.Kind(part) && one.Covers == 1 && one.Sounds.SequenceEqual(table.Sounds(part)) ? new(Weights.ParticleAgrees, Agreement.Equal) : PartMatch.None;

    void Seek(AskedPart one, List<Spelled> found)
    {
        found.Clear();
        if (one.Kind != PartKind.Name || one.Sounds.Length < 2) return;
        stamp++;
        Span<uint> keys = stackalloc uint[PartKeys.Most];
        var count = PartKeys.Of(one.Sounds, keys);
        // Two neighbours read as one must then be written as one: no slips on top.
        if (one.Covers > 1) count = Math.Min(count, 1);
        var exact = Equal(one, keys[0], found);
        var worst = Math.Min(Worst, SpellingCosts.Cost(exact - Weights.LeastSpelling));
        foreach (var key in keys[..count])
            foreach (var part in table.Under(key)) Weigh(one, part, worst, found);
        foreach (var form in Nicknames.Of(one.Text)) SeekForm(form, found);
        Rate(one, found);
    }

    void Rate(AskedPart one, List<Spelled> found)
    {
        Share(one, found);
        var joined = one.Covers == 1 ? 0 : Weights.JoinedOrSplit;
        var kept = 0;
        for (var i = 0; i < found.Count; i++)
        {
            var bits = Math.Min(one.Rarity - found[i].Cost, table.Rarity(found[i].Part)) - joined;
            if (bits >= Weights.LeastSpelling) found[kept++] = found[i] with { Bits = bits };
        }
        found.RemoveRange(kept, found.Count - kept);
        found.Sort(static (a, b) => b.Bits.CompareTo(a.Bits));
        if (found.Count > Weights.SpellingsPerPart) found.RemoveRange(Weights.SpellingsPerPart, found.Count - Weights.SpellingsPerPart);
    }

    // The part as it stands: the rarity that it brings bounds what any other spelling can be worth.
    float Equal(AskedPart one, uint key, List<Spelled> found)
    {
        foreach (var part in table.Under(key))
        {
            if (!table.Sounds(part).SequenceEqual(one.Sounds)) continue;
            stamps[part] = stamp;
            found.Add(new(part, Weights.SameSpelling, 0));
            return table.Rarity(part);
        }
        return Weights.UnknownPart;
    }

    void Weigh(AskedPart one, int part, int worst, List<Spelled> found)
    {
        if (stamps[part] == stamp) return;
        stamps[part] = stamp;
        var cost = comparison.Cost(one, table.Sounds(part), table.Mask(part), worst);
        if (cost < worst) found.Add(new(part, (float)cost / SpellingCosts.PerBit, 0));
    }

    void SeekForm(string form, List<Spelled> found)
    {
        Span<byte> sounds = stackalloc byte[Weights.LongestPart];
        Span<byte> key = stackalloc byte[Weights.LongestPart + 1];
        var length = Spelling.Read(form, sounds);
        foreach (var part in table.Under(Hashing.Of(key[..Spelling.ClassKey(sounds[..length], key)])))
        {
            if (stamps[part] == stamp || !table.Sounds(part).SequenceEqual(sounds[..length])) continue;
            stamps[part] = stamp;
            found.Add(new(part, Weights.ShortForm, 0));
        }
    }

    // Share of people who would be written as asked: those who are so named, and those whose name may come out so.
    void Share(AskedPart one, List<Spelled> found)
    {
        var share = 0f;
        var exact = false;
        foreach (var spelled in found)
        {
            share += table.Share(spelled.Part) * Bits.Share(spelled.Cost);
            exact |= spelled.Cost == Weights.SameSpelling;
        }
        one.Share = Math.Min(1, exact ? share : share + one.Share);
    }
}
