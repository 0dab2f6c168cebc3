using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace Limen.Server;

/// <summary>One connection to the exchange, from its first byte to its last: requests that carry it came in there and nowhere else.</summary>
/// <param name="connection">The connection under TLS.</param>
/// <param name="register">Which posts may come in.</param>
sealed class ExchangeConnection(ConnectionContext connection, PostRegister register)
{
    string? proven;

    /// <summary>The connection of a request; null when it did not come over the exchange.</summary>
    public static ExchangeConnection? Of(HttpContext http) => http.Features.Get<ExchangeConnection>();

    /// <summary>Which posts may come in.</summary>
    public PostRegister Register => register;

    /// <summary>Closes it at once, with whatever is under way.</summary>
    public void Close() => connection.Abort(new("The post was locked out."));

    /// <summary>The post that is at the other end; or why it is none that may come in. Asked anew at every request.</summary>
    public async Task<(Peer? Peer, Problem? Problem)> PeerAsync(HttpContext http, Node node)
    {
        if (await http.Connection.GetClientCertificateAsync(http.RequestAborted) is not { } certificate) return (null, Problems.NotEnrolled);
        if (node.Time.GetUtcNow() > certificate.NotAfter.ToUniversalTime()) return (null, Problems.CertificateExpired);
        // The certificate of a connection never changes, and what it proves is proven once.
        if (proven is null && !await node.Store.Authority.IsPostAsync(certificate, http.RequestAborted)) return (null, Problems.NotEnrolled);
        proven ??= certificate.SerialNumber.ToLowerInvariant();
        register.Enter(this, proven);
        return await register.FindAsync(proven, http.RequestAborted) is { } holds
            ? (new(holds.Post, holds.Serial, holds.Store), null)
            : (null, Problems.PostRevoked);
    }
}
