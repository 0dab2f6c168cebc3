namespace Limen.Screening;

/// <summary>A listed part that may be the asked one, or its second half, and what that is worth.</summary>
readonly record struct Spelled(int Part, float Cost, float Bits, bool SecondHalf = false);

/// <summary>Finds the spellings of the asked parts on a list, and remembers for the time of a search what each listed part is worth beside each asked one.</summary>
sealed class PartMatches
{
    static readonly int Worst = SpellingCosts.Cost(Weights.WorstCandidate);

    readonly List<Spelled>[] spellings = [.. Enumerable.Range(0, 2 * Weights.MostParts).Select(_ => new List<Spelled>())];
    readonly PartComparison comparison = new();
    PartMatch[] matches = new PartMatch[4096];
    Evidence?[] said = new Evidence?[4096];
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
            if (used + width > matches.Length)
            {
                Array.Resize(ref matches, matches.Length * 2);
                Array.Resize(ref said, matches.Length);
            }
            foundStamps[part] = search;
            foundAt[part] = used;
            said.AsSpan(used, width).Clear();
            for (var i = 0; i < width; i++) matches[used + i] = Compare(asked.All[i], part);
            used += width;
        }
        return matches.AsSpan(foundAt[part], width);
    }

    /// <summary>What is said of an asked part beside a listed one that has been compared; said once a search, since many rows share their parts.</summary>
    public Evidence Say(int one, int part)
    {
        var at = foundAt[part] + one;
        return said[at] ??= Words.Pair(asked, asked.All[one], matches[at], Spelling.Text(table.Sounds(part)), table.Rarity(part));
    }

    PartMatch Compare(AskedPart one, int part)
    {
        if (!one.Kind.IsName() || !table.Kind(part).IsName()) return Bound(one, part);
        ref readonly var listed = ref table[part];
        var match = comparison.Compare(one, table.Sounds(part), listed.Mask, table.Rarity(part), listed.Kind);
        return one.Covers == 1 ? match : match.Joined();
    }

    // A particle that agrees says next to nothing.
    PartMatch Bound(AskedPart one, int part) =>
        one.Kind == table.Kind(part) && one.Covers == 1 && one.Sounds.SequenceEqual(table.Sounds(part)) ? new(Weights.ParticleAgrees, Agreement.Equal) : PartMatch.None;

    void Seek(AskedPart one, List<Spelled> found)
    {
        found.Clear();
        if (!one.Kind.IsName() || one.Sounds.Length < 2) return;
        stamp++;
        Span<uint> keys = stackalloc uint[PartKeys.Most];
        var count = PartKeys.Of(one.Sounds, keys);
        // Two neighbours read as one must then be written as one: no slips on top.
        if (one.Covers > 1) count = Math.Min(count, 1);
        var exact = Equal(one, keys[0], found);
        var worst = Math.Min(Worst, SpellingCosts.Cost(exact - Weights.LeastSpelling));
        comparison.Start(one, worst);
        foreach (var key in keys[..count])
            foreach (ref readonly var filed in table.Under(key))
                if (PartKeys.OneSlip(key, filed.Key)) Weigh(one, in filed, worst, found);
        SeekConsonants(one, found);
        foreach (var form in one.ShortForms)
            if (Find(form) is var part and >= 0) Add(part, Weights.ShortForm, found);
        Rate(one, found);
        if (exact == Weights.UnknownPart && one.Covers == 1) SeekHalves(one.Text, found);
    }

    // A part that nobody bears may be two parts in one: each half must be a part of the list, letter by letter.
    void SeekHalves(string text, List<Spelled> found)
    {
        for (var at = ShortestHalf; at <= text.Length - ShortestHalf; at++)
        {
            int left = Find(text.AsSpan(0, at)), right = left < 0 ? -1 : Find(text.AsSpan(at));
            if (right < 0) continue;
            found.Add(new(left, Weights.JoinedOrSplit, table.Rarity(left)));
            found.Add(new(right, Weights.JoinedOrSplit, table.Rarity(right), SecondHalf: true));
        }
    }

    const int ShortestHalf = 2;

    int Find(ReadOnlySpan<char> text)
    {
        Span<byte> sounds = stackalloc byte[Weights.LongestPart];
        return Find(sounds[..Spelling.Read(text, sounds)]);
    }

    int Find(ReadOnlySpan<byte> sounds)
    {
        Span<byte> key = stackalloc byte[Weights.LongestPart + 1];
        foreach (ref readonly var filed in table.Under(PartKeys.Exact(key[..Spelling.ClassKey(sounds, key)])))
            if (table.Sounds(in filed).SequenceEqual(sounds)) return filed.Part;
        return -1;
    }

    void Rate(AskedPart one, List<Spelled> found)
    {
        Share(one, found);
        var joined = one.Covers == 1 ? 0 : Weights.JoinedOrSplit;
        var kept = 0;
        for (var i = 0; i < found.Count; i++)
        {
            var bits = Math.Min(one.Rarity - found[i].Cost, table.Rarity(found[i].Part)) - joined;
            if (bits >= Weights.LeastSpelling || found[i].Cost == Weights.SameSpelling) found[kept++] = found[i] with { Bits = bits };
        }
        found.RemoveRange(kept, found.Count - kept);
        found.Sort(static (a, b) => a.Bits != b.Bits ? b.Bits.CompareTo(a.Bits) : a.Part.CompareTo(b.Part));
        if (found.Count > Weights.SpellingsPerPart) found.RemoveRange(Weights.SpellingsPerPart, found.Count - Weights.SpellingsPerPart);
    }

    // The part as it stands: the rarity that it brings bounds what any other spelling can be worth.
    float Equal(AskedPart one, uint key, List<Spelled> found)
    {
        foreach (ref readonly var filed in table.Under(key))
        {
            if (!table.Sounds(in filed).SequenceEqual(one.Sounds) || table.Kind(filed.Part) != one.Kind) continue;
            stamps[filed.Part] = stamp;
            found.Add(new(filed.Part, Weights.SameSpelling, 0));
            return table.Rarity(filed.Part);
        }
        return Weights.UnknownPart;
    }

    void SeekConsonants(AskedPart one, List<Spelled> found)
    {
        if (one.Consonants == 0) return;
        foreach (ref readonly var filed in table.Under(PartKeys.Consonants(one.Sounds, one.Kind != PartKind.Unvowelled)))
        {
            var sounds = table.Sounds(in filed);
            if (table.Kind(filed.Part) != one.Kind && one.Consonants == Spelling.Consonants(sounds[PartKeys.Article(sounds)..])) Add(filed.Part, Weights.WithoutVowels, found);
        }
    }

    void Weigh(AskedPart one, in FiledPart filed, int worst, List<Spelled> found)
    {
        var cost = comparison.Cost(table.Sounds(in filed), filed.Mask);
        if (cost < worst && table.Kind(filed.Part) == one.Kind) Add(filed.Part, (float)cost / SpellingCosts.PerBit, found);
    }

    // A part may stand under several keys.
    void Add(int part, float cost, List<Spelled> found)
    {
        if (stamps[part] == stamp) return;
        stamps[part] = stamp;
        found.Add(new(part, cost, 0));
    }

    // Share of people who would be written as asked: those who are so named, and those whose name may come out so.
    void Share(AskedPart one, List<Spelled> found)
    {
        var share = 0.0;
        var exact = false;
        foreach (var spelled in found)
        {
            share += table.Share(spelled.Part) * Bits.Share(spelled.Cost);
            exact |= spelled.Cost == Weights.SameSpelling;
        }
        one.Share = (float)Math.Min(1, exact ? share : share + one.Share);
    }
}
