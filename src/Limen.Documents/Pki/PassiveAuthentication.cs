using System.Diagnostics;

namespace Limen.Documents;

/// <summary>What passive authentication found.</summary>
/// <param name="Report">For the officer and the log.</param>
/// <param name="IssuingStateMatches">The State of DG1 against the State of the CSCA.</param>
/// <param name="Verified">The proven data, only when every step succeeded and the State of DG1 is not another than the authority's.</param>
public sealed record PassiveAuthenticationResult(PassiveAuthenticationReport Report, ChipCheck IssuingStateMatches, VerifiedLds? Verified);

/// <summary>
/// Passive authentication (Doc 9303-11 §5.1): the signature of EF.SOD, its signer up to a CSCA of the store, the hashes of the data groups over
/// the bytes as read, and that the CSCA is of the State that DG1 names. It proves what was signed, not that the chip is no copy.
/// </summary>
public static class PassiveAuthentication
{
    // CHN signs plain data; the others were used before the standard had an identifier of its own.
    static readonly HashSet<string> TolerableTypes = [Oids.LdsSecurityObject, Oids.Data, "1.3.27.1.1.1", "1.2.528.1.1006.1.20.1"];

    /// <summary>Authenticates what was read.</summary>
    /// <param name="lds">The files; data groups that are absent are reported as not performed.</param>
    /// <param name="store">Whom we trust.</param>
    /// <param name="at">The instant of the inspection.</param>
    public static PassiveAuthenticationResult Verify(Lds lds, TrustStore store, DateTimeOffset at)
    {
        var started = Stopwatch.GetTimestamp();
        var result = lds.Files.TryGetValue(LdsFile.Sod, out var raw) ? Judge(lds, raw, store, at) : Without("pa.noSod", CheckResult.NotPerformed);
        return result with { Report = result.Report with { Millis = Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 3) } };
    }

    static PassiveAuthenticationResult Judge(Lds lds, ReadOnlyMemory<byte> raw, TrustStore store, DateTimeOffset at)
    {
        if (!TryReadSod(raw, out var signed)) return Without("pa.sodMalformed", CheckResult.Failed);
        var verdict = Softened(ForDocuments(SignedObject.Judge(signed, store, at)), store);
        var remarks = verdict.Remarks.ToList();
        if (signed.ContentType != Oids.LdsSecurityObject) remarks.Add("pa.contentType");
        string? hashReason = null;
        var readable = LdsSecurityObject.TryParse(signed.Content, out var hashes) && TolerableTypes.Contains(signed.ContentType);
        var groups = readable ? DataGroupHashes.Compare(lds, hashes, DeviatesInHashes(verdict, store), remarks, out hashReason) : [];
        var signature = readable ? verdict.Signature : CheckResult.Failed;
        var reason = !readable && verdict.Signature == CheckResult.Successful ? "pa.sodMalformed" : Gravest(verdict, groups, hashReason);
        var result = ChipInspection.Worst(signature, verdict.Path.Result, WorstOf(groups, out var authentic));
        var report = new PassiveAuthenticationReport(result, signature, verdict.Path.Result, groups,
            verdict.Signer?.SubjectName, verdict.Path.Csca?.SubjectName, reason, [.. remarks.Distinct()]);
        var state = StateOf(lds, verdict.Path.Csca);
        var verified = result == CheckResult.Successful && state.Result != CheckResult.Failed && verdict is { Signer: { } signer, Path.Csca: { } csca }
            ? new VerifiedLds(lds, authentic, signer, csca)
            : null;
        return new(report, state, verified);
    }

    static CheckResult WorstOf(Dictionary<int, CheckResult> groups, out HashSet<int> authentic)
    {
        authentic = [];
        var worst = CheckResult.NotPerformed;
        foreach (var (number, result) in groups)
        {
            worst = ChipInspection.Worst(worst, result);
            if (result == CheckResult.Successful) authentic.Add(number);
        }
        return worst;
    }

    // Of several reasons the one of a failure, in the order of the steps.
    static string? Gravest(SignedObjectVerdict verdict, Dictionary<int, CheckResult> groups, string? hashReason) =>
        verdict.Signature == CheckResult.Failed ? verdict.Reason
        : verdict.Path.Result == CheckResult.Failed ? verdict.Path.Reason
        : WorstOf(groups, out _) == CheckResult.Failed ? hashReason
        : verdict.FirstReason ?? hashReason;

    // EF.SOD is tag 77 around the CMS object; a bare CMS object is taken too.
    static bool TryReadSod(ReadOnlyMemory<byte> raw, out SignedData signed)
    {
        signed = null!;
        if (!BerElement.TryRead(raw, out var outer, out _)) return false;
        return SignedData.TryParse(outer.Tag == 0x77 ? outer.Value : outer.Raw, out signed);
    }

    static ChipCheck StateOf(Lds lds, Certificate? csca)
    {
        if (lds.Dg1 is not { } dg1 || csca is null) return ChipCheck.NotPerformed;
        if (dg1.IssuingState.IsEmpty) return new(CheckResult.Undetermined, "pa.stateUnknown");
        if (CertificateCountries.Belongs(dg1.IssuingState, csca)) return new(CheckResult.Successful);
        return CertificateCountries.IsKnown(dg1.IssuingState) ? new(CheckResult.Failed, "pa.stateDiffers") : new(CheckResult.Undetermined, "pa.stateUnknown");
    }

    // A certificate made for signing lists says so (Doc 9303-12 Table 3), and may not sign documents.
    static SignedObjectVerdict ForDocuments(SignedObjectVerdict verdict) =>
        verdict.Signer is { } signer && (signer.ExtendedKeyUsages.Contains(Oids.MasterListSigner) || signer.ExtendedKeyUsages.Contains(Oids.DeviationListSigner))
            ? verdict with { Path = verdict.Path with { Result = CheckResult.Failed, Reason = "pa.signerPurpose" } } : verdict;

    // A deviation that the State itself has told makes a failure uncertain, never a success.
    static SignedObjectVerdict Softened(SignedObjectVerdict verdict, TrustStore store)
    {
        if (verdict.Signature == CheckResult.Failed && verdict.Path.Result != CheckResult.Failed && Told(verdict, store, "2.23.136.1.1.7.1.1", "2.23.136.1.1.7.2.3"))
            verdict = verdict with { Signature = CheckResult.Undetermined, Reason = "pa.knownDeviation" };
        return verdict;
    }

    static bool DeviatesInHashes(SignedObjectVerdict verdict, TrustStore store) => Told(verdict, store, "2.23.136.1.1.7.2.1", "2.23.136.1.1.7.2.2");

    static bool Told(SignedObjectVerdict verdict, TrustStore store, params ReadOnlySpan<string> kinds)
    {
        if (verdict.Signer is not { } signer) return false;
        foreach (var list in store.Deviations.Values.Where(list => list.Country == signer.Country))
            foreach (var deviation in list.Deviations.Where(each => each.Concerns(signer)))
                foreach (var kind in kinds)
                    if (deviation.Kinds.Contains(kind)) return true;
        return false;
    }

    static PassiveAuthenticationResult Without(string reason, CheckResult signature) => new(
        new(signature, signature, CheckResult.NotPerformed, new Dictionary<int, CheckResult>(), Reason: reason), ChipCheck.NotPerformed, null);
}
