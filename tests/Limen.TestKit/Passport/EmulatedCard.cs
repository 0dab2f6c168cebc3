using System.Buffers.Binary;
using System.Security.Cryptography;
using Limen.Documents;

namespace Limen.TestKit;

/// <summary>
/// An emulated passport in the field: takes command APDUs and answers as the chip would (Doc 9303-10, -11), in process or behind a virtual
/// reader. One exchange at a time.
/// </summary>
public sealed class EmulatedCard
{
    static readonly byte[] ApplicationId = [0xA0, 0x00, 0x00, 0x02, 0x47, 0x10, 0x01];

    readonly EmulatedPassport passport;
    CardMessaging? messaging;
    LdsFile? selected;
    byte[] chained = [];
    byte[] remaining = [];
    bool inApplication, isAuthoritiesSelected, wasDropped;
    int protectedCommands;

    internal EmulatedCard(EmulatedPassport passport)
    {
        this.passport = passport;
        Access = new(this);
        Proofs = new(this);
    }

    /// <summary>The answer to reset; its historical octets offer extended lengths where the plan does.</summary>
    public byte[] Atr => passport.Plan.Quirks.Extended
        ? [0x3B, 0x85, 0x80, 0x01, 0x80, 0x73, 0x00, 0x00, 0x40, 0xB7]
        : [0x3B, 0x80, 0x80, 0x01, 0x01];

    /// <summary>How many commands came.</summary>
    public int Commands { get; private set; }

    /// <summary>How often the chip was powered up.</summary>
    public int Resets { get; private set; }

    internal EmulatedPassport Passport => passport;

    internal CardAccess Access { get; }

    internal CardProofs Proofs { get; }

    internal bool IsOpen => messaging is not null || passport.Plan.Open;

    internal bool InApplication => inApplication;

    internal bool IsClone => passport.Plan.Fault == PassportFault.Clone || wasDropped && passport.Plan.Quirks.ClonedAfterDrop;

    /// <summary>Forgets everything a power-down forgets.</summary>
    public void Reset()
    {
        Resets++;
        (messaging, selected, inApplication, chained, remaining) = (null, null, false, [], []);
        Access.Reset();
        Proofs.Reset();
    }

    /// <summary>The reply to a command, status word included.</summary>
    public byte[] Process(ReadOnlyMemory<byte> octets)
    {
        Commands++;
        if (!Apdu.TryDecode(octets, out var command)) return Status(0x6700);
        if (command.Ins == 0xC0) return NextPart();
        if ((command.Cla & 0x10) != 0 && command.Ins != 0x86)
        {
            chained = [.. chained, .. command.Payload.Span];
            return Status(0x9000);
        }
        if (chained.Length > 0) command = command with { Payload = (byte[])[.. chained, .. command.Payload.Span] };
        chained = [];
        var reply = (command.Cla & 0x0C) == 0x0C ? Protected(command) : Plain(command);
        var part = passport.Plan.Quirks.PartLength;
        if (part == 0 || reply.Length <= part + 2) return reply;
        remaining = reply;
        return NextPart();
    }

    /// <summary>From the next command on the session has these keys.</summary>
    internal void Secure(SessionKeys keys, byte[]? counter = null) => pending = new(keys, counter);

    CardMessaging? pending;

    byte[] Plain(Apdu command)
    {
        // A chip under secure messaging that gets a plain command gives the session up.
        if (messaging is not null) Proofs.Reset();
        messaging = null;
        var (payload, status) = Dispatch(command);
        Take();
        return [.. payload, .. Status(status)];
    }

    byte[] Protected(Apdu command)
    {
        if (messaging is not { } session) return Status(0x6987);
        var quirks = passport.Plan.Quirks;
        if (quirks.DropsSessionAfter > 0 && !wasDropped && ++protectedCommands > quirks.DropsSessionAfter)
        {
            (wasDropped, messaging) = (true, null);
            return Status(0x6988);
        }
        if (!session.TryOpen(command, out var opened))
        {
            messaging = null;
            return Status(0x6988);
        }
        var (payload, status) = Dispatch(opened);
        var reply = session.Protect(payload, status, (command.Ins & 1) != 0);
        Take();
        return [.. reply, .. Status(status)];
    }

    void Take()
    {
        if (pending is null) return;
        (messaging, pending) = (pending, null);
    }

    (byte[] Payload, int Status) Dispatch(Apdu command)
    {
        if (passport.Plan.Quirks.RefusesLe && command.Le is not null && command.Ins is 0xA4 or 0x22 && command.Le is not null) return ([], 0x6700);
        return command.Ins switch
        {
            0xA4 => ([], Select(command)),
            0xB0 or 0xB1 => Read(command),
            0x22 => ([], command.P1 == 0xC1 ? Access.Choose(command) : Proofs.Choose(command)),
            0x84 => Challenge(command),
            0x82 => messaging is null ? Access.AuthenticateExternally(command) : ([], Proofs.AuthenticateTerminal(command)),
            0x86 => Access.IsRunning ? Access.Step(command) : Proofs.Agree(command),
            0x88 => Proofs.AuthenticateActively(command),
            0x2A => ([], Proofs.VerifyCertificate(command)),
            _ => ([], 0x6D00),
        };
    }

    int Select(Apdu command)
    {
        if (command.P1 == 0x04)
        {
            if (!command.Payload.Span.SequenceEqual(ApplicationId)) return 0x6A82;
            (inApplication, selected) = (true, null);
            return 0x9000;
        }
        if (command.P1 == 0x00)
        {
            if (passport.Plan.Quirks.RefusesMasterFile) return 0x6A87;
            (inApplication, selected) = (false, null);
            return 0x9000;
        }
        if (command.Payload.Length != 2) return 0x6A80;
        var id = BinaryPrimitives.ReadUInt16BigEndian(command.Payload.Span);
        selected = null;
        isAuthoritiesSelected = id == passport.Plan.Quirks.CvcaFile && inApplication && passport.Plan.Cvca is not null;
        if (isAuthoritiesSelected) return 0x9000;
        foreach (var file in passport.Files.Keys)
            if (file.FileId() == id && file.IsInMasterFile() != inApplication) selected = file;
        if (selected is { } found && !IsReadable(found)) return 0x6982;
        return selected is null ? inApplication && !IsOpen ? 0x6982 : 0x6A82 : 0x9000;
    }

    bool IsReadable(LdsFile file) => file switch
    {
        LdsFile.CardAccess or LdsFile.Dir or LdsFile.Atr => true,
        LdsFile.Dg3 => IsOpen && (passport.Plan.Cvca is null || Proofs.Allows(0x01)),
        LdsFile.Dg4 => IsOpen && (passport.Plan.Cvca is null || Proofs.Allows(0x02)),
        _ => IsOpen,
    };

    (byte[], int) Read(Apdu command)
    {
        if (isAuthoritiesSelected) return (Tlv.Encode(0x42, System.Text.Encoding.Latin1.GetBytes(passport.Plan.Cvca!.Reference)), 0x6282);
        if (selected is not { } file) return ([], 0x6986);
        var content = passport.Files[file];
        var quirks = passport.Plan.Quirks;
        var wanted = command.Le ?? 0;
        if (quirks.LargestRead > 0 && wanted > quirks.LargestRead) return ([], quirks.RefusalOfLongReads);
        var offset = command.P1 << 8 | command.P2;
        if (command.Ins == 0xB1)
        {
            if (!BerElement.TryRead(command.Payload, out var place, out _) || place.Tag != 0x54) return ([], 0x6A80);
            offset = (int)KeyGroup.Number(place.Value.Span);
        }
        if (offset >= content.Length) return ([], 0x6B00);
        if (command.Ins == 0xB1)
        {
            var frame = wanted > 130 ? wanted > 260 ? 4 : 3 : 2;
            return (Tlv.Encode(0x53, content.AsSpan(offset, Math.Min(wanted - frame, content.Length - offset))), 0x9000);
        }
        var count = Math.Min(wanted, content.Length - offset);
        return (content.AsSpan(offset, count).ToArray(), count < wanted ? 0x6282 : 0x9000);
    }

    (byte[], int) Challenge(Apdu command)
    {
        if (command.Le != 8) return ([], 0x6700);
        if (messaging is null && !passport.Plan.Bac) return ([], 0x6D00);
        var challenge = RandomNumberGenerator.GetBytes(8);
        Access.Challenge = Proofs.Challenge = challenge;
        return (challenge, 0x9000);
    }

    byte[] NextPart()
    {
        if (remaining.Length == 0) return Status(0x6985);
        var part = Math.Min(passport.Plan.Quirks.PartLength, remaining.Length - 2);
        var reply = remaining[..part];
        remaining = remaining[part..];
        if (remaining.Length > 2) return [.. reply, 0x61, (byte)Math.Min(remaining.Length - 2, 255)];
        var whole = (byte[])[.. reply, .. remaining];
        remaining = [];
        return whole;
    }

    static byte[] Status(int word) => [(byte)(word >> 8), (byte)word];
}
