using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Limen.Documents;
using Limen.Screening;
using Limen.TestKit;

namespace Limen.Gateway.Tests;

public sealed class HttpSourceTests
{
    static readonly Query Question = new(Purpose.BorderCheck, "test") { Document = new("AB1234567", DocumentClass.Passport, default) };

    const string NoHit = """{"source":"docs","title":"Documents","kind":"documents","reply":"noHit","reason":null,"candidates":[],"cut":0,"listVersion":3,"asOf":"2026-11-01T12:00:00Z","stale":false,"tookMs":1}""";
    const string Silent = """{"source":"cars","title":"Cars","kind":"vehicles","reply":"unavailable","reason":"loading","candidates":[],"cut":0,"listVersion":null,"asOf":null,"stale":false,"tookMs":1}""";
    const string Hit = """{"source":"docs","title":"Documents","kind":"documents","reply":"hit","reason":null,"candidates":[{"entryId":"7","kind":"documents","score":20.5,"strength":"strong","cleared":null,"listing":{"title":"passport","status":"stolen","action":null,"legalBasis":null,"reference":null,"reportedOn":null,"facts":[]},"evidence":[{"field":"documentNumber","agreement":"equal","asked":"A","listed":"A","weight":20.5,"words":"equal"}]}],"cut":2,"listVersion":3,"asOf":null,"stale":false,"tookMs":1}""";

    [Fact]
    public async Task A_node_that_finds_nothing_is_no_hit() =>
        Assert.IsType<Reply.NoHit>(await AskAsync(Answer("200 OK", $$"""{"answers":[{{NoHit}}]}""")));

    [Fact]
    public async Task A_hit_comes_with_its_evidence_and_the_other_nodes_list()
    {
        var hit = Assert.IsType<Reply.Hit>(await AskAsync(Answer("200 OK", $$"""{"answers":[{{Hit}}]}""")));
        var match = Assert.Single(hit.Matches);
        Assert.Equal(("docs/7", 2, null), (match.Candidate.EntryId, hit.Cut, hit.Partly));
        Assert.Equal(("list", "Documents"), (match.Listing.Facts[0].Name, match.Listing.Facts[0].Text));
        Assert.Equal(Agreement.Equal, match.Candidate.Evidence[0].Agreement);
    }

    [Fact]
    public async Task One_silent_list_of_the_other_node_is_never_taken_for_no_hit()
    {
        Assert.Equal(new Reply.Unavailable(Silence.Loading), await AskAsync(Answer("200 OK", $$"""{"answers":[{{NoHit}},{{Silent}}]}""")));
        Assert.Equal(Silence.Loading, Assert.IsType<Reply.Hit>(await AskAsync(Answer("200 OK", $$"""{"answers":[{{Silent}},{{Hit}}]}"""))).Partly);
    }

    [Theory]
    [InlineData("401 Unauthorized", "{}", Silence.NotAllowed)]
    [InlineData("403 Forbidden", "{}", Silence.NotAllowed)]
    [InlineData("500 Internal Server Error", "{}", Silence.Broken)]
    [InlineData("302 Found", "", Silence.Broken)]
    [InlineData("200 OK", "", Silence.Garbled)]
    [InlineData("200 OK", "<html>please sign in</html>", Silence.Garbled)]
    [InlineData("200 OK", """{"answers":[]}""", Silence.Garbled)]
    [InlineData("200 OK", """{"answers":null}""", Silence.Garbled)]
    [InlineData("200 OK", """{"answers":[{"reply":"noHit"}]}""", Silence.Garbled)]
    [InlineData("200 OK", """{"answers":[{"source":"d","title":"D","kind":"documents","reply":"hit","reason":null,"candidates":[],"cut":0,"listVersion":1,"asOf":null,"stale":false,"tookMs":1}]}""", Silence.Garbled)]
    public async Task Whatever_else_it_says_is_told_as_no_answer(string status, string body, Silence silence) =>
        Assert.Equal(new Reply.Unavailable(silence), await AskAsync(Answer(status, body)));

    [Fact]
    public async Task A_body_without_end_and_one_that_is_no_http_are_garbled()
    {
        Assert.Equal(new Reply.Unavailable(Silence.Garbled), await AskAsync(stream => EndlessAsync(stream)));
        Assert.Equal(new Reply.Unavailable(Silence.Garbled), await AskAsync(async stream => await stream.WriteAsync("SSH-2.0-OpenSSH_9\r\n"u8.ToArray())));
    }

    [Fact]
    public async Task A_dead_node_and_a_cut_line_are_unreachable()
    {
        Assert.Equal(new Reply.Unavailable(Silence.Unreachable), await SourceAt(FreePort.Next()).AskAsync(Question, TestContext.Current.CancellationToken));
        Assert.Equal(new Reply.Unavailable(Silence.Unreachable), await AskAsync(_ => Task.CompletedTask));
    }

    [Fact]
    public async Task A_slow_node_is_late_at_its_deadline_and_stands_as_silent()
    {
        var time = new ManualTime();
        var (heard, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var node = new ScriptedNode(_ => { heard.SetResult(); return release.Task; });
        var source = SourceAt(node.Port, time);
        var gateway = new QueryGateway(() => [source], time);
        var asking = gateway.AskAsync(Question, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        await heard.Task;
        Assert.Equal(SourceState.Ready, source.Status.State);
        time.Advance(source.Status.Deadline);
        Assert.Equal(new Reply.Unavailable(Silence.Late), Assert.Single(await asking).Reply);
        // It learns of its deadline by being cancelled, which the answer does not wait for.
        for (var watch = Stopwatch.StartNew(); source.Status.State != SourceState.Silent && watch.Elapsed < TimeSpan.FromMinutes(1);) await Task.Delay(10, TestContext.Current.CancellationToken);
        Assert.Equal(SourceState.Silent, source.Status.State);
        release.SetResult();
    }

    [Fact]
    public async Task The_key_and_the_purpose_go_along_and_the_askers_name_stays_at_home()
    {
        var heard = "";
        await AskAsync(stream => Answer("200 OK", $$"""{"answers":[{{NoHit}}]}""")(stream), text => heard = text);
        Assert.Contains("Authorization: Bearer secret", heard, StringComparison.Ordinal);
        Assert.Contains("POST /api/queries", heard, StringComparison.Ordinal);
        Assert.Contains("\"purpose\":\"border-check\"", heard, StringComparison.Ordinal);
        Assert.DoesNotContain("askedBy", heard, StringComparison.OrdinalIgnoreCase);
    }

    static HttpSource SourceAt(int port, TimeProvider? time = null)
    {
        var settings = new HttpSourceSettings("hub", "Hub", new($"http://127.0.0.1:{port}/")) { ApiKey = "secret", Deadline = TimeSpan.FromMilliseconds(300) };
        return new(settings, HttpSource.ClientFor(settings), time ?? TimeProvider.System);
    }

    static async Task<Reply> AskAsync(Func<NetworkStream, Task> script, Action<string>? heard = null)
    {
        await using var node = new ScriptedNode(script, heard);
        return await SourceAt(node.Port).AskAsync(Question, TestContext.Current.CancellationToken);
    }

    static Func<NetworkStream, Task> Answer(string status, string body) => async stream =>
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}"));

    static async Task EndlessAsync(NetworkStream stream)
    {
        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n[\""u8.ToArray());
        var piece = Encoding.ASCII.GetBytes(new string('x', 64 * 1024));
        try
        {
            for (var sent = 0; sent < 200; sent++) await stream.WriteAsync(piece);
        }
        catch (IOException)
        {
            // The listener hung up, as it should.
        }
    }

    /// <summary>A real socket that hears one request and then does what the script says.</summary>
    sealed class ScriptedNode : IAsyncDisposable
    {
        readonly TcpListener listener = new(IPAddress.Loopback, 0);
        readonly Task serving;

        public ScriptedNode(Func<NetworkStream, Task> script, Action<string>? heard = null)
        {
            listener.Start();
            serving = Task.Run(async () =>
            {
                using var connection = await listener.AcceptTcpClientAsync();
                await using var stream = connection.GetStream();
                heard?.Invoke(await HearAsync(stream));
                if (heard is null) await HearAsync(stream);
                await script(stream);
            });
        }

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

        static async Task<string> HearAsync(NetworkStream stream)
        {
            var text = new StringBuilder();
            var buffer = new byte[8192];
            while (!text.ToString().Contains("\r\n0\r\n", StringComparison.Ordinal) && await stream.ReadAsync(buffer) is > 0 and var read) text.Append(Encoding.UTF8.GetString(buffer, 0, read));
            return text.ToString();
        }

        public async ValueTask DisposeAsync()
        {
            listener.Stop();
            await serving.WaitAsync(TimeSpan.FromSeconds(10)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
