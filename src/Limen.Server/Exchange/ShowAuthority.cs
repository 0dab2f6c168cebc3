using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Limen.Server;

/// <summary>The hub's authority, for a post that compares it with its code before it says anything.</summary>
static class ShowAuthority
{
    /// <summary>Nothing secret.</summary>
    public sealed record Response
    {
        /// <summary>Its certificate, in DER.</summary>
        public required byte[] Authority { get; init; }
    }

    public static async Task<Ok<Response>> Handle(Node node, CancellationToken cancel) =>
        TypedResults.Ok(new Response { Authority = await node.Store.Authority.CertificateAsync(cancel) });
}
