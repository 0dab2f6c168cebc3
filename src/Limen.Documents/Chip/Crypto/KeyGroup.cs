using System.Numerics;

namespace Limen.Documents;

/// <summary>A private number and the public element that belongs to it, encoded as the group encodes elements.</summary>
sealed record KeyPair(BigInteger Private, byte[] Public);

/// <summary>
/// A group in which PACE and chip authentication agree keys. Elements are handled encoded: points uncompressed, numbers of a
/// finite field left-padded to the length of the prime (Doc 9303-11 §9.4.4). What is not an element of the group gives null.
/// </summary>
abstract class KeyGroup
{
    /// <summary>The generator, encoded.</summary>
    public abstract byte[] Generator { get; }

    /// <summary>The order of the generator.</summary>
    public abstract BigInteger Order { get; }

    /// <summary>Octets of the prime.</summary>
    public abstract int Size { get; }

    /// <summary>Context tag of a public key in a public key object: 86 for a point, 84 for a number (Doc 9303-11 §9.4.5).</summary>
    public abstract byte PublicKeyTag { get; }

    /// <summary>The element taken <paramref name="scalar"/> times; null when it is none, or the result is the neutral one.</summary>
    public abstract byte[]? Raise(ReadOnlySpan<byte> element, BigInteger scalar);

    /// <summary>Both elements combined by the group's operation; null when one is none or the result is the neutral one.</summary>
    public abstract byte[]? Combine(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right);

    /// <summary>The octets of an agreed element that keys are derived from: the x-coordinate, or the number.</summary>
    public abstract ReadOnlySpan<byte> SharedSecret(ReadOnlySpan<byte> element);

    /// <summary>
    /// The element as it goes over the wire and into a token: a point as it is, a number as an unsigned integer, that is without
    /// leading zeros (§9.4.5).
    /// </summary>
    public abstract ReadOnlySpan<byte> OnWire(ReadOnlySpan<byte> element);

    /// <summary>An element from the wire in this group's own encoding; null when it is none.</summary>
    public abstract byte[]? FromWire(ReadOnlySpan<byte> octets);

    /// <summary>The element compressed as terminal authentication signs it: the x-coordinate, or SHA-1 of the number (§9.4.6).</summary>
    public abstract byte[] Compress(ReadOnlySpan<byte> element);

    /// <summary>Integrated mapping of a number to an element that generates the group (§4.4.3.3.2); null where the group has none.</summary>
    public abstract byte[]? MapIntegrated(BigInteger number);

    /// <summary>A fresh key for this generator (the group's own when none is given); null when the generator is no element.</summary>
    public KeyPair? NewKey(Randomness random, ReadOnlySpan<byte> generator = default)
    {
        var secret = random.Scalar(Order);
        return Raise(generator.IsEmpty ? Generator : generator, secret) is { } key ? new(secret, key) : null;
    }

    /// <summary>Octets of a number, left-padded with zeros to <paramref name="size"/>.</summary>
    public static byte[] Padded(BigInteger number, int size)
    {
        var octets = new byte[size];
        var length = number.GetByteCount(isUnsigned: true);
        number.TryWriteBytes(octets.AsSpan(size - length), out _, isUnsigned: true, isBigEndian: true);
        return octets;
    }

    /// <summary>The number that octets stand for, most significant first.</summary>
    public static BigInteger Number(ReadOnlySpan<byte> octets) => new(octets, isUnsigned: true, isBigEndian: true);
}
