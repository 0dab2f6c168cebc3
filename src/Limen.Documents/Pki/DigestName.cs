using System.Security.Cryptography;

namespace Limen.Documents;

/// <summary>The hash functions of Doc 9303-12 §4.4.</summary>
enum DigestName
{
    Sha1 = 1,
    Sha224 = 2,
    Sha256 = 3,
    Sha384 = 4,
    Sha512 = 5,
}

static class DigestNames
{
    public static DigestName? FromOid(string oid) => oid switch
    {
        "1.3.14.3.2.26" => DigestName.Sha1,
        "2.16.840.1.101.3.4.2.4" => DigestName.Sha224,
        "2.16.840.1.101.3.4.2.1" => DigestName.Sha256,
        "2.16.840.1.101.3.4.2.2" => DigestName.Sha384,
        "2.16.840.1.101.3.4.2.3" => DigestName.Sha512,
        _ => null,
    };

    public static DigestName? FromAlgorithm(BerElement identifier) =>
        identifier.TryFind(0x06, out var oid) ? FromOid(oid.Oid()) : null;

    public static byte[] Hash(this DigestName digest, ReadOnlySpan<byte> bytes) => digest switch
    {
#pragma warning disable CA5350 // Old documents are signed over SHA-1 and must be read.
        DigestName.Sha1 => SHA1.HashData(bytes),
#pragma warning restore CA5350
        DigestName.Sha224 => Sha224.HashData(bytes),
        DigestName.Sha256 => SHA256.HashData(bytes),
        DigestName.Sha384 => SHA384.HashData(bytes),
        DigestName.Sha512 => SHA512.HashData(bytes),
    };

    public static int Size(this DigestName digest) => digest switch
    {
        DigestName.Sha1 => 20,
        DigestName.Sha224 => 28,
        DigestName.Sha256 => 32,
        DigestName.Sha384 => 48,
        DigestName.Sha512 => 64,
    };

    /// <summary>The object identifier, dotted.</summary>
    public static string Oid(this DigestName digest) => digest switch
    {
        DigestName.Sha1 => "1.3.14.3.2.26",
        DigestName.Sha224 => "2.16.840.1.101.3.4.2.4",
        DigestName.Sha256 => "2.16.840.1.101.3.4.2.1",
        DigestName.Sha384 => "2.16.840.1.101.3.4.2.2",
        DigestName.Sha512 => "2.16.840.1.101.3.4.2.3",
    };
}
