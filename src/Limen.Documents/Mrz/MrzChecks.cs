namespace Limen.Documents;

/// <summary>
/// The check digits of one zone. <em>Successful</em>: the digit is the one computed (or the filler, for empty optional data of a TD3).
/// <em>Failed</em>: it is another, or none where one is due. <em>Undetermined</em>: the arithmetic cannot decide, because a character
/// was not readable, because a letter stands in a date whose sum still agrees, or because the field is empty and its digit a filler.
/// <em>NotPerformed</em>: the format has no such digit (Doc 9303-3 §4.9, Doc 9303-4 to -7).
/// </summary>
/// <param name="DocumentNumber">Over the whole number, a long one included.</param>
/// <param name="DateOfBirth">Over the six characters.</param>
/// <param name="DateOfExpiry">Over the six characters.</param>
/// <param name="OptionalData">TD3 only.</param>
/// <param name="Composite">Not on visas.</param>
public readonly record struct MrzChecks(
    CheckResult DocumentNumber, CheckResult DateOfBirth, CheckResult DateOfExpiry, CheckResult OptionalData, CheckResult Composite)
{
    /// <summary>True when at least one failed.</summary>
    public bool AnyFailed => Any(CheckResult.Failed);

    /// <summary>True when none failed and none is undetermined.</summary>
    public bool AllPassed => !Any(CheckResult.Failed) && !Any(CheckResult.Undetermined);

    bool Any(CheckResult result) =>
        DocumentNumber == result || DateOfBirth == result || DateOfExpiry == result || OptionalData == result || Composite == result;
}
