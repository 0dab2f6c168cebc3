using System.Numerics;

namespace Limen.Documents;

/// <summary>An affine point of a curve over a prime field; the default value is the point at infinity.</summary>
readonly record struct EcPoint(BigInteger X, BigInteger Y)
{
    /// <summary>The neutral element; (0, 0) lies on none of the curves in use, whose b is not 0.</summary>
    public bool IsInfinity => X.IsZero && Y.IsZero;
}

/// <summary>
/// A curve y² = x³ + ax + b over a prime field with its base point, in Jacobian coordinates with a window of four bits:
/// the point arithmetic that the mappings of PACE need and that .NET does not offer.
/// </summary>
sealed class EcCurve
{
    const int Window = 4;

    // Made when first computed with: most keys are checked by the base library.
    readonly Lazy<Numbers> numbers;

    public EcCurve(BigInteger p, BigInteger a, BigInteger b, EcPoint generator, BigInteger order, int cofactor = 1)
    {
        (P, A, B, Generator, Order, Cofactor) = (p, a, b, generator, order, cofactor);
        numbers = new(() => new(p, a));
    }

    public BigInteger P { get; }
    public BigInteger A { get; }
    public BigInteger B { get; }
    public EcPoint Generator { get; }
    public BigInteger Order { get; }
    public int Cofactor { get; }

    /// <summary>Octets of a coordinate.</summary>
    public int Size => P.GetByteCount(isUnsigned: true);

    /// <summary>True for a point other than infinity whose coordinates are reduced and satisfy the equation.</summary>
    public bool Contains(EcPoint point) =>
        !point.IsInfinity && point.X.Sign >= 0 && point.Y.Sign >= 0 && point.X < P && point.Y < P
        && (point.Y * point.Y - ((point.X * point.X + A) * point.X + B)) % P == 0;

    public EcPoint Multiply(EcPoint point, BigInteger scalar)
    {
        if (point.IsInfinity || scalar.Sign <= 0) return default;
        var n = numbers.Value.Field.Limbs;
        var table = Multiples(point);
        Span<ulong> result = stackalloc ulong[3 * n];
        result.Clear();
        for (var shift = ((int)scalar.GetBitLength() + Window - 1) / Window * Window - Window; shift >= 0; shift -= Window)
        {
            for (var bit = 0; bit < Window; bit++) Double(result, result);
            var digit = (int)((scalar >> shift) & ((1 << Window) - 1));
            if (digit != 0) Add(result, table.AsSpan(3 * n * digit, 3 * n), result);
        }
        return ToAffine(result);
    }

    public EcPoint Add(EcPoint left, EcPoint right)
    {
        var n = numbers.Value.Field.Limbs;
        Span<ulong> p = stackalloc ulong[3 * n];
        Span<ulong> q = stackalloc ulong[3 * n];
        ToJacobian(left, p);
        ToJacobian(right, q);
        Add(p, q, p);
        return ToAffine(p);
    }

    ulong[] Multiples(EcPoint point)
    {
        var width = 3 * numbers.Value.Field.Limbs;
        var table = new ulong[width << Window];
        ToJacobian(point, table.AsSpan(width, width));
        for (var k = 2; k < 1 << Window; k++)
        {
            var target = table.AsSpan(k * width, width);
            if (k % 2 == 0) Double(table.AsSpan(k / 2 * width, width), target);
            else Add(table.AsSpan((k - 1) * width, width), table.AsSpan(width, width), target);
        }
        return table;
    }

    void ToJacobian(EcPoint point, Span<ulong> result)
    {
        result.Clear();
        if (point.IsInfinity) return;
        var field = numbers.Value.Field;
        var n = field.Limbs;
        field.ToMontgomery(point.X, result[..n]);
        field.ToMontgomery(point.Y, result.Slice(n, n));
        numbers.Value.One.CopyTo(result[(2 * n)..]);
    }

    EcPoint ToAffine(ReadOnlySpan<ulong> point)
    {
        var field = numbers.Value.Field;
        var n = field.Limbs;
        var z = field.FromMontgomery(point[(2 * n)..]);
        if (z.IsZero) return default;
        var inverse = BigInteger.ModPow(z, P - 2, P);
        var square = inverse * inverse % P;
        return new(field.FromMontgomery(point[..n]) * square % P,
            field.FromMontgomery(point.Slice(n, n)) * square % P * inverse % P);
    }

    // Doubling for any a: S = 4XY², M = 3X² + aZ⁴, X' = M² - 2S, Y' = M(S - X') - 8Y⁴, Z' = 2YZ.
    void Double(ReadOnlySpan<ulong> p, Span<ulong> result)
    {
        var (field, a) = (numbers.Value.Field, numbers.Value.A);
        var n = field.Limbs;
        ReadOnlySpan<ulong> x = p[..n], y = p.Slice(n, n), z = p[(2 * n)..];
        Span<ulong> scratch = stackalloc ulong[4 * n];
        Span<ulong> m = scratch[..n], s = scratch.Slice(n, n), yy = scratch.Slice(2 * n, n), t = scratch[(3 * n)..];
        field.Multiply(z, z, t);
        field.Multiply(t, t, t);
        field.Multiply(a, t, m);
        field.Multiply(x, x, t);
        field.Add(m, t, m);
        field.Add(m, t, m);
        field.Add(m, t, m);
        field.Multiply(y, y, yy);
        field.Multiply(x, yy, s);
        field.Add(s, s, s);
        field.Add(s, s, s);
        field.Multiply(y, z, t);
        field.Add(t, t, result[(2 * n)..]);
        field.Multiply(m, m, t);
        field.Subtract(t, s, t);
        field.Subtract(t, s, result[..n]);
        field.Multiply(yy, yy, yy);
        for (var twice = 0; twice < 3; twice++) field.Add(yy, yy, yy);
        field.Subtract(s, result[..n], s);
        field.Multiply(m, s, t);
        field.Subtract(t, yy, result.Slice(n, n));
    }

    // U = X·Z², S = Y·Z³ of each, H = U₂ - U₁, r = S₂ - S₁; X' = r² - H³ - 2U₁H², Y' = r(U₁H² - X') - S₁H³, Z' = HZ₁Z₂.
    void Add(ReadOnlySpan<ulong> p, ReadOnlySpan<ulong> q, Span<ulong> result)
    {
        var field = numbers.Value.Field;
        var n = field.Limbs;
        if (p[(2 * n)..].IndexOfAnyExcept(0UL) < 0) { q.CopyTo(result); return; }
        if (q[(2 * n)..].IndexOfAnyExcept(0UL) < 0) { p.CopyTo(result); return; }
        Span<ulong> scratch = stackalloc ulong[5 * n];
        Span<ulong> u = scratch[..n], s = scratch.Slice(n, n), h = scratch.Slice(2 * n, n), r = scratch.Slice(3 * n, n), t = scratch[(4 * n)..];
        Scale(p, q[(2 * n)..], u, s, t);
        Scale(q, p[(2 * n)..], h, r, t);
        field.Subtract(h, u, h);
        field.Subtract(r, s, r);
        if (h.IndexOfAnyExcept(0UL) < 0)
        {
            if (r.IndexOfAnyExcept(0UL) < 0) Double(p, result);
            else result.Clear();
            return;
        }
        field.Multiply(p[(2 * n)..], q[(2 * n)..], t);
        field.Multiply(t, h, result[(2 * n)..]);
        field.Multiply(h, h, t);
        field.Multiply(u, t, u);
        field.Multiply(h, t, h);
        field.Multiply(r, r, t);
        field.Subtract(t, h, t);
        field.Subtract(t, u, t);
        field.Subtract(t, u, result[..n]);
        field.Subtract(u, result[..n], u);
        field.Multiply(r, u, r);
        field.Multiply(s, h, s);
        field.Subtract(r, s, result.Slice(n, n));
    }

    // u = x·z², s = y·z³
    void Scale(ReadOnlySpan<ulong> point, ReadOnlySpan<ulong> z, Span<ulong> u, Span<ulong> s, Span<ulong> t)
    {
        var field = numbers.Value.Field;
        var n = field.Limbs;
        field.Multiply(z, z, t);
        field.Multiply(point[..n], t, u);
        field.Multiply(t, z, t);
        field.Multiply(point.Slice(n, n), t, s);
    }

    // What the formulas need in Montgomery form.
    sealed class Numbers
    {
        public Numbers(BigInteger p, BigInteger a)
        {
            Field = new(p);
            (A, One) = (new ulong[Field.Limbs], new ulong[Field.Limbs]);
            Field.ToMontgomery(a, A);
            Field.ToMontgomery(BigInteger.One, One);
        }

        public PrimeField Field { get; }
        public ulong[] A { get; }
        public ulong[] One { get; }
    }
}
