using Limen.Documents;

namespace Limen.Inspections;

/// <summary>Reads the document and checks what can be checked without asking anybody.</summary>
public static class DocumentChecks
{
    /// <summary>The document as far as it can be read, and every check with its result.</summary>
    /// <param name="request">What was scanned or typed.</param>
    /// <param name="today">Date at the post; decides expiry and the century of two-digit years.</param>
    public static (TravelDocument? Document, IReadOnlyList<DocumentCheck> Checks) Run(InspectionRequest request, DateOnly today) =>
        request.Typed is { } typed ? (typed, Dates(typed, today)) : (null, []);

    static DocumentCheck[] Dates(TravelDocument document, DateOnly today) => document.DateOfExpiry switch
    {
        null => [new("expiry", CheckResult.NotPerformed)],
        { } expiry when expiry >= today => [new("expiry", CheckResult.Successful)],
        { } expiry =>
        [
            new("expiry", CheckResult.Failed)
            {
                Finding = new(Severity.Refer, "documentExpired", $"The document expired on {expiry:yyyy-MM-dd}."),
            },
        ],
    };
}
