using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Limen.Screening;

/// <summary>The first sounds of a part, kept where the part is met so that most parts are told apart without looking anything up.</summary>
[InlineArray(Most)]
struct FirstSounds
{
    /// <summary>So many find room.</summary>
    public const int Most = 13;

    byte first;

    public FirstSounds(ReadOnlySpan<byte> sounds) => sounds[..Math.Min(sounds.Length, Most)].CopyTo(this);
}

// Both are written to files as they lie in memory, so nothing may lie between their fields: it would be whatever was there before.

/// <summary>A part in the directory: the key under which it stands, and what a comparison needs to know of it.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
readonly record struct FiledPart(uint Key, int Part, FirstSounds Sounds, byte Length, ushort Mask)
{
    public readonly FirstSounds Sounds = Sounds;
}

/// <summary>A part of the list: its sounds, which classes of sounds they are of, what it is and how rare, in eighths of a bit.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
readonly record struct ListedPart(uint SoundsStart, FirstSounds Sounds, byte Length, ushort Mask, PartKind Kind, byte Eighths)
{
    public readonly FirstSounds Sounds = Sounds;
}

/// <summary>
/// Every distinct name part of a list: its sounds, its kind, how rare it is, who bears it; and a directory from class keys, and from
/// class keys with one sound left out, to the parts. Two parts that differ by one slip or by a transliteration meet in it.
/// </summary>
sealed class PartTable
{
    readonly byte[] sounds;
    readonly ListedPart[] parts;
    readonly uint[] bearersStart;
    readonly int[] bearers;
    readonly FiledPart[] filed;
    readonly int directoryShift;
    readonly int[] directory;

    /// <param name="sounds">Sounds of all parts, one after the other.</param>
    /// <param name="parts">The parts.</param>
    /// <param name="bearersStart">Where the bearers of each part begin, and where the last ones end.</param>
    /// <param name="bearers">Rows, ascending for each part.</param>
    /// <param name="filed">By key; under one key in the order of their sounds.</param>
    public PartTable(byte[] sounds, ListedPart[] parts, uint[] bearersStart, int[] bearers, FiledPart[] filed)
    {
        (this.sounds, this.parts, this.bearersStart, this.bearers, this.filed) = (sounds, parts, bearersStart, bearers, filed);
        var bits = Math.Clamp(BitOperations.Log2((uint)filed.Length) - 1, LeastDirectory, MostDirectory);
        directoryShift = 32 - bits;
        directory = new int[(1 << bits) + 1];
        var at = 0;
        for (var top = 0; top < directory.Length; top++)
        {
            while (at < filed.Length && filed[at].Key >> directoryShift < top) at++;
            directory[top] = at;
        }
    }

    // A few filed parts for each place of the directory.
    const int LeastDirectory = 8, MostDirectory = 22;

    public int Count => parts.Length;
    public ref readonly ListedPart this[int part] => ref parts[part];
    public PartKind Kind(int part) => parts[part].Kind;

    public ReadOnlySpan<byte> Sounds(int part)
    {
        ref readonly var listed = ref parts[part];
        return listed.Length <= FirstSounds.Most ? listed.Sounds[..listed.Length] : sounds.AsSpan((int)listed.SoundsStart, listed.Length);
    }

    public ReadOnlySpan<byte> Sounds(in FiledPart filed) => filed.Length <= FirstSounds.Most ? filed.Sounds[..filed.Length] : Sounds(filed.Part);

    /// <summary>Share of people who bear the part.</summary>
    public float Share(int part) => Bits.Share(Rarity(part));

    /// <summary>Bits of rarity.</summary>
    public float Rarity(int part) => parts[part].Eighths / 8f;

    /// <summary>The rows of those who bear the part, ascending.</summary>
    public ReadOnlySpan<int> Bearers(int part) => bearers.AsSpan((int)bearersStart[part], (int)(bearersStart[part + 1] - bearersStart[part]));

    /// <summary>The parts filed under a key, wherever a sound is missing, in the order of their sounds.</summary>
    public ReadOnlySpan<FiledPart> Under(uint key)
    {
        int from = directory[key >> directoryShift], to = directory[(key >> directoryShift) + 1];
        var shared = key & PartKeys.Shared;
        while (from < to && filed[from].Key < shared) from++;
        var end = from;
        while (end < to && (filed[end].Key & PartKeys.Shared) == shared) end++;
        return filed.AsSpan(from, end - from);
    }

    /// <summary>Bytes held.</summary>
    public long Bytes => sounds.Length + (long)parts.Length * Unsafe.SizeOf<ListedPart>() + bearersStart.Length * 4L + bearers.Length * 4L
        + (long)filed.Length * Unsafe.SizeOf<FiledPart>() + directory.Length * 4L;

    public void WriteTo(SectionWriter to)
    {
        to.Write(sounds); to.Write(parts); to.Write(bearersStart); to.Write(bearers); to.Write(filed);
    }

    public static PartTable ReadFrom(SectionReader from) =>
        new(from.Read<byte>(), from.Read<ListedPart>(), from.Read<uint>(), from.Read<int>(), from.Read<FiledPart>());
}
