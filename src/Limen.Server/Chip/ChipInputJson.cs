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
    /// <summary>An active authentication that the agent performed: the node checks the signature itself, with the key that the issuer signed.</summary>
    public ActiveAuthenticationJson? ActiveAuthentication { get; init; }
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
        var answer = ActiveAuthentication?.ToAnswer();
        if (ActiveAuthentication is not null && answer is null)
        {
            problem ??= Problems.InvalidField.In("chip.activeAuthentication");
            return null;
        }
        var access = Access is null ? null : new ChipAccess(Access.Protocol, Access.Result, Access.Reason);
        return ChipScan.Of(new(files), access) with { Expected = Expected, ActiveAuthentication = answer };
    }

    internal static bool TryDecode(string? text, out byte[] octets)
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

/// <summary>
/// What a chip answered to a challenge (active authentication, Doc 9303-11 §6.1). That the challenge was fresh is the agent's word; chip
/// authentication has no answer that could be checked later, so that only a node's own reader performs it.
/// </summary>
public sealed record ActiveAuthenticationJson
{
    const int ChallengeOctets = 8, MostSignatureOctets = 1024;

    /// <summary>Base64 of the 8 octets that the chip was sent.</summary>
    public required string Challenge { get; init; }
    /// <summary>Base64 of its answer.</summary>
    public required string Signature { get; init; }

    internal ActiveAuthenticationAnswer? ToAnswer() =>
        ChipInputJson.TryDecode(Challenge, out var challenge) && ChipInputJson.TryDecode(Signature, out var signature)
        && challenge.Length == ChallengeOctets && signature.Length <= MostSignatureOctets
            ? new(challenge, signature)
            : null;
}
