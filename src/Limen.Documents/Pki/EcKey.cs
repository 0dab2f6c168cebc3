using System.Numerics;
using System.Security.Cryptography;

namespace Limen.Documents;

/// <summary>
/// An elliptic curve key (TR-03111). Explicit parameters, which Doc 9303-12 §4.4 demands, are recognised as the named curve they are;
/// the base library then checks, and own point arithmetic where it refuses (secp192r1, curves without a name).
/// </summary>
sealed class EcKey : PublicKey
{
    const int MostBits = 576;

    static readonly EcGroup[] Known = [.. StandardisedDomains.Curves];

    readonly EcCurve? curve;
    readonly string oid;
    readonly EcPoint point;
    readonly int size;

    EcKey(EcCurve? curve, string oid, string name, EcPoint point, int size) =>
        (this.curve, this.oid, Name, this.point, this.size) = (curve, oid, "EC " + name, point, size);

    public override string Name { get; }

    public static bool TryRead(BerElement parameters, ReadOnlyMemory<byte> encodedPoint, out PublicKey key)
    {
        var named = parameters.Tag == 0x06;
        var oid = named ? parameters.Oid() : "";
        var group = named ? Array.Find(Known, known => known.Oid == oid) : null;
        var curve = !named ? ExplicitCurve(parameters) : group is null && IsCompressed(encodedPoint.Span) ? CurveOfBaseLibrary(oid) : group?.Curve;
        if (!named && curve is not null) group = Array.Find(Known, known => Same(known.Curve, curve));
        key = new EcKey(null, oid, oid, default, 0);
        if (!named && curve is null || !TryPoint(encodedPoint.Span, curve, out var point, out var size)) return false;
        var name = group?.Name is { Length: > 0 } known ? known : named ? oid : $"explicit {curve!.P.GetBitLength()}";
        key = new EcKey(group?.Curve ?? curve, group?.Oid ?? oid, name, point, size);
        return true;
    }

    public override SignatureVerdict Verify(SignatureAlgorithm algorithm, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (algorithm.Digest is not { } digest || algorithm.Scheme is not (SignatureScheme.Ecdsa or SignatureScheme.EcdsaPlain))
            return SignatureVerdict.Unsupported;
        // An issuer who names one form may write the other: a SEQUENCE is never mistaken for two plain numbers of the right length.
        if (!TrySequence(signature, out var r, out var s) && !TryPlain(signature, out r, out s)) return SignatureVerdict.Invalid;
        var hash = digest.Hash(message);
        if (curve is null) return VerifyNamed(hash, r, s) ?? SignatureVerdict.Unsupported;
        if (r.IsZero || s.IsZero) return SignatureVerdict.Invalid;
        if (r >= curve.Order || s >= curve.Order) return VerifyElsewhere(hash, r, s);
        return VerifyNamed(hash, r, s) ?? Judge(curve, hash, r, s);
    }

    SignatureVerdict? VerifyNamed(byte[] hash, BigInteger r, BigInteger s)
    {
        if (oid.Length == 0 || r.GetByteCount(true) > size || s.GetByteCount(true) > size) return null;
        try
        {
            using var ecdsa = ECDsa.Create(new ECParameters
            {
                Curve = ECCurve.CreateFromValue(oid),
                Q = new() { X = Padded(point.X, size), Y = Padded(point.Y, size) },
            });
            var fieldSize = (ecdsa.KeySize + 7) / 8;
            byte[] plain = [.. Padded(r, fieldSize), .. Padded(s, fieldSize)];
            return ecdsa.VerifyHash(hash, plain) ? SignatureVerdict.Valid : SignatureVerdict.Invalid;
        }
        catch (CryptographicException) { return null; }
        catch (PlatformNotSupportedException) { return null; }
    }

    // LTU: r or s lies beyond the order of the curve the certificate names; the key may lie on another curve of that size.
    SignatureVerdict VerifyElsewhere(byte[] hash, BigInteger r, BigInteger s)
    {
        foreach (var group in Known)
            if (group.Size == size && r < group.Curve.Order && s < group.Curve.Order && group.Curve.Contains(point) &&
                Judge(group.Curve, hash, r, s) == SignatureVerdict.Valid) return SignatureVerdict.Valid;
        return SignatureVerdict.OutOfRange;
    }

    SignatureVerdict Judge(EcCurve on, ReadOnlySpan<byte> hash, BigInteger r, BigInteger s)
    {
        if (!on.Contains(point)) return SignatureVerdict.Invalid;
        var digest = new BigInteger(hash, isUnsigned: true, isBigEndian: true);
        var excess = hash.Length * 8 - (int)on.Order.GetBitLength();
        if (excess > 0) digest >>= excess;
        var inverse = BigInteger.ModPow(s, on.Order - 2, on.Order);
        var sum = on.Add(on.Multiply(on.Generator, digest * inverse % on.Order), on.Multiply(point, r * inverse % on.Order));
        return !sum.IsInfinity && sum.X % on.Order == r ? SignatureVerdict.Valid : SignatureVerdict.Invalid;
    }

    static bool TrySequence(ReadOnlySpan<byte> signature, out BigInteger r, out BigInteger s)
    {
        var reader = new BerReader(signature.ToArray()).Enter(0x30);
        r = reader.Read(0x02).Unsigned();
        s = reader.Read(0x02).Unsigned();
        return !reader.Failed && reader.AtEnd;
    }

    bool TryPlain(ReadOnlySpan<byte> signature, out BigInteger r, out BigInteger s)
    {
        var half = signature.Length / 2;
        r = new(signature[..half], isUnsigned: true, isBigEndian: true);
        s = new(signature[half..], isUnsigned: true, isBigEndian: true);
        return signature.Length % 2 == 0 && half >= size && half <= size + 1;
    }

    static bool IsCompressed(ReadOnlySpan<byte> encoded) => encoded.Length > 1 && encoded[0] is 0x02 or 0x03;

    // Curves that only the base library knows by name: its parameters are needed to find the other coordinate.
    static EcCurve? CurveOfBaseLibrary(string oid)
    {
        try
        {
            using var ecdsa = ECDsa.Create(ECCurve.CreateFromValue(oid));
            var found = ecdsa.ExportExplicitParameters(false).Curve;
            if (!found.IsPrime || found.Prime!.Length * 8 > MostBits) return null;
            return new(Number(found.Prime), Number(found.A), Number(found.B), new(Number(found.G.X), Number(found.G.Y)), Number(found.Order));
        }
        catch (CryptographicException) { return null; }
        catch (PlatformNotSupportedException) { return null; }
    }

    // SEC 1 §2.3.4. A coordinate without a partner lies on no curve, and its key makes no signature.
    static bool TryPoint(ReadOnlySpan<byte> encoded, EcCurve? curve, out EcPoint point, out int size)
    {
        (point, size) = (default, 0);
        if (encoded.Length < 2) return false;
        if (IsCompressed(encoded) && curve is not null && encoded.Length == curve.Size + 1)
        {
            size = curve.Size;
            var x = Number(encoded[1..]);
            var y = SquareRoot.Of((x * x + curve.A) * x + curve.B, curve.P) ?? 0;
            point = new(x, y.IsZero || y.IsEven == (encoded[0] == 0x02) ? y : curve.P - y);
            return true;
        }
        size = encoded.Length / 2;
        if (encoded[0] is not (0x04 or 0x06 or 0x07) || encoded.Length % 2 == 0 || curve is not null && size != curve.Size) return false;
        point = new(Number(encoded.Slice(1, size)), Number(encoded[(1 + size)..]));
        return true;
    }

    // X9.62 ECParameters: version, field, curve, base point, order, cofactor.
    static EcCurve? ExplicitCurve(BerElement parameters)
    {
        var reader = new BerReader(parameters.Value);
        reader.Read(0x02);
        var field = reader.Enter(0x30);
        var fieldType = field.Read(0x06).Oid();
        var p = field.Read(0x02).Unsigned();
        var coefficients = reader.Enter(0x30);
        var a = Number(coefficients.Read(0x04).Value.Span);
        var b = Number(coefficients.Read(0x04).Value.Span);
        var generator = reader.Read(0x04).Value;
        var order = reader.Read(0x02).Unsigned();
        if (reader.Failed || field.Failed || coefficients.Failed || fieldType != Oids.PrimeField) return null;
        if (p.IsEven || order.IsEven || p.GetBitLength() is < 112 or > MostBits || order.GetBitLength() is < 112 or > MostBits || a >= p || b >= p) return null;
        var curve = new EcCurve(p, a, b, default, order);
        return TryPoint(generator.Span, curve, out var basePoint, out _) && curve.Contains(basePoint) ? new(p, a, b, basePoint, order) : null;
    }

    static bool Same(EcCurve one, EcCurve other) =>
        one.P == other.P && one.A == other.A && one.B == other.B && one.Order == other.Order && one.Generator == other.Generator;

    static BigInteger Number(ReadOnlySpan<byte> octets) => new(octets, isUnsigned: true, isBigEndian: true);

    static byte[] Padded(BigInteger number, int size)
    {
        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        if (bytes.Length >= size) return bytes;
        var padded = new byte[size];
        bytes.CopyTo(padded, size - bytes.Length);
        return padded;
    }
}
