using System.CommandLine;
using System.Text.Json;
using Limen.Documents;

namespace Limen.Cli;

/// <summary><c>limen vds verify FILE|-</c>: visible digital seals.</summary>
static class VdsCommand
{
    const int Fine = 0, Found = 1, Incomplete = 3;

    const string Help = """
        Decode and verify a visible digital seal (Doc 9303-13): its octets as the barcode gives them, or these in hex or base64, or VDS-NC JSON.
        The signer's certificate and its authority come from this node's trust store (limen trust import).
        Exit codes: 0 genuine, 1 false or no seal, 2 usage, 3 undetermined, 4 the file or the store cannot be read.
        """;

    /// <summary>The command with <c>verify</c>, ready to be added to the root.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The seal; - for standard input." };
        var trust = new NodeTrust();
        var json = new Option<bool>("--json") { Description = "The report as JSON." };
        var verify = new Command("verify", Help) { file, json };
        trust.AddTo(verify);
        verify.SetAction((parsed, cancel) => trust.WithAsync("vds verify", parsed, store =>
            Verify(SealInput.Read(parsed.GetValue(file)!), store, parsed.GetValue(json), parsed.InvocationConfiguration.Output), cancel));
        return new("vds", "Visible digital seals of visas and emergency documents.") { verify };
    }

    static int Verify(ReadOnlyMemory<byte> content, TrustStore store, bool json, TextWriter output)
    {
        var now = TimeProvider.System.GetUtcNow();
        if (SealInput.TryText(content, out var text) && SealNc.TryRead(text, out var open)) return Tell(open, open.Verify(store, now), json, output);
        if (SealInput.TryOctets(content, out var octets) && Seal.TryRead(octets, out var seal))
            return Tell(seal, SealVerification.Verify(seal, store, now), json, output);
        output.WriteLine(json ? ChipJson.Of(new { Format = (string?)null, Result = CheckResult.Failed, Reason = "vds.unreadable" }) : "FAILED: this is no seal (vds.unreadable)");
        return Found;
    }

    static int Tell(Seal seal, SealReport report, bool json, TextWriter output)
    {
        if (json)
            output.WriteLine(ChipJson.Of(new
            {
                Format = "VDS",
                Type = seal.Kind,
                IssuingState = seal.IssuingState.Value,
                SealSigner = seal.Signer,
                seal.CertificateReference,
                seal.IssuedOn,
                seal.SignedOn,
                seal.Features,
                seal.Mrz,
                report.Result,
                report.Signature,
                report.Chain,
                report.IssuingStateMatches,
                report.Signer,
                report.Csca,
                report.Reason,
                report.Remarks,
            }));
        else
        {
            output.WriteLine($"{Words(report)}: {seal.Kind} of {seal.IssuingState}, signed by {seal.Signer} {seal.CertificateReference} on {seal.SignedOn:yyyy-MM-dd}");
            foreach (var feature in seal.Features) output.WriteLine($"  {feature.Name}: {feature.Text.Replace("\n", "\n  ")}");
        }
        return Code(report.Result);
    }

    static int Tell(SealNc seal, SealReport report, bool json, TextWriter output)
    {
        using var message = JsonDocument.Parse(seal.Message);
        if (json)
            output.WriteLine(ChipJson.Of(new
            {
                Format = "VDS-NC",
                seal.Type,
                IssuingState = seal.IssuingState.Value,
                Message = message.RootElement,
                report.Result,
                report.Signature,
                report.Chain,
                report.IssuingStateMatches,
                report.Signer,
                report.Csca,
                report.Reason,
                report.Remarks,
            }));
        else output.WriteLine($"{Words(report)}: {seal.Type} of {seal.IssuingState}\n  {seal.Message}");
        return Code(report.Result);
    }

    static string Words(SealReport report) => report.Result == CheckResult.Successful ? "genuine"
        : $"{(report.Result == CheckResult.Failed ? "FAILED" : "undetermined")} ({report.Reason})";

    static int Code(CheckResult result) => result switch
    {
        CheckResult.Successful => Fine,
        CheckResult.Failed => Found,
        CheckResult.Undetermined or CheckResult.NotPerformed or CheckResult.NotSupported => Incomplete,
    };
}
