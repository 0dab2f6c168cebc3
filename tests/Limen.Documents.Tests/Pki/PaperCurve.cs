using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace Limen.Documents.Tests;

/// <summary>Signs with ECDSA on any curve and writes keys with explicit parameters.</summary>
static class PaperCurve
{
    public static byte[] Sign(EcCurve curve, BigInteger secret, byte[] hash)
    {
        var digest = new BigInteger(hash, isUnsigned: true, isBigEndian: true);
        var excess = hash.Length * 8 - (int)curve.Order.GetBitLength();
        if (excess > 0) digest >>= excess;
        var nonce = new BigInteger(RandomNumberGenerator.GetBytes(curve.Size - 1), isUnsigned: true) + 1;
        var r = curve.Multiply(curve.Generator, nonce).X % curve.Order;
        var s = BigInteger.ModPow(nonce, curve.Order - 2, curve.Order) * (digest + r * secret) % curve.Order;
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(r);
            writer.WriteInteger(s);
        }
        return writer.Encode();
    }

    public static bool Exceeds(byte[] signature, BigInteger order)
    {
        var reader = new AsnReader(signature, AsnEncodingRules.DER).ReadSequence();
        return reader.ReadInteger() >= order | reader.ReadInteger() >= order;
    }

    /// <summary>A key of the curve so named, its point as one coordinate and a sign (SEC 1 §2.3.3).</summary>
    public static byte[] Compressed(string oid, ReadOnlySpan<byte> x, bool odd)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.2.840.10045.2.1");
                writer.WriteObjectIdentifier(oid);
            }
            writer.WriteBitString([(byte)(odd ? 3 : 2), .. x]);
        }
        return writer.Encode();
    }

    public static byte[] PublicKey(EcCurve curve, EcPoint point, bool cofactor = true, bool seed = false, bool compressed = false)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.2.840.10045.2.1");
                WriteParameters(writer, curve, cofactor, seed, compressed);
            }
            writer.WriteBitString(Encode(point, curve.Size, compressed));
        }
        return writer.Encode();
    }

    static void WriteParameters(AsnWriter writer, EcCurve curve, bool cofactor, bool seed, bool compressed)
    {
        using var _ = writer.PushSequence();
        writer.WriteInteger(1);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier("1.2.840.10045.1.1");
            writer.WriteInteger(curve.P);
        }
        using (writer.PushSequence())
        {
            writer.WriteOctetString(Padded(curve.A, curve.Size));
            writer.WriteOctetString(Padded(curve.B, curve.Size));
            if (seed) writer.WriteBitString(new byte[20]);
        }
        writer.WriteOctetString(Encode(curve.Generator, curve.Size, compressed));
        writer.WriteInteger(curve.Order);
        if (cofactor) writer.WriteInteger(1);
    }

    static byte[] Encode(EcPoint point, int size, bool compressed) => compressed
        ? [(byte)(point.Y.IsEven ? 2 : 3), .. Padded(point.X, size)]
        : [4, .. Padded(point.X, size), .. Padded(point.Y, size)];

    static byte[] Padded(BigInteger number, int size)
    {
        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[size - bytes.Length], .. bytes];
    }
}
