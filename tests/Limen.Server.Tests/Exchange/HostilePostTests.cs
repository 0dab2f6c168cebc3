using System.Diagnostics;
using System.Net;
using System.Text;
using Limen.Storage;

namespace Limen.Server.Tests;

/// <summary>A post is somebody else's computer: what it may send that no program of ours would.</summary>
public sealed class HostilePostTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_comes_slowly_from_one_post_keeps_no_other_waiting()
    {
        await using var hub = await RunningServer.StartHubAsync();
        await using var slow = await PostFolder.EnrolledAsync(hub, "slow");
        await using var quick = await PostFolder.EnrolledAsync(hub, "quick");
        using var slowLine = await slow.LineAsync();
        using var quickLine = await quick.LineAsync();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var held = Enumerable.Range(0, 40).Select(_ => slowLine.Client.PostAsync("/api/exchange/events", new Dripping(end.Token), end.Token)).ToList();
        var busy = 0;
        for (; held.Count > 2; busy++)
        {
            var first = await Task.WhenAny(held).WaitAsync(TimeSpan.FromSeconds(20), Cancel);
            held.Remove(first);
            using var answer = await first;
            Assert.Equal("hubBusy", await answer.CodeAsync());
        }
        Assert.Equal(38, busy);
        using var taken = await quickLine.Client.PostAsync("/api/exchange/events", new ByteArrayContent((await quick.Node.Store.Outbox.NextAsync(100, 1 << 20, Cancel)).ToBytes()), Cancel);
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.True(held.TrueForAll(one => !one.IsCompleted));
        // Let go, its place is free again.
        await end.CancelAsync();
        await Task.WhenAll(held).ContinueWith(_ => { }, Cancel, TaskContinuationOptions.None, TaskScheduler.Default);
        var batch = (await slow.Node.Store.Outbox.NextAsync(100, 1 << 20, Cancel)).ToBytes();
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(50, Cancel))
        {
            using var again = await slowLine.Client.PostAsync("/api/exchange/events", new ByteArrayContent(batch), Cancel);
            if (again.StatusCode == HttpStatusCode.OK) break;
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{again.StatusCode}");
        }
    }

    [Theory]
    [InlineData("", "malformed")]
    [InlineData("null", "malformed")]
    [InlineData("[]", "malformed")]
    [InlineData("{\"format\":1}", "malformed")]
    [InlineData("{\"format\":9,\"store\":\"STORE\",\"from\":1,\"previousHash\":\"\",\"events\":[]}", "malformed")]
    [InlineData("{\"format\":1,\"store\":\"STORE\",\"from\":1,\"previousHash\":null,\"events\":[]}", "malformed")]
    [InlineData("{\"format\":1,\"store\":\"STORE\",\"from\":1,\"previousHash\":\"\",\"events\":[null]}", "malformed")]
    [InlineData("{\"format\":1,\"store\":\"00000000-0000-0000-0000-000000000000\",\"from\":1,\"previousHash\":\"\",\"events\":[]}", "invalidField")]
    [InlineData("{\"format\":1,\"store\":\"STORE\",\"from\":-9223372036854775808,\"previousHash\":\"\",\"events\":[]}", "chainGap")]
    [InlineData("{\"format\":1,\"store\":\"STORE\",\"from\":9223372036854775807,\"previousHash\":\"\",\"events\":[]}", "chainGap")]
    [InlineData("{\"format\":1,\"store\":\"STORE\",\"from\":1,\"previousHash\":\"x\",\"events\":[]}", "chainForked")]
    [InlineData("DEEP", "malformed")]
    [InlineData("HUGE", "tooLarge")]
    public async Task What_is_no_journal_is_refused_with_its_code_and_nothing_is_kept(string body, string code)
    {
        await using var hub = await RunningServer.StartHubAsync();
        await using var post = await PostFolder.EnrolledAsync(hub, "hut");
        using var line = await post.LineAsync();
        var bytes = body switch
        {
            "DEEP" => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 100_000))),
            "HUGE" => new byte[33 * 1024 * 1024],
            _ => Encoding.UTF8.GetBytes(body.Replace("STORE", $"{post.Node.Store.Id}", StringComparison.Ordinal)),
        };
        using var answer = await line.Client.PostAsync("/api/exchange/events", new ByteArrayContent(bytes), Cancel);
        if (code.StartsWith("chain", StringComparison.Ordinal)) Assert.Equal(code, EventReceipt.Read(await answer.Content.ReadAsByteArrayAsync(Cancel))!.Refused);
        else Assert.Equal(code, await answer.CodeAsync());
        Assert.DoesNotContain(await hub.Node.Store.PostEvents.ChainsAsync(Cancel), chain => chain.N > 0);
    }

    [Theory]
    [InlineData("/api/exchange/chunks/..%2f..%2flimen.db?list=docs&after=0&part=0")]
    [InlineData("/api/exchange/chunks/..%2F..%2F..%2Fetc%2Fpasswd")]
    [InlineData("/api/exchange/chunks/%2e%2e")]
    [InlineData("/api/exchange/chunks/0000000000000000000000000000000000000000000000000000000000000000?list=docs&after=-5&part=0")]
    [InlineData("/api/exchange/chunks/0000000000000000000000000000000000000000000000000000000000000000?list=docs&after=0&part=9223372036854775807")]
    [InlineData("/api/exchange/chunks/0000000000000000000000000000000000000000000000000000000000000000?list=docs&after=0&part=-9223372036854775808")]
    [InlineData("/api/exchange/chunks/0000000000000000000000000000000000000000000000000000000000000000?list=..%2F..&after=0&part=0")]
    [InlineData("/api/exchange/lists/..%2F..%2Flimen/manifest")]
    public async Task Nothing_is_given_that_no_manifest_names(string address)
    {
        await using var hub = await RunningServer.StartHubAsync();
        await using var post = await PostFolder.EnrolledAsync(hub, "hut");
        using var line = await post.LineAsync();
        Assert.Contains(await (await line.Client.AskAsync(address)).CodeAsync(), new[] { "chunkGone", "unknownList", "notFound" });
    }

    [Fact]
    public async Task A_version_before_the_first_is_none_and_gives_the_whole_list()
    {
        await using var hub = await RunningServer.StartHubAsync();
        await using var post = await PostFolder.EnrolledAsync(hub, "hut");
        using var line = await post.LineAsync();
        var whole = await (await line.Client.AskAsync("/api/exchange/lists/docs/manifest")).Content.ReadAsStringAsync(Cancel);
        foreach (var after in new[] { "-1", "-9223372036854775808", "9223372036854775807" })
            Assert.Equal(whole, await (await line.Client.AskAsync($"/api/exchange/lists/docs/manifest?after={after}")).Content.ReadAsStringAsync(Cancel));
        Assert.Equal("malformed", await (await line.Client.AskAsync("/api/exchange/lists/docs/manifest?after=1e9")).CodeAsync());
    }

    [Fact]
    public async Task What_a_post_tells_of_itself_steers_no_terminal()
    {
        await using var hub = await RunningServer.StartHubAsync();
        await using var post = await PostFolder.EnrolledAsync(hub, "hut");
        using var line = await post.LineAsync();
        const string told = """{"listVersions":{"docs":1,"\u001b[2J":2},"strays":{"../x":9},"waiting":-1,"oldestWaiting":"9999-12-31T23:59:59Z","program":"1.0\u001b]0;owned\u0007","clockOffsetSeconds":1e300,"trouble":"\u001b[31mall is well\r\n"}""";
        using var answer = await line.Client.PostAsync("/api/exchange/facts", new StringContent(told), Cancel);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        var facts = (await hub.Node.Store.Posts.FindAsync("hut", Cancel))!.Facts!;
        Assert.Equal(("31mall is well", "1.00owned", "docs"), (facts.Trouble, facts.Program, Assert.Single(facts.ListVersions).Key));
        Assert.Empty(facts.Strays);
        using var officer = await hub.SignedInAsync(Role.Administrator);
        foreach (var page in new[] { "/api/posts", "/api/doctor" })
        {
            using var shown = await officer.AskAsync(page);
            Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
            Assert.DoesNotContain("\\u001b", await shown.Content.ReadAsStringAsync(Cancel), StringComparison.OrdinalIgnoreCase);
        }
        Assert.Equal("tooLarge", await (await line.Client.PostAsync("/api/exchange/facts", new ByteArrayContent(new byte[17 * 1024]), Cancel)).CodeAsync());
    }

    /// <summary>A body of which a byte comes now and then.</summary>
    sealed class Dripping(CancellationToken end) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            while (true)
            {
                await stream.WriteAsync(new byte[200], end);
                await stream.FlushAsync(end);
                await Task.Delay(TimeSpan.FromMilliseconds(300), end);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
