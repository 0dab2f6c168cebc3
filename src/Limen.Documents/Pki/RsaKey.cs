using System.Numerics;

namespace Limen.Documents;

/// <summary>
/// An RSA key over the raw public operation (RFC 8017): the base library checks PSS only with a salt as long as the hash, while real CSCAs
/// (SE, IL, EE, HK) use others.
/// </summary>
sealed class RsaKey : PublicKey
{
    const int LeastBits = 512, MostBits = 16384;

    // What checking a signature costs grows with this product. 65,537 is taken with every modulus, an exponent of 256 bits, the longest of
    // FIPS 186-5 §5.1, with one of 4,096 bits, one of 1,024 bits with one of 2,048; beyond it somebody only wants to keep us busy.
    const long MostWork = 5_000_000_000;

    readonly BigInteger modulus, exponent;
    readonly int bits;

    RsaKey(BigInteger modulus, BigInteger exponent)
    {
        (this.modulus, this.exponent) = (modulus, exponent);
        bits = (int)modulus.GetBitLength();
    }

    public override string Name => $"RSA {bits}";

    public static bool TryRead(ReadOnlyMemory<byte> encoded, out PublicKey key)
    {
        var reader = new BerReader(encoded).Enter(0x30);
        var rsa = new RsaKey(reader.Read(0x02).Unsigned(), reader.Read(0x02).Unsigned());
        key = rsa;
        return !reader.Failed && rsa.bits is >= LeastBits and <= MostBits && rsa.exponent > 1
            && (long)rsa.bits * rsa.bits * rsa.exponent.GetBitLength() <= MostWork;
    }

    public override SignatureVerdict Verify(SignatureAlgorithm algorithm, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (algorithm.Digest is not { } digest) return SignatureVerdict.Unsupported;
        return algorithm.Scheme switch
        {
            SignatureScheme.RsaPkcs1 => Judge(HoldsPkcs1(digest, digest.Hash(message), Recover(signature))),
            SignatureScheme.RsaPss when algorithm.MaskDigest is { } mask =>
                Judge(HoldsPss(digest, mask, digest.Hash(message), Recover(signature))),
            SignatureScheme.RsaPss or SignatureScheme.Ecdsa or SignatureScheme.EcdsaPlain or SignatureScheme.Unknown => SignatureVerdict.Unsupported,
        };
    }

    /// <summary>What the signer padded, as many octets as the modulus; empty when the signature is no number below it.</summary>
    public byte[] Recover(ReadOnlySpan<byte> signature)
    {
        var size = (bits + 7) / 8;
        if (signature.Length > size + 1) return [];
        var number = new BigInteger(signature, isUnsigned: true, isBigEndian: true);
        if (number >= modulus) return [];
        var padded = new byte[size];
        var recovered = BigInteger.ModPow(number, exponent, modulus).ToByteArray(isUnsigned: true, isBigEndian: true);
        recovered.CopyTo(padded, size - recovered.Length);
        return padded;
    }

    static SignatureVerdict Judge(bool holds) => holds ? SignatureVerdict.Valid : SignatureVerdict.Invalid;

    // RFC 8017 §8.2.2: built anew and compared whole. The NULL after the hash's identifier may be missing.
    static bool HoldsPkcs1(DigestName digest, ReadOnlySpan<byte> hash, ReadOnlySpan<byte> padded)
    {
        foreach (var withNull in (ReadOnlySpan<bool>)[true, false])
        {
            var identifier = DigestIdentifier(digest, withNull);
            byte[] expected = [0x30, (byte)(identifier.Length + 2 + hash.Length), .. identifier, 0x04, (byte)hash.Length, .. hash];
            var fill = padded.Length - expected.Length - 3;
            if (fill >= 8 && padded[0] == 0 && padded[1] == 1 && padded[fill + 2] == 0 &&
                padded.Slice(2, fill).IndexOfAnyExcept((byte)0xFF) < 0 && padded[(fill + 3)..].SequenceEqual(expected)) return true;
        }
        return false;
    }

    static byte[] DigestIdentifier(DigestName digest, bool withNull)
    {
        ReadOnlySpan<byte> oid = digest switch
        {
            DigestName.Sha1 => [0x06, 0x05, 0x2B, 0x0E, 0x03, 0x02, 0x1A],
            DigestName.Sha224 => [0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x04],
            DigestName.Sha256 => [0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01],
            DigestName.Sha384 => [0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02],
            DigestName.Sha512 => [0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03],
        };
        return withNull ? [0x30, (byte)(oid.Length + 2), .. oid, 0x05, 0x00] : [0x30, (byte)oid.Length, .. oid];
    }

    // RFC 8017 §9.1.2. The salt is as long as the padding shows, which need not be what the certificate tells.
    bool HoldsPss(DigestName digest, DigestName maskDigest, ReadOnlySpan<byte> hash, ReadOnlySpan<byte> padded)
    {
        var length = (bits + 6) / 8;
        if (padded.Length < length) return false;
        if (padded.Length > length && padded[0] != 0) return false;
        var encoded = padded[^length..];
        if (encoded.Length < hash.Length + 2 || encoded[^1] != 0xBC) return false;
        var masked = encoded[..^(hash.Length + 1)];
        var check = encoded.Slice(masked.Length, hash.Length);
        var block = Mask(maskDigest, check, masked.Length);
        for (var i = 0; i < block.Length; i++) block[i] ^= masked[i];
        var used = (byte)(0xFF >> (8 * length - (bits - 1)));
        if ((masked[0] & ~used) != 0) return false;
        block[0] &= used;
        var one = block.AsSpan().IndexOfAnyExcept((byte)0);
        if (one < 0 || block[one] != 1) return false;
        var salt = block.AsSpan(one + 1);
        byte[] whole = [0, 0, 0, 0, 0, 0, 0, 0, .. hash, .. salt];
        return digest.Hash(whole).AsSpan().SequenceEqual(check);
    }

    static byte[] Mask(DigestName digest, ReadOnlySpan<byte> seed, int length)
    {
        var mask = new byte[length];
        for (uint counter = 0, at = 0; at < length; counter++)
        {
            byte[] block = [.. seed, (byte)(counter >> 24), (byte)(counter >> 16), (byte)(counter >> 8), (byte)counter];
            var hash = digest.Hash(block).AsSpan();
            hash[..Math.Min(hash.Length, length - (int)at)].CopyTo(mask.AsSpan((int)at));
            at += (uint)hash.Length;
        }
        return mask;
    }
}
