using Limen.Documents;
using Limen.Inspections;

namespace Limen.Server;

/// <summary>What a reader agent read from a chip.</summary>
public sealed record ChipInputJson
{
    const int LargestFile = 1024 * 1024, LongestReason = 64;
    static readonly string[] Protocols = ["PACE-GM", "PACE-IM", "PACE-CAM", "BAC", "none"];

    /// <summary>Base64 of each file, byte for byte, by its name: sod, com, dg1 to dg16, cardAccess, cardSecurity. Empty when no chip answered.</summary>
    public IReadOnlyDictionary<string, string>? Files { get; init; }
    /// <summary>How the chip was opened; taken at the agent's word.</summary>
    public ChipAccessJson? Access { get; init; }
    /// <summary>True when this document must have a chip, false when it has none; else its class and State decide.</summary>
    public bool? Expected { get; init; }

    internal ChipScan? ToScan(ref Problem? problem)
    {
        var files = new Dictionary<LdsFile, ReadOnlyMemory<byte>>();
        foreach (var (name, text) in Files ?? new Dictionary<string, string>())
        {
            if (!LdsFiles.TryFromName(name, out var file) || !TryDecode(text, out var octets) || !files.TryAdd(file, octets))
            {
                problem ??= Problems.ChipFileInvalid.In($"chip.files.{Harmless(name)}");
                return null;
            }
        }
        if (Access is { } told && (!Protocols.Contains(told.Protocol) || !Enum.IsDefined(told.Result) || told.Reason is { } reason && Harmless(reason) != reason))
        {
            problem ??= Problems.InvalidField.In("chip.access");
            return null;
        }
        var access = Access is null ? null : new ChipAccess(Access.Protocol, Access.Result, Access.Reason);
        return ChipScan.Of(new(files), access) with { Expected = Expected };
    }

    static bool TryDecode(string? text, out byte[] octets)
    {
        octets = [];
        if (text is null || text.Length is 0 or > LargestFile / 3 * 4 + 4) return false;
        octets = new byte[text.Length / 4 * 3 + 3];
        var decoded = Convert.TryFromBase64String(text, octets, out var count) && count is > 0 and <= LargestFile;
        octets = decoded ? octets[..count] : [];
        return decoded;
    }

    // What goes back to the asker or into a finding's words holds letters, digits and dots alone.
    static string Harmless(string text) => string.Concat(text.Where(sign => char.IsAsciiLetterOrDigit(sign) || sign is '.' or '_' or '-').Take(LongestReason));

    /// <summary>Holds person data: says nothing.</summary>
    public override string ToString() => nameof(ChipInputJson);
}

/// <summary>How a reader agent opened a chip.</summary>
public sealed record ChipAccessJson
{
    /// <summary>PACE-GM, PACE-IM, PACE-CAM, BAC or none.</summary>
    public required string Protocol { get; init; }
    /// <summary>What came of it.</summary>
    public required CheckResult Result { get; init; }
    /// <summary>Code of why not, for example chip.wrongKey; null when it succeeded.</summary>
    public string? Reason { get; init; }
}
