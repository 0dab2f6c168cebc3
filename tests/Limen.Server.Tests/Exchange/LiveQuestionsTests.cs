using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Limen.Gateway;
using Limen.Inspections;
using Limen.Storage;
using Limen.TestKit;
using Microsoft.Data.Sqlite;

namespace Limen.Server.Tests;

public sealed class LiveQuestionsTests
{
    const string Listed = "P<FRATESTER<<ANNA<<<<<<<<<<<<<<<<<<<<<<<<<<<\nMARKED1232FRA8001014F3001019<<<<<<<<<<<<<<<8";

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    static Task<bool> IsSynchronisedAsync(Node post) => IsListedAsync(post, "docs", "people", "cars");

    static async Task<bool> IsListedAsync(Node post, params string[] lists)
    {
        var held = (await post.Store.Lists.AllAsync(Cancel)).Select(list => list.Id).ToHashSet();
        return lists.All(held.Contains) && post.Lists.Sources.Count >= lists.Length && post.Lists.Sources.All(source => source.Status.State == SourceState.Ready);
    }

    // As a store would be whose entry has got lost: same version, other answer.
    static async Task LoseKeysAsync(Node node)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(node.Folder, "limen.db")};Pooling=false;Default Timeout=20");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "delete from entry_keys where list_no = (select list_no from lists where id = 'docs')";
        Assert.True(await command.ExecuteNonQueryAsync(Cancel) > 0);
    }

    static async Task<List<JsonElement>> EventsAsync(HttpClient lane)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/inspections") { Content = JsonContent.Create(new { purpose = "border-check", mrz = Listed }) };
        request.Headers.Accept.ParseAdd("application/x-ndjson");
        using var response = await lane.SendAsync(request, Cancel);
        return [.. (await response.Content.ReadAsStringAsync(Cancel)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    static async Task<int> KeptAsync(Node node) => (await node.Store.Checkup.DifferingAsync(DateTimeOffset.MinValue, 100, Cancel)).Count;

    [Fact]
    public async Task What_the_hub_alone_matches_is_told_after_the_verdict_and_kept_for_the_operator()
    {
        await using var hub = await RunningServer.StartHubAsync();
        await using var post = await RunningPost.StartAsync(hub, "bridge", new UnhurriedTime());
        await Wait.UntilAsync(() => IsSynchronisedAsync(post.Node), "The lists did not come.");
        using var lane = await post.WithKeyAsync(Role.FirstLine);
        Assert.Equal("verdict", (await EventsAsync(lane))[^1].GetProperty("event").GetString());
        Assert.Equal(0, await KeptAsync(post.Node));

        await LoseKeysAsync(post.Node);
        var events = await EventsAsync(lane);
        var verdict = events[^2].GetProperty("inspection");
        Assert.NotEqual("refer", verdict.GetProperty("verdict").GetProperty("advice").GetString());
        Assert.Equal(("difference", true), (events[^1].GetProperty("event").GetString(), events[^1].GetProperty("refers").GetBoolean()));
        var told = events[^1].GetProperty("differences")[0];
        Assert.Equal(("docs", "hub", "d1"), (told.GetProperty("list").GetString(), told.GetProperty("only").GetString(), told.GetProperty("candidate").GetProperty("entryId").GetString()));
        using var kept = await lane.AskAsync($"/api/inspections/{verdict.GetProperty("id").GetString()}");
        Assert.Equal(verdict.GetProperty("verdict").GetRawText(), (await kept.JsonAsync()).GetProperty("verdict").GetRawText());

        var entry = Assert.Single(await post.Node.Store.Journal.ReadAsync(1, 1000, JournalKind.AnswersDiffered, null, Cancel));
        Assert.Equal(verdict.GetProperty("id").GetString(), entry.Subject);
        Assert.DoesNotContain("MARKED", entry.Details, StringComparison.Ordinal);
        await Wait.UntilAsync(async () => await KeptAsync(hub.Node) == 1, "The difference did not go up.");
        using var operatorAtHub = await hub.WithKeyAsync(Role.Administrator);
        using var page = await operatorAtHub.AskAsync("/api/doctor");
        var differing = (await page.JsonAsync()).GetProperty("differing")[0];
        Assert.Equal(("bridge", 1, 1, true), (differing.GetProperty("post").GetString(), differing.GetProperty("hereVersion").GetInt32(), differing.GetProperty("hubVersion").GetInt32(), differing.GetProperty("refers").GetBoolean()));
    }

    [Fact]
    public async Task What_this_node_alone_matches_is_told_without_raising_anything()
    {
        await using var hub = await RunningServer.StartHubAsync();
        await using var post = await RunningPost.StartAsync(hub, "bridge", new UnhurriedTime());
        await Wait.UntilAsync(() => IsSynchronisedAsync(post.Node), "The lists did not come.");
        await LoseKeysAsync(hub.Node);
        using var lane = await post.WithKeyAsync(Role.FirstLine);
        var events = await EventsAsync(lane);
        Assert.Equal("refer", events[^2].GetProperty("inspection").GetProperty("verdict").GetProperty("advice").GetString());
        Assert.False(events[^1].GetProperty("refers").GetBoolean());
        Assert.Equal("here", events[^1].GetProperty("differences")[0].GetProperty("only").GetString());
    }

    [Fact]
    public async Task A_fresher_entry_at_the_hub_is_told_where_the_list_is_not_here_yet()
    {
        await using var hub = await RunningServer.StartHubAsync();
        await using var post = await PostFolder.EnrolledAsync(hub, "bridge", new UnhurriedTime());
        using var line = await post.LineAsync();
        post.Node.Live = new(post.Node, line, Held());
        var (inspection, later) = await post.Node.InspectBesideAsync(Request, _ => ValueTask.CompletedTask);
        Assert.NotEqual(Advice.Refer, inspection.Verdict.Advice);
        var difference = Assert.Single(await later);
        Assert.Equal(("docs", Holder.Hub, null, 1L, true), (difference.List, difference.Only, difference.HereVersion, difference.HubVersion, difference.Refers));
        Assert.Equal(1, await KeptAsync(post.Node));
    }

    [Fact]
    public async Task A_hub_that_never_answers_costs_nothing_and_leaves_nothing()
    {
        using var mute = new TcpListener(IPAddress.Loopback, 0);
        mute.Start();
        await using var hub = await RunningServer.StartHubAsync();
        await using var post = await PostFolder.EnrolledAsync(hub, "bridge");
        using var own = await post.LineAsync();
        using var line = HubLine.Open(own.Enrolled, new() { Hub = $"https://127.0.0.1:{((IPEndPoint)mute.LocalEndpoint).Port}" }, () => post.Node.PostCertificate);
        var live = new LiveQuestions(post.Node, line, Held());
        var (alone, beside) = await MediansAsync(post.Node, live);
        TestContext.Current.SendDiagnosticMessage($"An inspection took {alone:0.00} ms alone and {beside:0.00} ms beside a mute hub");
        Assert.True(mute.Pending());
        Assert.True(beside < alone + 25, $"{alone:0.0} ms alone, {beside:0.0} ms beside a mute hub");
        var clock = Undisturbed.Start();
        var (_, later) = await post.Node.InspectBesideAsync(Request, _ => ValueTask.CompletedTask);
        Assert.Empty(await later);
        Assert.True(clock.IsWithin(LiveQuestions.Deadline + TimeSpan.FromSeconds(2)), $"{clock}");
        await live.EndAsync();
        Assert.Equal(0, await KeptAsync(post.Node));
    }

    [Fact]
    public async Task Nobody_is_asked_where_the_line_is_down_or_it_is_an_exercise()
    {
        await using var hub = await RunningServer.StartHubAsync();
        await using var post = await PostFolder.EnrolledAsync(hub, "bridge");
        using var line = await post.LineAsync();
        Assert.Null(new LiveQuestions(post.Node, line, new()).Ask(new(Purpose.BorderCheck, "test")));
        Assert.Null(new LiveQuestions(post.Node, line, Held()).Ask(new(Purpose.Training, "test")));
        Assert.NotNull(new LiveQuestions(post.Node, line, Held()).Ask(new(Purpose.BorderCheck, "test")));
    }

    // The system's clock, but the hub has a minute to answer: what comes of it when it does not is another test.
    sealed class UnhurriedTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime == LiveQuestions.Deadline ? TimeSpan.FromMinutes(1) : dueTime, period);
    }

    static LineState Held()
    {
        var state = new LineState();
        state.Hold(true, TimeProvider.System.GetUtcNow());
        return state;
    }

    static InspectionRequest Request => new(Purpose.BorderCheck, Direction.Entry, "test") { Mrz = Listed };

    // In turns, so that what else this machine does falls upon both.
    static async Task<(double Alone, double Beside)> MediansAsync(Node node, LiveQuestions live)
    {
        const int warm = 8, rounds = 21;
        var (alone, beside) = (new List<double>(), new List<double>());
        for (var round = 0; round < warm + rounds; round++)
            foreach (var took in new[] { alone, beside })
            {
                node.Live = took == beside ? live : null;
                var clock = Stopwatch.GetTimestamp();
                await node.InspectAsync(Request, _ => ValueTask.CompletedTask);
                if (round >= warm) took.Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
            }
        return (alone.Order().ElementAt(rounds / 2), beside.Order().ElementAt(rounds / 2));
    }
}
