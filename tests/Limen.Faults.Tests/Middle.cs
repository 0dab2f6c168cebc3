using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Limen.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Limen.Faults.Tests;

/// <summary>
/// Between a post and its hub, on the level of requests: repeats them, brings old ones again after newer ones, holds them up, loses the
/// answers. It shows a certificate of the hub to the post and the post's to the hub, as nobody outside could.
/// </summary>
sealed class Middle : IAsyncDisposable
{
    readonly WebApplication app;
    readonly HttpClient hub;
    readonly Random random;
    readonly ConcurrentDictionary<string, int> tally = new();
    readonly List<byte[]> old = [];
    volatile bool calm;

    Middle(WebApplication app, HttpClient hub, int seed) => (this.app, this.hub, random) = (app, hub, new(seed));

    public Uri Address => new(app.Urls.Single());

    /// <summary>What it has done.</summary>
    public string Told => string.Join(", ", tally.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key} {one.Value}"));

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<Middle> StartAsync(Running hub, string postFolder, int seed)
    {
        var certificate = await hub.Store.Authority.IssueServerAsync(["127.0.0.1"], TimeSpan.FromDays(1), Cancel);
        X509Certificate2 own;
        await using (var store = await Store.OpenAsync(new(postFolder, null), TimeProvider.System, Cancel)) own = (await store.Enrolment.CertificateAsync(Cancel))!;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var handler = new SocketsHttpHandler
        {
            SslOptions = new()
            {
                LocalCertificateSelectionCallback = (_, _, _, _, _) => own,
                RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null,
            },
        };
        var app = builder.Build();
        var middle = new Middle(app, new(handler) { BaseAddress = hub.Exchange, DefaultRequestVersion = HttpVersion.Version20 }, seed);
        app.Run(middle.CarryAsync);
        await app.StartAsync(Cancel);
        return middle;
    }

    /// <summary>From now on it only passes on; what it still holds comes once more before.</summary>
    public async Task CalmAsync()
    {
        calm = true;
        foreach (var body in Old()) using (await SendAsync("POST", "/api/exchange/events", body, Cancel)) { }
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        hub.Dispose();
    }

    async Task CarryAsync(HttpContext http)
    {
        using var read = new MemoryStream();
        await http.Request.Body.CopyToAsync(read, http.RequestAborted);
        var address = http.Request.Path + http.Request.QueryString.Value;
        var body = read.ToArray();
        var events = !calm && address.EndsWith("/events", StringComparison.Ordinal);
        try
        {
            if (events && Next(2) == 0) await AgainAsync();
            if (events) lock (old) old.Add(body);
            if (!calm && Next(4) == 0) await Task.Delay(Count("held up", Next(300)), http.RequestAborted);
            if (events && Next(2) == 0) using (await SendAsync(http.Request.Method, address, body, http.RequestAborted)) Count("twice", 0);
            using var answer = await SendAsync(http.Request.Method, address, body, http.RequestAborted);
            if (!calm && !address.EndsWith("/feed", StringComparison.Ordinal) && Next(5) == 0)
            {
                Count("answer lost", 0);
                http.Abort();
                return;
            }
            await AnswerAsync(http, answer);
        }
        catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException or IOException)
        {
            http.Abort();
        }
    }

    // Some of what was sent long ago, in any order, now.
    async Task AgainAsync()
    {
        foreach (var body in Old())
            if (Next(3) == 0) using (await SendAsync("POST", "/api/exchange/events", body, Cancel)) Count("again", 0);
    }

    byte[][] Old()
    {
        lock (old)
        {
            var all = old.ToArray();
            lock (random) random.Shuffle(all);
            return all;
        }
    }

    async Task<HttpResponseMessage> SendAsync(string method, string address, byte[] body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(new(method), address) { Version = HttpVersion.Version20 };
        if (body.Length > 0) request.Content = new ByteArrayContent(body);
        return await hub.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
    }

    static async Task AnswerAsync(HttpContext http, HttpResponseMessage answer)
    {
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
            if (!name.StartsWith("Transfer", StringComparison.Ordinal)) http.Response.Headers[name] = values.ToArray();
        await http.Response.StartAsync(http.RequestAborted);
        await using var content = await answer.Content.ReadAsStreamAsync(http.RequestAborted);
        var buffer = new byte[8192];
        for (int read; (read = await content.ReadAsync(buffer, http.RequestAborted)) > 0;)
        {
            await http.Response.Body.WriteAsync(buffer.AsMemory(0, read), http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }
    }

    int Next(int below)
    {
        lock (random) return random.Next(below);
    }

    int Count(string what, int value)
    {
        tally.AddOrUpdate(what, 1, (_, before) => before + 1);
        return value;
    }
}
