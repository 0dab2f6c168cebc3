using System.Buffers.Binary;
using System.Numerics;

namespace Limen.Storage;

/// <summary>SipHash-2-4 of one 64-bit word: a keyed function whose values tell nothing of the word to who has not the key (Aumasson, Bernstein, 2012).</summary>
readonly struct SipHash(ReadOnlySpan<byte> key)
{
    public const int KeyLength = 16;

    readonly ulong k0 = BinaryPrimitives.ReadUInt64LittleEndian(key), k1 = BinaryPrimitives.ReadUInt64LittleEndian(key[8..]);

    /// <summary>The value for the eight bytes of a word, lowest first.</summary>
    public ulong Of(ulong word)
    {
        const ulong length = 8UL << 56;
        ulong v0 = k0 ^ 0x736F_6D65_7073_6575, v1 = k1 ^ 0x646F_7261_6E64_6F6D, v2 = k0 ^ 0x6C79_6765_6E65_7261, v3 = k1 ^ 0x7465_6462_7974_6573;
        Take(word, ref v0, ref v1, ref v2, ref v3);
        Take(length, ref v0, ref v1, ref v2, ref v3);
        v2 ^= 0xFF;
        for (var round = 0; round < 4; round++) Round(ref v0, ref v1, ref v2, ref v3);
        return v0 ^ v1 ^ v2 ^ v3;
    }

    static void Take(ulong word, ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v3 ^= word;
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        v0 ^= word;
    }

    static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
        v0 = BitOperations.RotateLeft(v0, 32);
        v2 += v3;
        v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
        v2 = BitOperations.RotateLeft(v2, 32);
    }
}
