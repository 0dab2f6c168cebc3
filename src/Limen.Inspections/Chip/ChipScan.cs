using System.Security.Cryptography;
using System.Text.Json;
using Limen.Documents;

namespace Limen.Inspections;

/// <summary>
/// What came of a chip in one inspection: files that a reader agent sent along, or a reading of this node's own reader. Holds the traveller's
/// face and data: it lives as long as the inspection is shown, and of its files only digests are kept.
/// </summary>
public sealed record ChipScan
{
    readonly ChipReading? reading;

    ChipScan(Lds lds, ChipAccess access, ChipReading? reading = null) => (Lds, Access, this.reading) = (lds, access, reading);

    /// <summary>The files; none when no chip spoke.</summary>
    public Lds Lds { get; }

    /// <summary>How the chip was opened; taken at its word where an agent tells.</summary>
    public ChipAccess Access { get; }

    /// <summary>Why the reading ended early; null when it came to its end, or when an agent read.</summary>
    public ChipFailure? Failure => reading?.Failure;

    /// <summary>True when this document must have a chip, false when it has none; null when its class and State decide.</summary>
    public bool? Expected { get; init; }

    /// <summary>What the chip answered to a reader agent's challenge; null when it was not asked, or when this node read it itself.</summary>
    public ActiveAuthenticationAnswer? ActiveAuthentication { get; init; }

    /// <summary>True when not one file came.</summary>
    public bool IsSilent => Lds.Files.Count == 0;

    /// <summary>Files that were read elsewhere.</summary>
    /// <param name="files">As read, byte for byte.</param>
    /// <param name="access">How they were reached; null when that is not told.</param>
    public static ChipScan Of(Lds files, ChipAccess? access = null) => new(files, access ?? ChipAccess.None);

    /// <summary>A reading of a chip, with what it showed of its keys.</summary>
    public static ChipScan Of(ChipReading reading) => new(reading.Lds, reading.Access, reading);

    /// <summary>No chip, and why not.</summary>
    public static ChipScan Without(ChipError why) =>
        new(new(new Dictionary<LdsFile, ReadOnlyMemory<byte>>()), new("none", CheckResult.NotPerformed, why.Code()));

    /// <summary>Every check on the chip (Doc 9303-11, BSI TR-03135).</summary>
    /// <param name="trust">Whom we trust.</param>
    /// <param name="at">The instant of the inspection.</param>
    /// <param name="mrz">The optically read zone, its lines one after the other; null when there is none.</param>
    public ChipInspection Inspect(TrustStore trust, DateTimeOffset at, string? mrz) => reading is null
        ? FileInspection.Of(Lds, trust, at, mrz, ActiveAuthentication) with { Access = Access }
        : ChipProof.Inspect(reading, trust, at, mrz);

    internal IReadOnlyDictionary<string, string> Digests => Lds.Files.OrderBy(file => file.Key)
        .ToDictionary(file => JsonNamingPolicy.CamelCase.ConvertName(file.Key.ToString()), file => Convert.ToHexStringLower(SHA256.HashData(file.Value.Span)));

    /// <summary>Counts; never what the files say.</summary>
    public override string ToString() => $"{Lds.Files.Count} files";
}

/// <summary>What is kept of a chip: how it fared, and digests by which its files can be told again.</summary>
/// <param name="Report">Every check with its result, reason and time.</param>
/// <param name="Digests">SHA-256 in hex of each file, by its camelCase name (dg1, sod, cardAccess).</param>
public sealed record InspectedChip(ChipInspection Report, IReadOnlyDictionary<string, string> Digests)
{
    /// <summary>Says only the result.</summary>
    public override string ToString() => Report.Result.ToString();
}
