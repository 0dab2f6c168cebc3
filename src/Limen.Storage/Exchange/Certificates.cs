using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Limen.Storage;

/// <summary>Makes and judges the certificates between a hub and its posts. They are of this program alone; documents have their own rules.</summary>
static class Certificates
{
    public const string ForServers = "1.3.6.1.5.5.7.3.1", ForClients = "1.3.6.1.5.5.7.3.2";

    /// <summary>A new authority over this key, by its own signature.</summary>
    public static X509Certificate2 MakeAuthority(ECDsa key, string name, DateTimeOffset now, TimeSpan life)
    {
        var request = new CertificateRequest(Subject(name), key, HashAlgorithmName.SHA384);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request.CreateSelfSigned(now - Slack, now + life);
    }

    /// <summary>A certificate for one purpose by this authority, which has its key with it.</summary>
    /// <param name="authority">With its private key.</param>
    /// <param name="key">The key that is vouched for.</param>
    /// <param name="name">Whose it is.</param>
    /// <param name="purpose">Extended key usage.</param>
    /// <param name="names">Names and addresses of a server; empty for others.</param>
    /// <param name="now">UTC.</param>
    /// <param name="life">How long it holds; never longer than the authority.</param>
    public static X509Certificate2 Make(
        X509Certificate2 authority, PublicKey key, string name, string purpose, IReadOnlyList<string> names, DateTimeOffset now, TimeSpan life)
    {
        var request = new CertificateRequest(Subject(name), key, HashAlgorithmName.SHA384);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new(purpose)], critical: true));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        if (names.Count > 0) request.CertificateExtensions.Add(Names(names));
        var until = now + life;
        var end = new DateTimeOffset(authority.NotAfter.ToUniversalTime());
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)(serial[0] & 0x7f | 0x40); // positive, and of the same length for all
        using var authorityKey = authority.GetECDsaPrivateKey()!;
        return request.Create(authority.SubjectName, X509SignatureGenerator.CreateForECDsa(authorityKey), now - Slack, until < end ? until : end, serial);
    }

    /// <summary>True when this authority has made the certificate for this purpose.</summary>
    /// <param name="certificate">Whoever shows it.</param>
    /// <param name="authority">The only one that is believed.</param>
    /// <param name="purpose">Extended key usage that must stand in it.</param>
    /// <param name="at">When it must hold; null where no clock is asked.</param>
    public static bool IsMadeBy(X509Certificate2 certificate, X509Certificate2 authority, string purpose, DateTimeOffset? at)
    {
        if (certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault() is not { } usage
            || !usage.EnhancedKeyUsages.Cast<Oid>().Any(oid => oid.Value == purpose)) return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = at?.UtcDateTime ?? certificate.NotBefore.ToUniversalTime();
        return chain.Build(certificate) && chain.ChainElements.Count == 2;
    }

    // Clocks of a hub's nodes differ a little.
    static TimeSpan Slack => TimeSpan.FromMinutes(5);

    static X500DistinguishedName Subject(string name)
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.AddOrganizationName("Limen");
        subject.AddCommonName(name);
        return subject.Build();
    }

    static X509Extension Names(IEnumerable<string> names)
    {
        var all = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
            if (IPAddress.TryParse(name, out var address)) all.AddIpAddress(address);
            else all.AddDnsName(name);
        return all.Build();
    }
}
