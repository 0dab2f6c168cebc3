using Limen.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Limen.Server;

/// <summary>The post that sends a request over the exchange, known by its certificate.</summary>
/// <param name="Name">Name of the post, as the hub invited it.</param>
/// <param name="Serial">Serial number of its certificate, in hex.</param>
/// <param name="Store">Which store of the post asked for the certificate.</param>
public sealed record Peer(string Name, string Serial, Guid Store)
{
    /// <summary>The post that sends this request; null when it does not come over the exchange, or from nobody known.</summary>
    public static Peer? Of(HttpContext http) => http.Features.Get<Peer>();

    /// <summary>Makes it known to this request; where officers and machines are asked too, a post asks as a machine of first and second line.</summary>
    internal void EnterInto(HttpContext http)
    {
        http.Features.Set(this);
        http.User = new Asker($"post:{Name}", new HashSet<Role> { Role.FirstLine, Role.SecondLine }, ByKey: true, MustChangePassword: false).SignInto(http, "Post");
    }
}

/// <summary>Who reaches an endpoint over the exchange; an endpoint that says nothing is not there.</summary>
/// <param name="Strangers">True where a post that is not enrolled yet comes too.</param>
/// <param name="Only">True where the endpoint answers nowhere else.</param>
sealed record PeerAccess(bool Strangers = false, bool Only = false);

static class PeerRules
{
    /// <summary>Lets enrolled posts in, over the exchange; elsewhere the endpoint keeps its own rules.</summary>
    public static TBuilder AllowPeers<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new PeerAccess());

    /// <summary>Lets enrolled posts in, over the exchange, and nobody elsewhere.</summary>
    public static TBuilder AllowPeersOnly<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new PeerAccess(Only: true));

    /// <summary>Lets posts in that are not enrolled yet, over the exchange, and nobody elsewhere.</summary>
    public static TBuilder AllowStrangers<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new PeerAccess(Strangers: true, Only: true));
}
