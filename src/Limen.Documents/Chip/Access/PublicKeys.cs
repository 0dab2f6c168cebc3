using System.Numerics;

namespace Limen.Documents;

/// <summary>Reads key agreement keys and their domain parameters as EF.DG14, EF.CardSecurity and EF.CardAccess write them (Doc 9303-11 §9.4).</summary>
static class PublicKeys
{
    const string DhKeyAgreement = "1.2.840.113549.1.3.1";
    const string DhPublicNumber = "1.2.840.10046.2.1";
    const string StandardisedDomainParameters = "0.4.0.127.0.7.1.2";
    const int FewestCurveBits = 160, MostCurveBits = 64 * PrimeField.MostLimbs;
    const int FewestFieldBits = 512, MostFieldBits = 4096;

    /// <summary>Reads a SubjectPublicKeyInfo; false when it is broken, of another kind, or its element lies outside the group.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> subjectPublicKeyInfo, out KeyGroup group, out byte[] element)
    {
        element = [];
        group = null!;
        var reader = new BerReader(subjectPublicKeyInfo).Enter(0x30);
        var algorithm = reader.Read(0x30);
        var key = reader.Read(0x03).Bits();
        if (reader.Failed || !TryReadDomain(algorithm.Raw, out group)) return false;
        if (group is DhGroup)
        {
            var inner = new BerReader(key);
            key = inner.Read(0x02).Value;
            if (inner.Failed) return false;
            key = key.TrimStart((byte)0);
        }
        if (group.FromWire(key.Span) is not { } read) return false;
        element = read;
        return true;
    }

    /// <summary>Reads the group that an AlgorithmIdentifier names or spells out.</summary>
    public static bool TryReadDomain(ReadOnlyMemory<byte> algorithmIdentifier, out KeyGroup group)
    {
        group = null!;
        var reader = new BerReader(algorithmIdentifier).Enter(0x30);
        var algorithm = reader.Read(0x06).Oid();
        var parameters = reader.Any();
        if (reader.Failed) return false;
        var found = algorithm switch
        {
            Oids.EcPublicKey => Curve(parameters),
            StandardisedDomainParameters => StandardisedDomains.Find(parameters.Small()),
            DhKeyAgreement or DhPublicNumber => Field(parameters, algorithm == DhPublicNumber),
            _ => null,
        };
        group = found!;
        return found is not null;
    }

    static EcGroup? Curve(BerElement parameters)
    {
        if (parameters.Tag == 0x06) return StandardisedDomains.FindCurve(parameters.Oid());
        var reader = new BerReader(parameters.Value);
        reader.Read(0x02);
        var field = reader.Enter(0x30);
        var isPrime = field.Read(0x06).Oid() == Oids.PrimeField;
        var p = field.Read(0x02).Unsigned();
        var equation = reader.Enter(0x30);
        var a = KeyGroup.Number(equation.Read(0x04).Value.Span);
        var b = KeyGroup.Number(equation.Read(0x04).Value.Span);
        var generator = reader.Read(0x04).Value;
        var order = reader.Read(0x02).Unsigned();
        var cofactor = reader.AtEnd ? 1 : reader.Any().Small();
        if (reader.Failed || field.Failed || equation.Failed || !isPrime || p.IsEven) return null;
        if (p.GetBitLength() is < FewestCurveBits or > MostCurveBits || order < 2 || order.GetBitLength() > p.GetBitLength() + 1) return null;
        return Named(p, a, b, order) ?? Spelt(new(p, a % p, b % p, default, order, Math.Max(cofactor, 1)), generator.Span);
    }

    // Explicit parameters of a standardised curve are that curve, which saves building it anew.
    static EcGroup? Named(BigInteger p, BigInteger a, BigInteger b, BigInteger order) =>
        StandardisedDomains.Curves
            .FirstOrDefault(known => known.Curve.P == p && known.Curve.A == a && known.Curve.B == b && known.Curve.Order == order);

    static EcGroup? Spelt(EcCurve curve, ReadOnlySpan<byte> generator) =>
        new EcGroup(curve).TryDecode(generator, out var point)
            ? new(new(curve.P, curve.A, curve.B, point, curve.Order, curve.Cofactor))
            : null;

    static DhGroup? Field(BerElement parameters, bool ordered)
    {
        var reader = new BerReader(parameters.Value);
        var p = reader.Read(0x02).Unsigned();
        var g = reader.Read(0x02).Unsigned();
        var q = ordered ? reader.Read(0x02).Unsigned() : BigInteger.Zero;
        if (reader.Failed || p.IsEven || p.GetBitLength() is < FewestFieldBits or > MostFieldBits) return null;
        return g > 1 && g < p && (q.IsZero || q > 1 && (p - 1) % q == 0) ? new(p, g, q) : null;
    }
}
