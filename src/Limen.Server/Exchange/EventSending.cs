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
    const long MostBytes = 1024 * 1024;

    static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

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
        using var content = new ByteArrayContent((await node.Store.Outbox.NextAsync(MostEvents, MostBytes, cancel)).ToBytes());
        using var response = await line.Client.PostAsync("/api/exchange/events", content, cancel);
        if (!response.IsSuccessStatusCode)
        {
            state.Note("events", await Refusal.CodeAsync(response, cancel));
            await Task.Delay(response.Headers.RetryAfter?.Delta ?? Every, cancel);
            response.EnsureSuccessStatusCode();
        }
        var receipt = EventReceipt.Read(await response.Content.ReadAsByteArrayAsync(cancel)) ?? throw new InvalidDataException("The hub's answer cannot be read.");
        await node.Store.Outbox.KeepAsync(receipt, cancel);
        went();
        state.Note("events", receipt.Refused is "chainGap" ? null : receipt.Refused);
        return receipt.Refused is null or "chainGap";
    }
}
