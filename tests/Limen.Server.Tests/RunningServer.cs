using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Limen.Screening;
using Limen.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Limen.Server.Tests;

/// <summary>A real server on a free loopback port over a real SQLite store in a scratch folder, with three small lists.</summary>
sealed class RunningServer : IAsyncDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("limen-server-").FullName;
    readonly LogLines logs = new();
    WebApplication app = null!;
    bool disposed;

    public Node Node { get; private set; } = null!;
    public Uri Address => new(app.Urls.First());
    public Uri Exchange => LimenServer.ExchangeOf(app)!;
    public string Logs => logs.Text;

    public static async Task<RunningServer> StartAsync(TimeProvider? time = null, Settings? settings = null, string? console = null, RunningServer? enrolAt = null)
    {
        var server = new RunningServer();
        server.Node = await Node.OpenAsync(server.folder, Unhurried(settings ?? new() { Post = "Testford", Lane = "lane 3" }), time ?? TimeProvider.System, Cancel);
        if (enrolAt is not null)
            Assert.Null((await Enrolling.RunAsync(server.Node.Store, enrolAt.Exchange, await PostFolder.CodeAsync(enrolAt, "testford"), "test", Cancel)).Refused);
        await server.ImportAsync("docs", ListKind.Documents, "entryId,number,documentType,issuingState,status\nd1,MARKED123,passport,FRA,stolen\n");
        await server.ImportAsync("people", ListKind.Persons, "entryId,name,datesOfBirth,sex,nationalities\np1,Probnikov Testemir,1979-08-23,M,KGZ\n");
        await server.ImportAsync("cars", ListKind.Vehicles, "entryId,vin,plate,plateState,status\nv1,,LIMEN01,MDA,stolen\n");
        await server.LoadedAsync();
        server.app = LimenServer.Build(server.Node, new() { Urls = ["http://127.0.0.1:0"], Logs = server.logs, Console = console });
        await server.app.StartAsync(Cancel);
        return server;
    }

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A hub whose posts come in at a free port; with a connection string several nodes share its database.</summary>
    public static Task<RunningServer> StartHubAsync(string? database = null, TimeProvider? time = null) =>
        StartAsync(time, new() { Role = NodeRole.Hub, Exchange = "https://127.0.0.1:0", Name = "hub.test", Database = database });

    public async Task ImportAsync(string id, ListKind kind, string csv)
    {
        var report = await Node.Store.Lists.ImportAsync(
            new(id, kind, ListFormat.Csv, [new($"{id}.csv", new MemoryStream(Encoding.UTF8.GetBytes(csv)))], "test") { AcceptShrink = true }, null, Cancel);
        Assert.Null(report.Refused);
    }

    /// <summary>
    /// Its own lists have a minute to answer: on a machine that does much else, a second may pass before a question is even begun. What a
    /// deadline does is tested by a clock that is moved by hand (QueryGatewayTests).
    /// </summary>
    public static Settings Unhurried(Settings settings) => settings with { Policy = settings.Policy with { ListDeadlineMs = 60_000 } };

    Task LoadedAsync() => Wait.UntilAsync(
        () => Node.Lists.Sources.Count == 3 && Node.Lists.Sources.All(source => source.Status.State == Gateway.SourceState.Ready), "The lists were not loaded.");

    public HttpClient Client() => new(new SocketsHttpHandler { UseCookies = true, AllowAutoRedirect = false }) { BaseAddress = Address };

    public async Task<HttpClient> SignedInAsync(params Role[] roles)
    {
        var name = $"officer{Guid.CreateVersion7(Node.Time.GetUtcNow()):N}"[..20] + Random.Shared.Next(100000);
        var password = await FirstStart.GiveOfficerAsync(Node, name, "Officer", roles, Cancel);
        var client = Client();
        client.DefaultRequestHeaders.Add("X-Limen-Request", "1");
        var response = await client.PostAsJsonAsync("/api/sign-in", new { name, password }, Cancel);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancel));
        return client;
    }

    public async Task<HttpClient> WithKeyAsync(params Role[] roles)
    {
        var client = Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await FirstStart.GiveKeyAsync(Node, "test", roles, Cancel));
        return client;
    }

    /// <summary>Stops the server, its node left open.</summary>
    public async Task StopAsync()
    {
        await app.StopAsync(Cancel);
        await app.DisposeAsync();
    }

    /// <summary>Starts it again.</summary>
    public async Task StartAgainAsync()
    {
        app = LimenServer.Build(Node, new() { Urls = ["http://127.0.0.1:0"], Logs = logs });
        await app.StartAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, true)) return;
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        await Node.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>What a server logs, kept.</summary>
sealed class LogLines : ILoggerProvider, ILogger
{
    readonly StringBuilder text = new();

    public string Text { get { lock (text) return text.ToString(); } }
    public ILogger CreateLogger(string categoryName) => this;
    public bool IsEnabled(LogLevel logLevel) => true;
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
    public void Dispose() { }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (text) text.AppendLine(formatter(state, exception)).AppendLine(exception?.ToString());
    }
}

/// <summary>The system's clock, which can be put forward; timers run as ever.</summary>
sealed class ForwardTime : TimeProvider
{
    long forward;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref forward));

    public void Advance(TimeSpan by) => Interlocked.Add(ref forward, by.Ticks);
}

/// <summary>Waits for a condition itself; how long a broken one is waited for says nothing of how long it may take.</summary>
static class Wait
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static Task UntilAsync(Func<bool> holds, string what) => UntilAsync(() => Task.FromResult(holds()), what);

    public static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        for (var watch = Stopwatch.StartNew(); !await holds(); await Task.Delay(20, TestContext.Current.CancellationToken))
            Assert.True(watch.Elapsed < Patience, what);
    }
}

static class Said
{
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response) =>
        await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

    public static async Task<string?> CodeAsync(this HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return (await response.JsonAsync()).GetProperty("code").GetString();
    }

    public static Task<HttpResponseMessage> PostAsync(this HttpClient client, string path, object body) =>
        client.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);

    public static Task<HttpResponseMessage> AskAsync(this HttpClient client, string path) => client.GetAsync(path, TestContext.Current.CancellationToken);
}
