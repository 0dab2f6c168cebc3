using Limen.Documents;

namespace Limen.Cli;

/// <summary>
/// A card whose exchanges are waited for on the spot. A process that reads one chip and ends has nothing else to do meanwhile, and to go on
/// later is what the runtime has to compile for each step on the way: half of such a process's time. The deadlines stay the card's own.
/// </summary>
sealed class WaitingCard(ICardTransport card) : ICardTransport
{
    public ReadOnlyMemory<byte> Atr => card.Atr;

    public int LongestExchange => card.LongestExchange;

    public ValueTask<CardReply> TransmitAsync(ReadOnlyMemory<byte> command, TimeSpan deadline, CancellationToken cancel) =>
        new(card.TransmitAsync(command, deadline, cancel).AsTask().GetAwaiter().GetResult());

    public ValueTask<ChipError> ResetAsync(TimeSpan deadline, CancellationToken cancel) =>
        new(card.ResetAsync(deadline, cancel).AsTask().GetAwaiter().GetResult());

    public ValueTask DisposeAsync() => card.DisposeAsync();
}
