using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using Limen.Documents;

namespace Limen.TestKit;

/// <summary>The chip's half of active authentication: signs challenges by ISO/IEC 9796-2 with RSA, or by ECDSA in plain form.</summary>
sealed class ActiveKey
{
    static readonly Lazy<RSAParameters> Rsa = new(() =>
    {
        using var rsa = RSA.Create(1280);
        return rsa.ExportParameters(true);
    });

    readonly DigestName digest;
    readonly RSAParameters? rsa;
    readonly EcCurve? curve;
    readonly BigInteger secret;

    ActiveKey(DigestName digest, RSAParameters rsa)
    {
        (this.digest, this.rsa) = (digest, rsa);
        using var whole = RSA.Create(rsa);
        SubjectPublicKeyInfo = whole.ExportSubjectPublicKeyInfo();
    }

    ActiveKey(DigestName digest, int parameterId, string algorithm)
    {
        var group = (EcGroup)StandardisedDomains.Find(parameterId)!;
        var pair = group.NewKey(Randomness.System)!;
        (this.digest, curve, secret, SignatureAlgorithm) = (digest, group.Curve, pair.Private, algorithm);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        EmulatedPassport.WriteKey(writer, group, pair.Public);
        SubjectPublicKeyInfo = writer.Encode();
    }

    public byte[] SubjectPublicKeyInfo { get; }

    /// <summary>What DG14 names for an EC key.</summary>
    public string SignatureAlgorithm { get; } = "";

    public static ActiveKey? Of(ActiveAuthenticationKind kind) => kind switch
    {
        ActiveAuthenticationKind.None => null,
        ActiveAuthenticationKind.RsaSha1 => new(DigestName.Sha1, Rsa.Value),
        ActiveAuthenticationKind.RsaSha224 => new(DigestName.Sha224, Rsa.Value),
        ActiveAuthenticationKind.RsaSha256 => new(DigestName.Sha256, Rsa.Value),
        ActiveAuthenticationKind.RsaSha384 => new(DigestName.Sha384, Rsa.Value),
        ActiveAuthenticationKind.RsaSha512 => new(DigestName.Sha512, Rsa.Value),
        ActiveAuthenticationKind.EcBrainpoolP256 => new(DigestName.Sha256, 13, "0.4.0.127.0.7.1.1.4.1.3"),
        ActiveAuthenticationKind.EcBrainpoolP320 => new(DigestName.Sha256, 14, "0.4.0.127.0.7.1.1.4.1.3"),
        ActiveAuthenticationKind.EcSecp192 => new(DigestName.Sha1, 8, "0.4.0.127.0.7.1.1.4.1.1"),
    };

    public byte[] Sign(ReadOnlySpan<byte> challenge) => rsa is { } key ? SignRsa(key, challenge) : SignEc(challenge);

    byte[] SignRsa(RSAParameters key, ReadOnlySpan<byte> challenge)
    {
        byte[] trailer = digest switch
        {
            DigestName.Sha1 => [0xBC],
            DigestName.Sha224 => [0x38, 0xCC],
            DigestName.Sha256 => [0x34, 0xCC],
            DigestName.Sha384 => [0x36, 0xCC],
            DigestName.Sha512 => [0x35, 0xCC],
        };
        var recovered = RandomNumberGenerator.GetBytes(key.Modulus!.Length - 1 - digest.Size() - trailer.Length);
        byte[] message = [0x6A, .. recovered, .. digest.Hash([.. recovered, .. challenge]), .. trailer];
        var signed = BigInteger.ModPow(KeyGroup.Number(message), KeyGroup.Number(key.D), KeyGroup.Number(key.Modulus));
        return KeyGroup.Padded(signed, key.Modulus.Length);
    }

    byte[] SignEc(ReadOnlySpan<byte> challenge)
    {
        var on = curve!;
        var order = on.Order;
        var hash = digest.Hash(challenge);
        var number = KeyGroup.Number(hash);
        var excess = 8 * hash.Length - (int)order.GetBitLength();
        if (excess > 0) number >>= excess;
        var size = order.GetByteCount(isUnsigned: true);
        while (true)
        {
            var nonce = Randomness.System.Scalar(order);
            var r = on.Multiply(on.Generator, nonce).X % order;
            var s = BigInteger.ModPow(nonce, order - 2, order) * ((number + r * secret) % order) % order;
            if (!r.IsZero && !s.IsZero) return [.. KeyGroup.Padded(r, size), .. KeyGroup.Padded(s, size)];
        }
    }
}
