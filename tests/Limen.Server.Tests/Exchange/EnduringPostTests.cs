using System.Net;
using Limen.Storage;
using Microsoft.Data.Sqlite;

namespace Limen.Server.Tests;

/// <summary>A post goes on, and catches up, whatever it could not do for a while.</summary>
public sealed class EnduringPostTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_disk_that_takes_no_officers_stops_no_post_and_they_come_when_it_does()
    {
        await using var hub = await RunningServer.StartHubAsync();
        await FirstStart.GiveOfficerAsync(hub.Node, "anna", "Anna", [Role.FirstLine], Cancel);
        var folder = await PostFolder.EnrolledAsync(hub, "bridge");
        await RunAsync(folder, "create trigger full before insert on roster begin select raise(fail, 'database or disk is full'); end");
        await using var post = await RunningPost.StartAsync(folder);
        using var lane = await post.WithKeyAsync(Role.FirstLine);
        await Wait.UntilAsync(async () => (await (await lane.AskAsync("/api/line")).JsonAsync()).GetProperty("connected").GetBoolean(), "The line is not held.");
        // It has tried, failed, and tried again: the host has not stopped for what nobody caught.
        await Wait.UntilAsync(() => post.Logs.Split("The hub's officers could not be kept").Length > 2, "It does not try.");
        Assert.Equal(HttpStatusCode.OK, (await lane.AskAsync("/api/line")).StatusCode);
        Assert.False(post.IsStopping);
        Assert.Empty(await post.Node.Store.Roster.AllAsync(Cancel));
        await RunAsync(folder, "drop trigger full");
        await Wait.UntilAsync(async () => (await post.Node.Store.Roster.AllAsync(Cancel)).Any(officer => officer.Name == "anna"), "The officers did not come.");
    }

    [Fact]
    public async Task A_post_that_is_enrolled_while_it_runs_has_the_hubs_lists_and_officers_without_a_restart()
    {
        await using var hub = await RunningServer.StartHubAsync();
        await FirstStart.GiveOfficerAsync(hub.Node, "anna", "Anna", [Role.FirstLine], Cancel);
        var folder = await PostFolder.OpenAsync();
        await using var post = await RunningPost.StartAsync(folder);
        Assert.Null((await folder.EnrolAsync(hub.Exchange, await PostFolder.CodeAsync(hub, "bridge"))).Refused);
        await Wait.UntilAsync(async () => await post.Node.Store.Lists.FindAsync("docs", Cancel) is { FromHub: true }, "The lists did not come.");
        await Wait.UntilAsync(async () => (await post.Node.Store.Roster.AllAsync(Cancel)).Any(officer => officer.Name == "anna"), "The officers did not come.");
    }

    [Fact]
    public async Task A_certificate_near_its_end_is_renewed_as_soon_as_the_line_is_back()
    {
        var time = new ForwardTime();
        await using var hub = await RunningServer.StartAsync(time, new() { Role = NodeRole.Hub, Exchange = "https://127.0.0.1:0", Name = "hub.test" });
        var exchange = hub.Exchange;
        var folder = await PostFolder.EnrolledAsync(hub, "bridge", time);
        await using var line = new Limen.TestKit.FaultProxy(1, new IPEndPoint(IPAddress.Loopback, exchange.Port)) { Fault = new() { Cut = true } };
        await RunAsync(folder, $"update enrolment set address = 'https://127.0.0.1:{line.Port}'");
        time.Advance(TimeSpan.FromDays(179));
        await using var post = await RunningPost.StartAsync(folder);
        using var before = (await folder.Node.Store.Enrolment.CertificateAsync(Cancel))!;
        await Task.Delay(TimeSpan.FromSeconds(3), Cancel);
        Assert.Equal(before.SerialNumber, (await folder.Node.Store.Enrolment.CertificateAsync(Cancel))!.SerialNumber);
        line.Fault = Limen.TestKit.LineFault.None;
        await Wait.UntilAsync(async () => (await folder.Node.Store.Enrolment.CertificateAsync(Cancel))!.SerialNumber != before.SerialNumber, "The certificate was not renewed.");
        time.Advance(TimeSpan.FromDays(2));
        using var fresh = await folder.LineAsync();
        Assert.Equal(HttpStatusCode.OK, (await fresh.Client.PostAsync("/api/queries", new { purpose = "border-check", vehicle = new { plate = "X1" } })).StatusCode);
    }

    static async Task RunAsync(PostFolder folder, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder.Node.Folder, "limen.db")};Pooling=false;Default Timeout=10");
        await connection.OpenAsync(Cancel);
        await using var command = new SqliteCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
