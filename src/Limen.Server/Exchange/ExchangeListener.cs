using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Hosting;

namespace Limen.Server;

/// <summary>
/// A hub's second address, where its posts come in: HTTPS under a certificate of the hub's own authority, which this node makes for
/// itself and renews. Keeps the register of posts up to date and closes the connections of those that are locked out.
/// </summary>
/// <param name="node">The hub.</param>
/// <param name="urls">The officers' addresses, which are bound as they would be without an exchange.</param>
sealed class ExchangeListener(Node node, IReadOnlyList<string> urls) : BackgroundService
{
    static readonly TimeSpan Life = TimeSpan.FromDays(30), RenewedEvery = TimeSpan.FromDays(10);

    ListenOptions? listening;
    X509Certificate2? certificate;
    DateTimeOffset renewal;

    /// <summary>Where it listens, once it does.</summary>
    public Uri Address
    {
        get
        {
            var asked = BindingAddress.Parse(node.Settings.Exchange);
            var port = (listening?.EndPoint as IPEndPoint)?.Port ?? asked.Port;
            return new($"https://{(asked.Host is "*" or "+" ? "0.0.0.0" : asked.Host)}:{port}");
        }
    }

    /// <summary>Which posts may come in.</summary>
    public PostRegister Register { get; } = new(node.Store);

    /// <summary>Tells Kestrel all addresses of this node; what it is told here wins over what it would find itself.</summary>
    public void Listen(KestrelServerOptions kestrel)
    {
        foreach (var url in urls)
        {
            var address = BindingAddress.Parse(url);
            Bind(kestrel, address, listen =>
            {
                if (address.Scheme == Uri.UriSchemeHttps) listen.UseHttps();
            });
        }
        Bind(kestrel, BindingAddress.Parse(node.Settings.Exchange), listen =>
        {
            listening = listen;
            listen.Use(next => connection => KeepAsync(connection, next));
            listen.UseHttps(Secure);
        });
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await RenewAsync(cancellationToken);
        await Register.LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var looking = new PeriodicTimer(PostRegister.Every);
        while (await looking.WaitForNextTickAsync(stoppingToken))
        {
            await Register.LookAsync(stoppingToken);
            try
            {
                if (node.Time.GetUtcNow() >= renewal) await RenewAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // The database is away, however that shows; the certificate holds for weeks yet, and it is tried again at the next look.
            }
        }
    }

    // Any certificate may knock, and none too: what it opens is decided at the request, where the reason can be told.
    void Secure(HttpsConnectionAdapterOptions https)
    {
        https.ServerCertificateSelector = (_, _) => certificate;
        https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
        https.ClientCertificateValidation = (_, _, _) => true;
        https.CheckCertificateRevocation = false;
        https.HandshakeTimeout = TimeSpan.FromSeconds(20);
        https.OnAuthenticate = (_, tls) => tls.CertificateChainPolicy = new()
        {
            DisableCertificateDownloads = true,
            RevocationMode = X509RevocationMode.NoCheck,
            TrustMode = X509ChainTrustMode.CustomRootTrust,
        };
    }

    async Task KeepAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var held = new ExchangeConnection(connection, Register);
        connection.Features.Set(held);
        try
        {
            await next(connection);
        }
        finally
        {
            Register.Leave(held);
        }
    }

    async Task RenewAsync(CancellationToken cancel)
    {
        var asked = BindingAddress.Parse(node.Settings.Exchange).Host;
        var own = node.Settings.Name is { Length: > 0 } named ? named : Dns.GetHostName();
        string[] names = asked is "*" or "+" or "0.0.0.0" or "[::]" ? [own, "localhost"] : [own, asked.Trim('[', ']'), "localhost"];
        certificate = await node.Store.Authority.IssueServerAsync([.. names.Distinct(StringComparer.OrdinalIgnoreCase)], Life, cancel);
        renewal = node.Time.GetUtcNow() + RenewedEvery;
    }

    // As Kestrel reads addresses itself.
    static void Bind(KestrelServerOptions kestrel, BindingAddress address, Action<ListenOptions> configure)
    {
        if (address.IsUnixPipe) kestrel.ListenUnixSocket(address.UnixPipePath, configure);
        else if (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip)) kestrel.Listen(ip, address.Port, configure);
        else if (string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase)) kestrel.ListenLocalhost(address.Port, configure);
        else kestrel.ListenAnyIP(address.Port, configure);
    }
}
