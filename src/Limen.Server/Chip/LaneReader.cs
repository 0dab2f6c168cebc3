using Limen.Documents;
using Limen.Inspections;

namespace Limen.Server;

/// <summary>The chip reader of this lane, one chip at a time. Whatever goes wrong with it stands in the scan: an inspection never waits past the deadline.</summary>
/// <param name="name">The reader's name or a part of it; null for whichever has a card.</param>
/// <param name="deadline">How long a chip may take from scan to end.</param>
/// <param name="time">Clock.</param>
sealed class LaneReader(string? name, TimeSpan deadline, TimeProvider time) : IDisposable
{
    // The page is scanned as the document is laid down: its chip may come into the field a moment later.
    static readonly TimeSpan Settling = TimeSpan.FromSeconds(1), Look = TimeSpan.FromMilliseconds(100);

    readonly SemaphoreSlim one = new(1);

    /// <summary>Reads the chip of the document in hand.</summary>
    public async Task<ChipScan> ReadAsync(TravelDocument document, CancellationToken cancel)
    {
        if (document.Class == DocumentClass.Visa || document.Mrz is not { } mrz || !AccessKey.TryFromMrz(string.Concat(mrz.Lines), out var key))
            return ChipScan.Without(ChipError.NoCard);
        using var late = new CancellationTokenSource(deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            await one.WaitAsync(either.Token);
            try { return await ReadAsync(key!, either.Token); }
            finally { one.Release(); }
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            return ChipScan.Without(ChipError.Timeout);
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            return ChipScan.Without(ChipError.ReaderFault);
        }
    }

    public void Dispose() => one.Dispose();

    async Task<ChipScan> ReadAsync(AccessKey key, CancellationToken cancel)
    {
        if (CardReaders.TryOpen(out var readers) is var closed && readers is null) return ChipScan.Without(closed);
        using (readers)
        {
            var (card, error) = await ConnectAsync(readers, cancel);
            if (card is null) return ChipScan.Without(error);
            await using (card) return ChipScan.Of(await new ChipReader(card, new() { WholeDeadline = deadline }, time).ReadAsync(key, cancel));
        }
    }

    async Task<(ICardTransport? Card, ChipError Error)> ConnectAsync(CardReaders readers, CancellationToken cancel)
    {
        for (var started = time.GetTimestamp(); ; await Task.Delay(Look, time, cancel))
        {
            var found = await readers.ConnectAsync(name, deadline, cancel);
            if (found.Error != ChipError.NoCard || time.GetElapsedTime(started) >= Settling) return found;
        }
    }
}
