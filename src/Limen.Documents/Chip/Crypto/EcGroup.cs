using System.Numerics;

namespace Limen.Documents;

/// <summary>The points of a curve as a group for key agreement; <c>Name</c> and <c>Oid</c> are empty for parameters that a chip gives itself.</summary>
sealed class EcGroup(EcCurve curve, string name = "", string oid = "") : KeyGroup
{
    const byte Uncompressed = 0x04;

    public EcCurve Curve => curve;
    public string Name => name;
    public string Oid => oid;

    public override byte[] Generator => Encode(curve.Generator);
    public override BigInteger Order => curve.Order;
    public override int Size => curve.Size;
    public override byte PublicKeyTag => 0x86;

    public override byte[]? Raise(ReadOnlySpan<byte> element, BigInteger scalar) =>
        TryDecode(element, out var point) ? EncodeUnlessNeutral(curve.Multiply(point, scalar)) : null;

    public override byte[]? Combine(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        TryDecode(left, out var p) && TryDecode(right, out var q) ? EncodeUnlessNeutral(curve.Add(p, q)) : null;

    public override ReadOnlySpan<byte> SharedSecret(ReadOnlySpan<byte> element) => element.Slice(1, Size);

    public override ReadOnlySpan<byte> OnWire(ReadOnlySpan<byte> element) => element;

    public override byte[]? FromWire(ReadOnlySpan<byte> octets) => TryDecode(octets, out _) ? octets.ToArray() : null;

    public override byte[] Compress(ReadOnlySpan<byte> element) => element.Slice(1, Size).ToArray();

    /// <summary>Point encoding of Doc 9303-11 App. B; it needs p ≡ 3 mod 4, which secp224r1 is not.</summary>
    public override byte[]? MapIntegrated(BigInteger number)
    {
        var p = curve.P;
        if ((p & 3) != 3 || curve.A.IsZero) return null;
        var t = number % p;
        var alpha = Reduced(-t * t);
        var x2 = Reduced(-curve.B * Inverse(curve.A) % p * (1 + Inverse(Reduced(alpha + alpha * alpha))));
        var x3 = alpha * x2 % p;
        var h2 = Reduced((x2 * x2 + curve.A) * x2 + curve.B);
        var u = t * t % p * t % p * h2 % p;
        var root = BigInteger.ModPow(h2, p - 1 - (p + 1) / 4, p);
        var square = root * root % p * h2 % p == 1;
        var point = square ? new EcPoint(x2, root * h2 % p) : new EcPoint(x3, root * u % p);
        return curve.Contains(point) ? EncodeUnlessNeutral(curve.Multiply(point, curve.Cofactor)) : null;
    }

    /// <summary>Reads an uncompressed point and makes sure that it lies on the curve.</summary>
    public bool TryDecode(ReadOnlySpan<byte> octets, out EcPoint point)
    {
        point = default;
        if (octets.Length != 1 + 2 * Size || octets[0] != Uncompressed) return false;
        point = new(Number(octets.Slice(1, Size)), Number(octets[(1 + Size)..]));
        return curve.Contains(point);
    }

    public byte[] Encode(EcPoint point) => [Uncompressed, .. Padded(point.X, Size), .. Padded(point.Y, Size)];

    byte[]? EncodeUnlessNeutral(EcPoint point) => point.IsInfinity ? null : Encode(point);

    BigInteger Reduced(BigInteger number) => (number % curve.P + curve.P) % curve.P;

    BigInteger Inverse(BigInteger number) => BigInteger.ModPow(number, curve.P - 2, curve.P);
}
