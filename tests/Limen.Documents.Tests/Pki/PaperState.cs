using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Limen.Documents.Tests;

/// <summary>Certificates and security objects of States that exist on paper only, with every oddity the tests ask for.</summary>
static class PaperState
{
    public static readonly DateTimeOffset Now = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    public static ECDsa NewKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static X509Certificate2 Authority(string name, ECDsa key, ECDsa? issuerKey = null, bool identifiers = true, string? state = null,
        DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        if (identifiers)
        {
            var issuer = new X509SubjectKeyIdentifierExtension(new System.Security.Cryptography.X509Certificates.PublicKey(issuerKey ?? key), false);
            request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
            request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(issuer));
        }
        if (state is not null) request.CertificateExtensions.Add(new X509Extension("2.5.29.17", StateName(state), false));
        return request.Create(request.SubjectName, X509SignatureGenerator.CreateForECDsa(issuerKey ?? key),
            from ?? Now.AddYears(-5), to ?? Now.AddYears(10), RandomNumberGenerator.GetBytes(8));
    }

    public static X509Certificate2 Signer(X509Certificate2 csca, ECDsa cscaKey, ECDsa key, string? issuerName = null, byte[]? serial = null,
        DateTimeOffset? from = null, DateTimeOffset? to = null, string? purpose = null, bool identified = false)
    {
        var request = new CertificateRequest(new X500DistinguishedName($"CN=Signer, C={Country(csca)}"), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        if (identified) request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        if (purpose is not null) request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new(purpose)], true));
        if (csca.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault() is { } identifier)
            request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(identifier));
        return request.Create(issuerName is null ? csca.SubjectName : new(issuerName), X509SignatureGenerator.CreateForECDsa(cscaKey),
            from ?? Now.AddYears(-1), to ?? Now.AddYears(9), serial ?? RandomNumberGenerator.GetBytes(8));
    }

    public static byte[] Revocations(X509Certificate2 csca, ECDsa key, DateTimeOffset at, params ReadOnlySpan<X509Certificate2> revoked)
    {
        var builder = new CertificateRevocationListBuilder();
        foreach (var certificate in revoked) builder.AddEntry(certificate, at.AddDays(-1));
        using var issuer = csca.CopyWithPrivateKey(key);
        return builder.Build(issuer, 1, at.AddDays(90), HashAlgorithmName.SHA256, thisUpdate: at.AddHours(-1));
    }

    public static Certificate Read(X509Certificate2 certificate)
    {
        Assert.True(Certificate.TryParse(certificate.RawData, out var read));
        return read;
    }

    public static TrustStore Trusting(params X509Certificate2[] certificates) =>
        TrustStore.Empty.With(new("paper", [.. certificates.Select(Read)], [], []));

    public static byte[] Dg1(string state) => Tagged(0x61, Tagged2(0x5F1F, System.Text.Encoding.ASCII.GetBytes(
        ("P<" + state.PadRight(3, '<') + "ERIKSSON<<ANNA").PadRight(44, '<') + "L898902C36UTO7408122F3012319ZE184226B<<<<<10")));

    public static byte[] Tagged(byte tag, byte[] content) => [tag, .. Length(content.Length), .. content];

    public static byte[] Tagged2(int tag, byte[] content) => [(byte)(tag >> 8), (byte)tag, .. Length(content.Length), .. content];

    static byte[] Length(int length) => length < 0x80 ? [(byte)length] : length < 0x100 ? [0x81, (byte)length]
        : length < 0x10000 ? [0x82, (byte)(length >> 8), (byte)length] : [0x83, (byte)(length >> 16), (byte)(length >> 8), (byte)length];

    static string Country(X509Certificate2 certificate) => Read(certificate).Country;

    // Doc 9303-12 §7.1.1.2: a directory name whose locality is the State as the MRZ writes it.
    static byte[] StateName(string state)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 4)))
            writer.WriteEncodedValue(new X500DistinguishedName($"L={state}").RawData);
        return writer.Encode();
    }
}
