using System.Numerics;
using System.Security.Cryptography;

namespace Limen.Documents;

/// <summary>A prime-order subgroup of a finite field as a group for key agreement; <paramref name="q"/> is zero where a chip does not tell it.</summary>
sealed class DhGroup(BigInteger p, BigInteger g, BigInteger q) : KeyGroup
{
    public BigInteger P => p;

    public override byte[] Generator => Padded(g, Size);
    /// <summary>The order; where it is not told, a bound of 512 bits that keeps private numbers safe and short.</summary>
    public override BigInteger Order => q.IsZero ? BigInteger.Min((p - 1) / 2, BigInteger.One << 512) : q;
    public override int Size => p.GetByteCount(isUnsigned: true);
    public override byte PublicKeyTag => 0x84;

    public override byte[]? Raise(ReadOnlySpan<byte> element, BigInteger scalar) =>
        TryDecode(element, out var number) ? EncodeUnlessNeutral(BigInteger.ModPow(number, scalar, p)) : null;

    public override byte[]? Combine(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        TryDecode(left, out var x) && TryDecode(right, out var y) ? EncodeUnlessNeutral(x * y % p) : null;

    public override ReadOnlySpan<byte> SharedSecret(ReadOnlySpan<byte> element) => element;

    public override ReadOnlySpan<byte> OnWire(ReadOnlySpan<byte> element) => element.TrimStart((byte)0);

    public override byte[]? FromWire(ReadOnlySpan<byte> octets) => TryDecode(octets, out var number) ? Padded(number, Size) : null;

    public override byte[] Compress(ReadOnlySpan<byte> element) => SHA1.HashData(OnWire(element));

    public override byte[]? MapIntegrated(BigInteger number) =>
        q.IsZero ? null : EncodeUnlessNeutral(BigInteger.ModPow(number, (p - 1) / q, p));

    // Some cards drop leading zeros, so anything not longer than the prime is read; 1 and p - 1 are no keys.
    bool TryDecode(ReadOnlySpan<byte> octets, out BigInteger number)
    {
        number = default;
        if (octets.IsEmpty || octets.Length > Size) return false;
        number = Number(octets);
        return number > 1 && number < p - 1;
    }

    byte[]? EncodeUnlessNeutral(BigInteger number) => number > 1 ? Padded(number, Size) : null;
}
