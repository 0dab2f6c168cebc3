using System.Runtime.InteropServices;

namespace Limen.Screening;

/// <summary>Writes an index in one pass over ascending keys, then goes back for the directory and the header.</summary>
sealed class KeyPacker
{
    readonly Stream file;
    readonly KeyLayout expected;
    readonly uint[] starts;
    readonly byte[] block = new byte[KeyLayout.BlockLength];
    readonly List<uint> sums = [];
    int filled, pendingBits;
    ulong pending;
    uint count;
    ulong nextBucket;

    KeyPacker(Stream file, long expected)
    {
        this.file = file;
        this.expected = KeyLayout.For(expected, 0);
        starts = new uint[this.expected.Buckets + 1];
    }

    /// <summary>Packs distinct ascending keys, of which there are at most <paramref name="expected"/>.</summary>
    public static KeyHeader Pack(Stream file, IEnumerable<ulong> keys, long expected, StoreVersion origin)
    {
        var packer = new KeyPacker(file, expected);
        file.Position = packer.expected.RemaindersAt;
        foreach (var key in keys) packer.Add(key);
        return packer.Finish(origin);
    }

    void Add(ulong key)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(key, KeyLayout.LastKey);
        var width = expected.Width;
        for (var bucket = key >> width; nextBucket <= bucket; nextBucket++) starts[nextBucket] = count;
        count = checked(count + 1);
        var remainder = key & (1UL << width) - 1;
        pending |= remainder << pendingBits;
        pendingBits += width;
        if (pendingBits < 64) return;
        pendingBits -= 64;
        Put(pending);
        pending = remainder >> (width - pendingBits);
    }

    void Put(ulong packed)
    {
        MemoryMarshal.Write(block.AsSpan(filled), packed);
        filled += sizeof(ulong);
        if (filled == block.Length) PutBlock();
    }

    void PutBlock()
    {
        if (filled == 0) return;
        sums.Add(Crc32C.Of(block.AsSpan(0, filled)));
        file.Write(block, 0, filled);
        filled = 0;
    }

    KeyHeader Finish(StoreVersion origin)
    {
        for (; nextBucket <= expected.Buckets; nextBucket++) starts[nextBucket] = count;
        if (pendingBits > 0) Put(pending);
        Put(0);
        PutBlock();
        var sumBytes = MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(sums));
        file.Write(sumBytes);
        file.Position = KeyLayout.StartsAt;
        var startBytes = MemoryMarshal.AsBytes(starts.AsSpan());
        file.Write(startBytes);
        var header = new KeyHeader(expected with { Count = count }, origin, Crc32C.Of(startBytes), Crc32C.Of(sumBytes));
        Span<byte> first = stackalloc byte[KeyLayout.HeaderLength];
        header.Write(first);
        file.Position = 0;
        file.Write(first);
        return header;
    }
}
