namespace Limen.Screening;

/// <summary>Which store, and at which of its versions: an index of another store, or of a later version than the store has, is not its index.</summary>
/// <param name="Store">Made with the store and kept in it.</param>
/// <param name="Number">Grows with every change of any list of the kind.</param>
public readonly record struct StoreVersion(Guid Store, long Number);

/// <summary>
/// An immutable set of lookup keys: says whether a key is listed, not what the entry says. Built once, swapped whole; safe for any
/// number of threads. Keys are those of <see cref="DocumentMatching"/> and <see cref="VehicleMatching"/>: spread evenly over
/// <see cref="KeyBits"/> bits. Held in four to five bytes each, in memory or in a file that all processes of a machine map and share.
/// </summary>
public sealed unsafe class KeyIndex
{
    /// <summary>Bits of a key.</summary>
    public const int KeyBits = 56;

    /// <summary>The rule by which keys are made, kept in every file; a store that kept keys of another rule makes them anew.</summary>
    public const int KeyRule = 1;

    readonly KeyImage image; // keeps the memory; a file is unmapped when the last query has let go of it
    readonly uint* starts;
    readonly byte* remainders;
    readonly BlockChecks blocks;
    readonly int width;
    readonly ulong mask;
    readonly KeyLayout layout;

    KeyIndex(KeyImage image, KeyHeader header, bool trusted)
    {
        this.image = image;
        layout = header.Layout;
        Origin = header.Origin;
        starts = (uint*)(image.Start + KeyLayout.StartsAt);
        remainders = image.Start + layout.RemaindersAt;
        blocks = new(remainders, (uint*)(image.Start + layout.SumsAt), layout, trusted);
        width = layout.Width;
        mask = (1UL << width) - 1;
    }

    /// <summary>Distinct keys held.</summary>
    public long Count => layout.Count;

    /// <summary>The store and its version from which the keys came; empty for an index built in memory.</summary>
    public StoreVersion Origin { get; }

    /// <summary>Bytes of memory or file.</summary>
    public long Bytes => layout.Length;

    /// <summary>
    /// True once a part of the file has failed its checksum. Every question to such a part is answered with true, so that the store
    /// is asked instead and nothing is missed; the owner rebuilds.
    /// </summary>
    public bool Damaged => blocks.Damaged;

    /// <summary>Builds in memory from keys in any order, repeats allowed.</summary>
    public static KeyIndex Build(IEnumerable<ulong> keys)
    {
        var sorted = keys.ToArray();
        Array.Sort(sorted);
        var distinct = Distinct(sorted);
        var layout = KeyLayout.For(distinct, distinct);
        var bytes = GC.AllocateArray<byte>(checked((int)layout.Length), pinned: true);
        var header = KeyPacker.Pack(new MemoryStream(bytes), sorted.Take(distinct), distinct, origin: default);
        return new(KeyImage.Of(bytes), header, trusted: true);
    }

    /// <summary>
    /// Writes an index to a new file from keys in any order, repeats allowed, and gives its size in bytes. The file is on the disk when
    /// this returns; I/O errors throw. Memory: eight bytes for each of <paramref name="keysInMemory"/>, 64 KB for each time as many come,
    /// and the directory, a quarter of a byte a key. What memory does not hold lies in <c>.run</c> files beside the index meanwhile.
    /// </summary>
    public static long Write(
        string path, IEnumerable<ulong> keys, StoreVersion origin, int keysInMemory = 8 << 20, CancellationToken cancel = default)
    {
        using var runs = KeyRuns.Sort(path, keys, keysInMemory, cancel);
        using var file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        KeyPacker.Pack(file, runs.Merged(cancel), runs.Count, origin);
        file.Flush(flushToDisk: true);
        return file.Length;
    }

    /// <summary>
    /// Maps a file that <see cref="Write"/> made, or says in <paramref name="problem"/> why it must be built anew: absent, of another
    /// format or key rule, cut off, or damaged. Header, directory and length are checked now; the keys, 64 KB at a time,
    /// when first asked, so that an index of gigabytes is ready at once and nothing unchecked is ever believed.
    /// </summary>
    public static KeyIndex? Open(string path, out string? problem)
    {
        if (KeyImage.Map(path, out problem) is not { } image) return null;
        return KeyHeader.Read(image, out problem) is { } header ? new(image, header, trusted: false) : null;
    }

    /// <summary>True when the key is listed, or when the part of the file that would tell is damaged. Allocates nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The key has more than <see cref="KeyBits"/> bits.</exception>
    public bool Contains(ulong key)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(key, KeyLayout.LastKey);
        var bucket = key >> width;
        long first = starts[bucket], end = starts[bucket + 1];
        var found = first != end && (!blocks.Sound(first, end) || Holds(first, end, key & mask));
        GC.KeepAlive(image);
        return found;
    }

    /// <summary>
    /// Those of many keys that are listed, each as <see cref="Contains"/> says it; faster than one after another, because the memory
    /// that the answers need is fetched for all of them at once.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A key has more than <see cref="KeyBits"/> bits.</exception>
    public IReadOnlyList<ulong> Held(IReadOnlyList<ulong> keys)
    {
        var held = new List<ulong>();
        Fetch(keys);
        for (var i = 0; i < keys.Count; i++)
            if (Contains(keys[i])) held.Add(keys[i]);
        return held;
    }

    /// <summary>Checks every part now, in the background say, which also brings the file into memory. False when one is damaged.</summary>
    public bool CheckAll(CancellationToken cancel = default)
    {
        var sound = blocks.CheckAll(cancel);
        GC.KeepAlive(image);
        return sound;
    }

    /// <summary>All keys in ascending order.</summary>
    public IEnumerable<ulong> Keys()
    {
        for (var bucket = 0UL; bucket < layout.Buckets; bucket++)
            for (var (at, end) = Bucket(bucket); at < end; at++)
                yield return bucket << width | At(at);
    }

    static int Distinct(ulong[] sorted)
    {
        var kept = 0;
        foreach (var key in sorted)
            if (kept == 0 || key != sorted[kept - 1]) sorted[kept++] = key;
        return kept;
    }

    (long First, long End) Bucket(ulong bucket) => (starts[bucket], starts[bucket + 1]);

    // Two loops without a decision in them: the processor waits for many reads together instead of for each.
    void Fetch(IReadOnlyList<ulong> keys)
    {
        var places = keys.Count <= 512 ? stackalloc long[keys.Count] : new long[keys.Count];
        for (var i = 0; i < places.Length; i++)
        {
            var bucket = Math.Min(keys[i] >> width, layout.Buckets - 1);
            places[i] = Likely(starts[bucket], starts[bucket + 1], keys[i] & mask) * width >> 3;
        }
        var touched = 0;
        foreach (var place in places) touched ^= remainders[place];
        GC.KeepAlive(touched);
        GC.KeepAlive(image);
    }

    // Keys are spread evenly, so the remainder says where in its bucket it would stand; two or three steps lead there.
    bool Holds(long first, long end, ulong wanted)
    {
        var at = Likely(first, end, wanted);
        var found = Remainder(at);
        while (found < wanted && ++at < end) found = Remainder(at);
        while (found > wanted && --at >= first) found = Remainder(at);
        return found == wanted;
    }

    long Likely(long first, long end, ulong wanted) => first + (long)Math.BigMul(wanted << (64 - width), (ulong)(end - first), out _);

    ulong At(long record)
    {
        var remainder = Remainder(record);
        GC.KeepAlive(image);
        return remainder;
    }

    ulong Remainder(long record)
    {
        var bit = record * width;
        return *(ulong*)(remainders + (bit >> 3)) >> (int)(bit & 7) & mask;
    }
}
