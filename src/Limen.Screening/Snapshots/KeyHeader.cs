using System.Runtime.InteropServices;

namespace Limen.Screening;

/// <summary>The first 128 bytes of an index. A file that another format, key rule or byte order wrote is not read.</summary>
readonly record struct KeyHeader(KeyLayout Layout, StoreVersion Origin, uint StartsSum, uint SumsSum)
{
    const ulong Magic = 0x59454B_4E454D494C; // "LIMENKEY", low byte first
    const int Format = 1, SumAt = KeyLayout.HeaderLength - sizeof(uint);

    public void Write(Span<byte> header)
    {
        header.Clear();
        MemoryMarshal.Write(header, Magic);
        MemoryMarshal.Write(header[8..], Format);
        MemoryMarshal.Write(header[12..], KeyIndex.KeyRule);
        MemoryMarshal.Write(header[16..], Layout.BucketBits);
        MemoryMarshal.Write(header[20..], KeyIndex.KeyBits);
        MemoryMarshal.Write(header[24..], Layout.Count);
        MemoryMarshal.Write(header[32..], Origin.Number);
        MemoryMarshal.Write(header[40..], StartsSum);
        MemoryMarshal.Write(header[44..], SumsSum);
        MemoryMarshal.Write(header[48..], Origin.Store);
        MemoryMarshal.Write(header[SumAt..], Crc32C.Of(header[..SumAt]));
    }

    /// <summary>The header of a mapped file of that length, once it, the directory and the table of checksums are proved whole.</summary>
    public static unsafe KeyHeader? Read(KeyImage image, out string? problem)
    {
        if (Parse(new(image.Start, KeyLayout.HeaderLength), out problem) is not { } header) return null;
        var layout = header.Layout;
        if (!layout.IsPossible || layout.Length != image.Length) problem = "cut off or with something behind its end";
        else if (Crc32C.Of(image.Start + KeyLayout.StartsAt, layout.StartsLength) != header.StartsSum) problem = "directory damaged";
        else if (Crc32C.Of(image.Start + layout.SumsAt, layout.Blocks * sizeof(uint)) != header.SumsSum) problem = "table of checksums damaged";
        else if (!Ascends((uint*)(image.Start + KeyLayout.StartsAt), layout)) problem = "directory not in order";
        GC.KeepAlive(image);
        return problem is null ? header : null;
    }

    static unsafe bool Ascends(uint* starts, KeyLayout layout)
    {
        for (var bucket = 0UL; bucket < layout.Buckets; bucket++)
            if (starts[bucket] > starts[bucket + 1]) return false;
        return starts[0] == 0 && starts[layout.Buckets] == layout.Count;
    }

    static KeyHeader? Parse(ReadOnlySpan<byte> header, out string? problem)
    {
        var (format, rule) = (MemoryMarshal.Read<int>(header[8..]), MemoryMarshal.Read<int>(header[12..]));
        problem = MemoryMarshal.Read<ulong>(header) != Magic ? "not a key index"
            : Crc32C.Of(header[..SumAt]) != MemoryMarshal.Read<uint>(header[SumAt..]) ? "header damaged"
            : format != Format ? $"of format {format}, not {Format}"
            : rule != KeyIndex.KeyRule || MemoryMarshal.Read<int>(header[20..]) != KeyIndex.KeyBits ? $"of key rule {rule}, not {KeyIndex.KeyRule}"
            : null;
        if (problem is not null) return null;
        return new(
            new(MemoryMarshal.Read<int>(header[16..]), MemoryMarshal.Read<long>(header[24..])),
            new(MemoryMarshal.Read<Guid>(header[48..]), MemoryMarshal.Read<long>(header[32..])),
            MemoryMarshal.Read<uint>(header[40..]),
            MemoryMarshal.Read<uint>(header[44..]));
    }
}
