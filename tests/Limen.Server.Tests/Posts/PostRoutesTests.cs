using System.Net;
using Limen.Storage;

namespace Limen.Server.Tests;

public sealed class PostRoutesTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_administrator_invites_sees_and_locks_out_posts()
    {
        await using var hub = await RunningServer.StartHubAsync();
        using var admin = await hub.SignedInAsync(Role.Administrator);
        var invited = await (await admin.PostAsync("/api/posts", new { name = "Bridge", minutes = 5 })).JsonAsync();
        Assert.Equal(("bridge", "invited"), (invited.GetProperty("name").GetString(), invited.GetProperty("state").GetString()));
        await using var post = await PostFolder.OpenAsync();
        Assert.Null((await post.EnrolAsync(hub.Exchange, invited.GetProperty("code").GetString()!)).Refused);
        await hub.Node.Store.Posts.SeenAsync("bridge", new()
        {
            ListVersions = new Dictionary<string, long> { ["docs"] = 7 },
            Waiting = 12,
            OldestWaiting = hub.Node.Time.GetUtcNow().AddHours(-3),
            Program = "1.2.3",
            ClockOffsetSeconds = -2.5,
            Trouble = "hubUnreachable",
        }, Cancel);
        var seen = Assert.Single((await (await admin.AskAsync("/api/posts")).JsonAsync()).EnumerateArray());
        Assert.Equal(("enrolled", true, 7, 12), (seen.GetProperty("state").GetString(), seen.GetProperty("connected").GetBoolean(),
            seen.GetProperty("listVersions").GetProperty("docs").GetInt32(), seen.GetProperty("queue").GetProperty("waiting").GetInt32()));
        Assert.Equal(("1.2.3", -2.5, "hubUnreachable"), (seen.GetProperty("program").GetString(), seen.GetProperty("clockOffsetSeconds").GetDouble(), seen.GetProperty("trouble").GetString()));
        using var line = await post.LineAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await admin.DeleteAsync("/api/posts/bridge", Cancel)).StatusCode);
        Assert.Equal("postRevoked", await (await line.Client.PostAsync("/api/queries", new { purpose = "border-check" })).CodeAsync());
        Assert.Equal("unknownPost", await (await admin.DeleteAsync("/api/posts/bridge", Cancel)).CodeAsync());
        Assert.Equal("unknownPost", await (await admin.DeleteAsync("/api/posts/nowhere", Cancel)).CodeAsync());
    }

    [Theory]
    [InlineData("b", 5, "name")]
    [InlineData("the bridge", 5, "name")]
    [InlineData("bridge", 0, "minutes")]
    [InlineData("bridge", 99999, "minutes")]
    public async Task What_cannot_be_meant_is_refused_with_its_field(string name, double minutes, string field)
    {
        await using var hub = await RunningServer.StartHubAsync();
        using var admin = await hub.SignedInAsync(Role.Administrator);
        var problem = await (await admin.PostAsync("/api/posts", new { name, minutes })).JsonAsync();
        Assert.Equal(("invalidField", field), (problem.GetProperty("code").GetString(), problem.GetProperty("field").GetString()));
    }

    [Fact]
    public async Task Only_a_hub_has_posts_and_only_administrators_change_them()
    {
        await using var alone = await RunningServer.StartAsync();
        using var admin = await alone.SignedInAsync(Role.Administrator);
        Assert.Equal("hubOnly", await (await admin.AskAsync("/api/posts")).CodeAsync());
        Assert.Equal("hubOnly", await (await admin.PostAsync("/api/posts", new { name = "bridge" })).CodeAsync());
        using var auditor = await alone.SignedInAsync(Role.Auditor);
        Assert.Equal("notAllowed", await (await auditor.PostAsync("/api/posts", new { name = "bridge" })).CodeAsync());
    }
}
