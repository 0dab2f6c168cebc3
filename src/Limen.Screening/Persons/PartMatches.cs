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
    string?[] texts = new string?[4096];
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
                Array.Resize(ref texts, matches.Length);
            }
            foundStamps[part] = search;
            foundAt[part] = used;
            texts[used] = null;
            for (var i = 0; i < width; i++) matches[used + i] = Compare(asked.All[i], part);
            used += width;
        }
        return matches.AsSpan(foundAt[part], width);
    }

    /// <summary>The letters of a listed part that has been compared.</summary>
    public string Text(int part) => texts[foundAt[part]] ??= Spelling.Text(table.Sounds(part));

    PartMatch Compare(AskedPart one, int part)
    {
        if (!one.Kind.IsName() || !table.Kind(part).IsName()) return Bound(one, part);
        var match = comparison.Compare(one, table.Sounds(part), table.Mask(part), table.Rarity(part), table.Kind(part));
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
        foreach (var key in keys[..count])
        {
            var under = table.Under(key, out var filed);
            for (var i = 0; i < under.Length; i++)
                if (PartKeys.OneSlip(key, filed[i])) Weigh(one, under[i], worst, found);
        }
        SeekConsonants(one, found);
        foreach (var form in Nicknames.Of(one.Text)) SeekForm(form, found);
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
        Span<byte> key = stackalloc byte[Weights.LongestPart + 1];
        var length = Spelling.Read(text, sounds);
        foreach (var part in table.Under(PartKeys.Exact(key[..Spelling.ClassKey(sounds[..length], key)]), out _))
            if (table.Sounds(part).SequenceEqual(sounds[..length])) return part;
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
        found.Sort(static (a, b) => b.Bits.CompareTo(a.Bits));
        if (found.Count > Weights.SpellingsPerPart) found.RemoveRange(Weights.SpellingsPerPart, found.Count - Weights.SpellingsPerPart);
    }

    // The part as it stands: the rarity that it brings bounds what any other spelling can be worth.
    float Equal(AskedPart one, uint key, List<Spelled> found)
    {
        foreach (var part in table.Under(key, out _))
        {
            if (table.Kind(part) != one.Kind || !table.Sounds(part).SequenceEqual(one.Sounds)) continue;
            stamps[part] = stamp;
            found.Add(new(part, Weights.SameSpelling, 0));
            return table.Rarity(part);
        }
        return Weights.UnknownPart;
    }

    void SeekConsonants(AskedPart one, List<Spelled> found)
    {
        if (one.Consonants == 0) return;
        foreach (var part in table.Under(PartKeys.Consonants(one.Sounds, one.Kind != PartKind.Unvowelled), out _))
        {
            if (stamps[part] == stamp || table.Kind(part) == one.Kind || one.Consonants != Spelling.Consonants(table.Sounds(part)[PartKeys.Article(table.Sounds(part))..])) continue;
            stamps[part] = stamp;
            found.Add(new(part, Weights.WithoutVowels, 0));
        }
    }

    void Weigh(AskedPart one, int part, int worst, List<Spelled> found)
    {
        if (stamps[part] == stamp || table.Kind(part) != one.Kind) return;
        stamps[part] = stamp;
        var cost = comparison.Cost(one, table.Sounds(part), table.Mask(part), worst);
        if (cost < worst) found.Add(new(part, (float)cost / SpellingCosts.PerBit, 0));
    }

    void SeekForm(string form, List<Spelled> found)
    {
        var part = Find(form);
        if (part < 0 || stamps[part] == stamp) return;
        stamps[part] = stamp;
        found.Add(new(part, Weights.ShortForm, 0));
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
