using System.Net.Sockets;

namespace Limen.Server;

/// <summary>
/// The connections of a line, which can be broken all at once. HTTP/2 asks the other side whether it is there only while it says nothing:
/// where the hub's beat still arrives and nothing of the post's does, nobody else would notice.
/// </summary>
sealed class OpenConnections
{
    readonly List<WeakReference<Socket>> open = [];

    /// <summary>Connects as <see cref="SocketsHttpHandler"/> would, and remembers it.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancel);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
        lock (open)
        {
            open.RemoveAll(one => !one.TryGetTarget(out _));
            open.Add(new(socket));
        }
        return new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>Breaks them: what is under way on them fails, and what comes next makes a new one.</summary>
    public void Break()
    {
        lock (open)
        {
            foreach (var one in open) if (one.TryGetTarget(out var socket)) socket.Dispose();
            open.Clear();
        }
    }
}

/// <summary>A connection that is reset in the very moment in which it is made fails as a socket does; who asks knows only requests that fail.</summary>
sealed class BrokenConnections(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (SocketException reset)
        {
            throw new HttpRequestException(reset.Message, reset);
        }
    }
}
