using System.Text.Json.Serialization;

namespace Limen.Documents;

/// <summary>Passive authentication as reported (Doc 9303-11 §5.1, BSI TR-03135).</summary>
/// <param name="Result">Successful only when signature, chain and every hash of a file read are.</param>
/// <param name="SodSignature">The signature of EF.SOD with the document signer's key.</param>
/// <param name="Chain">The document signer's certificate up to a CSCA of the store.</param>
/// <param name="DataGroups">For each data group read, by number, whether its hash is the signed one.</param>
/// <param name="Signer">The subject of the document signer, null when unread.</param>
/// <param name="Csca">The subject of the CSCA found, null when none.</param>
/// <param name="Reason">The code of the first check that did not succeed.</param>
/// <param name="Remarks">Codes of tolerated deviations from the standard, as met.</param>
/// <param name="Millis">How long it took, in milliseconds.</param>
public sealed record PassiveAuthenticationReport(
    CheckResult Result,
    CheckResult SodSignature,
    CheckResult Chain,
    IReadOnlyDictionary<int, CheckResult> DataGroups,
    string? Signer = null,
    string? Csca = null,
    string? Reason = null,
    IReadOnlyList<string>? Remarks = null,
    double Millis = 0)
{
    /// <summary>Nothing to authenticate.</summary>
    [JsonIgnore]
    public static PassiveAuthenticationReport NotPerformed { get; } =
        new(CheckResult.NotPerformed, CheckResult.NotPerformed, CheckResult.NotPerformed, new Dictionary<int, CheckResult>());
}
