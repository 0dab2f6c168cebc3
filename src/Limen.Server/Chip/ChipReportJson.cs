using Limen.Documents;
using Limen.Inspections;

namespace Limen.Server;

/// <summary>A chip inspected, in the words of BSI TR-03135: every check with its result, reason and time.</summary>
public sealed record ChipReportJson
{
    /// <summary>The gravest of the results below.</summary>
    public required CheckResult Result { get; init; }
    /// <summary>How the chip was opened.</summary>
    public required ChipAccess Access { get; init; }
    /// <summary>The signature of EF.SOD, its chain and the hashes of the data groups, by their numbers.</summary>
    public required PassiveAuthenticationReport PassiveAuthentication { get; init; }
    /// <summary>Whether the chip proved by active authentication that it is no copy.</summary>
    public required ChipCheck ActiveAuthentication { get; init; }
    /// <summary>Whether the chip proved by chip authentication that it is no copy.</summary>
    public required ChipCheck ChipAuthentication { get; init; }
    /// <summary>Whether the chip let the terminal at fingerprints.</summary>
    public required ChipCheck TerminalAuthentication { get; init; }
    /// <summary>The printed zone against the chip's.</summary>
    public required ChipCheck MrzMatchesDg1 { get; init; }
    /// <summary>The State that the chip names against the one that signed it.</summary>
    public required ChipCheck IssuingStateMatches { get; init; }
    /// <summary>Numbers of the data groups read.</summary>
    public required IReadOnlyList<int> DataGroups { get; init; }
    /// <summary>The whole inspection of the chip, in milliseconds.</summary>
    public required double Millis { get; init; }
    /// <summary>SHA-256 of each file read, in hex, by its name: dg1, sod, cardAccess.</summary>
    public required IReadOnlyDictionary<string, string> Digests { get; init; }
    /// <summary>The face, as long as the inspection is under way; never kept, so null whenever it is shown again.</summary>
    public required PhotoJson? Photo { get; init; }

    internal static ChipReportJson Of(InspectedChip chip, ChipScan? scan) => new()
    {
        Result = chip.Report.Result,
        Access = chip.Report.Access,
        PassiveAuthentication = chip.Report.PassiveAuthentication,
        ActiveAuthentication = chip.Report.ActiveAuthentication,
        ChipAuthentication = chip.Report.ChipAuthentication,
        TerminalAuthentication = chip.Report.TerminalAuthentication,
        MrzMatchesDg1 = chip.Report.MrzMatchesDg1,
        IssuingStateMatches = chip.Report.IssuingStateMatches,
        DataGroups = chip.Report.DataGroups,
        Millis = chip.Report.Millis,
        Digests = chip.Digests,
        Photo = scan?.Lds.Dg2 is { Faces: [var face, ..] } ? PhotoJson.Of(face.Image) : null,
    };

    /// <summary>Says only the result.</summary>
    public override string ToString() => Result.ToString();
}

/// <summary>A face from a chip, as stored there.</summary>
/// <param name="Mime">image/jpeg, image/jp2 (JPEG 2000), image/j2k (its bare codestream), image/png, or application/octet-stream.</param>
/// <param name="Base64">The image.</param>
public sealed record PhotoJson(string Mime, string Base64)
{
    internal static PhotoJson Of(ChipImage image) => new(image.MimeType, Convert.ToBase64String(image.Bytes.Span));

    /// <summary>Shows a person: says only the kind.</summary>
    public override string ToString() => Mime;
}
