using System.Buffers.Binary;
using System.Numerics;

namespace Limen.Documents;

/// <summary>SHA-224 (FIPS 180-4 §6.3), which the base library lacks: SHA-256 with other initial values and a shorter result.</summary>
static class Sha224
{
    static ReadOnlySpan<uint> K =>
    [
        0x428A2F98, 0x71374491, 0xB5C0FBCF, 0xE9B5DBA5, 0x3956C25B, 0x59F111F1, 0x923F82A4, 0xAB1C5ED5,
        0xD807AA98, 0x12835B01, 0x243185BE, 0x550C7DC3, 0x72BE5D74, 0x80DEB1FE, 0x9BDC06A7, 0xC19BF174,
        0xE49B69C1, 0xEFBE4786, 0x0FC19DC6, 0x240CA1CC, 0x2DE92C6F, 0x4A7484AA, 0x5CB0A9DC, 0x76F988DA,
        0x983E5152, 0xA831C66D, 0xB00327C8, 0xBF597FC7, 0xC6E00BF3, 0xD5A79147, 0x06CA6351, 0x14292967,
        0x27B70A85, 0x2E1B2138, 0x4D2C6DFC, 0x53380D13, 0x650A7354, 0x766A0ABB, 0x81C2C92E, 0x92722C85,
        0xA2BFE8A1, 0xA81A664B, 0xC24B8B70, 0xC76C51A3, 0xD192E819, 0xD6990624, 0xF40E3585, 0x106AA070,
        0x19A4C116, 0x1E376C08, 0x2748774C, 0x34B0BCB5, 0x391C0CB3, 0x4ED8AA4A, 0x5B9CCA4F, 0x682E6FF3,
        0x748F82EE, 0x78A5636F, 0x84C87814, 0x8CC70208, 0x90BEFFFA, 0xA4506CEB, 0xBEF9A3F7, 0xC67178F2,
    ];

    public static byte[] HashData(ReadOnlySpan<byte> bytes)
    {
        Span<uint> state = [0xC1059ED8, 0x367CD507, 0x3070DD17, 0xF70E5939, 0xFFC00B31, 0x68581511, 0x64F98FA7, 0xBEFA4FA4];
        var whole = bytes.Length / 64 * 64;
        for (var at = 0; at < whole; at += 64) Block(state, bytes.Slice(at, 64));
        Span<byte> last = stackalloc byte[128];
        last.Clear();
        var left = bytes.Length - whole;
        bytes[whole..].CopyTo(last);
        last[left] = 0x80;
        var end = left < 56 ? 64 : 128;
        BinaryPrimitives.WriteInt64BigEndian(last[(end - 8)..], (long)bytes.Length * 8);
        for (var at = 0; at < end; at += 64) Block(state, last.Slice(at, 64));
        var hash = new byte[28];
        for (var i = 0; i < 7; i++) BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(i * 4), state[i]);
        return hash;
    }

    static void Block(Span<uint> state, ReadOnlySpan<byte> block)
    {
        Span<uint> w = stackalloc uint[64];
        for (var t = 0; t < 16; t++) w[t] = BinaryPrimitives.ReadUInt32BigEndian(block[(t * 4)..]);
        for (var t = 16; t < 64; t++)
        {
            var s0 = BitOperations.RotateRight(w[t - 15], 7) ^ BitOperations.RotateRight(w[t - 15], 18) ^ w[t - 15] >> 3;
            var s1 = BitOperations.RotateRight(w[t - 2], 17) ^ BitOperations.RotateRight(w[t - 2], 19) ^ w[t - 2] >> 10;
            w[t] = w[t - 16] + s0 + w[t - 7] + s1;
        }
        Span<uint> v = stackalloc uint[8];
        state.CopyTo(v);
        for (var t = 0; t < 64; t++) Round(v, K[t] + w[t]);
        for (var i = 0; i < 8; i++) state[i] += v[i];
    }

    static void Round(Span<uint> v, uint input)
    {
        var s1 = BitOperations.RotateRight(v[4], 6) ^ BitOperations.RotateRight(v[4], 11) ^ BitOperations.RotateRight(v[4], 25);
        var t1 = v[7] + s1 + (v[4] & v[5] ^ ~v[4] & v[6]) + input;
        var s0 = BitOperations.RotateRight(v[0], 2) ^ BitOperations.RotateRight(v[0], 13) ^ BitOperations.RotateRight(v[0], 22);
        var t2 = s0 + (v[0] & v[1] ^ v[0] & v[2] ^ v[1] & v[2]);
        v[..7].CopyTo(v[1..]);
        v[4] += t1;
        v[0] = t1 + t2;
    }
}
