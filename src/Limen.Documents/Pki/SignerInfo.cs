namespace Limen.Documents;

/// <summary>One signature of a CMS SignedData (RFC 5652 §5.3).</summary>
sealed class SignerInfo
{
    SignerInfo() { }

    public DistinguishedName? Issuer { get; private init; }
    public ReadOnlyMemory<byte> Serial { get; private init; }
    public ReadOnlyMemory<byte> KeyIdentifier { get; private init; }
    public SignatureAlgorithm Algorithm { get; private init; } = SignatureAlgorithm.Unknown;
    public DigestName? Digest { get; private init; }
    public ReadOnlyMemory<byte> Signature { get; private init; }
    public DateTimeOffset? SigningTime { get; private init; }

    /// <summary>True when its algorithms are known.</summary>
    public bool CanBeChecked => Algorithm.Digest is not null && (Digest is not null || SignedAttributes.Length == 0);

    /// <summary>The signed attributes under their implicit tag, as they stand but for lengths told by an end mark; empty when the content itself is signed.</summary>
    ReadOnlyMemory<byte> SignedAttributes { get; init; }
    string ContentType { get; init; } = "";
    ReadOnlyMemory<byte> MessageDigest { get; init; }

    public static bool TryParse(BerElement info, out SignerInfo signer)
    {
        signer = new();
        var reader = new BerReader(info.Value);
        reader.Read(0x02);
        var id = reader.Any();
        var digest = DigestNames.FromAlgorithm(reader.Read(0x30));
        reader.TryRead(0xA0, out var attributes);
        var algorithm = SignatureAlgorithm.Parse(reader.Read(0x30), digest);
        var signature = reader.Any();
        if (reader.Failed || info.Tag != 0x30 || signature.Tag is not (0x04 or 0x24)) return false;
        var issuerAndSerial = new BerReader(id.Value);
        signer = new()
        {
            Issuer = id.Tag == 0x30 ? new DistinguishedName(issuerAndSerial.Read(0x30)) : null,
            Serial = id.Tag == 0x30 ? issuerAndSerial.Read(0x02).Value : default,
            KeyIdentifier = id.Tag is 0x80 or 0xA0 ? id.Octets() : default,
            Digest = digest,
            Algorithm = algorithm,
            Signature = signature.Octets(),
            SignedAttributes = IsIndefinite(attributes) ? attributes.WithDefiniteLengths() : attributes.Raw,
            ContentType = Attribute(attributes, Oids.ContentType).Oid(),
            MessageDigest = Attribute(attributes, Oids.MessageDigest).Octets(),
            SigningTime = Attribute(attributes, Oids.SigningTime) is { Raw.Length: > 0 } time ? Asn1Time.Read(time) : null,
        };
        return true;
    }

    /// <summary>True when the certificate is the one the signature names, by issuer and serial or by key identifier.</summary>
    public bool Names(Certificate certificate) =>
        Issuer is null ? KeyIdentifier.Length > 0 && certificate.SubjectKeyIdentifier.Span.SequenceEqual(KeyIdentifier.Span)
        : certificate.Serial.Span.SequenceEqual(Serial.Span) && certificate.Issuer.Equals(Issuer);

    /// <summary>Checks digest and signature with the key; the reason says which of them does not hold.</summary>
    public SignatureVerdict Verify(SignedData signed, PublicKey key, out string? reason)
    {
        reason = null;
        if (SignedAttributes.Length == 0) return Judge(key, signed.Content.Span, out reason);
        if (Digest is not { } digest) { reason = "pa.digestUnknown"; return SignatureVerdict.Unsupported; }
        if (ContentType != signed.ContentType) { reason = "pa.contentType"; return SignatureVerdict.Invalid; }
        if (!digest.Hash(signed.Content.Span).AsSpan().SequenceEqual(MessageDigest.Span)) { reason = "pa.messageDigest"; return SignatureVerdict.Invalid; }
        // RFC 5652 §5.4: what is signed bears the tag of a SET, what is sent that of [0].
        var signedBytes = SignedAttributes.ToArray();
        signedBytes[0] = 0x31;
        return Judge(key, signedBytes, out reason);
    }

    SignatureVerdict Judge(PublicKey key, ReadOnlySpan<byte> bytes, out string? reason)
    {
        var verdict = key.Verify(Algorithm, bytes, Signature.Span);
        reason = verdict switch
        {
            SignatureVerdict.Valid => null,
            SignatureVerdict.Invalid => "pa.signature",
            SignatureVerdict.OutOfRange => "pa.signatureOutOfRange",
            SignatureVerdict.Unsupported => "pa.algorithmUnknown",
        };
        return verdict;
    }

    // RFC 5652 §5.4: what is signed is DER even where what is sent is not.
    static bool IsIndefinite(BerElement attributes) => attributes.Raw.Length > 1 && attributes.Raw.Span[1] == 0x80;

    static BerElement Attribute(BerElement attributes, string oid)
    {
        foreach (var attribute in attributes.Children() ?? [])
        {
            var reader = new BerReader(attribute.Value);
            if (reader.Read(0x06).Oid() == oid && reader.Enter(0x31).Any() is { Raw.Length: > 0 } value) return value;
        }
        return default;
    }
}
