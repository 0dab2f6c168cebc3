using Limen.Documents;

namespace Limen.Cli;

/// <summary>The report of <c>limen chip read</c>: the inspection's fields, the error that ended it, and files that did not come.</summary>
sealed record ChipReadJson(
    ChipAccess Access,
    PassiveAuthenticationReport PassiveAuthentication,
    ChipCheck ActiveAuthentication,
    ChipCheck ChipAuthentication,
    ChipCheck TerminalAuthentication,
    ChipCheck MrzMatchesDg1,
    ChipCheck IssuingStateMatches,
    IReadOnlyList<int> DataGroups,
    double Millis,
    ChipReadJson.Problem? Error,
    IReadOnlyDictionary<string, string> Missing)
{
    /// <summary>Why the reading ended early.</summary>
    internal sealed record Problem(string Code, string? StatusWord, int? RetriesLeft);

    public static ChipReadJson Of(ChipReading reading, ChipInspection inspection) => new(
        inspection.Access, inspection.PassiveAuthentication, inspection.ActiveAuthentication, inspection.ChipAuthentication,
        inspection.TerminalAuthentication, inspection.MrzMatchesDg1, inspection.IssuingStateMatches, inspection.DataGroups,
        Math.Round(inspection.Millis, 3),
        reading.Failure is { } failure
            ? new(failure.Error.Code(), failure.StatusWord == 0 ? null : $"{failure.StatusWord:X4}", failure.RetriesLeft)
            : null,
        reading.Missing.ToDictionary(missing => missing.Key.ToString(), missing => missing.Value.Error.Code()));

    /// <summary>There was nothing to read from.</summary>
    public static ChipReadJson Of(ChipError error) => new(
        ChipAccess.None, PassiveAuthenticationReport.NotPerformed, ChipCheck.NotPerformed, ChipCheck.NotPerformed, ChipCheck.NotPerformed,
        ChipCheck.NotPerformed, ChipCheck.NotPerformed, [], 0, new(error.Code(), null, null), new Dictionary<string, string>());
}
