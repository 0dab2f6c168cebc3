using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Limen.TestKit;

/// <summary>
/// Ports for servers that must be told theirs beforehand, or come back to it after they were killed. Below those that the system gives to
/// outgoing connections (ip_local_port_range, from 32768): one of these could take it while its server is away. Each is given once.
/// </summary>
public static class FreePort
{
    const int First = 20_000, Last = 32_767;

    static readonly ConcurrentDictionary<int, bool> Given = new();

    /// <summary>A port of loopback on which nobody listens.</summary>
    public static int Next()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(First, Last + 1);
            if (Given.TryAdd(port, true) && IsFree(port)) return port;
        }
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
