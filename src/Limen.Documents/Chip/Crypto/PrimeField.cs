using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Limen.Documents;

/// <summary>
/// Arithmetic modulo an odd prime on numbers of a fixed count of 64-bit limbs, least limb first, in Montgomery form (x·R mod p):
/// what point arithmetic spends its time in. Not constant in time: it serves one-time terminal keys and public values.
/// </summary>
sealed class PrimeField
{
    /// <summary>More limbs than secp521r1 needs are refused.</summary>
    public const int MostLimbs = 9;

    readonly ulong[] prime;
    readonly ulong[] squareOfR;
    readonly ulong negativeInverse;

    public PrimeField(BigInteger p)
    {
        P = p;
        Limbs = (int)((p.GetBitLength() + 63) / 64);
        prime = new ulong[Limbs];
        Load(p, prime);
        squareOfR = new ulong[Limbs];
        Load(BigInteger.ModPow(2, 128 * Limbs, p), squareOfR);
        var inverse = prime[0];
        for (var step = 0; step < 5; step++) inverse *= 2 - prime[0] * inverse;
        negativeInverse = 0 - inverse;
    }

    public BigInteger P { get; }

    public int Limbs { get; }

    public void ToMontgomery(BigInteger value, Span<ulong> result)
    {
        Load(value, result);
        Multiply(result, squareOfR, result);
    }

    public BigInteger FromMontgomery(ReadOnlySpan<ulong> value)
    {
        Span<ulong> one = stackalloc ulong[Limbs];
        one[0] = 1;
        Multiply(value, one, one);
        return new(MemoryMarshal.AsBytes(one), isUnsigned: true);
    }

    /// <summary>result = a·b/R mod p (coarsely integrated operand scanning); result may be a or b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Multiply(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, Span<ulong> result)
    {
        var modulus = prime;
        Span<ulong> sum = stackalloc ulong[MostLimbs + 2];
        sum = sum[..(modulus.Length + 2)];
        sum.Clear();
        for (var i = 0; i < modulus.Length; i++)
        {
            Accumulate(sum, a, b[i]);
            Accumulate(sum, modulus, sum[0] * negativeInverse);
            sum[1..].CopyTo(sum);
            sum[^1] = 0;
        }
        Reduce(sum, result);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, Span<ulong> result)
    {
        Span<ulong> sum = stackalloc ulong[MostLimbs + 1];
        sum = sum[..(prime.Length + 1)];
        ulong carry = 0;
        for (var i = 0; i < prime.Length; i++)
        {
            var low = a[i] + carry;
            carry = low < carry ? 1UL : 0;
            sum[i] = low + b[i];
            carry += sum[i] < low ? 1UL : 0;
        }
        sum[^1] = carry;
        Reduce(sum, result);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Subtract(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, Span<ulong> result)
    {
        if (Difference(a, b, result, prime.Length) == 0) return;
        ulong carry = 0;
        for (var i = 0; i < prime.Length; i++)
        {
            var low = result[i] + carry;
            carry = low < carry ? 1UL : 0;
            result[i] = low + prime[i];
            carry += result[i] < low ? 1UL : 0;
        }
    }

    static void Load(BigInteger value, Span<ulong> limbs)
    {
        limbs.Clear();
        value.TryWriteBytes(MemoryMarshal.AsBytes(limbs), out _, isUnsigned: true);
    }

    // sum += number · factor
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Accumulate(Span<ulong> sum, ReadOnlySpan<ulong> number, ulong factor)
    {
        ulong carry = 0;
        var length = sum.Length - 2;
        for (var j = 0; j < length; j++)
        {
            var high = Math.BigMul(number[j], factor, out var low);
            low += carry;
            if (low < carry) high++;
            var limb = sum[j] + low;
            if (limb < low) high++;
            sum[j] = limb;
            carry = high;
        }
        sum[length] += carry;
        if (sum[length] < carry) sum[length + 1]++;
    }

    // The sum is below 2p: once minus p, or as it is.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Reduce(ReadOnlySpan<ulong> sum, Span<ulong> result)
    {
        var borrow = Difference(sum, prime, result, prime.Length);
        if (borrow > sum[prime.Length]) sum[..prime.Length].CopyTo(result);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static ulong Difference(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, Span<ulong> result, int length)
    {
        ulong borrow = 0;
        for (var i = 0; i < length; i++)
        {
            var x = a[i];
            var part = x - b[i];
            var next = x < b[i] ? 1UL : 0;
            result[i] = part - borrow;
            if (part < borrow) next = 1;
            borrow = next;
        }
        return borrow;
    }
}
