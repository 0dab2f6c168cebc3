using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Limen.Documents.Tests;

/// <summary>Signs CMS objects with any algorithm: the DER of its identifier and what makes the signature.</summary>
sealed record PaperSigner(X509Certificate2 Certificate, byte[] Algorithm, Func<byte[], byte[]> Sign, HashAlgorithmName Digest)
{
    public const string Sha512 = "2.16.840.1.101.3.4.2.3";

    /// <summary>Certificates that the object carries beside the signer's.</summary>
    public IReadOnlyList<byte[]> Beside { get; init; } = [];

    /// <summary>The object carries no certificate, and names its signer by key identifier.</summary>
    public bool Bare { get; init; }

    /// <summary>Who signs beside it, and stands before it.</summary>
    public IReadOnlyList<PaperSigner> Before { get; init; } = [];

    /// <summary>The version of the logical data structure, as 1.8 signs it along: 0108.</summary>
    public string? Version { get; init; }

    /// <summary>The content itself is signed, without attributes.</summary>
    public bool Plain { get; init; }

    /// <summary>What the data groups are hashed with, where it is not what the signature uses.</summary>
    public string? LdsDigest { get; init; }

    public static PaperSigner Ec(X509Certificate2 certificate, ECDsa key) => new(certificate, Identifier("1.2.840.10045.4.3.2"),
        bytes => key.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence), HashAlgorithmName.SHA256);

    public static byte[] Identifier(string oid)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence()) writer.WriteObjectIdentifier(oid);
        return writer.Encode();
    }

    /// <summary>EF.SOD over the data groups.</summary>
    public byte[] SignLds(IReadOnlyDictionary<int, byte[]> groups, DateTimeOffset? signingTime = null)
    {
        var content = new AsnWriter(AsnEncodingRules.DER);
        using (content.PushSequence())
        {
            content.WriteInteger(Version is null ? 0 : 1);
            content.WriteEncodedValue(Identifier(LdsDigest ?? DigestOid));
            using (content.PushSequence())
                foreach (var (number, bytes) in groups)
                    using (content.PushSequence())
                    {
                        content.WriteInteger(number);
                        content.WriteOctetString(CryptographicOperations.HashData(LdsDigest == Sha512 ? HashAlgorithmName.SHA512 : Digest, bytes));
                    }
            if (Version is { } version)
                using (content.PushSequence())
                {
                    content.WriteCharacterString(UniversalTagNumber.PrintableString, version);
                    content.WriteCharacterString(UniversalTagNumber.PrintableString, "040000");
                }
        }
        return PaperState.Tagged(0x77, SignCms("2.23.136.1.1.1", content.Encode(), signingTime));
    }

    public byte[] SignCms(string type, byte[] content, DateTimeOffset? signingTime = null)
    {
        var cms = new AsnWriter(AsnEncodingRules.DER);
        using (cms.PushSequence())
        {
            cms.WriteObjectIdentifier("1.2.840.113549.1.7.2");
            using (cms.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            using (cms.PushSequence())
            {
                cms.WriteInteger(3);
                using (cms.PushSetOf()) cms.WriteEncodedValue(Identifier(DigestOid));
                using (cms.PushSequence())
                {
                    cms.WriteObjectIdentifier(type);
                    using (cms.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0))) cms.WriteOctetString(content);
                }
                if (!Bare)
                    using (cms.PushSetOf(new Asn1Tag(TagClass.ContextSpecific, 0)))
                        foreach (var certificate in Beside.Append(Certificate.RawData)) cms.WriteEncodedValue(certificate);
                byte[] signers = [.. Before.Append(this).SelectMany(signer => signer.SignerInfo(type, content, signingTime))];
                cms.WriteEncodedValue(PaperState.Tagged(0x31, signers)); // in the order given, which DER would change
            }
        }
        return cms.Encode();
    }

    string DigestOid => Digest == HashAlgorithmName.SHA1 ? "1.3.14.3.2.26" : Digest == HashAlgorithmName.SHA256 ? "2.16.840.1.101.3.4.2.1"
        : Digest == HashAlgorithmName.SHA384 ? "2.16.840.1.101.3.4.2.2" : Sha512;

    byte[] SignerInfo(string type, byte[] content, DateTimeOffset? signingTime)
    {
        var cms = new AsnWriter(AsnEncodingRules.DER);
        using (cms.PushSequence()) WriteSigner(cms, Plain ? content : Attributes(type, content, signingTime));
        return cms.Encode();
    }

    void WriteSigner(AsnWriter cms, byte[] signed)
    {
        cms.WriteInteger(1);
        if (Bare)
            cms.WriteOctetString(Certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Single().SubjectKeyIdentifierBytes.Span,
                new Asn1Tag(TagClass.ContextSpecific, 0));
        else using (cms.PushSequence())
        {
            cms.WriteEncodedValue(Certificate.IssuerName.RawData);
            cms.WriteInteger(Certificate.SerialNumberBytes.Span);
        }
        cms.WriteEncodedValue(Identifier(DigestOid));
        byte[] implicitSet = [0xA0, .. signed.AsSpan(1)];
        if (!Plain) cms.WriteEncodedValue(implicitSet);
        cms.WriteEncodedValue(Algorithm);
        cms.WriteOctetString(Sign(signed));
    }

    byte[] Attributes(string type, byte[] content, DateTimeOffset? signingTime)
    {
        var set = new AsnWriter(AsnEncodingRules.DER);
        using (set.PushSetOf())
        {
            Write(set, "1.2.840.113549.1.9.3", value => value.WriteObjectIdentifier(type));
            Write(set, "1.2.840.113549.1.9.4", value => value.WriteOctetString(CryptographicOperations.HashData(Digest, content)));
            if (signingTime is { } time) Write(set, "1.2.840.113549.1.9.5", value => value.WriteUtcTime(time));
        }
        return set.Encode();
    }

    static void Write(AsnWriter set, string oid, Action<AsnWriter> value)
    {
        using var _ = set.PushSequence();
        set.WriteObjectIdentifier(oid);
        using (set.PushSetOf()) value(set);
    }
}
