using Limen.Documents;

namespace Limen.Inspections;

/// <summary>One check of a document, with its result in the words of BSI TR-03135.</summary>
/// <param name="Name">camelCase name: mrzReadable, mrzDocumentNumber, mrzComposite, expiry, issuingState, specimen, chip ...</param>
/// <param name="Result">One of the four (five) results.</param>
public sealed record DocumentCheck(string Name, CheckResult Result)
{
    /// <summary>What follows from the result; null when nothing does.</summary>
    public Finding? Finding { get; init; }
}
