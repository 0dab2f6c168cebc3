namespace Limen.Documents;

/// <summary>
/// The conversation with one card: lengths short or extended as reader and card allow, long commands chained, replies fetched in parts,
/// secure messaging put on and taken off. A lost reply comes back as a <see cref="Response"/> with its error.
/// </summary>
sealed class CardChannel(ICardTransport transport, TimeSpan deadline)
{
    const byte GetResponse = 0xC0;
    const byte GeneralAuthenticate = 0x86;
    const byte ChainingBit = 0x10;
    const int MostParts = 300;

    /// <summary>Secure messaging once it is established; null before.</summary>
    public SecureMessaging? Messaging { get; private set; }

    /// <summary>True when card and reader take extended lengths.</summary>
    public bool Extended { get; set; }

    /// <summary>Octets of the longest command and reply.</summary>
    public int LongestExchange { get; set; } = transport.LongestExchange;

    public ICardTransport Transport => transport;

    /// <summary>From the next command on every exchange is protected with these keys.</summary>
    public void Secure(SecureMessaging? messaging) => Messaging = messaging;

    /// <summary>The most octets to ask for at once: what a reply holds, less what secure messaging adds.</summary>
    public int MostReadable(int wanted)
    {
        var reply = Extended ? Math.Min(wanted + 64, LongestExchange - 2) : Apdu.ShortReply;
        return Math.Min(wanted, Messaging?.MostPlain(reply) ?? reply);
    }

    public async ValueTask<Response> SendAsync(Apdu command, CancellationToken cancel)
    {
        if (Messaging is not { } messaging) return await SendPlainAsync(command, cancel);
        var reply = await SendPlainAsync(messaging.Protect(command), cancel);
        return messaging.Unprotect(reply);
    }

    async ValueTask<Response> SendPlainAsync(Apdu command, CancellationToken cancel)
    {
        // Chaining means something else to GENERAL AUTHENTICATE: a key too long for a short command goes in an extended one (Doc 9303-11 §4.4.4.3).
        var extended = Extended || command.Ins == GeneralAuthenticate && command.Payload.Length > Apdu.ShortPayload;
        if (!extended && command.Le > Apdu.ShortReply) command = command with { Le = Apdu.ShortReply };
        while (!extended && command.Payload.Length > Apdu.ShortPayload)
        {
            var link = new Apdu((byte)(command.Cla | ChainingBit), command.Ins, command.P1, command.P2, command.Payload[..Apdu.ShortPayload]);
            var answer = await ExchangeAsync(link, cancel);
            if (!answer.Ok) return answer;
            command = command with { Payload = command.Payload[Apdu.ShortPayload..] };
        }
        var reply = await ExchangeAsync(command, cancel);
        if (reply.StatusWord >> 8 == 0x6C && Messaging is null)
            reply = await ExchangeAsync(command with { Le = LengthFrom(reply.StatusWord) }, cancel);
        return reply.StatusWord >> 8 == 0x61 ? await FetchRestAsync(command, reply, cancel) : reply;
    }

    async ValueTask<Response> FetchRestAsync(Apdu command, Response reply, CancellationToken cancel)
    {
        using var whole = new MemoryStream();
        for (var part = 0; part < MostParts && reply.StatusWord >> 8 == 0x61; part++)
        {
            whole.Write(reply.Payload.Span);
            reply = await ExchangeAsync(new((byte)(command.Cla & 0xF3), GetResponse, 0, 0, default, LengthFrom(reply.StatusWord)), cancel);
            if (reply.Error != ChipError.None) return reply;
        }
        whole.Write(reply.Payload.Span);
        return reply with { Payload = whole.ToArray() };
    }

    async ValueTask<Response> ExchangeAsync(Apdu command, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested) return Response.Lost(ChipError.Cancelled);
        var reply = await transport.TransmitAsync(command.Encode(), deadline, cancel);
        return reply.Error != ChipError.None ? Response.Lost(reply.Error) : Response.Decode(reply.Octets);
    }

    static int LengthFrom(int statusWord) => (statusWord & 0xFF) is var low and not 0 ? low : Apdu.ShortReply;
}
