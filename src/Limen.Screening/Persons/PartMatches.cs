namespace Limen.Screening;

/// <summary>A listed part that may be the asked one, and what that is worth.</summary>
readonly record struct Spelled(int Part, float Cost, float Bits);

/// <summary>Finds the spellings of the asked parts on a list, and remembers for the time of a search what each listed part is worth beside each asked one.</summary>
sealed class PartMatches
{
    readonly List<Spelled>[] spellings = [.. Enumerable.Range(0, 2 * Weights.MostParts).Select(_ => new List<Spelled>())];
    readonly Dictionary<int, int> at = [];
    PartMatch[] matches = new PartMatch[4096];
    int[] stamps = [];
    int stamp, used;

    PartTable table = null!;
    AskedName asked = null!;

    /// <summary>The listed spellings of an asked part, best first.</summary>
    public List<Spelled> Spellings(int part) => spellings[part];

    public void Start(PartTable table, AskedName asked)
    {
        (this.table, this.asked, used) = (table, asked, 0);
        at.Clear();
        if (stamps.Length < table.Count) stamps = new int[table.Count];
        for (var i = 0; i < asked.All.Length; i++) Seek(asked.All[i], spellings[i]);
    }

    /// <summary>What a listed part is worth beside each asked part, in the order of all of them.</summary>
    public ReadOnlySpan<PartMatch> Of(int part)
    {
        var width = asked.All.Length;
        if (!at.TryGetValue(part, out var from))
        {
            if (used + width > matches.Length) Array.Resize(ref matches, matches.Length * 2);
            at[part] = from = used;
            used += width;
            for (var i = 0; i < width; i++) matches[from + i] = Compare(asked.All[i], part);
        }
        return matches.AsSpan(from, width);
    }

    PartMatch Compare(AskedPart one, int part)
    {
        if (one.Kind != PartKind.Name || table.Kind(part) != PartKind.Name) return Bound(one, part);
        var match = PartComparison.Compare(one, table.Sounds(part), table.Mask(part), table.Rarity(part));
        return one.Covers == 1 ? match : new(match.Bits - Weights.JoinedOrSplit, Agreement.Joined);
    }

    // A particle that agrees says next to nothing.
    PartMatch Bound(AskedPart one, int part) =>
        one.Kind == table.Kind(part) && one.Covers == 1 && one.Sounds.SequenceEqual(table.Sounds(part)) ? new(ParticleBits, Agreement.Equal) : PartMatch.None;

    const float ParticleBits = 0.5f;

    void Seek(AskedPart one, List<Spelled> found)
    {
        found.Clear();
        if (one.Kind != PartKind.Name || one.Sounds.Length < 2) return;
        stamp++;
        Span<uint> keys = stackalloc uint[PartKeys.Most];
        var count = PartKeys.Of(one.Sounds, keys);
        foreach (var key in keys[..count])
            foreach (var part in table.Under(key)) Weigh(one, part, found);
        foreach (var form in Nicknames.Of(one.Text)) SeekForm(one, form, found);
        Share(one, found);
        for (var i = 0; i < found.Count; i++)
            found[i] = found[i] with { Bits = Math.Min(-found[i].Cost - MathF.Log2(one.Share), table.Rarity(found[i].Part)) - (one.Covers == 1 ? 0 : Weights.JoinedOrSplit) };
        found.RemoveAll(f => f.Bits < 1f);
        found.Sort(static (a, b) => b.Bits.CompareTo(a.Bits));
        if (found.Count > Weights.SpellingsPerPart) found.RemoveRange(Weights.SpellingsPerPart, found.Count - Weights.SpellingsPerPart);
    }

    void Weigh(AskedPart one, int part, List<Spelled> found)
    {
        if (stamps[part] == stamp) return;
        stamps[part] = stamp;
        var cost = PartComparison.Cost(one, table.Sounds(part), table.Mask(part));
        if (cost < Weights.WorstSpelling) found.Add(new(part, cost, 0));
    }

    void SeekForm(AskedPart one, string form, List<Spelled> found)
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
        one.Share = Math.Min(1, exact ? share : share + Bits.Share(NameFrequencies.World.Bits(one.Text)));
    }
}
