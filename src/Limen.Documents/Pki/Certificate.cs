using System.Security.Cryptography;

namespace Limen.Documents;

/// <summary>
/// An X.509 certificate of the eMRTD world: CSCA, link, document signer, list signer, seal signer (Doc 9303-12 §7, -13). Read leniently, for
/// real issuers deviate; verified over the very bytes that came.
/// </summary>
public sealed class Certificate
{
    readonly Lazy<PublicKey> key;
    readonly Lazy<bool> lacksConstraints;

    // What costs more than reading is done for the few that are asked: an object may bring thousands of certificates.
    Certificate(ReadOnlyMemory<byte> der)
    {
        (Der, Sha256) = (der, Convert.ToHexStringLower(SHA256.HashData(der.Span)));
        key = new(() => PublicKey.OrUnknown(KeyInfo));
        // Only one that signed itself: a signer that somebody certified does not become an authority by what it writes.
        lacksConstraints = new(() => ContradictsItself && IsSelfIssued && VerifyWith(this) == SignatureVerdict.Valid);
    }

    /// <summary>The certificate as it came.</summary>
    public ReadOnlyMemory<byte> Der { get; }

    /// <summary>SHA-256 over <see cref="Der"/> in lower-case hex: what identifies it.</summary>
    public string Sha256 { get; }

    /// <summary>The subject as people write it.</summary>
    public string SubjectName => Subject.ToString();

    /// <summary>The issuer as people write it.</summary>
    public string IssuerName => Issuer.ToString();

    /// <summary>The country of the subject, two letters in upper case, empty when it has none.</summary>
    public string Country => Subject.Country.Length > 0 ? Subject.Country : Issuer.Country;

    /// <summary>The serial number in upper-case hex.</summary>
    public string SerialNumber => Convert.ToHexString(Serial.Span);

    /// <summary>The first instant of validity.</summary>
    public DateTimeOffset NotBefore { get; private init; }

    /// <summary>The last instant of validity.</summary>
    public DateTimeOffset NotAfter { get; private init; }

    /// <summary>How it is signed, for people: <c>RSA-PSS SHA-256 salt 32</c>.</summary>
    public string SignedWith => Algorithm.ToString();

    /// <summary>Its own key, for people: <c>EC brainpoolP384r1</c>.</summary>
    public string KeyName => Key.Name;

    /// <summary>True when it may sign certificates: a CSCA or link certificate.</summary>
    public bool IsAuthority => CallsItselfAuthority || LacksConstraints;

    /// <summary>
    /// True for a root whose basic constraints do not call it an authority, as Doc 9303-12 Table 3 demands, while its key usage lets it sign
    /// certificates: an issuer's slip, taken as an authority and told.
    /// </summary>
    public bool LacksConstraints => lacksConstraints.Value;

    /// <summary>True when subject and issuer are one name: a root, or a link between two keys of one authority.</summary>
    public bool IsSelfIssued => Subject.Equals(Issuer);

    internal DistinguishedName Subject { get; private init; } = new(default);
    internal DistinguishedName Issuer { get; private init; } = new(default);
    internal ReadOnlyMemory<byte> Serial { get; private init; }
    internal PublicKey Key => key.Value;

    /// <summary>What tells one key from another: root and link certificates of one authority share theirs.</summary>
    internal string KeyHash { get; private init; } = "";
    internal SignatureAlgorithm Algorithm { get; private init; } = SignatureAlgorithm.Unknown;
    internal ReadOnlyMemory<byte> SignedBytes { get; private init; }
    internal ReadOnlyMemory<byte> Signature { get; private init; }
    internal ReadOnlyMemory<byte> SubjectKeyIdentifier { get; private init; }
    internal ReadOnlyMemory<byte> AuthorityKeyIdentifier { get; private init; }
    internal IReadOnlyList<string> ExtendedKeyUsages { get; private init; } = [];
    internal string SubjectState { get; private init; } = "";
    ReadOnlyMemory<byte> KeyInfo { get; init; }
    bool CallsItselfAuthority { get; init; }
    bool ContradictsItself { get; init; }

    /// <summary>Subject and date; certificates of States hold no person.</summary>
    public override string ToString() => $"{SubjectName} {NotAfter:yyyy-MM-dd}";

    /// <summary>Reads one certificate in BER or DER; one with an unreadable key is read too, and vouches for nothing.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> encoded, out Certificate certificate)
    {
        certificate = new(default);
        if (!BerElement.TryRead(encoded, out var outer, out _) || outer.Tag != 0x30) return false;
        var parts = new BerReader(outer.Value);
        var signed = parts.Read(0x30);
        var algorithm = SignatureAlgorithm.Parse(parts.Read(0x30));
        var signature = parts.Read(0x03).Bits();
        var body = new BerReader(signed.Value);
        body.TryRead(0xA0, out _);
        var serial = body.Read(0x02).Value;
        body.Read(0x30);
        var issuer = body.Read(0x30);
        var validity = body.Enter(0x30);
        var (from, to) = (Asn1Time.Read(validity.Any()), Asn1Time.Read(validity.Any()));
        var subject = body.Read(0x30);
        var keyInfo = body.Read(0x30).Raw;
        body.TryRead(0x81, out _);
        body.TryRead(0x82, out _);
        body.TryRead(0xA3, out var extensions);
        if (parts.Failed || body.Failed || validity.Failed || from is null || to is null) return false;
        var found = new CertificateExtensions(extensions);
        var (subjectName, issuerName) = (new DistinguishedName(subject), new DistinguishedName(issuer));
        certificate = new(outer.Raw)
        {
            Subject = subjectName,
            Issuer = issuerName,
            Serial = serial,
            NotBefore = from.Value,
            NotAfter = to.Value,
            KeyInfo = keyInfo,
            KeyHash = Convert.ToHexString(SHA256.HashData(keyInfo.Span)),
            Algorithm = algorithm,
            SignedBytes = signed.Raw,
            Signature = signature,
            CallsItselfAuthority = found.IsAuthority ?? issuerName.Equals(subjectName),
            ContradictsItself = found.ContradictsItself,
            SubjectKeyIdentifier = found.SubjectKeyIdentifier,
            AuthorityKeyIdentifier = found.AuthorityKeyIdentifier,
            ExtendedKeyUsages = found.ExtendedKeyUsages,
            SubjectState = found.SubjectState,
        };
        return true;
    }

    /// <summary>Whether the other's key made this certificate's signature; names and dates are not looked at.</summary>
    internal SignatureVerdict VerifyWith(Certificate issuer) => issuer.Key.Verify(Algorithm, SignedBytes.Span, Signature.Span);

    internal bool IsValidAt(DateTimeOffset at) => NotBefore <= at && at <= NotAfter;
}
