using Limen.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;

namespace Limen.Server;

/// <summary>What a post gets when it enrols, as JSON.</summary>
sealed record AdmissionJson
{
    /// <summary>Its name.</summary>
    public required string Post { get; init; }
    /// <summary>The hub's store.</summary>
    public required Guid Hub { get; init; }
    /// <summary>Certificate of the hub's authority, in DER.</summary>
    public required byte[] Authority { get; init; }
    /// <summary>Certificate of the key that signs lists, in DER.</summary>
    public required byte[] Signing { get; init; }
    /// <summary>The post's own certificate, in DER.</summary>
    public required byte[] Certificate { get; init; }

    public static AdmissionJson Of(Admission admission) => new()
    {
        Post = admission.Post,
        Hub = admission.Hub,
        Authority = admission.Authority,
        Signing = admission.Signing,
        Certificate = admission.Certificate,
    };

    public Admission Admission => new(Post, Hub, Authority, Signing, Certificate);
}

/// <summary>A post enrols: it shows the code and a public key, and gets its certificate.</summary>
static partial class EnrolPost
{
    // Wrong codes from one address are slowed down as wrong passwords are.
    const string GuardedAs = "enrol";

    /// <summary>Code, public key, and which store asks.</summary>
    public sealed record Request
    {
        /// <summary>The code, as it was given.</summary>
        public required string Code { get; init; }
        /// <summary>PKCS #10 with the public key, in DER.</summary>
        public required byte[] CertificateRequest { get; init; }
        /// <summary>The post's store.</summary>
        public required Guid Store { get; init; }

        public override string ToString() => nameof(Request);
    }

    public static async Task<Results<Ok<AdmissionJson>, ProblemResult>> Handle(Request request, HttpContext http, Node node, SignInGuard guard, ILogger<Node> log)
    {
        var address = http.Connection.RemoteIpAddress?.ToString() ?? "";
        if (guard.WaitFor(GuardedAs, address) is { } wait)
            return (Problems.TooManySignIns with { RetryAfter = (int)Math.Ceiling(wait.TotalSeconds) }).Result();
        var answer = EnrolmentCode.TryParse(request.Code, out var code)
            ? await node.Store.PostCertificates.EnrolAsync(code, request.CertificateRequest, request.Store, CancellationToken.None)
            : new(null, "enrolmentCodeWrong");
        if (answer.Admission is { } admission)
        {
            guard.Succeeded(GuardedAs, address);
            await ExchangeConnection.Of(http)!.Register.LookAsync(CancellationToken.None);
            return TypedResults.Ok(AdmissionJson.Of(admission));
        }
        guard.Failed(GuardedAs, address);
        Refused(log, answer.Refused!);
        return Problems.ForAdmission(answer.Refused!).Result();
    }

    [LoggerMessage(LogLevel.Warning, "An enrolment was refused: {Code}")]
    static partial void Refused(ILogger log, string code);
}
