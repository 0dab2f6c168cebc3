using System.Security.Cryptography;
using Limen.Documents;

namespace Limen.TestKit;

/// <summary>An emulated card without a reader in between, with the faults that the air between card and reader has.</summary>
public sealed class CardInProcess(EmulatedCard card, PassportFault fault = PassportFault.None) : ICardTransport
{
    const int FarIntoTheFile = 25, TornEvery = 11;

    bool pulled;

    public ReadOnlyMemory<byte> Atr => card.Atr;

    public int LongestExchange { get; init; } = 65544;

    /// <summary>How long a slow card takes.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Changes replies on their way; null leaves them alone.</summary>
    public Func<byte[], byte[]>? Mutate { get; init; }

    public async ValueTask<CardReply> TransmitAsync(ReadOnlyMemory<byte> command, TimeSpan deadline, CancellationToken cancel)
    {
        if (pulled) return CardReply.Lost(ChipError.CardRemoved);
        var reply = card.Process(command);
        if (Mutate is not null) reply = Mutate(reply);
        switch (fault)
        {
            case PassportFault.Silent when card.Commands > FarIntoTheFile:
                return CardReply.Lost(await WaitAsync(deadline, cancel) ? ChipError.Timeout : ChipError.Cancelled);
            case PassportFault.Slow:
                if (!await WaitAsync(Delay < deadline ? Delay : deadline, cancel)) return CardReply.Lost(ChipError.Cancelled);
                return Delay < deadline ? new(reply) : CardReply.Lost(ChipError.Timeout);
            case PassportFault.TornApdu when card.Commands % TornEvery == 0:
                return new(reply.AsMemory(0, reply.Length / 2));
            case PassportFault.Pulled when card.Commands > FarIntoTheFile:
                pulled = true;
                return CardReply.Lost(ChipError.CardRemoved);
            case PassportFault.Garbage:
                return new(RandomNumberGenerator.GetBytes(RandomNumberGenerator.GetInt32(0, 300)));
            default:
                return new(reply);
        }
    }

    public ValueTask<ChipError> ResetAsync(TimeSpan deadline, CancellationToken cancel)
    {
        card.Reset();
        return new(pulled ? ChipError.CardRemoved : ChipError.None);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    static async ValueTask<bool> WaitAsync(TimeSpan time, CancellationToken cancel)
    {
        try
        {
            await Task.Delay(time, cancel);
            return true;
        }
        catch (OperationCanceledException) { return false; }
    }
}
