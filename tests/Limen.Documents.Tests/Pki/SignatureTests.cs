using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Limen.Documents.Tests;

public class SignatureTests
{
    static readonly byte[] Message = Encoding.ASCII.GetBytes("Doc 9303-12");

    [Theory] // FIPS 180-4 and NIST's examples for SHA-224
    [InlineData("", "D14A028C2A3A2BC9476102BB288234C415A2B01F828EA62AC5B3E42F")]
    [InlineData("abc", "23097D223405D8228642A477BDA255B32AADBCE4BDA0B3F7E36C9DA7")]
    [InlineData("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "75388B16512776CC5DBA5DA1FD890150B0C6455CB4F58B1952522525")]
    public void Sha224_gives_the_published_values(string text, string hash) =>
        Assert.Equal(hash, Convert.ToHexString(Sha224.HashData(Encoding.ASCII.GetBytes(text))));

    [Theory]
    [InlineData("SHA1")]
    [InlineData("SHA256")]
    [InlineData("SHA384")]
    [InlineData("SHA512")]
    public void Rsa_agrees_with_the_base_library(string hash)
    {
        using var rsa = RSA.Create(2048);
        var key = Key(rsa.ExportSubjectPublicKeyInfo());
        var digest = Enum.Parse<DigestName>(hash, ignoreCase: true);
        var pkcs1 = rsa.SignData(Message, new(hash), RSASignaturePadding.Pkcs1);
        Assert.Equal(SignatureVerdict.Valid, key.Verify(new(SignatureScheme.RsaPkcs1, digest), Message, pkcs1));
        var pss = rsa.SignData(Message, new(hash), RSASignaturePadding.Pss);
        Assert.Equal(SignatureVerdict.Valid, key.Verify(new(SignatureScheme.RsaPss, digest, digest, digest.Size()), Message, pss));
        Assert.Equal(SignatureVerdict.Invalid, key.Verify(new(SignatureScheme.RsaPss, digest, digest, digest.Size()), Message, pkcs1));
        Assert.Equal(SignatureVerdict.Invalid, key.Verify(new(SignatureScheme.RsaPkcs1, digest), Message.AsSpan(1), pkcs1));
    }

    [Theory]
    [InlineData(2048, 0)]
    [InlineData(2048, 20)]
    [InlineData(1032, 32)]
    [InlineData(2048, 64)]
    [InlineData(2048, 222)]
    public void Pss_holds_with_any_salt(int bits, int salt)
    {
        using var rsa = RSA.Create(bits);
        var parameters = rsa.ExportParameters(true);
        var signature = Pss(parameters, Message, salt);
        var key = Key(rsa.ExportSubjectPublicKeyInfo());
        var algorithm = new SignatureAlgorithm(SignatureScheme.RsaPss, DigestName.Sha256, DigestName.Sha256, salt);
        Assert.Equal(SignatureVerdict.Valid, key.Verify(algorithm, Message, signature));
        signature[^1] ^= 1;
        Assert.Equal(SignatureVerdict.Invalid, key.Verify(algorithm, Message, signature));
    }

    [Theory]
    [InlineData("1.2.840.10045.3.1.7")]
    [InlineData("1.3.132.0.33")]
    [InlineData("1.3.132.0.34")]
    [InlineData("1.3.132.0.35")]
    [InlineData("1.3.36.3.3.2.8.1.1.1")] // brainpoolP160r1: the base library alone knows it
    [InlineData("1.3.36.3.3.2.8.1.1.5")]
    [InlineData("1.3.36.3.3.2.8.1.1.7")]
    [InlineData("1.3.36.3.3.2.8.1.1.9")]
    [InlineData("1.3.36.3.3.2.8.1.1.11")]
    [InlineData("1.3.36.3.3.2.8.1.1.13")]
    public void Ecdsa_holds_on_named_curves_and_in_either_form(string oid)
    {
        using var ecdsa = ECDsa.Create(ECCurve.CreateFromValue(oid));
        var key = Key(ecdsa.ExportSubjectPublicKeyInfo());
        var sequence = ecdsa.SignData(Message, HashAlgorithmName.SHA512, DSASignatureFormat.Rfc3279DerSequence);
        var plain = ecdsa.SignData(Message, HashAlgorithmName.SHA512, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        var algorithm = new SignatureAlgorithm(SignatureScheme.Ecdsa, DigestName.Sha512);
        Assert.Equal(SignatureVerdict.Valid, key.Verify(algorithm, Message, sequence));
        Assert.Equal(SignatureVerdict.Valid, key.Verify(algorithm, Message, plain));
        plain[^1] ^= 1;
        Assert.Equal(SignatureVerdict.Invalid, key.Verify(algorithm, Message, plain));
    }

    [Theory]
    [InlineData("1.2.840.10045.3.1.7")]
    [InlineData("1.3.132.0.33")] // p mod 4 = 1: no power is the root
    [InlineData("1.3.132.0.35")]
    [InlineData("1.3.36.3.3.2.8.1.1.1")]
    [InlineData("1.3.36.3.3.2.8.1.1.5")]
    [InlineData("1.3.36.3.3.2.8.1.1.13")]
    public void Ecdsa_holds_with_points_sent_as_one_coordinate(string oid)
    {
        foreach (var _ in Enumerable.Range(0, 8))
        {
            using var ecdsa = ECDsa.Create(ECCurve.CreateFromValue(oid));
            var point = ecdsa.ExportParameters(false).Q;
            var signature = ecdsa.SignData(Message, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
            var algorithm = new SignatureAlgorithm(SignatureScheme.Ecdsa, DigestName.Sha256);
            var odd = (point.Y![^1] & 1) == 1;
            Assert.Equal(SignatureVerdict.Valid, Key(PaperCurve.Compressed(oid, point.X, odd)).Verify(algorithm, Message, signature));
            Assert.Equal(SignatureVerdict.Invalid, Key(PaperCurve.Compressed(oid, point.X, !odd)).Verify(algorithm, Message, signature));
        }
    }

    [Fact]
    public void A_coordinate_that_no_point_has_makes_no_signature_and_takes_no_time()
    {
        var curve = StandardisedDomains.FindCurve("1.3.132.0.33")!.Curve;
        BigInteger x = 1;
        while (SquareRoot.Of((x * x + curve.A) * x + curve.B, curve.P) is not null) x++;
        var octets = x.ToByteArray(isUnsigned: true, isBigEndian: true);
        var key = Key(PaperCurve.Compressed("1.3.132.0.33", [.. new byte[28 - octets.Length], .. octets], odd: true));
        Assert.Equal(SignatureVerdict.Invalid, key.Verify(new(SignatureScheme.Ecdsa, DigestName.Sha256), Message, new byte[56].Select(_ => (byte)1).ToArray()));
        Assert.Null(SquareRoot.Of(2, BigInteger.Pow(7, 200) * BigInteger.Pow(11, 4))); // no prime, and 1 mod 4
    }

    [Fact]
    public void Every_standard_curve_holds_with_explicit_parameters()
    {
        foreach (var group in StandardisedDomains.Ids.Select(id => StandardisedDomains.Find(id)).OfType<EcGroup>())
        {
            var secret = new BigInteger(RandomNumberGenerator.GetBytes(20), isUnsigned: true);
            var key = Key(PaperCurve.PublicKey(group.Curve, group.Curve.Multiply(group.Curve.Generator, secret)));
            Assert.Equal("EC " + group.Name, key.Name);
            var signature = PaperCurve.Sign(group.Curve, secret, DigestName.Sha224.Hash(Message));
            Assert.Equal(SignatureVerdict.Valid, key.Verify(new(SignatureScheme.Ecdsa, DigestName.Sha224), Message, signature));
            Assert.Equal(SignatureVerdict.Invalid, key.Verify(new(SignatureScheme.Ecdsa, DigestName.Sha224), Message.AsSpan(1), signature));
        }
    }

    [Fact]
    public void A_curve_without_a_name_is_computed_on()
    {
        // secp192r1 with another base point: no table knows it.
        var known = StandardisedDomains.FindCurve("1.2.840.10045.3.1.1")!.Curve;
        var curve = new EcCurve(known.P, known.A, known.B, known.Multiply(known.Generator, 7), known.Order);
        var key = Key(PaperCurve.PublicKey(curve, curve.Multiply(curve.Generator, 12345)));
        var signature = PaperCurve.Sign(curve, 12345, DigestName.Sha256.Hash(Message));
        Assert.Equal(SignatureVerdict.Valid, key.Verify(new(SignatureScheme.Ecdsa, DigestName.Sha256), Message, signature));
    }

    [Fact]
    public void Numbers_beyond_the_named_curve_are_told_apart_and_judged_on_the_curve_the_key_lies_on()
    {
        var named = StandardisedDomains.FindCurve("1.3.36.3.3.2.8.1.1.5")!.Curve;
        var actual = StandardisedDomains.FindCurve("1.3.132.0.33")!.Curve;
        byte[] signature;
        do signature = PaperCurve.Sign(actual, 4711, DigestName.Sha224.Hash(Message));
        while (!PaperCurve.Exceeds(signature, named.Order));
        var mislabelled = Key(PaperCurve.PublicKey(named, actual.Multiply(actual.Generator, 4711)));
        var algorithm = new SignatureAlgorithm(SignatureScheme.Ecdsa, DigestName.Sha224);
        Assert.Equal(SignatureVerdict.Valid, mislabelled.Verify(algorithm, Message, signature));
        var stranger = Key(PaperCurve.PublicKey(named, named.Multiply(named.Generator, 4711)));
        Assert.Equal(SignatureVerdict.OutOfRange, stranger.Verify(algorithm, Message, signature));
    }

    static PublicKey Key(byte[] subjectPublicKeyInfo)
    {
        Assert.True(PublicKey.TryParse(subjectPublicKeyInfo, out var key));
        return key;
    }

    // RFC 8017 §9.1.1 with SHA-256 and a salt of any length.
    static byte[] Pss(RSAParameters rsa, byte[] message, int saltLength)
    {
        var modulus = new BigInteger(rsa.Modulus, isUnsigned: true, isBigEndian: true);
        var encodedBits = (int)modulus.GetBitLength() - 1;
        var length = (encodedBits + 7) / 8;
        var salt = RandomNumberGenerator.GetBytes(saltLength);
        byte[] whole = [0, 0, 0, 0, 0, 0, 0, 0, .. SHA256.HashData(message), .. salt];
        var hash = SHA256.HashData(whole);
        byte[] block = [.. new byte[length - saltLength - 34], 1, .. salt];
        for (var i = 0; i < block.Length; i++)
            block[i] ^= SHA256.HashData([.. hash, 0, 0, 0, (byte)(i / 32)])[i % 32];
        block[0] &= (byte)(0xFF >> (8 * length - encodedBits));
        var encoded = new BigInteger([.. block, .. hash, 0xBC], isUnsigned: true, isBigEndian: true);
        return BigInteger.ModPow(encoded, new(rsa.D, isUnsigned: true, isBigEndian: true), modulus).ToByteArray(isUnsigned: true, isBigEndian: true);
    }
}
