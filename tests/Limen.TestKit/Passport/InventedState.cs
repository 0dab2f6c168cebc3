using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Limen.Documents;

namespace Limen.TestKit;

/// <summary>A State that does not exist, with a CSCA of its own that is made when it is first needed and trusted by nobody else.</summary>
public sealed class InventedState
{
    static readonly DateTimeOffset Founded = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    readonly ECDsa cscaKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    readonly X509Certificate2 csca;
    int serial;

    /// <summary>A State with a country code of certificates: UT is Utopia, whose travel documents bear UTO.</summary>
    public InventedState(string country = "UT")
    {
        Country = country;
        var request = new CertificateRequest($"CN=CSCA {country}, O=Invented, C={country}", cscaKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        csca = request.CreateSelfSigned(Founded, Founded.AddYears(20));
    }

    public string Country { get; }

    /// <summary>The CSCA certificate.</summary>
    public byte[] Csca => csca.RawData;

    /// <summary>A document signer that may sign between two instants.</summary>
    public DocumentSigner NewSigner(DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN=DS {++serial}, O=Invented, C={Country}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        var identifier = csca.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Single();
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(identifier));
        var certificate = request.Create(csca.SubjectName, X509SignatureGenerator.CreateForECDsa(cscaKey),
            from ?? Founded, to ?? Founded.AddYears(15), [0x10, (byte)serial]);
        return new(certificate.RawData, key);
    }

    /// <summary>The store that trusts this State, with a revocation list of the signers given.</summary>
    public TrustStore Trusted(DateTimeOffset now, params IEnumerable<DocumentSigner> revoked)
    {
        if (!Certificate.TryParse(Csca, out var authority)) throw new InvalidOperationException("The invented CSCA cannot be read.");
        var builder = new CertificateRevocationListBuilder();
        foreach (var signer in revoked) builder.AddEntry(X509CertificateLoader.LoadCertificate(signer.Certificate), now.AddDays(-2));
        using var issuer = csca.HasPrivateKey ? X509CertificateLoader.LoadCertificate(Csca).CopyWithPrivateKey(cscaKey) : null;
        var encoded = builder.Build(issuer!, 1, now.AddDays(60), HashAlgorithmName.SHA256, thisUpdate: now.AddDays(-1));
        RevocationList[] lists = RevocationList.TryParse(encoded, out var list) ? [list] : [];
        return TrustStore.Empty.With(new TrustMaterial("invented", [authority], lists, []));
    }
}

/// <summary>A document signer of an invented State: signs EF.SOD and EF.CardSecurity.</summary>
public sealed class DocumentSigner(byte[] certificate, ECDsa key)
{
    const string LdsSecurityObject = "2.23.136.1.1.1", CardSecurityObject = "0.4.0.127.0.7.3.2.1", SignedData = "1.2.840.113549.1.7.2";
    const string Sha256Id = "2.16.840.1.101.3.4.2.1", EcdsaWithSha256 = "1.2.840.10045.4.3.2";
    const string ContentType = "1.2.840.113549.1.9.3", MessageDigest = "1.2.840.113549.1.9.4", SigningTime = "1.2.840.113549.1.9.5";

    public byte[] Certificate => certificate;

    /// <summary>EF.SOD over the data groups, signed at an instant.</summary>
    public byte[] SignLds(IReadOnlyDictionary<int, byte[]> dataGroups, DateTimeOffset at)
    {
        var content = new AsnWriter(AsnEncodingRules.DER);
        using (content.PushSequence())
        {
            content.WriteInteger(0);
            WriteAlgorithm(content, Sha256Id);
            using (content.PushSequence())
                foreach (var (number, octets) in dataGroups.OrderBy(group => group.Key))
                    using (content.PushSequence())
                    {
                        content.WriteInteger(number);
                        content.WriteOctetString(SHA256.HashData(octets));
                    }
        }
        return Tlv.Encode(0x77, Sign(LdsSecurityObject, content.Encode(), at));
    }

    /// <summary>EF.CardSecurity over the SecurityInfos.</summary>
    public byte[] SignCardSecurity(byte[] securityInfos, DateTimeOffset at) => Sign(CardSecurityObject, securityInfos, at);

    byte[] Sign(string type, byte[] content, DateTimeOffset at)
    {
        var attributes = Attributes(type, content, at);
        var cms = new AsnWriter(AsnEncodingRules.DER);
        using (cms.PushSequence())
        {
            cms.WriteObjectIdentifier(SignedData);
            using (cms.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            using (cms.PushSequence())
            {
                cms.WriteInteger(3);
                using (cms.PushSetOf()) WriteAlgorithm(cms, Sha256Id);
                using (cms.PushSequence())
                {
                    cms.WriteObjectIdentifier(type);
                    using (cms.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0))) cms.WriteOctetString(content);
                }
                using (cms.PushSetOf(new Asn1Tag(TagClass.ContextSpecific, 0))) cms.WriteEncodedValue(certificate);
                using (cms.PushSetOf()) WriteSigner(cms, attributes);
            }
        }
        return cms.Encode();
    }

    void WriteSigner(AsnWriter cms, byte[] attributes)
    {
        using var loaded = X509CertificateLoader.LoadCertificate(certificate);
        using var _ = cms.PushSequence();
        cms.WriteInteger(1);
        using (cms.PushSequence())
        {
            cms.WriteEncodedValue(loaded.IssuerName.RawData);
            cms.WriteInteger(loaded.SerialNumberBytes.Span);
        }
        WriteAlgorithm(cms, Sha256Id);
        byte[] tagged = [0xA0, .. attributes.AsSpan(1)];
        cms.WriteEncodedValue(tagged);
        WriteAlgorithm(cms, EcdsaWithSha256);
        cms.WriteOctetString(key.SignData(attributes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
    }

    static byte[] Attributes(string type, byte[] content, DateTimeOffset at)
    {
        var set = new AsnWriter(AsnEncodingRules.DER);
        using (set.PushSetOf())
        {
            WriteAttribute(set, ContentType, value => value.WriteObjectIdentifier(type));
            WriteAttribute(set, MessageDigest, value => value.WriteOctetString(SHA256.HashData(content)));
            WriteAttribute(set, SigningTime, value => value.WriteUtcTime(at));
        }
        return set.Encode();
    }

    static void WriteAttribute(AsnWriter set, string type, Action<AsnWriter> write)
    {
        using (set.PushSequence())
        {
            set.WriteObjectIdentifier(type);
            using (set.PushSetOf()) write(set);
        }
    }

    static void WriteAlgorithm(AsnWriter writer, string oid)
    {
        using (writer.PushSequence()) writer.WriteObjectIdentifier(oid);
    }
}
