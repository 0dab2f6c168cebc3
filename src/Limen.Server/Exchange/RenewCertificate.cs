using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Limen.Server;

/// <summary>An enrolled post gets a certificate for a new key.</summary>
static class RenewCertificate
{
    /// <summary>The new public key.</summary>
    public sealed record Request
    {
        /// <summary>PKCS #10 with the public key, in DER.</summary>
        public required byte[] CertificateRequest { get; init; }
    }

    public static async Task<Results<Ok<AdmissionJson>, ProblemResult>> Handle(Request request, HttpContext http, Node node)
    {
        var peer = Peer.Of(http)!;
        var answer = await node.Store.PostCertificates.RenewAsync(new(peer.Serial, peer.Name, peer.Store), request.CertificateRequest, CancellationToken.None);
        await ExchangeConnection.Of(http)!.Register.LookAsync(CancellationToken.None);
        return answer.Admission is { } admission ? TypedResults.Ok(AdmissionJson.Of(admission)) : Problems.ForAdmission(answer.Refused!).Result();
    }
}
