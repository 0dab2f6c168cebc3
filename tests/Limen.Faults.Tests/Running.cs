using System.Diagnostics;
using System.Text;
using Limen.Screening;
using Limen.Server;
using Limen.Storage;
using Microsoft.AspNetCore.Builder;

namespace Limen.Faults.Tests;

/// <summary>A node with its server in this process, over real HTTPS.</summary>
sealed class Running : IAsyncDisposable
{
    readonly WebApplication app;

    Running(Node node, WebApplication app) => (Node, this.app) = (node, app);

    public Node Node { get; }

    public Store Store => Node.Store;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Where a hub's posts come in.</summary>
    public Uri Exchange => LimenServer.ExchangeOf(app)!;

    public static Task<Running> HubAsync(string folder) =>
        StartAsync(folder, new() { Role = NodeRole.Hub, Exchange = "https://127.0.0.1:0", Name = "hub.test" }, TimeProvider.System);

    /// <summary>A post; it keeps the enrolment that its folder holds.</summary>
    public static Task<Running> PostAsync(string folder, Uri? hub = null, TimeSpan? limit = null, TimeProvider? time = null) => StartAsync(
        folder,
        // A minute to answer: on a machine that does much else, a second may pass before a question is even begun.
        new() { Role = NodeRole.Post, Hub = hub?.ToString(), Policy = new() { StaleAfterHours = limit?.TotalHours ?? 0, ListDeadlineMs = 60_000 } },
        time ?? TimeProvider.System);

    public static async Task<Running> StartAsync(string folder, Settings settings, TimeProvider time)
    {
        var node = await Node.OpenAsync(folder, settings, time, Cancel);
        var app = LimenServer.Build(node, new() { Urls = ["http://127.0.0.1:0"] });
        await app.StartAsync(Cancel);
        return new(node, app);
    }

    /// <summary>Enrols a folder at this hub, reached there.</summary>
    public async Task EnrolAsync(string folder, string name, Uri? reached = null)
    {
        await using var store = await Store.OpenAsync(new(folder, null), TimeProvider.System, Cancel);
        var code = await Store.Posts.InviteAsync(name, TimeSpan.FromHours(1), "test", Cancel);
        Assert.Null((await Enrolling.RunAsync(store, reached ?? Exchange, code.Text(), "test", Cancel)).Refused);
    }

    public Task ImportAsync(string list, int entries)
    {
        var rows = new StringBuilder("entryId,number,documentType,issuingState,status\n");
        for (var i = 0; i < entries; i++) rows.Append($"{i},AB{i:0000000},P,FRA,stolen\n");
        return ImportAsync(list, ListKind.Documents, rows.ToString());
    }

    public async Task ImportAsync(string list, ListKind kind, string csv)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var report = await Store.Lists.ImportAsync(new(list, kind, ListFormat.Csv, [new("list.csv", content)], "test") { AcceptShrink = true }, null, Cancel);
        Assert.Null(report.Refused);
    }

    /// <summary>A client that may inspect.</summary>
    public async Task<HttpClient> LaneAsync()
    {
        var lane = new HttpClient { BaseAddress = new(app.Urls.First()) };
        lane.DefaultRequestHeaders.Authorization = new("Bearer", await FirstStart.GiveKeyAsync(Node, "lane", [Role.FirstLine], Cancel));
        return lane;
    }

    /// <summary>Something for the journal.</summary>
    public Task<JournalEntry> NoteAsync(int n) => Store.Journal.AppendAsync(new(JournalKind.SignIn, "anna", $"anna{n}"), Cancel);

    public async Task<bool> IsEqualAsync(Running hub, string list) =>
        await Store.Lists.FindAsync(list, Cancel) is { } here && here with { FromHub = false } == await hub.Store.Lists.FindAsync(list, Cancel);

    public async Task<bool> IsSentAsync() => (await Store.Outbox.StateAsync(Cancel)).Waiting == 0;

    /// <summary>Waits for a condition itself; how long a broken one is waited for says nothing of how long it may take.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!await holds())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(3), what);
            await Task.Delay(25, Cancel);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        await Node.DisposeAsync();
    }
}
