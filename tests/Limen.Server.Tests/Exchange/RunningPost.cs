using System.Net.Http.Headers;
using Limen.Storage;
using Microsoft.AspNetCore.Builder;

namespace Limen.Server.Tests;

/// <summary>A post with its server, enrolled at a running hub, over real HTTPS.</summary>
sealed class RunningPost : IAsyncDisposable
{
    readonly PostFolder folder;
    readonly WebApplication app;
    readonly LogLines logs;

    RunningPost(PostFolder folder, WebApplication app, LogLines logs) => (this.folder, this.app, this.logs) = (folder, app, logs);

    public Node Node => folder.Node;

    public static async Task<RunningPost> StartAsync(RunningServer hub, string name, TimeProvider? time = null)
    {
        return await StartAsync(await PostFolder.EnrolledAsync(hub, name, time));
    }

    /// <summary>The same for one that is enrolled already; closes it in the end.</summary>
    public static async Task<RunningPost> StartAsync(PostFolder folder)
    {
        var logs = new LogLines();
        var app = LimenServer.Build(folder.Node, new() { Urls = ["http://127.0.0.1:0"], Logs = logs });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(folder, app, logs);
    }

    public string Logs => logs.Text;

    /// <summary>True when something in it has told the host to stop.</summary>
    public bool IsStopping => app.Lifetime.ApplicationStopping.IsCancellationRequested;

    public async Task<HttpClient> WithKeyAsync(params Role[] roles)
    {
        var client = new HttpClient { BaseAddress = new(app.Urls.First()) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await FirstStart.GiveKeyAsync(Node, "test", roles, TestContext.Current.CancellationToken));
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        await folder.DisposeAsync();
    }
}
