using System.Security.Cryptography;
using System.Text;

namespace Limen.Documents.Tests;

/// <summary>A certificate put together octet by octet, so that every part of it can be as odd as an issuer made it.</summary>
sealed record PaperCertificate
{
    public static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public byte[] Serial { get; init; } = [0x01, 0x02];
    public byte[] Issuer { get; init; } = Name((0x13, "UT"), (0x0C, "CSCA"));
    public byte[] Subject { get; init; } = Name((0x13, "UT"), (0x0C, "CSCA"));
    public byte[] From { get; init; } = Time(0x17, "210101000000Z");
    public byte[] To { get; init; } = Time(0x17, "360101000000Z");
    public byte[] KeyInfo { get; init; } = Key.ExportSubjectPublicKeyInfo();
    public byte[] Extensions { get; init; } = [];
    public byte[] Algorithm { get; init; } = PaperSigner.Identifier("1.2.840.10045.4.3.2");
    public Func<byte[], byte[]> Sign { get; init; } = bytes => Key.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    /// <summary>How lengths are written: as DER demands, or with an octet more than needed.</summary>
    public Func<byte, byte[], byte[]> Tagged { get; init; } = PaperState.Tagged;

    public Certificate Read()
    {
        Assert.True(Certificate.TryParse(Encode(), out var certificate));
        return certificate;
    }

    public byte[] Encode()
    {
        byte[] version = Extensions.Length == 0 ? [] : [0xA0, 0x03, 0x02, 0x01, 0x02];
        byte[] last = Extensions.Length == 0 ? [] : Tagged(0xA3, Tagged(0x30, Extensions));
        byte[] body = [.. version, .. Tagged(0x02, Serial), .. Algorithm, .. Issuer, .. Tagged(0x30, [.. From, .. To]), .. Subject, .. KeyInfo, .. last];
        var signed = Tagged(0x30, body);
        return Tagged(0x30, [.. signed, .. Algorithm, .. Tagged(0x03, [0, .. Sign(signed)])]);
    }

    public static byte[] Name(params ReadOnlySpan<(int Type, string Text)> countryAndName)
    {
        var parts = new List<byte>();
        foreach (var (type, text) in countryAndName)
        {
            var octets = (type switch { 0x1E => Encoding.BigEndianUnicode, 0x1C => new UTF32Encoding(true, false), 0x0C => Encoding.UTF8, _ => Encoding.Latin1 }).GetBytes(text);
            byte[] kind = [0x06, 0x03, 0x55, 0x04, parts.Count == 0 ? (byte)6 : (byte)3];
            parts.AddRange(PaperState.Tagged(0x31, PaperState.Tagged(0x30, [.. kind, .. PaperState.Tagged((byte)type, octets)])));
        }
        return PaperState.Tagged(0x30, [.. parts]);
    }

    public static byte[] Time(byte kind, string text) => PaperState.Tagged(kind, Encoding.ASCII.GetBytes(text));

    public static byte[] Extension(byte number, byte[] value) =>
        PaperState.Tagged(0x30, [0x06, 0x03, 0x55, 0x1D, number, .. PaperState.Tagged(0x04, value)]);
}
