namespace Limen.Documents;

/// <summary>Compares the hashes that were signed with those of the files as read.</summary>
static class DataGroupHashes
{
    /// <param name="lds">The files.</param>
    /// <param name="signed">The signed hashes.</param>
    /// <param name="deviationTold">The State has told that its hashes are wrong.</param>
    /// <param name="remarks">Takes codes of what deviates.</param>
    /// <param name="reason">The code of the gravest difference.</param>
    public static SortedDictionary<int, CheckResult> Compare(
        Lds lds, LdsSecurityObject signed, bool deviationTold, List<string> remarks, out string? reason)
    {
        reason = null;
        var results = new SortedDictionary<int, CheckResult>();
        foreach (var number in signed.Hashes.Keys.Union(lds.DataGroups))
        {
            if (!lds.Files.TryGetValue((LdsFile)number, out var raw)) { results[number] = CheckResult.NotPerformed; continue; }
            var isSigned = signed.Hashes.TryGetValue(number, out var expected);
            if (isSigned && signed.Digest.Hash(raw.Span).AsSpan().SequenceEqual(expected.Span)) { results[number] = CheckResult.Successful; continue; }
            results[number] = isSigned && deviationTold ? CheckResult.Undetermined : CheckResult.Failed;
            reason ??= !isSigned ? "pa.dataGroupNotSigned" : deviationTold ? "pa.knownDeviation" : "pa.dataGroupHash";
        }
        if (lds.Com is { } com && !com.DataGroups.Order().SequenceEqual(signed.Hashes.Keys)) remarks.Add("pa.comDiffers");
        return results;
    }
}
