using System.Runtime.InteropServices;
using System.Text;

namespace Limen.Documents;

/// <summary>pcsc-lite on Linux and other Unixes: a DWORD is as wide as a native long.</summary>
sealed class PcscLite : IPcscLibrary
{
    const string Library = "libpcsclite.so.1";
    const int AtrOctets = 33;

    public ReaderStateLayout Layout { get; } = new(nint.Size, Aligned(5 * nint.Size + AtrOctets));

    public int EstablishContext(out nint context)
    {
        context = 0;
        try { return (int)SCardEstablishContext(Pcsc.ScopeSystem, 0, 0, out context); }
        catch (DllNotFoundException) { return Pcsc.NoService; }
    }

    public int ReleaseContext(nint context) => (int)SCardReleaseContext(context);

    public int ListReaders(nint context, byte[]? names, ref int length)
    {
        nint wide = length;
        var code = (int)SCardListReaders(context, 0, names, ref wide);
        length = (int)wide;
        return code;
    }

    public int GetStatusChange(nint context, int milliseconds, nint states, int count) =>
        (int)SCardGetStatusChange(context, milliseconds, states, count);

    public int Connect(nint context, string reader, int shareMode, out nint card, out int protocol)
    {
        var code = (int)SCardConnect(context, Encoding.UTF8.GetBytes(reader + '\0'), shareMode, Pcsc.AnyProtocol, out card, out var wide);
        protocol = (int)wide;
        return code;
    }

    public int Reconnect(nint card, int shareMode, int initialization, out int protocol)
    {
        var code = (int)SCardReconnect(card, shareMode, Pcsc.AnyProtocol, initialization, out var wide);
        protocol = (int)wide;
        return code;
    }

    public int Disconnect(nint card, int disposition) => (int)SCardDisconnect(card, disposition);

    public int Transmit(nint card, int protocol, byte[] command, int length, byte[] reply, ref int replyLength)
    {
        var header = new Header { Protocol = protocol, Length = 2 * nint.Size };
        nint wide = replyLength;
        var code = (int)SCardTransmit(card, ref header, command, length, 0, reply, ref wide);
        replyLength = (int)wide;
        return code;
    }

    static int Aligned(int size) => (size + nint.Size - 1) / nint.Size * nint.Size;

    [StructLayout(LayoutKind.Sequential)]
    struct Header
    {
        public nint Protocol;
        public nint Length;
    }

    [DllImport(Library)] static extern nint SCardEstablishContext(nint scope, nint reserved1, nint reserved2, out nint context);
    [DllImport(Library)] static extern nint SCardReleaseContext(nint context);
    [DllImport(Library)] static extern nint SCardListReaders(nint context, nint groups, byte[]? readers, ref nint length);
    [DllImport(Library)] static extern nint SCardGetStatusChange(nint context, nint timeout, nint states, nint count);
    [DllImport(Library)] static extern nint SCardConnect(nint context, byte[] reader, nint share, nint protocols, out nint card, out nint protocol);
    [DllImport(Library)] static extern nint SCardReconnect(nint card, nint share, nint protocols, nint initialization, out nint protocol);
    [DllImport(Library)] static extern nint SCardDisconnect(nint card, nint disposition);
    [DllImport(Library)]
    static extern nint SCardTransmit(nint card, ref Header sent, byte[] command, nint length, nint received, byte[] reply, ref nint replyLength);
}
