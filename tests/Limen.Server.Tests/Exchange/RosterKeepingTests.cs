using System.Net;
using System.Net.Http.Json;
using Limen.Storage;
using Limen.TestKit;

namespace Limen.Server.Tests;

public sealed class RosterKeepingTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_hubs_officers_sign_in_at_the_post_until_they_are_removed_or_the_roster_dies()
    {
        var time = new ForwardTime();
        await using var hub = await RunningServer.StartHubAsync();
        var anna = await FirstStart.GiveOfficerAsync(hub.Node, "anna", "Anna", [Role.FirstLine], Cancel);
        var boris = await FirstStart.GiveOfficerAsync(hub.Node, "boris", "Boris", [Role.SecondLine], Cancel);
        await using var post = await RunningServer.StartAsync(time, enrolAt: hub);
        await RosterCameAsync(post);
        using var own = await post.SignedInAsync(Role.Administrator);
        using var first = await SignedInAsync(post, "anna", anna);
        Assert.Equal("Anna", (await (await first.AskAsync("/api/session")).JsonAsync()).GetProperty("displayName").GetString());
        Assert.Equal("officerOfHub", await (await first.PostAsync("/api/session/password", new { current = anna, next = "another long pass phrase" })).CodeAsync());
        Assert.Equal("officerOfHub", await (await own.PostAsync("/api/officers/anna/disable", new { })).CodeAsync());
        Assert.Equal("nameTaken", await (await own.PostAsync("/api/officers", new { name = "boris", roles = new[] { "firstLine" } })).CodeAsync());
        Assert.Contains((await (await own.AskAsync("/api/officers")).JsonAsync()).EnumerateArray(), one => one.GetProperty("name").GetString() == "boris" && one.GetProperty("ofHub").GetBoolean());

        var clock = Undisturbed.Start();
        Assert.Null((await Staff.DisableAsync(hub.Node.Store, "anna", "test", Cancel)).Refused);
        await Wait.UntilAsync(async () => (await first.AskAsync("/api/session")).StatusCode != HttpStatusCode.OK, "She is still in.");
        Assert.True(clock.IsWithin(TimeSpan.FromSeconds(3)), $"{clock}");
        Assert.Equal("wrongNameOrPassword", await (await TryAsync(post, "anna", anna)).CodeAsync());

        await hub.DisposeAsync();
        time.Advance(TimeSpan.FromHours(23));
        using (await SignedInAsync(post, "boris", boris)) { }
        time.Advance(TimeSpan.FromHours(2));
        Assert.Equal("wrongNameOrPassword", await (await TryAsync(post, "boris", boris)).CodeAsync());
        using var still = await post.SignedInAsync(Role.FirstLine);
        Assert.Equal(HttpStatusCode.OK, (await still.AskAsync("/api/session")).StatusCode);
    }

    [Fact]
    public async Task A_post_that_is_enrolled_while_it_serves_gets_the_officers_too()
    {
        await using var hub = await RunningServer.StartHubAsync();
        var anna = await FirstStart.GiveOfficerAsync(hub.Node, "anna", "Anna", [Role.FirstLine], Cancel);
        await using var post = await RunningServer.StartAsync();
        Assert.Null((await Enrolling.RunAsync(post.Node.Store, hub.Exchange, await PostFolder.CodeAsync(hub, "bridge"), "test", Cancel)).Refused);
        await RosterCameAsync(post);
        using (await SignedInAsync(post, "anna", anna)) { }
    }

    static async Task<HttpClient> SignedInAsync(RunningServer post, string name, string password)
    {
        var client = post.Client();
        client.DefaultRequestHeaders.Add("X-Limen-Request", "1");
        using var response = await client.PostAsJsonAsync("/api/sign-in", new { name, password }, Cancel);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancel));
        return client;
    }

    static Task RosterCameAsync(RunningServer post) => Wait.UntilAsync(async () => await post.Node.Store.Roster.VersionAsync(Cancel) is not null, "No roster came.");

    static async Task<HttpResponseMessage> TryAsync(RunningServer post, string name, string password)
    {
        using var client = post.Client();
        return await client.PostAsJsonAsync("/api/sign-in", new { name, password }, Cancel);
    }
}
