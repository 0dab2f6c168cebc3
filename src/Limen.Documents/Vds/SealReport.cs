namespace Limen.Documents;

/// <summary>What the verification of a seal found, in the words of BSI TR-03135.</summary>
/// <param name="Result">The gravest of the others.</param>
/// <param name="Signature">The signature with the signer's key; not performed when the store has no certificate of the signer.</param>
/// <param name="Chain">The signer's certificate up to a CSCA of the store.</param>
/// <param name="IssuingStateMatches">The State of the seal against the State of the CSCA.</param>
/// <param name="Signer">The subject of the signer's certificate.</param>
/// <param name="Csca">The subject of the CSCA.</param>
/// <param name="Reason">The code of the first check that did not succeed.</param>
/// <param name="Remarks">Codes of tolerated deviations.</param>
public sealed record SealReport(
    CheckResult Result, CheckResult Signature, CheckResult Chain, CheckResult IssuingStateMatches,
    string? Signer, string? Csca, string? Reason, IReadOnlyList<string> Remarks)
{
    internal static SealReport WithoutSigner { get; } = new(
        CheckResult.Undetermined, CheckResult.NotPerformed, CheckResult.NotPerformed, CheckResult.NotPerformed, null, null, "vds.noSigner", []);

    internal static SealReport Of(SignatureVerdict verdict, PathVerdict path, Certificate signer, StateCode state)
    {
        var signature = verdict switch
        {
            SignatureVerdict.Valid => CheckResult.Successful,
            SignatureVerdict.Invalid or SignatureVerdict.OutOfRange => CheckResult.Failed,
            SignatureVerdict.Unsupported => CheckResult.Undetermined,
        };
        var matches = path.Csca is not { } csca ? CheckResult.NotPerformed
            : CertificateCountries.Belongs(state, csca) ? CheckResult.Successful
            : CertificateCountries.IsKnown(state) ? CheckResult.Failed : CheckResult.Undetermined;
        var reason = signature == CheckResult.Failed ? "vds.signature"
            : signature == CheckResult.Undetermined ? "pa.algorithmUnknown"
            : path.Reason ?? (matches == CheckResult.Failed ? "vds.stateDiffers" : matches == CheckResult.Undetermined ? "pa.stateUnknown" : null);
        return new(ChipInspection.Worst([signature, path.Result, matches]), signature, path.Result, matches,
            signer.SubjectName, path.Csca?.SubjectName, reason, path.Remarks);
    }
}
