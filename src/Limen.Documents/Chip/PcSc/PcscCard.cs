namespace Limen.Documents;

/// <summary>A card connected through PC/SC. The library's calls block, so they run beside and are waited for no longer than the deadline.</summary>
sealed class PcscCard : ICardTransport
{
    const int LargestReply = 65538;
    static readonly TimeSpan Farewell = TimeSpan.FromMilliseconds(500);

    readonly IPcscLibrary library;
    readonly nint context, card;
    readonly int shareMode;
    readonly byte[] reply = new byte[LargestReply];
    readonly bool onTheSpot;
    int protocol;
    bool isLost;

    PcscCard(IPcscLibrary library, nint context, nint card, int shareMode, int protocol, ReadOnlyMemory<byte> atr, bool onTheSpot) =>
        (this.library, this.context, this.card, this.shareMode, this.protocol, Atr, this.onTheSpot) = (library, context, card, shareMode, protocol, atr, onTheSpot);

    public ReadOnlyMemory<byte> Atr { get; }

    public int LongestExchange => 65544;

    public static async Task<(ICardTransport?, ChipError)> ConnectAsync(
        IPcscLibrary library, CardReader reader, TimeSpan deadline, CancellationToken cancel)
    {
        var connecting = Task.Run(() => Connect(library, reader, onTheSpot: false), CancellationToken.None);
        if (await LaterAsync(connecting, deadline, cancel) is var error and not ChipError.None)
        {
            _ = connecting.ContinueWith(late => late.Result.Card?.Leave(), TaskScheduler.Default);
            return (null, error);
        }
        var connected = await connecting;
        return (connected.Card, connected.Error);
    }

    /// <summary>A card whose every exchange is waited for on the spot.</summary>
    public static ChipError Connect(IPcscLibrary library, CardReader reader, TimeSpan deadline, out ICardTransport? card, CancellationToken cancel)
    {
        card = null;
        var connecting = Task.Run(() => Connect(library, reader, onTheSpot: true), CancellationToken.None);
        if (Now(connecting, deadline, cancel) is var error and not ChipError.None)
        {
            _ = connecting.ContinueWith(late => late.Result.Card?.Leave(), TaskScheduler.Default);
            return error;
        }
        card = connecting.Result.Card;
        return connecting.Result.Error;
    }

    public async ValueTask<CardReply> TransmitAsync(ReadOnlyMemory<byte> command, TimeSpan deadline, CancellationToken cancel)
    {
        if (isLost) return CardReply.Lost(ChipError.Timeout);
        var octets = command.ToArray();
        var exchange = Task.Run(() => Transmit(octets), CancellationToken.None);
        if (await InTimeAsync(exchange, deadline, cancel) is var error and not ChipError.None)
        {
            isLost = true;
            return CardReply.Lost(error);
        }
        return await exchange;
    }

    public async ValueTask<ChipError> ResetAsync(TimeSpan deadline, CancellationToken cancel)
    {
        if (isLost) return ChipError.Timeout;
        var reset = Task.Run(() => library.Reconnect(card, shareMode, Pcsc.ResetCard, out protocol), CancellationToken.None);
        if (await InTimeAsync(reset, deadline, cancel) is var error and not ChipError.None)
        {
            isLost = true;
            return error;
        }
        return Since(await reset);
    }

    public async ValueTask DisposeAsync() => await InTimeAsync(Task.Run(Leave), Farewell, CancellationToken.None);

    sealed record Connected(PcscCard? Card, ChipError Error);

    static Connected Connect(IPcscLibrary library, CardReader reader, bool onTheSpot)
    {
        // A context of its own, since one that waits for a card would hold up all others.
        var code = library.EstablishContext(out var context);
        if (code != Pcsc.Success) return new(null, Pcsc.Meaning(code));
        var shareMode = Pcsc.Exclusive;
        code = library.Connect(context, reader.Name, shareMode, out var card, out var protocol);
        if (code == Pcsc.SharingViolation)
            code = library.Connect(context, reader.Name, shareMode = Pcsc.Shared, out card, out protocol);
        if (code == Pcsc.Success) return new(new(library, context, card, shareMode, protocol, reader.Atr, onTheSpot), ChipError.None);
        library.ReleaseContext(context);
        return new(null, Pcsc.Meaning(code));
    }

    CardReply Transmit(byte[] command)
    {
        var length = reply.Length;
        var code = library.Transmit(card, protocol, command, command.Length, reply, ref length);
        return code == Pcsc.Success ? new(reply.AsSpan(0, length).ToArray()) : CardReply.Lost(Since(code));
    }

    // There was a card once, so its absence means that it was taken away.
    static ChipError Since(int code) => Pcsc.Meaning(code) is var meaning and not ChipError.NoCard ? meaning : ChipError.CardRemoved;

    void Leave()
    {
        library.Disconnect(card, Pcsc.ResetCard);
        library.ReleaseContext(context);
    }

    ValueTask<ChipError> InTimeAsync(Task work, TimeSpan deadline, CancellationToken cancel) =>
        onTheSpot ? new(Now(work, deadline, cancel)) : LaterAsync(work, deadline, cancel);

    static ChipError Now(Task work, TimeSpan deadline, CancellationToken cancel)
    {
        try { return work.Wait(deadline, cancel) ? ChipError.None : ChipError.Timeout; }
        catch (OperationCanceledException) { return ChipError.Cancelled; }
    }

    static async ValueTask<ChipError> LaterAsync(Task work, TimeSpan deadline, CancellationToken cancel)
    {
        try
        {
            await work.WaitAsync(deadline, cancel);
            return ChipError.None;
        }
        catch (TimeoutException) { return ChipError.Timeout; }
        catch (OperationCanceledException) { return ChipError.Cancelled; }
    }
}
