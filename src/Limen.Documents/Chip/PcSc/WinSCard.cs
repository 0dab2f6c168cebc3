using System.Runtime.InteropServices;
using System.Text;

namespace Limen.Documents;

/// <summary>WinSCard on Windows: a DWORD has 32 bits, handles are as wide as a pointer, and names are in the ANSI code page.</summary>
sealed class WinSCard : IPcscLibrary
{
    const string Library = "winscard.dll";
    const int AtrOctets = 36;

    public ReaderStateLayout Layout { get; } = new(sizeof(int), Aligned(2 * nint.Size + 3 * sizeof(int) + AtrOctets));

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

    public int ReleaseContext(nint context) => SCardReleaseContext(context);

    public int ListReaders(nint context, byte[]? names, ref int length) => SCardListReaders(context, 0, names, ref length);

    public int GetStatusChange(nint context, int milliseconds, nint states, int count) =>
        SCardGetStatusChange(context, milliseconds, states, count);

    public int Connect(nint context, string reader, int shareMode, out nint card, out int protocol)
    {
        var name = Encoding.Latin1.GetBytes(reader + '\0');
        var code = SCardConnect(context, name, shareMode, Pcsc.AnyProtocol, out var handle, out protocol);
        card = handle;
        return code;
    }

    public int Reconnect(nint card, int shareMode, int initialization, out int protocol) =>
        SCardReconnect(card, shareMode, Pcsc.AnyProtocol, initialization, out protocol);

    public int Disconnect(nint card, int disposition) => SCardDisconnect(card, disposition);

    public int Transmit(nint card, int protocol, byte[] command, int length, byte[] reply, ref int replyLength)
    {
        var header = new Header { Protocol = protocol, Length = 2 * sizeof(int) };
        return SCardTransmit(card, ref header, command, length, 0, reply, ref replyLength);
    }

    static int Aligned(int size) => (size + nint.Size - 1) / nint.Size * nint.Size;

    [StructLayout(LayoutKind.Sequential)]
    struct Header
    {
        public int Protocol;
        public int Length;
    }

    [DllImport(Library)] static extern int SCardEstablishContext(int scope, nint reserved1, nint reserved2, out nint context);
    [DllImport(Library)] static extern int SCardReleaseContext(nint context);
    [DllImport(Library, EntryPoint = "SCardListReadersA")]
    static extern int SCardListReaders(nint context, nint groups, byte[]? readers, ref int length);
    [DllImport(Library, EntryPoint = "SCardGetStatusChangeA")]
    static extern int SCardGetStatusChange(nint context, int timeout, nint states, int count);
    [DllImport(Library, EntryPoint = "SCardConnectA")]
    static extern int SCardConnect(nint context, byte[] reader, int share, int protocols, out nint card, out int protocol);
    [DllImport(Library)] static extern int SCardReconnect(nint card, int share, int protocols, int initialization, out int protocol);
    [DllImport(Library)] static extern int SCardDisconnect(nint card, int disposition);
    [DllImport(Library)]
    static extern int SCardTransmit(nint card, ref Header sent, byte[] command, int length, nint received, byte[] reply, ref int replyLength);
}
