using Limen.Gateway;
using Limen.Inspections;
using Limen.Server;
using Limen.Storage;

namespace Limen.Cli;

/// <summary>
/// The journal of a simulated post: inspections as a real node recorded one, each with an id of its own and chained as a post chains them.
/// </summary>
sealed class InventedJournal(Guid store, SentInspection like)
{
    string last = "";

    /// <summary>Entries until now.</summary>
    public long Entries { get; private set; }

    /// <summary>So many further inspections.</summary>
    public EventBatch Next(int count, DateTimeOffset at)
    {
        var (from, before) = (Entries + 1, last);
        var events = new PostEvent[count];
        foreach (ref var one in events.AsSpan())
        {
            var id = Guid.CreateVersion7(at).ToString();
            one = PostEvent.Of(like with { Id = id, Body = like.Body.Replace(like.Id, id, StringComparison.Ordinal) }, ++Entries, at, last);
            last = one.Hash;
        }
        return new(EventBatch.CurrentFormat, store, from, before, events);
    }

    /// <summary>True when the hub has all that was made.</summary>
    public bool Took(EventReceipt receipt) => receipt.Refused is null && receipt.Acknowledged == Entries;

    /// <summary>Inspects one invented traveller at a real node with a list, and gives what it would send.</summary>
    public static async Task<SentInspection> InspectAsync(string folder, Func<Node, Task> fill, CancellationToken cancel)
    {
        await using var node = await Node.OpenAsync(folder, new(), TimeProvider.System, cancel);
        await fill(node);
        await node.Lists.ReadyAsync(cancel);
        var traveller = new InspectionRequest(Purpose.BorderCheck, Direction.Entry, "bench") { Mrz = Specimen };
        await node.InspectAsync(traveller, _ => ValueTask.CompletedTask);
        var sent = await node.Store.Outbox.NextAsync(100, long.MaxValue, cancel);
        return sent.Events.Select(one => one.Inspection).OfType<SentInspection>().First();
    }

    // Doc 9303-4 Appendix B.
    const string Specimen = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";
}
