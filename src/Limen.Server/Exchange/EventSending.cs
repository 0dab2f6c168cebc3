using System.Diagnostics;
using Limen.Storage;

namespace Limen.Server;

/// <summary>Sends a post's journal to its hub, in order, one part after the other; each is forgotten only when the hub has it on its disk.</summary>
/// <param name="node">The post.</param>
/// <param name="line">To its hub.</param>
/// <param name="state">Where trouble is noted.</param>
/// <param name="went">Told whenever the hub has answered.</param>
sealed class EventSending(Node node, HubLine line, LineState state, Action went)
{
    const int MostEvents = 500;
    const long FirstBytes = 32 * 1024, MostBytes = 1024 * 1024;

    static readonly TimeSpan Every = TimeSpan.FromSeconds(1), Quick = TimeSpan.FromSeconds(2), Slow = TimeSpan.FromSeconds(8);

    /// <summary>So long a hub may be about what it is told: it may have lost its database, and looks for another.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    long bytes = FirstBytes;

    /// <summary>Ends only with an exception.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Every);
        do
            while ((await node.Store.Outbox.StateAsync(cancel)).Waiting > 0 && await SendAsync(cancel)) { }
        while (await timer.WaitForNextTickAsync(cancel));
    }

    // False when the hub holds this post: it is not asked again at once.
    async Task<bool> SendAsync(CancellationToken cancel)
    {
        using var content = new ByteArrayContent((await node.Store.Outbox.NextAsync(MostEvents, bytes, cancel)).ToBytes());
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/exchange/events") { Content = content };
        var began = Stopwatch.GetTimestamp();
        using var response = await line.AskAsync(request, Patience, cancel);
        if (!response.IsSuccessStatusCode)
        {
            state.Note("events", await Refusal.CodeAsync(response, cancel));
            await Task.Delay(response.Headers.RetryAfter?.Delta ?? Every, cancel);
            response.EnsureSuccessStatusCode();
        }
        var receipt = EventReceipt.Read(await response.Content.ReadAsByteArrayAsync(cancel)) ?? throw new InvalidDataException("The hub's answer cannot be read.");
        await node.Store.Outbox.KeepAsync(receipt, cancel);
        went();
        Fit(Stopwatch.GetElapsedTime(began));
        state.Note("events", receipt.Refused is "chainGap" ? null : receipt.Refused);
        return receipt.Refused is null or "chainGap";
    }

    // What else is asked on a thin line waits behind a part: so a part is as large as goes up within some seconds.
    void Fit(TimeSpan took) =>
        bytes = took < Quick ? Math.Min(bytes * 2, MostBytes) : took > Slow ? Math.Max(bytes / 2, FirstBytes) : bytes;
}
