using System.Runtime.InteropServices;

namespace Limen.Documents;

/// <summary>Compares the hashes that were signed with those of the files as read.</summary>
static class DataGroupHashes
{
    /// <param name="lds">The files.</param>
    /// <param name="signed">The signed hashes.</param>
    /// <param name="deviationTold">The State has told that its hashes are wrong.</param>
    /// <param name="remarks">Takes codes of what deviates.</param>
    /// <param name="reason">The code of the gravest difference.</param>
    /// <returns>A result for each data group that is signed or was read, ascending.</returns>
    public static Dictionary<int, CheckResult> Compare(
        Lds lds, LdsSecurityObject signed, bool deviationTold, List<string> remarks, out string? reason)
    {
        reason = null;
        var results = new Dictionary<int, CheckResult>();
        for (var number = 1; number <= LdsSecurityObject.LastGroup; number++)
        {
            var expected = signed.HashOf(number);
            if (!lds.Files.TryGetValue((LdsFile)number, out var raw))
            {
                if (expected is not null) results[number] = CheckResult.NotPerformed;
                continue;
            }
            if (expected is not null && signed.Digest is null) { results[number] = CheckResult.Undetermined; continue; }
            if (expected is not null && signed.Digest!.Value.Hash(raw.Span).AsSpan().SequenceEqual(expected)) { results[number] = CheckResult.Successful; continue; }
            results[number] = expected is not null && deviationTold ? CheckResult.Undetermined : CheckResult.Failed;
            reason ??= expected is null ? "pa.dataGroupNotSigned" : deviationTold ? "pa.knownDeviation" : "pa.dataGroupHash";
        }
        if (signed.Digest is null) reason ??= "pa.digestUnknown";
        if (lds.Com is { } com && !IsSame(com.DataGroups, signed.Numbers())) remarks.Add("pa.comDiffers");
        return results;
    }

    static bool IsSame(IReadOnlyList<int> told, List<int> signed)
    {
        int[] sorted = [.. told];
        Array.Sort(sorted);
        return sorted.AsSpan().SequenceEqual(CollectionsMarshal.AsSpan(signed));
    }
}
