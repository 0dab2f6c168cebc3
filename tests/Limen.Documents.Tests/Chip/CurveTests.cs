using System.Numerics;
using System.Security.Cryptography;

namespace Limen.Documents.Tests;

public class CurveTests
{
    public static TheoryData<int> CurveIds => [.. StandardisedDomains.Ids.Where(id => StandardisedDomains.Find(id) is EcGroup)];
    public static TheoryData<int> Ids => [.. StandardisedDomains.Ids];

    [Fact]
    public void Every_standardised_domain_of_Doc_9303_is_there() =>
        Assert.Equal([0, 1, 2, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18], StandardisedDomains.Ids.Order());

    [Theory, MemberData(nameof(CurveIds))]
    public void The_base_point_lies_on_the_curve_and_has_the_order_told(int id)
    {
        var curve = ((EcGroup)StandardisedDomains.Find(id)!).Curve;
        Assert.True(curve.Contains(curve.Generator));
        Assert.True(curve.Multiply(curve.Generator, curve.Order).IsInfinity);
        Assert.Equal(curve.Generator, curve.Multiply(curve.Generator, curve.Order + 1));
        var negative = curve.Multiply(curve.Generator, curve.Order - 1);
        Assert.Equal(new EcPoint(curve.Generator.X, curve.P - curve.Generator.Y), negative);
        Assert.True(curve.Add(curve.Generator, negative).IsInfinity);
    }

    [Theory, MemberData(nameof(Ids))]
    public void Both_sides_agree_on_one_secret(int id)
    {
        var group = StandardisedDomains.Find(id)!;
        var (ours, theirs) = (group.NewKey(Randomness.System)!, group.NewKey(Randomness.System)!);
        Assert.Equal(group.Raise(theirs.Public, ours.Private), group.Raise(ours.Public, theirs.Private));
        Assert.Equal(group.Combine(ours.Public, theirs.Public), group.Raise(group.Generator, (ours.Private + theirs.Private) % group.Order));
    }

    [Theory]
    [InlineData(12, "nistP256")]
    [InlineData(13, "brainpoolP256r1")]
    [InlineData(14, "brainpoolP320r1")]
    [InlineData(15, "nistP384")]
    [InlineData(17, "brainpoolP512r1")]
    [InlineData(18, "nistP521")]
    public void The_system_agrees_on_the_same_secret(int id, string name)
    {
        var group = (EcGroup)StandardisedDomains.Find(id)!;
        using var theirs = ECDiffieHellman.Create(ECCurve.CreateFromFriendlyName(name));
        var point = theirs.ExportParameters(false).Q;
        var key = group.NewKey(Randomness.System)!;
        var own = new ECParameters
        {
            Curve = ECCurve.CreateFromFriendlyName(name),
            Q = new() { X = key.Public[1..(1 + group.Size)], Y = key.Public[(1 + group.Size)..] },
        };
        using var ours = ECDiffieHellman.Create(own);
        var shared = group.Raise([4, .. point.X!, .. point.Y!], key.Private)!;
        Assert.Equal(theirs.DeriveRawSecretAgreement(ours.PublicKey), group.SharedSecret(shared).ToArray());
    }

    [Fact]
    public void Points_off_the_curve_are_refused()
    {
        var group = StandardisedDomains.Find(13)!;
        var point = group.NewKey(Randomness.System)!.Public;
        point[^1] ^= 1;
        Assert.Null(group.FromWire(point));
        Assert.Null(group.Raise(point, 2));
        Assert.Null(group.FromWire([0]));
        Assert.Null(group.FromWire([]));
    }

    [Fact]
    public void Numbers_that_are_no_keys_are_refused()
    {
        var group = (DhGroup)StandardisedDomains.Find(0)!;
        Assert.Null(group.FromWire([1]));
        Assert.Null(group.FromWire(KeyGroup.Padded(group.P - 1, group.Size)));
        Assert.Null(group.FromWire(KeyGroup.Padded(group.P, group.Size)));
        Assert.Null(group.FromWire(new byte[group.Size]));
    }

    [Fact]
    public void A_number_with_leading_zeros_is_sent_without_them_and_agreed_with_them()
    {
        var group = StandardisedDomains.Find(0)!;
        byte[] padded;
        BigInteger secret = 1;
        do padded = group.Raise(group.Generator, ++secret)!;
        while (padded[0] != 0);
        Assert.Equal(group.Size, padded.Length);
        Assert.NotEqual(0, group.OnWire(padded)[0]);
        Assert.Equal(padded, group.FromWire(group.OnWire(padded)));
        Assert.Equal(group.Size, group.SharedSecret(padded).Length);
    }

    [Theory]
    [InlineData(192)]
    [InlineData(320)]
    [InlineData(521)]
    public void Field_arithmetic_is_that_of_whole_numbers(int bits)
    {
        var p = StandardisedDomains.Ids.Select(id => StandardisedDomains.Find(id)).OfType<EcGroup>().First(g => g.Curve.P.GetBitLength() == bits).Curve.P;
        var field = new PrimeField(p);
        Span<ulong> a = stackalloc ulong[field.Limbs], b = stackalloc ulong[field.Limbs], r = stackalloc ulong[field.Limbs];
        foreach (var (x, y) in Pairs(p))
        {
            field.ToMontgomery(x, a);
            field.ToMontgomery(y, b);
            field.Multiply(a, b, r);
            Assert.Equal(x * y % p, field.FromMontgomery(r));
            field.Add(a, b, r);
            Assert.Equal((x + y) % p, field.FromMontgomery(r));
            field.Subtract(a, b, r);
            Assert.Equal((x - y + p) % p, field.FromMontgomery(r));
        }
    }

    static IEnumerable<(BigInteger, BigInteger)> Pairs(BigInteger p)
    {
        BigInteger[] edges = [0, 1, 2, p - 1, p - 2, p / 2];
        foreach (var x in edges)
            foreach (var y in edges) yield return (x, y);
        var size = p.GetByteCount(isUnsigned: true);
        for (var i = 0; i < 200; i++)
            yield return (KeyGroup.Number(RandomNumberGenerator.GetBytes(size)) % p, KeyGroup.Number(RandomNumberGenerator.GetBytes(size)) % p);
    }
}
