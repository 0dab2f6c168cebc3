using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Limen.TestKit;

/// <summary>What is the matter with a line.</summary>
public sealed record LineFault
{
    /// <summary>Nothing.</summary>
    public static LineFault None { get; } = new();

    /// <summary>True when nothing comes through: connections break, and new ones too.</summary>
    public bool Cut { get; init; }
    /// <summary>So long a byte is on its way, in each direction.</summary>
    public TimeSpan Delay { get; init; }
    /// <summary>So many bytes a second come through each connection in each direction; 0 for no bound.</summary>
    public int BytesPerSecond { get; init; }
    /// <summary>The chance of each piece to be lost for good, and its connection with it.</summary>
    public double Lost { get; init; }
    /// <summary>The chance of each piece that one of its bits is turned.</summary>
    public double Altered { get; init; }
}

/// <summary>
/// A line of TCP that can be made bad while it is in use, to the first of several addresses that takes the connection. What TCP itself
/// mends (packets lost, twice, out of order) shows as delay and broken connections; what it does not, as altered bytes.
/// </summary>
public sealed class FaultProxy : IAsyncDisposable
{
    const int Piece = 4096;

    readonly IReadOnlyList<IPEndPoint> targets;
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly ConcurrentDictionary<Socket, bool> open = new();
    readonly CancellationTokenSource closing = new();
    readonly Random random;
    readonly Task accepting;
    volatile LineFault fault = LineFault.None;
    int turn, deafened;

    /// <summary>Listens on a free port of this computer.</summary>
    /// <param name="seed">Of the chances.</param>
    /// <param name="targets">Where it leads, tried in turns.</param>
    public FaultProxy(int seed, params IReadOnlyList<IPEndPoint> targets)
    {
        (random, this.targets) = (new(seed), targets);
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Its port.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What is the matter; counts from now on, also for what is open.</summary>
    public LineFault Fault
    {
        get => fault;
        set
        {
            fault = value;
            if (value.Cut) Break();
        }
    }

    /// <summary>Bytes that came through, both ways together.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    long bytes;

    /// <summary>Breaks every connection that is open.</summary>
    public void Break()
    {
        foreach (var socket in open.Keys) Close(socket);
    }

    /// <summary>
    /// From now on, every connection that is open carries only one way: what its far side says arrives, what it is told does not, and nobody
    /// hangs up. So do a middle box that forgot one direction, and a record whose length was altered.
    /// </summary>
    public void Deafen() => Interlocked.Increment(ref deafened);

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Dispose();
        Break();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        closing.Dispose();
    }

    async Task AcceptAsync()
    {
        while (true) _ = CarryAsync(await listener.AcceptSocketAsync(closing.Token));
    }

    async Task CarryAsync(Socket near)
    {
        open[near] = true;
        var far = fault.Cut ? null : await ReachAsync();
        if (far is not null)
        {
            open[far] = true;
            if (!fault.Cut) await Task.WhenAny(PumpAsync(near, far, toFar: true), PumpAsync(far, near, toFar: false));
            Close(far);
        }
        Close(near);
    }

    async Task<Socket?> ReachAsync()
    {
        var first = Interlocked.Increment(ref turn);
        for (var i = 0; i < targets.Count; i++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(targets[(first + i) % targets.Count], closing.Token);
                return socket;
            }
            catch (Exception gone) when (gone is SocketException or OperationCanceledException)
            {
                socket.Dispose();
            }
        }
        return null;
    }

    async Task PumpAsync(Socket from, Socket to, bool toFar)
    {
        var hearing = Volatile.Read(ref deafened);
        var underWay = Channel.CreateBounded<(byte[] Bytes, TimeSpan Due)>(64);
        var arriving = ArriveAsync(underWay.Reader, to);
        var free = TimeSpan.Zero;
        var buffer = new byte[Piece];
        try
        {
            for (int read; (read = await from.ReceiveAsync(buffer, closing.Token)) > 0;)
            {
                if (toFar && Volatile.Read(ref deafened) != hearing) continue;
                var now = fault;
                var piece = buffer[..read];
                if (Chance(now.Lost)) return;
                if (Chance(now.Altered)) piece[Next(read)] ^= (byte)(1 << Next(8));
                var clock = TimeProvider.System.GetElapsedTime(0);
                free = (free > clock ? free : clock) + (now.BytesPerSecond == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds((double)read / now.BytesPerSecond));
                await underWay.Writer.WriteAsync((piece, free + now.Delay), closing.Token);
            }
            underWay.Writer.TryComplete();
            await arriving;
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException or OperationCanceledException or ChannelClosedException)
        {
            // Somebody hung up, or the line was broken: the other side is closed with it.
        }
        finally
        {
            underWay.Writer.TryComplete();
        }
    }

    async Task ArriveAsync(ChannelReader<(byte[] Bytes, TimeSpan Due)> underWay, Socket to)
    {
        try
        {
            await foreach (var (piece, due) in underWay.ReadAllAsync(closing.Token))
            {
                var wait = due - TimeProvider.System.GetElapsedTime(0);
                if (wait > TimeSpan.FromMilliseconds(1)) await Task.Delay(wait, closing.Token);
                await to.SendAsync(piece, closing.Token);
                Interlocked.Add(ref bytes, piece.Length);
            }
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            Close(to);
        }
    }

    bool Chance(double of)
    {
        if (of == 0) return false;
        lock (random) return random.NextDouble() < of;
    }

    int Next(int below)
    {
        lock (random) return random.Next(below);
    }

    // With a reset, as a line that breaks leaves it.
    void Close(Socket socket)
    {
        if (!open.TryRemove(socket, out _)) return;
        socket.Close(0);
    }
}
