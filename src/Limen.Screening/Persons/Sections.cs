using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Limen.Screening;

/// <summary>Writes arrays of plain values one after the other, each with its length before it (little-endian machines only, like every machine that .NET 10 runs on).</summary>
sealed class SectionWriter(Stream to)
{
    public void Write<T>(T[] values) where T : unmanaged
    {
        Span<byte> length = stackalloc byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(length, values.Length);
        to.Write(length);
        for (var at = 0; at < values.Length; at += Chunk)
            to.Write(MemoryMarshal.AsBytes(values.AsSpan(at, Math.Min(Chunk, values.Length - at))));
    }

    const int Chunk = 1 << 24;
}

/// <summary>Reads what <see cref="SectionWriter"/> wrote. A stream that ends early or names an impossible length throws <see cref="InvalidDataException"/>.</summary>
sealed class SectionReader(Stream from)
{
    public T[] Read<T>() where T : unmanaged
    {
        Span<byte> length = stackalloc byte[8];
        Fill(length);
        var count = System.Buffers.Binary.BinaryPrimitives.ReadInt64LittleEndian(length);
        if (count < 0 || count > Array.MaxLength || (from.CanSeek && count * Unsafe.SizeOf<T>() > from.Length - from.Position))
            throw new InvalidDataException("A section is longer than its file.");
        var values = GC.AllocateUninitializedArray<T>((int)count);
        for (var at = 0; at < values.Length; at += Chunk)
            Fill(MemoryMarshal.AsBytes(values.AsSpan(at, Math.Min(Chunk, values.Length - at))));
        return values;
    }

    void Fill(Span<byte> bytes)
    {
        if (from.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length) throw new InvalidDataException("A section ends early.");
    }

    const int Chunk = 1 << 24;
}
