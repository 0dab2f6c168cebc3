using System.Numerics;
using System.Security.Cryptography;

namespace Limen.Documents;

/// <summary>Where nonces and one-time keys come from: the system's generator, or octets in a given order to recompute a vector.</summary>
sealed class Randomness(Func<int, byte[]> octets)
{
    /// <summary>The system's generator.</summary>
    public static Randomness System { get; } = new(RandomNumberGenerator.GetBytes);

    /// <summary>As many octets as asked for.</summary>
    public byte[] Octets(int count) => octets(count);

    /// <summary>A number from 1 to order - 1, evenly spread: draws until one fits.</summary>
    public BigInteger Scalar(BigInteger order)
    {
        var size = order.GetByteCount(isUnsigned: true);
        var excess = 8 * size - (int)order.GetBitLength();
        while (true)
        {
            var drawn = octets(size);
            drawn[0] &= (byte)(0xFF >> excess);
            var scalar = KeyGroup.Number(drawn);
            if (!scalar.IsZero && scalar < order) return scalar;
        }
    }
}
