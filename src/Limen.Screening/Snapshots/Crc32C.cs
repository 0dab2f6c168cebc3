using System.Numerics;
using System.Runtime.CompilerServices;

namespace Limen.Screening;

/// <summary>CRC-32C (Castagnoli, RFC 3720 appendix B.4), eight bytes at a time with the processor's own instruction.</summary>
static class Crc32C
{
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, Unsafe.ReadUnaligned<ulong>(in bytes[0]));
            bytes = bytes[sizeof(ulong)..];
        }
        foreach (var one in bytes) crc = BitOperations.Crc32C(crc, one);
        return ~crc;
    }

    /// <summary>Of more bytes than a span holds: the checksum of the checksums of each GB would be another one, so it runs on.</summary>
    public static unsafe uint Of(byte* bytes, long length)
    {
        var crc = uint.MaxValue;
        var at = 0L;
        for (; at + sizeof(ulong) <= length; at += sizeof(ulong)) crc = BitOperations.Crc32C(crc, *(ulong*)(bytes + at));
        for (; at < length; at++) crc = BitOperations.Crc32C(crc, bytes[at]);
        return ~crc;
    }
}
