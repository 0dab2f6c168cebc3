namespace Limen.Documents;

/// <summary>The signature schemes of Doc 9303-12 §4.4.</summary>
enum SignatureScheme
{
    Unknown = 0,
    RsaPkcs1 = 1,
    RsaPss = 2,
    /// <summary>ECDSA, the two numbers as a SEQUENCE.</summary>
    Ecdsa = 3,
    /// <summary>ECDSA, the two numbers side by side (TR-03111 §5.2.1).</summary>
    EcdsaPlain = 4,
}

/// <summary>A signature algorithm with all it needs.</summary>
/// <param name="Scheme">How it signs.</param>
/// <param name="Digest">What the message is hashed with; null when unknown to us or, for PSS, when its parameters are.</param>
/// <param name="MaskDigest">PSS: the hash of the mask generation.</param>
/// <param name="SaltLength">PSS: octets of salt.</param>
/// <param name="Oid">The object identifier, dotted.</param>
sealed record SignatureAlgorithm(SignatureScheme Scheme, DigestName? Digest, DigestName? MaskDigest = null, int SaltLength = 0, string Oid = "")
{
    public static SignatureAlgorithm Unknown { get; } = new(SignatureScheme.Unknown, null);

    /// <summary>Reads an AlgorithmIdentifier. Where it names a key type alone, as CMS allows and some issuers do, the digest given beside it counts.</summary>
    public static SignatureAlgorithm Parse(BerElement identifier, DigestName? beside = null)
    {
        var reader = new BerReader(identifier.Value);
        var oid = reader.Read(0x06).Oid();
        if (oid == Oids.RsaPss) return Pss(reader.AtEnd ? default : reader.Any());
        var (scheme, digest) = oid switch
        {
            Oids.Rsa => (SignatureScheme.RsaPkcs1, beside),
            "1.2.840.113549.1.1.5" or "1.3.14.3.2.29" => (SignatureScheme.RsaPkcs1, DigestName.Sha1),
            "1.2.840.113549.1.1.14" => (SignatureScheme.RsaPkcs1, DigestName.Sha224),
            "1.2.840.113549.1.1.11" => (SignatureScheme.RsaPkcs1, DigestName.Sha256),
            "1.2.840.113549.1.1.12" => (SignatureScheme.RsaPkcs1, DigestName.Sha384),
            "1.2.840.113549.1.1.13" => (SignatureScheme.RsaPkcs1, DigestName.Sha512),
            Oids.EcPublicKey or "1.2.840.10045.4.3" => (SignatureScheme.Ecdsa, beside),
            "1.2.840.10045.4.1" => (SignatureScheme.Ecdsa, DigestName.Sha1),
            "1.2.840.10045.4.3.1" => (SignatureScheme.Ecdsa, DigestName.Sha224),
            "1.2.840.10045.4.3.2" => (SignatureScheme.Ecdsa, DigestName.Sha256),
            "1.2.840.10045.4.3.3" => (SignatureScheme.Ecdsa, DigestName.Sha384),
            "1.2.840.10045.4.3.4" => (SignatureScheme.Ecdsa, DigestName.Sha512),
            "0.4.0.127.0.7.1.1.4.1.1" => (SignatureScheme.EcdsaPlain, DigestName.Sha1),
            "0.4.0.127.0.7.1.1.4.1.2" => (SignatureScheme.EcdsaPlain, DigestName.Sha224),
            "0.4.0.127.0.7.1.1.4.1.3" => (SignatureScheme.EcdsaPlain, DigestName.Sha256),
            "0.4.0.127.0.7.1.1.4.1.4" => (SignatureScheme.EcdsaPlain, DigestName.Sha384),
            "0.4.0.127.0.7.1.1.4.1.5" => (SignatureScheme.EcdsaPlain, DigestName.Sha512),
            _ => (SignatureScheme.Unknown, (DigestName?)null),
        };
        return new(scheme, digest, Oid: oid);
    }

    // RFC 4055 §3.1: every field is optional, SHA-1 and 20 octets of salt by default.
    static SignatureAlgorithm Pss(BerElement parameters)
    {
        DigestName? digest = DigestName.Sha1, mask = DigestName.Sha1;
        var salt = 20;
        if (parameters.TryFind(0xA0, out var hash) && hash.TryFind(0x30, out var hashId)) digest = DigestNames.FromAlgorithm(hashId);
        if (parameters.TryFind(0xA1, out var generator) && generator.TryFind(0x30, out var generatorId))
            mask = generatorId.TryFind(0x06, out var kind) && kind.Oid() == Oids.Mgf1 && generatorId.TryFind(0x30, out var maskId) ? DigestNames.FromAlgorithm(maskId) : null;
        if (parameters.TryFind(0xA2, out var length) && length.TryFind(0x02, out var number)) salt = number.Small();
        // Of trailers there is one; whoever tells another means something newer.
        var otherTrailer = parameters.TryFind(0xA3, out var trailer) && trailer.TryFind(0x02, out var kindOfTrailer) && kindOfTrailer.Small() != 1;
        if (otherTrailer || parameters.Children() is null) digest = null;
        return new(SignatureScheme.RsaPss, digest, mask, salt, Oids.RsaPss);
    }

    /// <summary>As people write it: <c>RSA-PSS SHA-256 salt 32</c>.</summary>
    public override string ToString() => Scheme switch
    {
        SignatureScheme.RsaPkcs1 => $"RSA {Name}",
        SignatureScheme.RsaPss => $"RSA-PSS {Name} salt {SaltLength}",
        SignatureScheme.Ecdsa or SignatureScheme.EcdsaPlain => $"ECDSA {Name}",
        SignatureScheme.Unknown => Oid,
    };

    string Name => Digest is { } digest ? "SHA-" + digest.ToString()[3..] : "unknown hash";
}
