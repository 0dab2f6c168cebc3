using System.Diagnostics;

namespace Limen.Documents;

/// <summary>Inspects the files of a chip that someone else has read: everything but what only the chip itself can answer.</summary>
public static class FileInspection
{
    /// <summary>
    /// The report. Chip authentication, and active authentication without the chip's answer, are not performed where the files show that the
    /// chip offers them or do not show that it does not, else not supported.
    /// </summary>
    /// <param name="lds">The files.</param>
    /// <param name="store">Whom we trust.</param>
    /// <param name="at">The instant of the inspection.</param>
    /// <param name="mrz">The optically read zone to compare with DG1: its lines with or without breaks; null when there is none.</param>
    /// <param name="answer">What the chip answered to a challenge; null when it was not asked.</param>
    public static ChipInspection Of(Lds lds, TrustStore store, DateTimeOffset at, string? mrz = null, ActiveAuthenticationAnswer? answer = null)
    {
        var started = Stopwatch.GetTimestamp();
        var passive = PassiveAuthentication.Verify(lds, store, at);
        var options = lds.Dg14;
        return new(
            ChipAccess.None,
            passive.Report,
            answer is not null ? ChipProof.JudgeActiveAuthentication(answer, passive.Verified) : Offered(lds.Dg15 is not null || lds.MayHave(LdsFile.Dg15)),
            Offered(options is null ? lds.MayHave(LdsFile.Dg14) : options.ChipAuthenticationKeys.Count > 0),
            Offered(options is null ? lds.MayHave(LdsFile.Dg14) : options.TerminalAuthentication is not null),
            Compare(lds.Dg1, mrz),
            passive.IssuingStateMatches,
            lds.DataGroups,
            Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 3));
    }

    static ChipCheck Offered(bool maybe) => maybe ? ChipCheck.NotPerformed : ChipCheck.NotSupported;

    /// <summary>The optically read zone against DG1, sign by sign; not performed when one of them is missing.</summary>
    public static ChipCheck Compare(Dg1? dg1, string? mrz)
    {
        if (dg1 is null || mrz is null) return ChipCheck.NotPerformed;
        var optical = mrz.Replace("\r", "").Replace("\n", "").Replace(" ", "");
        return optical == dg1.Mrz ? new(CheckResult.Successful) : new(CheckResult.Failed, "chip.mrzDiffers");
    }
}
