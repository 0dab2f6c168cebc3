using System.CommandLine;
using Limen.Documents;

namespace Limen.Cli;

/// <summary><c>limen trust verify</c>.</summary>
static class TrustVerifyCommand
{
    const string Help = """
        Check the signature of every certificate of the store against every key that may have made it.
        Exit codes: 0 none failed, 1 one failed, 2 usage, 4 the store cannot be read.
        """;

    public static Command Create(NodeTrust trust, Option<bool> json)
    {
        var command = new Command("verify", Help);
        command.SetAction((parsed, cancel) => trust.WithAsync("trust verify", parsed, store =>
            Run(store, parsed.GetValue(json), parsed.InvocationConfiguration), cancel));
        return command;
    }

    static int Run(TrustStore store, bool json, InvocationConfiguration streams)
    {
        var verification = TrustVerification.Of(store);
        var failed = verification.Count(CertificateStanding.Failed);
        var (verified, noIssuer) = (verification.Count(CertificateStanding.Verified), verification.Count(CertificateStanding.NoIssuer));
        var notSupported = verification.Count(CertificateStanding.NotSupported);
        var counts = new { verification.Certificates, verification.States, Verified = verified, NoIssuer = noIssuer, Failed = failed };
        streams.Output.WriteLine(json
            ? notSupported == 0 ? ChipJson.Of(counts)
                : ChipJson.Of(new { counts.Certificates, counts.States, counts.Verified, counts.NoIssuer, counts.Failed, NotSupported = notSupported })
            : $"{verification.Certificates} certificates of {verification.States} States: {verified} verified, {noIssuer} without issuer, {failed} failed"
                + (notSupported > 0 ? $", {notSupported} signed in a way this system does not know" : ""));
        foreach (var (certificate, standing) in verification.Verdicts)
            if (standing == CertificateStanding.Failed)
                streams.Output.WriteLine(json
                    ? ChipJson.Of(new { certificate.Sha256, Subject = certificate.SubjectName, Issuer = certificate.IssuerName, certificate.SignedWith })
                    : $"  {certificate.Sha256} {certificate.SubjectName}, {certificate.SignedWith}");
        return failed > 0 ? 1 : 0;
    }
}
