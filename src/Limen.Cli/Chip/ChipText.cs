using Limen.Documents;

namespace Limen.Cli;

/// <summary>A chip inspection for the eye, irregularities first.</summary>
static class ChipText
{
    public static IEnumerable<string> Of(ChipInspection inspection)
    {
        var passive = inspection.PassiveAuthentication;
        (string Name, CheckResult Result, string? Reason)[] lines =
        [
            ($"access ({inspection.Access.Protocol})", inspection.Access.Result, inspection.Access.Reason),
            ("passive authentication", passive.Result, passive.Reason),
            ("  signature of EF.SOD", passive.SodSignature, null),
            ("  certificate chain", passive.Chain, null),
            .. passive.DataGroups.Select(group => ($"  DG{group.Key}", group.Value, (string?)null)),
            ("active authentication", inspection.ActiveAuthentication.Result, inspection.ActiveAuthentication.Reason),
            ("chip authentication", inspection.ChipAuthentication.Result, inspection.ChipAuthentication.Reason),
            ("terminal authentication", inspection.TerminalAuthentication.Result, inspection.TerminalAuthentication.Reason),
            ("MRZ against DG1", inspection.MrzMatchesDg1.Result, inspection.MrzMatchesDg1.Reason),
            ("State of DG1 against CSCA", inspection.IssuingStateMatches.Result, inspection.IssuingStateMatches.Reason),
        ];
        yield return $"{Word(inspection.Result)}: signer {passive.Signer ?? "unknown"}, CSCA {passive.Csca ?? "unknown"}";
        foreach (var (name, result, reason) in lines.OrderBy(line => Rank(line.Result)))
            yield return $"  {Word(result),-14} {name.Trim()}{(reason is null ? "" : $" ({reason})")}";
        foreach (var remark in passive.Remarks ?? []) yield return $"  remark         {remark}";
    }

    static int Rank(CheckResult result) => result switch
    {
        CheckResult.Failed => 0,
        CheckResult.Undetermined => 1,
        CheckResult.Successful => 2,
        CheckResult.NotPerformed or CheckResult.NotSupported => 3,
    };

    static string Word(CheckResult result) => result switch
    {
        CheckResult.Successful => "successful",
        CheckResult.Failed => "FAILED",
        CheckResult.Undetermined => "undetermined",
        CheckResult.NotPerformed => "not performed",
        CheckResult.NotSupported => "not supported",
    };
}
