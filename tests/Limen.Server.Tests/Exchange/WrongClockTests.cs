using System.Net;
using Limen.Gateway;
using Limen.Screening;
using Limen.Storage;
using Limen.TestKit;

namespace Limen.Server.Tests;

/// <summary>A post whose clock is hours wrong: what it has from its hub grows old all the same.</summary>
public sealed class WrongClockTests
{
    const string List = "entryId,number,documentType,issuingState,status\n1,AB0000001,P,FRA,stolen\n";

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void The_hubs_time_goes_on_though_the_clock_is_set_back()
    {
        var own = new ManualTime();
        var time = new HubTime(own);
        var start = own.GetUtcNow();
        Assert.Equal(start, time.GetUtcNow());
        time.Hear(start.AddHours(5));
        own.Advance(TimeSpan.FromHours(1));
        Assert.Equal(start.AddHours(6), time.GetUtcNow());
        Assert.Equal(TimeSpan.FromHours(-5), time.Ahead);
        // Of an old word nothing becomes earlier.
        time.NotBefore(start);
        Assert.Equal(start.AddHours(6), time.GetUtcNow());
    }

    [Fact]
    public void A_clock_that_was_behind_is_put_right_before_the_hub_is_heard_and_one_that_was_ahead_is_not()
    {
        var own = new ManualTime();
        var time = new HubTime(own);
        time.NotBefore(own.GetUtcNow().AddHours(2));
        time.WasBehind(TimeSpan.FromHours(3));
        Assert.Equal(own.GetUtcNow().AddHours(3), time.GetUtcNow());
        var ahead = new HubTime(own);
        ahead.WasBehind(TimeSpan.FromHours(-3));
        Assert.Equal(own.GetUtcNow(), ahead.GetUtcNow());
        Assert.Null(ahead.Ahead);
    }

    [Theory]
    [InlineData(-40)]
    [InlineData(40)]
    public async Task Old_lists_are_stale_and_a_dead_roster_lets_nobody_in_whatever_the_clock_says(int hoursWrong)
    {
        var time = new ForwardTime();
        time.Advance(TimeSpan.FromHours(hoursWrong));
        await using var hub = await RunningServer.StartHubAsync();
        await hub.ImportAsync("sltd", ListKind.Documents, List);
        var password = await FirstStart.GiveOfficerAsync(hub.Node, "anna", "Anna", [Role.FirstLine], Cancel);
        await using var post = await RunningPost.StartAsync(hub, "bridge", time);
        using var client = await post.WithKeyAsync();
        await Wait.UntilAsync(async () => await post.Node.Store.Roster.VersionAsync(Cancel) is not null && post.Node.HubTime.Ahead is not null && IsAnswered(post.Node), "The post did not come up to the hub.");

        // Connected, the wrong clock does no harm.
        Assert.IsType<Reply.NoHit>(await AskAsync(post.Node));
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(client.BaseAddress!, password));
        Assert.InRange(post.Node.HubTime.Ahead!.Value.TotalHours, hoursWrong - 0.1, hoursWrong + 0.1);

        await hub.DisposeAsync();
        time.Advance(TimeSpan.FromHours(25));
        Assert.IsType<Reply.NoHit>(await AskAsync(post.Node));
        Assert.Equal(HttpStatusCode.Unauthorized, await SignInAsync(client.BaseAddress!, password));

        // Nor does a start without the line make anything new.
        await using var again = await Node.OpenAsync(post.Node.Folder, post.Node.Settings, time, Cancel);
        Assert.Null(again.HubTime.Ahead);
        Assert.Null(await again.Store.Roster.FindAsync("anna", TimeSpan.FromHours(24), again.HubTime.GetUtcNow(), Cancel));
        time.Advance(TimeSpan.FromHours(168 - 24));
        foreach (var node in new[] { post.Node, again })
            Assert.Equal(Silence.Stale, Assert.IsType<Reply.Unavailable>(await AskAsync(node)).Silence);
    }

    // A list that has come is answered from a moment later.
    static bool IsAnswered(Node node) => node.Lists.Sources.Any(source => source.Status is { Source: "sltd", State: SourceState.Ready });

    static async Task<Reply> AskAsync(Node node)
    {
        await Wait.UntilAsync(() => IsAnswered(node), "The list does not answer.");
        var query = new Query(Purpose.BorderCheck, "test") { Document = new("AB0000002", Limen.Documents.DocumentClass.Passport, default) };
        return (await node.Own.AskAsync(query, Cancel).ToListAsync(Cancel)).Single(answer => answer.Source == "sltd").Reply;
    }

    static async Task<HttpStatusCode> SignInAsync(Uri post, string password)
    {
        using var client = new HttpClient { BaseAddress = post };
        client.DefaultRequestHeaders.Add("X-Limen-Request", "1");
        using var response = await client.PostAsync("/api/sign-in", new { name = "anna", password });
        return response.StatusCode;
    }
}
