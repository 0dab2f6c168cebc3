using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Limen.Server;
using Limen.Storage;
using Limen.TestKit;

namespace Limen.Faults.Tests;

public sealed class BadLineTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Over_64_kilobits_with_a_second_of_delay_a_list_comes_and_what_came_before_a_break_is_not_fetched_again()
    {
        using var folder = new ScratchFolder();
        await using var hub = await Running.HubAsync(folder.At("hub"));
        await using var line = new FaultProxy(1, new IPEndPoint(IPAddress.Loopback, hub.Exchange.Port));
        await hub.ImportAsync("docs", 30_000);
        await hub.EnrolAsync(folder.At("post"), "bridge", new($"https://127.0.0.1:{line.Port}"));
        var statement = await hub.Store.Offer.ManifestAsync("docs", 0, hub.Store.Authority.SignAsync, Cancel);
        var size = Manifest.Read(statement!.Bytes)!.Chunks.Sum(chunk => chunk.Bytes);
        line.Fault = new() { BytesPerSecond = 8000, Delay = TimeSpan.FromSeconds(1) };
        var before = line.Bytes;
        await using var post = await Running.PostAsync(folder.At("post"));
        var chunks = Manifest.Read(statement.Bytes)!.Chunks;
        await Running.UntilAsync(() => Task.FromResult(chunks.Sum(post.Store.Reception.Incoming.Held) > size / 3), "Nothing came.");
        line.Break();
        await Running.UntilAsync(() => post.IsEqualAsync(hub, "docs"), "The list did not come.");
        var carried = line.Bytes - before;
        TestContext.Current.SendDiagnosticMessage($"{size} bytes of list, {carried} bytes over the line");
        Assert.InRange(carried, size, size + 60_000);
        line.Fault = LineFault.None;
        await Running.UntilAsync(post.IsSentAsync, "The events did not go up.");
    }

    [Fact]
    public async Task A_line_on_which_the_hub_is_heard_but_hears_nothing_is_given_up_and_made_anew()
    {
        using var folder = new ScratchFolder();
        await using var hub = await Running.HubAsync(folder.At("hub"));
        await using var line = new FaultProxy(1, new IPEndPoint(IPAddress.Loopback, hub.Exchange.Port));
        await hub.ImportAsync("docs", 10);
        await hub.EnrolAsync(folder.At("post"), "bridge", new($"https://127.0.0.1:{line.Port}"));
        await using var post = await Running.PostAsync(folder.At("post"));
        await Running.UntilAsync(() => post.IsEqualAsync(hub, "docs"), "The list did not come.");
        await Running.UntilAsync(post.IsSentAsync, "The events did not go up.");
        line.Deafen();
        await hub.ImportAsync("docs", 20);
        await post.NoteAsync(1);
        await Running.UntilAsync(() => post.IsEqualAsync(hub, "docs"), "The list did not come.");
        await Running.UntilAsync(post.IsSentAsync, "The events did not go up.");
    }

    [Fact]
    public async Task A_damaged_chunk_in_the_hubs_cache_is_made_anew()
    {
        using var folder = new ScratchFolder();
        await using var hub = await Running.HubAsync(folder.At("hub"));
        await hub.ImportAsync("docs", 5000);
        await hub.EnrolAsync(folder.At("post"), "bridge");
        var statement = await hub.Store.Offer.ManifestAsync("docs", 0, hub.Store.Authority.SignAsync, Cancel);
        var chunk = Assert.Single(Manifest.Read(statement!.Bytes)!.Chunks);
        var path = folder.At("hub", "exchange", "chunks", chunk.Sha256);
        var bytes = await File.ReadAllBytesAsync(path, Cancel);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, Cancel);
        await using var post = await Running.PostAsync(folder.At("post"));
        await Running.UntilAsync(() => post.IsEqualAsync(hub, "docs"), "The list did not come.");
        Assert.True(await post.Store.Lists.IsWholeAsync("docs", Cancel));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Requests_that_come_twice_late_or_out_of_order_and_answers_that_are_lost_change_nothing(int seed)
    {
        using var folder = new ScratchFolder();
        await using var hub = await Running.HubAsync(folder.At("hub"));
        await hub.EnrolAsync(folder.At("post"), "bridge");
        await using var middle = await Middle.StartAsync(hub, folder.At("post"), seed);
        await using var post = await Running.PostAsync(folder.At("post"), middle.Address);
        var random = new Random(seed);
        for (var round = 0; round < 16; round++)
        {
            await hub.ImportAsync("docs", random.Next(50, 100));
            for (var n = random.Next(30); n > 0; n--) await post.NoteAsync(n);
            await Task.Delay(random.Next(600), Cancel);
        }
        await middle.CalmAsync();
        // That a list came is told to the hub, too.
        await Running.UntilAsync(() => post.IsEqualAsync(hub, "docs"), "The list did not come.");
        await Running.UntilAsync(post.IsSentAsync, "The events did not go up.");
        TestContext.Current.SendDiagnosticMessage(middle.Told);
        Assert.NotEmpty(middle.Told);
        Assert.Equal(await post.Store.Journal.CountAsync(Cancel), Assert.Single(await hub.Store.PostEvents.ChainsAsync(Cancel)).N);
        var check = await hub.Store.Journal.VerifyAsync(Cancel);
        Assert.True(check.Whole, check.Words);
        Assert.True((await post.Store.Journal.VerifyAsync(Cancel)).Whole);
        Assert.DoesNotContain(await hub.Store.Journal.ReadAsync(1, 1000, JournalKind.EventsRefused, null, Cancel), one => !one.Details.Contains("chainGap", StringComparison.Ordinal));
        Assert.True(await post.Store.Lists.IsWholeAsync("docs", Cancel));
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("2", true)]
    [InlineData("", true)]
    [InlineData("3", false)]
    public async Task A_post_one_version_older_or_newer_is_answered_and_one_further_off_is_told_so(string version, bool answered)
    {
        using var folder = new ScratchFolder();
        await using var hub = await Running.HubAsync(folder.At("hub"));
        await hub.ImportAsync("docs", 10);
        await hub.EnrolAsync(folder.At("post"), "bridge");
        await using var node = await Node.OpenAsync(folder.At("post"), new() { Role = NodeRole.Post }, TimeProvider.System, Cancel);
        using var line = (await HubLine.TryOpenAsync(node, Cancel))!;
        line.Client.DefaultRequestHeaders.Remove(HubLine.VersionHeader);
        if (version.Length > 0) line.Client.DefaultRequestHeaders.Add(HubLine.VersionHeader, version);
        using var manifest = await line.Client.GetAsync("/api/exchange/lists/docs/manifest", Cancel);
        using var sent = new ByteArrayContent((await node.Store.Outbox.NextAsync(100, 1 << 20, Cancel)).ToBytes());
        using var events = await line.Client.PostAsync("/api/exchange/events", sent, Cancel);
        Assert.Equal((answered, answered), (manifest.IsSuccessStatusCode, events.IsSuccessStatusCode));
        Assert.Equal(HubLine.Version, Assert.Single(events.Headers.GetValues(HubLine.VersionHeader)));
        if (answered) Assert.Null(EventReceipt.Read(await events.Content.ReadAsByteArrayAsync(Cancel))!.Refused);
        else Assert.Equal("exchangeVersionUnknown", (await events.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("code").GetString());
    }
}
