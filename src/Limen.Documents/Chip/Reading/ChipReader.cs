namespace Limen.Documents;

/// <summary>Reads a chip by the inspection procedure of Doc 9303-11 App. J: access, EF.SOD, chip authentication, active authentication, data groups.</summary>
public sealed class ChipReader
{
    const int MostAttempts = 2;

    static readonly LdsFile[] First = [LdsFile.Com, LdsFile.Sod, LdsFile.Dg14, LdsFile.Dg15];

    readonly ICardTransport transport;
    readonly ChipReadOptions options;
    readonly TimeProvider time;
    readonly Randomness random;

    /// <summary>A reader over one card.</summary>
    /// <param name="transport">The card.</param>
    /// <param name="options">What to read and how long to wait.</param>
    /// <param name="time">The clock by which steps are timed and the whole is ended.</param>
    public ChipReader(ICardTransport transport, ChipReadOptions options, TimeProvider time) : this(transport, options, time, Randomness.System) { }

    internal ChipReader(ICardTransport transport, ChipReadOptions options, TimeProvider time, Randomness random)
    {
        (this.options, this.time) = (options, time);
        this.transport = options.Trace?.Record(transport) ?? transport;
        this.random = options.Trace?.Noting(random) ?? random;
    }

    /// <summary>A reader over a recorded conversation, which draws what was drawn then; the options and the key must be those of the recording.</summary>
    /// <param name="trace">A trace with its data.</param>
    /// <param name="options">What to read.</param>
    /// <param name="time">The clock.</param>
    public static ChipReader Replaying(CardTrace trace, ChipReadOptions options, TimeProvider time) =>
        new(trace.Replay(), options, time, trace.Drawn());

    /// <summary>Reads the chip; whatever goes wrong stands in the reading, with all that was read until then.</summary>
    /// <param name="key">MRZ or CAN; null for a chip without access control.</param>
    /// <param name="cancel">Gives up earlier.</param>
    public async Task<ChipReading> ReadAsync(AccessKey? key, CancellationToken cancel)
    {
        var started = time.GetTimestamp();
        var reading = new ChipReading();
        using var whole = new CancellationTokenSource(options.WholeDeadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, whole.Token);
        var session = new ChipSession(transport, options, key, random);
        reading.Failure = await ReadAsync(session, reading, either.Token);
        if (reading.Failure is { Error: ChipError.Cancelled } && whole.IsCancellationRequested) reading.Failure = new(ChipError.Timeout);
        var listed = Listed(reading);
        foreach (var file in First)
            if (!listed.Contains(file)) reading.MissingFiles.Remove(file);
        reading.Rebuilt = session.Rebuilt;
        reading.Millis = Since(started);
        return reading;
    }

    async ValueTask<ChipFailure?> ReadAsync(ChipSession session, ChipReading reading, CancellationToken cancel)
    {
        if (await OpenAsync(session, reading, cancel) is { } closed) return closed;
        foreach (var file in First)
            if (await KeepAsync(session, reading, file, cancel) is { } lost) return lost;
        if (options.Authenticate) await AuthenticateChipAsync(session, reading, cancel);
        if (reading.ChipAuthentication?.Failure is { } broken && broken.Error.IsFatal()) return broken;
        if (options.Authenticate && reading.Files.ContainsKey(LdsFile.Dg15)) await AuthenticateActivelyAsync(session, reading, cancel);
        if (reading.ActiveAuthentication?.Failure is { } silent && silent.Error.IsFatal()) return silent;
        var allowed = await AuthenticateTerminalAsync(session, reading, cancel);
        foreach (var file in Listed(reading))
            if ((allowed || file is not (LdsFile.Dg3 or LdsFile.Dg4)) && await KeepAsync(session, reading, file, cancel) is { } lost) return lost;
        return null;
    }

    async ValueTask<ChipFailure?> OpenAsync(ChipSession session, ChipReading reading, CancellationToken cancel)
    {
        var started = time.GetTimestamp();
        var failure = await session.OpenAsync(cancel);
        if (failure is not null && ChipSession.IsLostSession(failure)) failure = await session.ReopenAsync(cancel);
        var protocol = failure is not null && session.PaceVariant is { } variant ? variant.Name
            : failure?.Error == ChipError.WrongKey ? "BAC" : session.Protocol;
        reading.Access = new(protocol, ResultOf(failure, protocol), failure?.Error.Code(), Since(started));
        if (!session.CardAccess.IsEmpty) reading.Files[LdsFile.CardAccess] = session.CardAccess;
        if (!session.CardSecurity.IsEmpty) reading.Files[LdsFile.CardSecurity] = session.CardSecurity;
        reading.Mappings = session.Mappings;
        return failure;
    }

    // Reads a file unless it is there already; only what ends the whole reading is returned.
    static async ValueTask<ChipFailure?> KeepAsync(ChipSession session, ChipReading reading, LdsFile file, CancellationToken cancel)
    {
        if (reading.Files.ContainsKey(file) || reading.MissingFiles.ContainsKey(file)) return null;
        var read = await session.ReadAsync(file, cancel);
        if (read.Failure is null) reading.Files[file] = read.Octets;
        else reading.MissingFiles[file] = read.Failure;
        return read.Failure is { } failure && (failure.Error.IsFatal() || failure.Error is ChipError.SessionLost or ChipError.NotAuthentic) ? failure : null;
    }

    async ValueTask AuthenticateChipAsync(ChipSession session, ChipReading reading, CancellationToken cancel)
    {
        if (reading.Mappings.Count > 0 || reading.Lds.Dg14 is not { } infos || infos.ChipAuthenticationKeys.Count == 0) return;
        var started = time.GetTimestamp();
        ChipFailure? failure = new(ChipError.AccessNotSupported);
        foreach (var variant in ChipAuthentication.Known(infos))
        {
            (failure, session.Established) = await RunAsync(session, variant, cancel);
            if (failure is not null && IsTorn(failure) && await session.ReopenAsync(cancel) is null)
                (failure, session.Established) = await RunAsync(session, variant, cancel);
            reading.ChipAuthentication = new(variant.Key, failure, Since(started));
            if (failure is null || failure.Error.IsFatal()) return;
            // A chip that cannot go on under the new keys has shown that it lacks the private one; its files are read in a new session.
            if (!IsUnknownToChip(failure)) break;
        }
        reading.ChipAuthentication ??= new([], failure, Since(started));
        if (failure is not null && ChipSession.IsLostSession(failure)) await session.ReopenAsync(cancel);
    }

    // Chips that give the session up over the form they do not know are asked by the other in a new one.
    async ValueTask<ChipAuthentication.Outcome> RunAsync(
        ChipSession session, ChipAuthentication.Variant variant, CancellationToken cancel)
    {
        var run = await new ChipAuthentication(session.Channel, random).RunAsync(variant, cancel);
        if (run.Failure is null || variant.Cipher != MessagingCipher.TripleDes || run.Failure.Error != ChipError.MessagingBroken || !IsUnknownToChip(run.Failure))
            return run;
        return await session.ReopenAsync(cancel) is { } lost
            ? new(lost)
            : await new ChipAuthentication(session.Channel, random).RunAsync(variant, cancel, secondForm: true);
    }

    // A reply that came in pieces says nothing of the key.
    static bool IsTorn(ChipFailure failure) => failure.Error is ChipError.ReaderFault or ChipError.Garbled;

    static bool IsUnknownToChip(ChipFailure failure) => failure.StatusWord is 0x6A80 or 0x6A81 or 0x6A86 or 0x6A88 or 0x6D00;

    async ValueTask AuthenticateActivelyAsync(ChipSession session, ChipReading reading, CancellationToken cancel)
    {
        var started = time.GetTimestamp();
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            var (failure, challenge, signature) = await ActiveAuthentication.RunAsync(session.Channel, random, cancel);
            reading.ActiveAuthentication = new(challenge, signature, failure, Since(started));
            if (failure is null || !ChipSession.IsLostSession(failure) || await session.ReopenAsync(cancel) is not null) return;
        }
    }

    async ValueTask<bool> AuthenticateTerminalAsync(ChipSession session, ChipReading reading, CancellationToken cancel)
    {
        if (options.Terminal is not { } credential) return false;
        var told = reading.Lds.Dg14?.TerminalAuthentication;
        if (told is { Version: > 1 } || told is null && !Listed(reading).Any(file => file is LdsFile.Dg3 or LdsFile.Dg4))
        {
            reading.TerminalAuthentication = ChipCheck.NotSupported;
            return false;
        }
        if (TerminalKey(session) is not { } key || ChipName(session) is not { } name) return false;
        var started = time.GetTimestamp();
        var authorities = await AuthoritiesAsync(session, told?.CvcaFile, cancel);
        var failure = await new TerminalAuthentication(session.Channel, credential).RunAsync(name, key, authorities, cancel);
        if (failure is null) session.Admit = again => AdmitAsync(session, credential, authorities, again);
        reading.TerminalAuthentication = failure is null
            ? new(CheckResult.Successful, null, Since(started))
            : new(failure.Error.IsFatal() ? CheckResult.Undetermined : CheckResult.Failed, failure.Error.Code(), Since(started));
        return failure is null;
    }

    static async ValueTask<ChipFailure?> AdmitAsync(
        ChipSession session, TerminalCredential credential, IReadOnlyList<string> authorities, CancellationToken cancel) =>
        TerminalKey(session) is { } key && ChipName(session) is { } name
            ? await new TerminalAuthentication(session.Channel, credential).RunAsync(name, key, authorities, cancel)
            : null;

    static byte[]? TerminalKey(ChipSession session) =>
        session.Established is { } run ? run.Variant.Group.Compress(run.TerminalKey)
        : session.Pace is { ChipAuthentication: not null, TerminalKey: { } key } ? session.PaceVariant!.Group.Compress(key)
        : null;

    static byte[]? ChipName(ChipSession session) =>
        session.Pace is { ChipKey: { } key } ? session.PaceVariant!.Group.Compress(key) : session.NumberWithDigit;

    // EF.CVCA lists one or two references, each in tag 42; chips without it take any chain they can verify.
    static async ValueTask<IReadOnlyList<string>> AuthoritiesAsync(ChipSession session, ushort? file, CancellationToken cancel)
    {
        var octets = await session.Files.ReadAuthoritiesAsync(file, cancel);
        var names = new List<string>();
        while (BerElement.TryRead(octets, out var part, out octets) && part.Tag == 0x42)
            names.Add(System.Text.Encoding.Latin1.GetString(part.Value.Span));
        return names;
    }

    // What EF.SOD has hashes of, what EF.COM lists besides, less what nobody wants.
    List<LdsFile> Listed(ChipReading reading)
    {
        var lds = reading.Lds;
        var (told, signed) = (lds.Com?.DataGroups ?? [], lds.SignedDataGroups);
        var listed = new List<LdsFile>();
        for (var number = (int)LdsFile.Dg1; number <= (int)LdsFile.Dg16; number++)
            if ((told.Contains(number) || signed.Contains(number)) && (options.DataGroups is not { } wanted || number is 14 or 15 || wanted.Contains(number)))
                listed.Add((LdsFile)number);
        return listed;
    }

    static CheckResult ResultOf(ChipFailure? failure, string protocol) => failure?.Error switch
    {
        null => protocol == "none" ? CheckResult.NotPerformed : CheckResult.Successful,
        ChipError.WrongKey or ChipError.NotAuthentic or ChipError.Locked => CheckResult.Failed,
        ChipError.AccessNotSupported or ChipError.CanNotSupported => CheckResult.NotSupported,
        _ => CheckResult.Undetermined,
    };

    double Since(long started) => time.GetElapsedTime(started).TotalMilliseconds;
}
