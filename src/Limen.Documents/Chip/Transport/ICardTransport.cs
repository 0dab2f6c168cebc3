namespace Limen.Documents;

/// <summary>
/// A card in a field or slot that commands are sent to: through PC/SC, in process, or from a recorded trace. One exchange at a time;
/// no exchange outlasts its deadline, and none throws for what a card or a reader does.
/// </summary>
public interface ICardTransport : IAsyncDisposable
{
    /// <summary>The answer to reset as the reader gives it; empty when unknown. Its historical octets tell whether extended length is offered.</summary>
    ReadOnlyMemory<byte> Atr { get; }

    /// <summary>The longest command and reply in octets that the reader passes on; 261 and less means short lengths only.</summary>
    int LongestExchange { get; }

    /// <summary>Sends one command and waits for the reply.</summary>
    /// <param name="command">A command APDU as it goes over the wire.</param>
    /// <param name="deadline">How long the card may take.</param>
    /// <param name="cancel">Gives up earlier.</param>
    ValueTask<CardReply> TransmitAsync(ReadOnlyMemory<byte> command, TimeSpan deadline, CancellationToken cancel);

    /// <summary>Resets the card, so that a lost session can be built anew.</summary>
    /// <returns><see cref="ChipError.None"/>, or why the card cannot be reached any more.</returns>
    ValueTask<ChipError> ResetAsync(TimeSpan deadline, CancellationToken cancel);
}

/// <summary>What came back over the wire: octets, or why there are none.</summary>
/// <param name="Octets">The reply APDU, empty after an error.</param>
/// <param name="Error">Why there is no reply.</param>
public sealed record CardReply(ReadOnlyMemory<byte> Octets, ChipError Error = ChipError.None)
{
    /// <summary>There is no reply.</summary>
    public static CardReply Lost(ChipError error) => new(default, error);
}
