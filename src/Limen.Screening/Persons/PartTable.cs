namespace Limen.Screening;

/// <summary>
/// Every distinct name part of a list: its sounds, its kind, how rare it is, who bears it; and a directory from class keys, and from
/// class keys with one sound left out, to the parts. Two parts that differ by one slip or by a transliteration meet in it.
/// </summary>
sealed class PartTable
{
    const int DirectoryBits = 16;

    readonly byte[] sounds;
    readonly uint[] soundsStart;
    readonly PartKind[] kinds;
    readonly byte[] rarity;
    readonly uint[] bearersStart;
    readonly int[] bearers;
    readonly uint[] keys;
    readonly int[] keyParts;
    readonly int[] directory = new int[(1 << DirectoryBits) + 1];
    readonly ulong[] masks;

    public PartTable(byte[] sounds, uint[] soundsStart, PartKind[] kinds, byte[] rarity, uint[] bearersStart, int[] bearers, uint[] keys, int[] keyParts)
    {
        (this.sounds, this.soundsStart, this.kinds, this.rarity) = (sounds, soundsStart, kinds, rarity);
        (this.bearersStart, this.bearers, this.keys, this.keyParts) = (bearersStart, bearers, keys, keyParts);
        masks = new ulong[kinds.Length];
        for (var part = 0; part < masks.Length; part++) masks[part] = Spelling.Sounds(Sounds(part));
        var at = 0;
        for (var top = 0; top <= 1 << DirectoryBits; top++)
        {
            while (at < keys.Length && keys[at] >> (32 - DirectoryBits) < top) at++;
            directory[top] = at;
        }
    }

    public int Count => kinds.Length;
    public ReadOnlySpan<byte> Sounds(int part) => sounds.AsSpan((int)soundsStart[part], (int)(soundsStart[part + 1] - soundsStart[part]));
    public PartKind Kind(int part) => kinds[part];
    public ulong Mask(int part) => masks[part];

    /// <summary>Share of people who bear the part.</summary>
    public float Share(int part) => Bits.Share(rarity[part] / 8f);

    /// <summary>Bits of rarity.</summary>
    public float Rarity(int part) => rarity[part] / 8f;

    /// <summary>The rows of those who bear the part, ascending.</summary>
    public ReadOnlySpan<int> Bearers(int part) => bearers.AsSpan((int)bearersStart[part], (int)(bearersStart[part + 1] - bearersStart[part]));

    /// <summary>The parts filed under a key, wherever a sound is missing; <paramref name="filed"/> are the keys they are filed under.</summary>
    public ReadOnlySpan<int> Under(uint key, out ReadOnlySpan<uint> filed)
    {
        int from = directory[key >> (32 - DirectoryBits)], to = directory[(key >> (32 - DirectoryBits)) + 1];
        var shared = key & PartKeys.Shared;
        while (from < to && keys[from] < shared) from++;
        var end = from;
        while (end < to && (keys[end] & PartKeys.Shared) == shared) end++;
        filed = keys.AsSpan(from, end - from);
        return keyParts.AsSpan(from, end - from);
    }

    /// <summary>Bytes held.</summary>
    public long Bytes => sounds.Length + soundsStart.Length * 4L + kinds.Length * 10L + bearersStart.Length * 4L + bearers.Length * 4L + keys.Length * 8L + directory.Length * 4L;

    public void WriteTo(SectionWriter to)
    {
        to.Write(sounds); to.Write(soundsStart); to.Write(kinds); to.Write(rarity);
        to.Write(bearersStart); to.Write(bearers); to.Write(keys); to.Write(keyParts);
    }

    public static PartTable ReadFrom(SectionReader from) =>
        new(from.Read<byte>(), from.Read<uint>(), from.Read<PartKind>(), from.Read<byte>(), from.Read<uint>(), from.Read<int>(), from.Read<uint>(), from.Read<int>());
}
