using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Limen.TestKit;

/// <summary>
/// Puts an emulated card into the virtual reader of vsmartcard-vpcd: each message is two octets of length, then a command, or one octet
/// that powers, resets or asks for the answer to reset. Disposing takes the card away.
/// </summary>
public sealed class VpcdCard : IAsyncDisposable
{
    const byte PowerOff = 0, PowerOn = 1, Reset = 2, Atr = 4;

    readonly EmulatedCard card;
    readonly PassportFault fault;
    readonly Socket socket;
    readonly Task serving;
    long own;

    VpcdCard(EmulatedCard card, PassportFault fault, Socket socket)
    {
        (this.card, this.fault, this.socket) = (card, fault, socket);
        serving = Task.Run(ServeAsync);
    }

    /// <summary>Lays the card on the virtual reader that waits at a loopback port.</summary>
    public static async Task<VpcdCard> InsertAsync(EmulatedCard card, int port, PassportFault fault = PassportFault.None)
    {
        // Length and payload go in one send: split, Nagle and delayed acknowledgements cost 40 ms an exchange.
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return new(card, fault, socket);
    }

    /// <summary>Processor time that the card itself has taken, which a reader's is not to be charged with; on Linux.</summary>
    public TimeSpan Own => TimeSpan.FromTicks(Interlocked.Read(ref own));

    public async ValueTask DisposeAsync()
    {
        socket.Dispose();
        await serving;
    }

    async Task ServeAsync()
    {
        try
        {
            while (await ReceiveAsync(2) is { } length && await ReceiveAsync(BinaryPrimitives.ReadUInt16BigEndian(length)) is { } message)
            {
                if (message.Length == 1) await ControlAsync(message[0]);
                else if (fault == PassportFault.Silent && card.Commands > 25) continue;
                else await SendAsync(Spoilt(Process(message)));
                if (fault == PassportFault.Pulled && card.Commands > 25) return;
            }
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException) { }
        finally { socket.Dispose(); }
    }

    byte[] Process(byte[] command)
    {
        var before = OwnTime();
        var reply = card.Process(command);
        Interlocked.Add(ref own, OwnTime() - before);
        return reply;
    }

    // In ticks, of this thread alone.
    static long OwnTime()
    {
        const int threadTime = 3;
        return OperatingSystem.IsLinux() && clock_gettime(threadTime, out var now) == 0 ? now.Seconds * TimeSpan.TicksPerSecond + now.Nanoseconds / TimeSpan.NanosecondsPerTick : 0;
    }

    [DllImport("libc", ExactSpelling = true)]
    static extern int clock_gettime(int clock, out Clock now);

    readonly record struct Clock(nint Seconds, nint Nanoseconds);

    byte[] Spoilt(byte[] reply) => fault == PassportFault.TornApdu && card.Commands % 11 == 0 ? reply[..(reply.Length / 2)] : reply;

    async Task ControlAsync(byte control)
    {
        switch (control)
        {
            case PowerOff or PowerOn or Reset:
                card.Reset();
                break;
            case Atr:
                await SendAsync(card.Atr);
                break;
        }
    }

    async Task<byte[]?> ReceiveAsync(int count)
    {
        var octets = new byte[count];
        for (var have = 0; have < count;)
        {
            AcknowledgeAtOnce();
            var got = await socket.ReceiveAsync(octets.AsMemory(have));
            if (got == 0) return null;
            have += got;
        }
        return octets;
    }

    // The reader sends length and payload apart, and its second send waits for the first one's acknowledgement: a delayed one costs 40 ms
    // an exchange. The kernel forgets the option, so it is set before every receive.
    void AcknowledgeAtOnce()
    {
        const int tcp = 6, quickAck = 12;
        if (OperatingSystem.IsLinux()) socket.SetRawSocketOption(tcp, quickAck, BitConverter.GetBytes(1));
    }

    async Task SendAsync(byte[] message)
    {
        var framed = new byte[2 + message.Length];
        BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)message.Length);
        message.CopyTo(framed, 2);
        await socket.SendAsync(framed);
    }
}
