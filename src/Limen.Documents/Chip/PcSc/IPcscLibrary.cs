using System.Runtime.InteropServices;

namespace Limen.Documents;

/// <summary>
/// The calls of a system's PC/SC library (PC/SC Workgroup part 5). The libraries differ in the width of a DWORD and in the layout of a reader's
/// state, not in what they do; results are the 32-bit codes of the standard. Where there is no library, every call gives NO_SERVICE.
/// </summary>
interface IPcscLibrary
{
    /// <summary>How a reader's state lies in memory.</summary>
    ReaderStateLayout Layout { get; }

    int EstablishContext(out nint context);

    int ReleaseContext(nint context);

    /// <summary>Names, each ended by a zero octet; with no buffer only the length.</summary>
    int ListReaders(nint context, byte[]? names, ref int length);

    /// <summary>Waits until a state differs from the one told; 0 for no wait.</summary>
    int GetStatusChange(nint context, int milliseconds, nint states, int count);

    int Connect(nint context, string reader, int shareMode, out nint card, out int protocol);

    int Reconnect(nint card, int shareMode, int initialization, out int protocol);

    int Disconnect(nint card, int disposition);

    int Transmit(nint card, int protocol, byte[] command, int length, byte[] reply, ref int replyLength);
}

/// <summary>Offsets of SCARD_READERSTATE: two pointers, then the state told, the state found and the length of the answer to reset, each a DWORD.</summary>
/// <param name="Dword">Octets of a DWORD.</param>
/// <param name="Size">Octets of the whole.</param>
readonly record struct ReaderStateLayout(int Dword, int Size)
{
    public int Found => 2 * nint.Size + Dword;
    public int AtrLength => Found + Dword;
    public int Atr => AtrLength + Dword;

    public int Read(nint state, int offset) =>
        Dword == sizeof(long) ? (int)Marshal.ReadInt64(state, offset) : Marshal.ReadInt32(state, offset);

    public void Write(nint state, int offset, int value)
    {
        if (Dword == sizeof(long)) Marshal.WriteInt64(state, offset, value);
        else Marshal.WriteInt32(state, offset, value);
    }
}

/// <summary>The codes and constants of PC/SC that are used here.</summary>
static class Pcsc
{
    public const int Success = 0;
    public const int NoService = unchecked((int)0x8010001D);
    public const int ScopeSystem = 2;
    public const int Exclusive = 1, Shared = 2;
    public const int AnyProtocol = 3;
    public const int ResetCard = 1;
    public const int SharingViolation = unchecked((int)0x8010000B);
    public const int StatePresent = 0x20;

    /// <summary>The library of this system.</summary>
    public static IPcscLibrary System { get; } =
        OperatingSystem.IsWindows() ? new WinSCard() : OperatingSystem.IsMacOS() ? new PcscFramework() : new PcscLite();

    /// <summary>What a code means for a reading.</summary>
    public static ChipError Meaning(int code) => unchecked((uint)code) switch
    {
        0 => ChipError.None,
        0x8010001D or 0x8010001E or 0x80100001 => ChipError.NoCardService,
        0x8010002E or 0x80100009 or 0x80100017 => ChipError.NoReader,
        0x8010000C or 0x80100066 or 0x80100067 => ChipError.NoCard,
        0x80100069 => ChipError.CardRemoved,
        0x8010000A => ChipError.Timeout,
        0x80100002 => ChipError.Cancelled,
        _ => ChipError.ReaderFault,
    };
}
