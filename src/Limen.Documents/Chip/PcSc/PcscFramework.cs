using System.Runtime.InteropServices;
using System.Text;

namespace Limen.Documents;

/// <summary>PCSC.framework on macOS: a DWORD and a handle have 32 bits, and structures are packed.</summary>
sealed class PcscFramework : IPcscLibrary
{
    const string Library = "/System/Library/Frameworks/PCSC.framework/PCSC";
    const int AtrOctets = 33;

    public ReaderStateLayout Layout { get; } = new(sizeof(int), 2 * nint.Size + 3 * sizeof(int) + AtrOctets);

    public int EstablishContext(out nint context)
    {
        context = 0;
        try
        {
            var code = SCardEstablishContext(Pcsc.ScopeSystem, 0, 0, out var handle);
            context = handle;
            return code;
        }
        catch (DllNotFoundException) { return Pcsc.NoService; }
    }

    public int ReleaseContext(nint context) => SCardReleaseContext((int)context);

    public int ListReaders(nint context, byte[]? names, ref int length) => SCardListReaders((int)context, 0, names, ref length);

    public int GetStatusChange(nint context, int milliseconds, nint states, int count) =>
        SCardGetStatusChange((int)context, milliseconds, states, count);

    public int Connect(nint context, string reader, int shareMode, out nint card, out int protocol)
    {
        var name = Encoding.UTF8.GetBytes(reader + '\0');
        var code = SCardConnect((int)context, name, shareMode, Pcsc.AnyProtocol, out var handle, out protocol);
        card = handle;
        return code;
    }

    public int Reconnect(nint card, int shareMode, int initialization, out int protocol) =>
        SCardReconnect((int)card, shareMode, Pcsc.AnyProtocol, initialization, out protocol);

    public int Disconnect(nint card, int disposition) => SCardDisconnect((int)card, disposition);

    public int Transmit(nint card, int protocol, byte[] command, int length, byte[] reply, ref int replyLength)
    {
        var header = new Header { Protocol = protocol, Length = 2 * sizeof(int) };
        return SCardTransmit((int)card, ref header, command, length, 0, reply, ref replyLength);
    }

    [StructLayout(LayoutKind.Sequential)]
    struct Header
    {
        public int Protocol;
        public int Length;
    }

    [DllImport(Library)] static extern int SCardEstablishContext(int scope, nint reserved1, nint reserved2, out int context);
    [DllImport(Library)] static extern int SCardReleaseContext(int context);
    [DllImport(Library)]
    static extern int SCardListReaders(int context, nint groups, byte[]? readers, ref int length);
    [DllImport(Library)]
    static extern int SCardGetStatusChange(int context, int timeout, nint states, int count);
    [DllImport(Library)]
    static extern int SCardConnect(int context, byte[] reader, int share, int protocols, out int card, out int protocol);
    [DllImport(Library)] static extern int SCardReconnect(int card, int share, int protocols, int initialization, out int protocol);
    [DllImport(Library)] static extern int SCardDisconnect(int card, int disposition);
    [DllImport(Library)]
    static extern int SCardTransmit(int card, ref Header sent, byte[] command, int length, nint received, byte[] reply, ref int replyLength);
}
