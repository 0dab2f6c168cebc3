using System.Text.Json.Serialization;

namespace Limen.Documents;

/// <summary>One check on the chip: its result, why, and how long it took (BSI TR-03135).</summary>
/// <param name="Result">What came of it.</param>
/// <param name="Reason">The code that says why, as <c>docs/errors.md</c> lists it; null when successful or simply not asked for.</param>
/// <param name="Millis">How long the check itself took, in milliseconds; 0 when it was not performed.</param>
public sealed record ChipCheck(CheckResult Result, string? Reason = null, double Millis = 0)
{
    /// <summary>A check nobody asked for, or which lacked what it needs.</summary>
    public static ChipCheck NotPerformed { get; } = new(CheckResult.NotPerformed);

    /// <summary>A check the document does not support.</summary>
    public static ChipCheck NotSupported { get; } = new(CheckResult.NotSupported);
}

/// <summary>How access to the chip was gained (Doc 9303-11 §4).</summary>
/// <param name="Protocol"><c>PACE-GM</c>, <c>PACE-IM</c>, <c>PACE-CAM</c>, <c>BAC</c> or <c>none</c>.</param>
/// <param name="Result">What came of it.</param>
/// <param name="Reason">The code that says why not.</param>
/// <param name="Millis">How long it took, in milliseconds.</param>
public sealed record ChipAccess(string Protocol, CheckResult Result, string? Reason = null, double Millis = 0)
{
    /// <summary>Nobody reached for a chip: the files came from elsewhere.</summary>
    public static ChipAccess None { get; } = new("none", CheckResult.NotPerformed);
}

/// <summary>
/// What the chip says and whether it is genuine, in the words of BSI TR-03135: every check with its result, reason and time.
/// Serialised with camel-case names and string enums it is the JSON of <c>limen chip</c> and of the inspection's <c>chip</c>.
/// </summary>
/// <param name="Access">PACE, BAC or none.</param>
/// <param name="PassiveAuthentication">The signature, its chain and the hashes.</param>
/// <param name="ActiveAuthentication">Counts only with a bound DG15.</param>
/// <param name="ChipAuthentication">Counts only with a bound DG14 or a verified EF.CardSecurity.</param>
/// <param name="TerminalAuthentication">Performed for DG3 and DG4 alone.</param>
/// <param name="MrzMatchesDg1">The optically read MRZ against DG1.</param>
/// <param name="IssuingStateMatches">The issuing State of DG1 against the State of the CSCA.</param>
/// <param name="DataGroups">The numbers of the data groups read, ascending.</param>
/// <param name="Millis">The whole inspection of the chip, in milliseconds.</param>
public sealed record ChipInspection(
    ChipAccess Access,
    PassiveAuthenticationReport PassiveAuthentication,
    ChipCheck ActiveAuthentication,
    ChipCheck ChipAuthentication,
    ChipCheck TerminalAuthentication,
    ChipCheck MrzMatchesDg1,
    ChipCheck IssuingStateMatches,
    IReadOnlyList<int> DataGroups,
    double Millis)
{
    /// <summary>
    /// The one result of the chip: failed as soon as one check failed, else undetermined as soon as one is, else successful.
    /// Checks that were not performed or are not supported change nothing; when nothing was performed, neither was the inspection.
    /// </summary>
    [JsonIgnore]
    public CheckResult Result => Worst(
        [Access.Result, PassiveAuthentication.Result, ActiveAuthentication.Result, ChipAuthentication.Result,
            TerminalAuthentication.Result, MrzMatchesDg1.Result, IssuingStateMatches.Result]);

    /// <summary>The gravest of several results.</summary>
    public static CheckResult Worst(params ReadOnlySpan<CheckResult> results)
    {
        var (failed, undetermined, successful) = (false, false, false);
        foreach (var result in results)
        {
            failed |= result == CheckResult.Failed;
            undetermined |= result == CheckResult.Undetermined;
            successful |= result == CheckResult.Successful;
        }
        return failed ? CheckResult.Failed : undetermined ? CheckResult.Undetermined : successful ? CheckResult.Successful : CheckResult.NotPerformed;
    }
}
