using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Limen.Storage;

namespace Limen.Server;

/// <summary>
/// A post's line to its hub: HTTP under TLS in which the post shows its certificate and believes only the hub's authority. Names and
/// addresses prove nothing here: whoever cannot show a certificate of that authority is not the hub.
/// </summary>
public sealed class HubLine : IDisposable
{
    /// <summary>Header that tells the version of the exchange.</summary>
    public const string VersionHeader = "Limen-Exchange";

    /// <summary>The version of the exchange that this program speaks.</summary>
    public const string Version = "1";

    static readonly TimeSpan Enrolling = TimeSpan.FromSeconds(5);

    readonly OpenConnections connections = new();

    HubLine(Enrolled enrolled, Uri address, Func<X509Certificate2?> own)
    {
        Enrolled = enrolled;
        Client = ClientFor(address, enrolled.IsHub, own, connections);
    }

    /// <summary>What the post knows of its hub.</summary>
    public Enrolled Enrolled { get; }

    /// <summary>Its base address is the hub's; an answer's head may take five minutes, and its body as long as it comes.</summary>
    public HttpClient Client { get; }

    /// <summary>Opens the line of an enrolled post; connects only when something is asked. Null where the node has no hub.</summary>
    public static async Task<HubLine?> TryOpenAsync(Node node, CancellationToken cancel)
    {
        if (node.Settings.Role == NodeRole.Hub || await node.Store.Enrolment.FindAsync(cancel) is not { } enrolled) return null;
        node.PostCertificate ??= await node.Store.Enrolment.CertificateAsync(cancel);
        return Open(enrolled, node.Settings, () => node.PostCertificate);
    }

    /// <summary>The same as soon as the node is enrolled, which it may be while it runs; null at a hub.</summary>
    public static async Task<HubLine?> WaitAsync(Node node, CancellationToken cancel)
    {
        if (node.Settings.Role == NodeRole.Hub) return null;
        using var timer = new PeriodicTimer(Enrolling);
        while (true)
        {
            try
            {
                if (await TryOpenAsync(node, cancel) is { } line) return line;
            }
            catch (System.Data.Common.DbException)
            {
                // The store cannot be read now; the health of the node tells it.
            }
            await timer.WaitForNextTickAsync(cancel);
        }
    }

    /// <summary>The line of a post of which this is known, shown by this certificate.</summary>
    internal static HubLine Open(Enrolled enrolled, Settings settings, Func<X509Certificate2?> own) =>
        new(enrolled, settings.Hub is { Length: > 0 } told ? new(told) : enrolled.Address, own);

    /// <inheritdoc/>
    public void Dispose() => Client.Dispose();

    /// <summary>Asks what a hub answers at once, also when it can not. Where nobody does, the line is taken for dead: all its connections are broken.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="patience">How long the head of the answer may take; the body comes as it comes.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="TimeoutException">Nobody answered.</exception>
    internal async Task<HttpResponseMessage> AskAsync(HttpRequestMessage request, TimeSpan patience, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(patience);
        (request.Version, request.VersionPolicy) = (Client.DefaultRequestVersion, Client.DefaultVersionPolicy);
        try
        {
            return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            connections.Break();
            throw new TimeoutException("The hub did not answer.");
        }
    }

    /// <summary>A client that speaks only to whom it believes.</summary>
    /// <param name="hub">Where.</param>
    /// <param name="isHub">Whether the other side's certificate is believed.</param>
    /// <param name="own">The certificate to show, as it stands when a connection is made; null for none.</param>
    /// <param name="connections">Remembers them; null where nobody breaks them.</param>
    internal static HttpClient ClientFor(Uri hub, Func<X509Certificate2, bool> isHub, Func<X509Certificate2?> own, OpenConnections? connections = null)
    {
        var tls = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new()
            {
                DisableCertificateDownloads = true,
                RevocationMode = X509RevocationMode.NoCheck,
                TrustMode = X509ChainTrustMode.CustomRootTrust,
            },
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is X509Certificate2 shown && isHub(shown),
            LocalCertificateSelectionCallback = (_, _, _, _, _) => own()!,
        };
        var handler = new SocketsHttpHandler
        {
            SslOptions = tls,
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(15), // so that a renewed certificate comes into use
            KeepAlivePingDelay = TimeSpan.FromSeconds(15),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(15),
            EnableMultipleHttp2Connections = true,
        };
        if (connections is not null) handler.ConnectCallback = connections.ConnectAsync;
        var client = new HttpClient(new BrokenConnections(handler))
        {
            BaseAddress = hub,
            Timeout = TimeSpan.FromMinutes(5),
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        client.DefaultRequestHeaders.Add(VersionHeader, Version);
        return client;
    }
}
