using System.Net;
using System.Net.Http.Json;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Limen.Server;
using Limen.Storage;

namespace Limen.Cli;

/// <summary>By what a hub knows a simulated post: its own key, made here, and the certificate that the hub gave for it.</summary>
sealed class PostIdentity(Enrolled enrolled, X509Certificate2 certificate, Guid store, Verified verified) : IDisposable
{
    /// <summary>What it knows of its hub.</summary>
    public Enrolled Enrolled => enrolled;

    /// <summary>Id of the store that it has not.</summary>
    public Guid Store => store;

    /// <summary>Enrols by a code.</summary>
    /// <exception cref="HttpRequestException">The hub refused.</exception>
    public static async Task<PostIdentity> EnrolAsync(Uri hub, EnrolmentCode code, byte[] authority, Verified verified, TimeProvider time, CancellationToken cancel)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=post", key, HashAlgorithmName.SHA256).CreateSigningRequest();
        var store = Guid.CreateVersion7(time.GetUtcNow());
        using var client = ClientFor(hub, shown => verified.Once([], shown.RawData, () => Authority.IsServer(shown, authority)), null);
        using var response = await client.PostAsJsonAsync("/api/exchange/enrol", new { code = code.Text(), certificateRequest = request, store }, cancel);
        var admission = (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Admission>(cancel))!;
        using var certificate = X509CertificateLoader.LoadCertificate(admission.Certificate);
        var heard = new DateTimeOffset(certificate.NotBefore.ToUniversalTime());
        var enrolled = new Enrolled
        {
            Post = admission.Post,
            Address = hub,
            Hub = admission.Hub,
            Authority = authority,
            Signing = admission.Signing,
            Certificate = admission.Certificate,
            EnrolledAt = time.GetUtcNow(),
            Heard = heard,
        };
        return new(enrolled, certificate.CopyWithPrivateKey(key), store, verified);
    }

    /// <summary>A line of its own: one connection under mutual TLS.</summary>
    public HttpClient Connect() => ClientFor(enrolled.Address, shown => verified.Once([], shown.RawData, () => enrolled.IsHub(shown)), certificate);

    public void Dispose() => certificate.Dispose();

    static HttpClient ClientFor(Uri hub, Func<X509Certificate2, bool> isHub, X509Certificate2? own)
    {
        var tls = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new() { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck, TrustMode = X509ChainTrustMode.CustomRootTrust },
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is X509Certificate2 shown && isHub(shown),
            LocalCertificateSelectionCallback = (_, _, _, _, _) => own!,
        };
        var client = new HttpClient(new SocketsHttpHandler { SslOptions = tls, UseProxy = false, UseCookies = false, EnableMultipleHttp2Connections = true })
        {
            BaseAddress = hub,
            Timeout = TimeSpan.FromMinutes(5),
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        client.DefaultRequestHeaders.Add(HubLine.VersionHeader, HubLine.Version);
        return client;
    }
}
