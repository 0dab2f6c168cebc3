using System.Net;
using System.Text.Json;
using Limen.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Limen.Server;

/// <summary>
/// A post's half of the exchange: holds the hub's feed, fetches what is newer, sends what was done. Whatever breaks is tried again; what the
/// post answers its officers never waits for it.
/// </summary>
sealed partial class PostLine(Node node, LineState state, About about, ILogger<PostLine> log) : BackgroundService
{
    static readonly TimeSpan Silence = TimeSpan.FromSeconds(35), Facts = TimeSpan.FromSeconds(10);

    TaskCompletionSource back = new(TaskCreationOptions.RunContinuationsAsynchronously);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var line = await HubLine.WaitAsync(node, stoppingToken);
        if (line is null) return;
        state.Hub = line.Client.BaseAddress;
        var hub = new TrustedHub(line.Enrolled.Hub, (bytes, signature) => line.Enrolled.Vouches(bytes.ToArray(), signature.ToArray()));
        var fetching = new ListFetching(node, line, hub, state, log);
        if (node.Settings.LiveQuestions != false) node.Live = new(node, line, state);
        await Task.WhenAll(
            KeepAsync("feed", (went, cancel) => HoldFeedAsync(line, hub, fetching, went, cancel), stoppingToken),
            KeepAsync("events", (went, cancel) => new EventSending(node, line, state, went).RunAsync(cancel), stoppingToken),
            KeepAsync("facts", (went, cancel) => TellFactsAsync(line, went, cancel), stoppingToken));
        await fetching.EndAsync();
        if (node.Live is { } live) await live.EndAsync();
    }

    // What has gone well once begins anew with short waits; and when the feed is back, nothing else waits any longer.
    async Task KeepAsync(string what, Func<Action, CancellationToken, Task> work, CancellationToken cancel)
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(30));
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await work(backoff.Succeeded, cancel);
            }
            catch (Exception error) when (!cancel.IsCancellationRequested)
            {
                Broke(log, what, error.GetType().Name);
            }
            await Task.WhenAny(Task.Delay(backoff.Next(), cancel), back.Task);
        }
    }

    async Task HoldFeedAsync(HubLine line, TrustedHub hub, ListFetching fetching, Action went, CancellationToken cancel)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        silence.CancelAfter(Silence);
        try
        {
            using var response = await line.Client.GetAsync("/api/exchange/feed", HttpCompletionOption.ResponseHeadersRead, silence.Token);
            if (!response.IsSuccessStatusCode) state.Note("line", await Refusal.CodeAsync(response, cancel));
            response.EnsureSuccessStatusCode();
            using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(silence.Token));
            while (await lines.ReadLineAsync(silence.Token) is { } text)
            {
                silence.CancelAfter(Silence);
                if (await HearAsync(text, hub, fetching, cancel)) went();
            }
        }
        finally
        {
            state.Hold(false, node.Time.GetUtcNow());
        }
    }

    async Task<bool> HearAsync(string text, TrustedHub hub, ListFetching fetching, CancellationToken cancel)
    {
        var receipt = Statement.ReadLine(text) is { } statement ? await node.Store.Reception.SeeAsync(statement, hub, cancel) : new(null, "bundleUnreadable");
        state.Note("heads", receipt.Refused);
        if (receipt.Heads is not { } heads) return false;
        if (!state.Connected) Interlocked.Exchange(ref back, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        state.Hold(true, node.Time.GetUtcNow());
        state.Note("line", null);
        node.HubTime.Hear(heads.At);
        await node.Store.Enrolment.HeardAsync(heads.At, cancel);
        await node.Store.Enrolment.KeepBehindAsync(-node.HubTime.Ahead ?? TimeSpan.Zero, cancel);
        node.Lists.LookNow();
        state.Stray(await node.Store.Reception.StraysAsync(heads, cancel));
        await fetching.TakeUpAsync(heads, cancel);
        return true;
    }

    async Task TellFactsAsync(HubLine line, Action went, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Facts);
        do
        {
            var outbox = await node.Store.Outbox.StateAsync(cancel);
            var facts = new PostFacts
            {
                ListVersions = (await node.Store.Lists.AllAsync(cancel)).ToDictionary(list => list.Id, list => list.Version),
                Strays = state.Strays,
                Waiting = outbox.Waiting,
                OldestWaiting = outbox.OldestAt,
                Program = about.Version,
                ClockOffsetSeconds = node.HubTime.Ahead?.TotalSeconds,
                Trouble = outbox.Trouble ?? state.Trouble,
            };
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/exchange/facts") { Content = new ByteArrayContent(facts.ToBytes()) };
            using var response = await line.AskAsync(request, EventSending.Patience, cancel);
            response.EnsureSuccessStatusCode();
            went();
        }
        while (await timer.WaitForNextTickAsync(cancel));
    }

    [LoggerMessage(LogLevel.Information, "The line to the hub broke off ({What}: {Exception}); it is tried again")]
    static partial void Broke(ILogger log, string what, string exception);
}

/// <summary>Why the hub refused something.</summary>
static class Refusal
{
    /// <summary>The code of its problem; the status where there is none.</summary>
    public static async Task<string> CodeAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        try
        {
            using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancel));
            return json.RootElement.GetProperty("code").GetString()!;
        }
        catch (Exception other) when (other is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return response.StatusCode == HttpStatusCode.ServiceUnavailable ? "hubBusy" : "hubUnreachable";
        }
    }
}
