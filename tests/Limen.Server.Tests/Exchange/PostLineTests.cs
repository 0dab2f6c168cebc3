using System.Net;
using System.Text;
using Limen.Gateway;
using Limen.Screening;
using Limen.Storage;
using Limen.TestKit;

namespace Limen.Server.Tests;

public sealed class PostLineTests
{
    const string Header = "entryId,number,documentType,issuingState,status\n";

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    static async Task<bool> IsListedAsync(Node node, string number)
    {
        var query = new Query(Purpose.BorderCheck, "test") { Document = new(number, Limen.Documents.DocumentClass.Passport, State("FRA")) };
        return node.Lists.Sources.FirstOrDefault(source => source.Status.Source == "sltd") is { } list && await list.AskAsync(query, Cancel) is Reply.Hit { Matches.Count: > 0 };
    }

    static Limen.Documents.StateCode State(string code) => Limen.Documents.StateCode.TryParse(code, out var state) ? state : default;

    static async Task<bool> IsEqualAsync(Node hub, Node post, string list) =>
        await post.Store.Lists.FindAsync(list, Cancel) is { FromHub: true } here && here with { FromHub = false } == await hub.Store.Lists.FindAsync(list, Cancel);

    [Fact]
    public async Task A_report_at_the_hub_is_a_hit_at_a_connected_post_within_a_second()
    {
        await using var hub = await RunningServer.StartHubAsync();
        await using var post = await RunningPost.StartAsync(hub, "bridge");
        var rows = new StringBuilder(Header);
        for (var i = 0; i < 20_000; i++) rows.Append($"{i},AB{i:0000000},P,FRA,stolen\n");
        await hub.ImportAsync("sltd", ListKind.Documents, rows.ToString());
        await Wait.UntilAsync(() => IsEqualAsync(hub.Node, post.Node, "sltd"), "The list did not come.");
        var took = new List<(bool InTime, string Told)>();
        for (var round = 0; round < 5; round++)
        {
            Assert.False(await IsListedAsync(post.Node, $"NEW{round}"));
            rows.Append($"n{round},NEW{round},P,FRA,stolen\n");
            await hub.ImportAsync("sltd", ListKind.Documents, rows.ToString());
            var watch = Undisturbed.Start();
            await Wait.UntilAsync(() => IsListedAsync(post.Node, $"NEW{round}"), "The report did not come.");
            took.Add((watch.IsWithin(TimeSpan.FromSeconds(1)), $"{watch}"));
        }
        TestContext.Current.SendDiagnosticMessage($"A report was a hit at the post after {string.Join("; ", took.Select(one => one.Told))}");
        Assert.True(took.Count(one => one.InTime) > took.Count / 2, $"Half of the reports took longer than a second: {string.Join("; ", took.Select(one => one.Told))}");
        Assert.True(await post.Node.Store.Lists.IsWholeAsync("sltd", Cancel));
    }

    [Fact]
    public async Task What_a_post_does_stands_at_the_hub_and_nothing_is_lost_while_the_line_is_down()
    {
        await using var hub = await RunningServer.StartAsync(settings: new() { Role = NodeRole.Hub, Exchange = $"https://127.0.0.1:{FreePort.Next()}", Name = "hub.test" });
        await using var post = await RunningPost.StartAsync(hub, "bridge");
        using (var lane = await post.WithKeyAsync(Role.FirstLine))
        {
            using var first = await lane.PostAsync("/api/inspections", new { purpose = "border-check", vehicle = new { plate = "X1" } });
            Assert.True(first.IsSuccessStatusCode, await first.Content.ReadAsStringAsync(Cancel));
            await Wait.UntilAsync(async () => (await post.Node.Store.Outbox.StateAsync(Cancel)).Waiting == 0, "The events did not go up.");
            await hub.StopAsync();
            using var second = await lane.PostAsync("/api/inspections", new { purpose = "border-check", vehicle = new { plate = "X2" } });
            Assert.True(second.IsSuccessStatusCode);
            using var line = await lane.AskAsync("/api/line");
            Assert.True((await line.JsonAsync()).GetProperty("waiting").GetInt64() > 0);
            await hub.StartAgainAsync();
        }
        await Wait.UntilAsync(async () => (await post.Node.Store.Outbox.StateAsync(Cancel)).Waiting == 0, "The events did not go up after the line was back.");
        Assert.Equal(
            await post.Node.Store.Journal.CountAsync(Cancel),
            Assert.Single(await hub.Node.Store.PostEvents.ChainsAsync(Cancel)).N);
        Assert.True((await hub.Node.Store.Journal.VerifyAsync(Cancel)).Whole);
        Assert.Equal("bridge", Assert.Single(await hub.Node.Store.Posts.AllAsync(Cancel)).Name);
    }

    [Fact]
    public async Task A_chunk_that_broke_off_is_fetched_from_where_it_broke_and_a_damaged_one_anew()
    {
        await using var hub = await RunningServer.StartHubAsync();
        var folder = await PostFolder.EnrolledAsync(hub, "bridge");
        var rows = new StringBuilder(Header);
        for (var i = 0; i < 70_000; i++) rows.Append($"{i},AB{i:0000000},P,FRA,stolen\n");
        await hub.ImportAsync("sltd", ListKind.Documents, rows.ToString());
        var manifest = Manifest.Read((await hub.Node.Store.Offer.ManifestAsync("sltd", 0, hub.Node.Store.Authority.SignAsync, Cancel))!.Bytes)!;
        Assert.Equal(3, manifest.Chunks.Count);
        using (var line = await folder.LineAsync())
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, GiveList.AddressOf(manifest, manifest.Chunks[0]));
            request.Headers.Range = new(100, 199);
            using var part = await line.Client.SendAsync(request, Cancel);
            Assert.Equal((HttpStatusCode.PartialContent, 100L), (part.StatusCode, (await part.Content.ReadAsByteArrayAsync(Cancel)).LongLength));
            Assert.Equal("chunkGone", await (await line.Client.AskAsync($"/api/exchange/chunks/{new string('0', 64)}?list=sltd&after=0&part=0")).CodeAsync());
        }
        var incoming = folder.Node.Store.Reception.Incoming;
        async Task PutAsync(ChunkOf chunk, int length, bool damaged)
        {
            await using var content = (await hub.Node.Store.Offer.ChunkAsync(chunk.Sha256, null, 0, 0, Cancel))!;
            var bytes = new byte[length];
            await content.ReadExactlyAsync(bytes, Cancel);
            if (damaged) bytes[50] ^= 1;
            await using var file = incoming.Append(chunk);
            await file.WriteAsync(bytes, Cancel);
        }
        await PutAsync(manifest.Chunks[0], 5000, damaged: false);
        await PutAsync(manifest.Chunks[1], 5000, damaged: true);
        await using var post = await RunningPost.StartAsync(folder);
        await Wait.UntilAsync(() => IsEqualAsync(hub.Node, post.Node, "sltd"), "The list did not come.");
        Assert.True(await post.Node.Store.Lists.IsWholeAsync("sltd", Cancel));
        await Wait.UntilAsync(() => manifest.Chunks.All(chunk => incoming.Held(chunk) == 0), "Chunks were left behind.");
    }

    [Fact]
    public async Task What_a_killed_post_had_fetched_and_taken_in_already_does_not_stay_in_its_folder()
    {
        await using var hub = await RunningServer.StartHubAsync();
        var folder = await PostFolder.EnrolledAsync(hub, "bridge");
        var incoming = folder.Node.Store.Reception.Incoming;
        await using (var left = incoming.Append(new(0, new string('a', 64), 100, 1))) await left.WriteAsync(new byte[50], Cancel);
        await using var post = await RunningPost.StartAsync(folder);
        await Wait.UntilAsync(() => incoming.Held(new(0, new string('a', 64), 100, 1)) == 0, "It was left behind.");
    }

    [Fact]
    public async Task A_node_of_another_version_is_answered_as_far_as_possible()
    {
        await using var hub = await RunningServer.StartHubAsync();
        await using var folder = await PostFolder.EnrolledAsync(hub, "bridge");
        using var line = await folder.LineAsync();
        foreach (var (version, code) in new[] { ("0", HttpStatusCode.OK), ("2", HttpStatusCode.OK), ("7", HttpStatusCode.UpgradeRequired) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/exchange/trust");
            line.Client.DefaultRequestHeaders.Remove(HubLine.VersionHeader);
            request.Headers.Add(HubLine.VersionHeader, version);
            using var answer = await line.Client.SendAsync(request, Cancel);
            Assert.Equal((code, HubLine.Version), (answer.StatusCode, answer.Headers.GetValues(HubLine.VersionHeader).Single()));
        }
    }

    [Fact]
    public async Task A_post_tells_how_it_stands_and_takes_up_the_hubs_time()
    {
        var ahead = new ForwardTime();
        ahead.Advance(TimeSpan.FromHours(-5));
        await using var hub = await RunningServer.StartHubAsync();
        await using var post = await RunningPost.StartAsync(hub, "bridge", ahead);
        await Wait.UntilAsync(async () => (await hub.Node.Store.Posts.FindAsync("bridge", Cancel))?.Facts is { ListVersions.Count: > 2 }, "The post did not tell.");
        var facts = (await hub.Node.Store.Posts.FindAsync("bridge", Cancel))!.Facts!;
        Assert.InRange(facts.ClockOffsetSeconds!.Value, -5 * 3600 - 60, -5 * 3600 + 60);
        Assert.Equal(1, facts.ListVersions["docs"]);
        Assert.InRange((post.Node.HubTime.GetUtcNow() - TimeProvider.System.GetUtcNow()).TotalSeconds, -30, 30);
        using var officer = await post.WithKeyAsync(Role.FirstLine);
        using var sources = await officer.AskAsync("/api/sources");
        Assert.All((await sources.JsonAsync()).EnumerateArray(), source => Assert.InRange(source.GetProperty("ageSeconds").GetInt64(), 0, 300));
        using var line = await officer.AskAsync("/api/line");
        var told = await line.JsonAsync();
        Assert.Equal(("post", true), (told.GetProperty("role").GetString(), told.GetProperty("connected").GetBoolean()));
    }
}
