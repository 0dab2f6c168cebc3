namespace Limen.Documents;

/// <summary>
/// Access to a chip and everything read through it: opens with PACE, BAC or nothing, and when the session is lost under way, resets the
/// chip and opens it again the same way, a bounded number of times.
/// </summary>
sealed class ChipSession
{
    const int MostRebuilds = 8, MostAttempts = 3;

    readonly ICardTransport transport;
    readonly ChipReadOptions options;
    readonly AccessKey? key;
    readonly Randomness random;

    public ChipSession(ICardTransport transport, ChipReadOptions options, AccessKey? key, Randomness random)
    {
        (this.transport, this.options, this.key, this.random) = (transport, options, key, random);
        Channel = new(transport, options.ExchangeDeadline);
        Files = new(Channel) { LargestRead = options.LargestRead };
    }

    public CardChannel Channel { get; }

    public Files Files { get; }

    /// <summary>What access was gained with: PACE-GM, PACE-IM, PACE-CAM, BAC or none.</summary>
    public string Protocol { get; private set; } = "none";

    /// <summary>EF.CardAccess as read in plain; empty when the chip has none.</summary>
    public ReadOnlyMemory<byte> CardAccess { get; private set; }

    /// <summary>EF.CardSecurity, read after chip authentication mapping.</summary>
    public ReadOnlyMemory<byte> CardSecurity { get; private set; }

    /// <summary>PACE's outcome; null with BAC.</summary>
    public PaceOutcome? Pace { get; private set; }

    public PaceVariant? PaceVariant { get; private set; }

    /// <summary>What chip authentication mapping handed over, in every session that had it.</summary>
    public List<PaceChipAuthentication> Mappings { get; } = [];

    /// <summary>Lets the terminal at DG3 and DG4 once more in a session built anew; null where it was not let.</summary>
    public Func<CancellationToken, ValueTask<ChipFailure?>>? Admit { get; set; }

    /// <summary>The chip authentication under whose keys the session stands; rebuilt with it.</summary>
    public ChipAuthentication.Established? Established { get; set; }

    public int Rebuilt { get; private set; }

    /// <summary>The document number with its check digit; null when access was gained otherwise.</summary>
    public byte[]? NumberWithDigit => key is { IsCan: false } ? key.NumberWithDigit() : null;

    /// <summary>Gains access and selects the application; null when the files can be read.</summary>
    public async ValueTask<ChipFailure?> OpenAsync(CancellationToken cancel)
    {
        Channel.Secure(null);
        await Files.SelectMasterFileAsync(cancel);
        var cardAccess = await Files.ReadAsync(LdsFile.CardAccess, cancel);
        if (cardAccess.Failure is { } unread && (unread.Error.IsFatal() || IsFirstTear(unread))) return unread;
        if (cardAccess.Failure is null) CardAccess = cardAccess.Octets;
        if (Rebuilt == 0) await LearnLengthsAsync(cancel);
        if (key is not null && !CardAccess.IsEmpty && SecurityInfos.TryParse(CardAccess, out var infos) && infos.Pace.Count > 0)
        {
            var refused = await OpenWithPaceAsync(infos, cancel);
            if (refused is null || key.IsCan || refused.Error is ChipError.WrongKey or ChipError.Locked || refused.Error.IsFatal() || IsFirstTear(refused))
                return refused;
            if (await ResetAsync(cancel) is { } lost) return lost;
        }
        return await OpenWithBacAsync(cancel);
    }

    /// <summary>Resets the chip and opens it again, with chip and terminal authentication if they stood; null when it is open.</summary>
    public async ValueTask<ChipFailure?> ReopenAsync(CancellationToken cancel)
    {
        if (++Rebuilt > MostRebuilds) return new(ChipError.SessionLost);
        if (await ResetAsync(cancel) is { } lost) return lost;
        var mapped = Mappings.Count;
        if (await OpenAsync(cancel) is { } refused) return refused;
        // The chip that proved itself is the one that goes on: otherwise another could take its place behind a broken session.
        if (mapped > 0 && Mappings.Count == mapped) return new(ChipError.NotAuthentic);
        if (Established is { } before)
        {
            (var failure, Established) = await new ChipAuthentication(Channel, random).RunAsync(before.Variant, cancel, before.SecondForm);
            if (failure is not null) return failure;
        }
        return Admit is { } admit && await admit(cancel) is { } closed && (closed.Error.IsFatal() || IsLostSession(closed)) ? closed : null;
    }

    /// <summary>Reads a file of the application, building the session anew where it is lost and reading less at once where that helps.</summary>
    public async ValueTask<FileReading> ReadAsync(LdsFile file, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var reading = await Files.ReadAsync(file, cancel);
            if (reading.Failure is not { } failure || !IsLostSession(failure)) return reading;
            Files.Shrink();
            if (await ReopenAsync(cancel) is { } lost) return new(default, lost);
            if (attempt == MostAttempts) return reading;
        }
    }

    public static bool IsLostSession(ChipFailure failure) =>
        failure.Error is ChipError.MessagingBroken or ChipError.ReaderFault or ChipError.Garbled || failure.StatusWord is 0x6987 or 0x6988;

    // A torn reply is no reason for weaker access: only where it happens again is another way tried.
    bool IsFirstTear(ChipFailure failure) => Rebuilt == 0 && IsLostSession(failure);

    async ValueTask<ChipFailure?> ResetAsync(CancellationToken cancel)
    {
        Channel.Secure(null);
        var error = await transport.ResetAsync(options.ExchangeDeadline, cancel);
        return error == ChipError.None ? null : new(error);
    }

    async ValueTask<ChipFailure?> OpenWithPaceAsync(SecurityInfos infos, CancellationToken cancel)
    {
        ChipFailure failure = new(ChipError.AccessNotSupported);
        foreach (var variant in PaceVariant.Known(infos))
        {
            Pace = await new Pace(Channel, variant, random).RunAsync(key!, cancel);
            PaceVariant = variant;
            if (Pace.Failure is null)
            {
                Protocol = variant.Name;
                if (Pace.ChipAuthentication is { } handed) Mappings.Add(handed);
                if (variant.Mapping == PaceMapping.ChipAuthentication) await ReadCardSecurityAsync(cancel);
                return await Files.SelectApplicationAsync(cancel);
            }
            failure = Pace.Failure;
            // A wrong password is not tried again with the next variant: the chip counts.
            if (failure.Error is ChipError.WrongKey or ChipError.Locked || failure.Error.IsFatal() || IsFirstTear(failure)) return failure;
            if (await ResetAsync(cancel) is { } lost) return lost;
            await Files.SelectMasterFileAsync(cancel);
        }
        return failure;
    }

    async ValueTask ReadCardSecurityAsync(CancellationToken cancel)
    {
        if (!CardSecurity.IsEmpty) return;
        var reading = await Files.ReadAsync(LdsFile.CardSecurity, cancel);
        if (reading.Failure is null) CardSecurity = reading.Octets;
    }

    async ValueTask<ChipFailure?> OpenWithBacAsync(CancellationToken cancel)
    {
        (Pace, PaceVariant, Protocol) = (null, null, "none");
        if (await Files.SelectApplicationAsync(cancel) is { } absent) return absent;
        if (key is null || key.IsCan) return await OpenInPlainAsync(key is null ? ChipError.NotAllowed : ChipError.CanNotSupported, cancel);
        var failure = await Bac.RunAsync(Channel, key, random, cancel);
        if (failure is { Error: ChipError.AccessNotSupported }) return await OpenInPlainAsync(ChipError.AccessNotSupported, cancel);
        if (failure is null) Protocol = "BAC";
        return failure;
    }

    // Chips without access control answer in plain.
    async ValueTask<ChipFailure?> OpenInPlainAsync(ChipError otherwise, CancellationToken cancel)
    {
        var reading = await Files.ReadAsync(LdsFile.Com, cancel);
        return reading.Failure is null ? null : reading.Failure with { Error = reading.Failure.Error.IsFatal() ? reading.Failure.Error : otherwise };
    }

    // Extended lengths are offered by the card capabilities of the historical octets, or by EF.ATR/INFO with the sizes it takes.
    async ValueTask LearnLengthsAsync(CancellationToken cancel)
    {
        const int shortExchange = 261;
        if (transport.LongestExchange <= shortExchange) return;
        var offered = CardCapabilities.OfferExtended(transport.Atr.Span);
        var reading = await Files.ReadAtrAsync(cancel);
        if (reading.Failure is null && CardCapabilities.TryReadLongest(reading.Octets, out var longest))
        {
            Channel.LongestExchange = Math.Min(longest, transport.LongestExchange);
            offered = longest > shortExchange;
        }
        Channel.Extended = offered;
    }
}
