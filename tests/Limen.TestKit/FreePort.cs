using System.Net;
using System.Net.Sockets;

namespace Limen.TestKit;

/// <summary>
/// Ports for servers that must be told theirs beforehand, or come back to it after they were killed. Below those that the system gives to
/// outgoing connections (ip_local_port_range, from 32768): one of these could take it while its server is away. Each is given once, to one
/// test process of this computer: several run at a time, and what is given is not always listened at.
/// </summary>
public static class FreePort
{
    const int First = 20_000, Block = 128, Blocks = 99;

    static readonly Lock Gate = new();
    // Held until this process ends, however it ends.
    static readonly List<FileStream> Held = [];
    static int next, end;

    /// <summary>A port of loopback on which nobody listens.</summary>
    public static int Next()
    {
        lock (Gate)
        {
            while (true)
            {
                if (next == end) (next, end) = TakeBlock();
                if (IsFree(next++)) return next - 1;
            }
        }
    }

    static (int, int) TakeBlock()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "limen-ports")).FullName;
        var turn = Random.Shared.Next(Blocks);
        for (var tried = 0; tried < Blocks; tried++)
        {
            var block = (turn + tried) % Blocks;
            try
            {
                Held.Add(new(Path.Combine(folder, $"{First + block * Block}.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
                return (First + block * Block, First + (block + 1) * Block);
            }
            catch (Exception taken) when (taken is IOException or UnauthorizedAccessException)
            {
                // By another process.
            }
        }
        throw new InvalidOperationException("Every block of ports is taken by some process.");
    }

    static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
