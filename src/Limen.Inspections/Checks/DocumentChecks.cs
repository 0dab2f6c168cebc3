using Limen.Documents;

namespace Limen.Inspections;

/// <summary>
/// Reads the document and checks what can be checked without asking anybody: the zone's consistency (Doc 9303-2 App. C.16), its
/// codes, its dates, and whether it is a specimen (C.14). What is fine stays quiet; each irregularity is one finding. Where no zone was
/// scanned or it is unreadable, the document is the one that the chip describes.
/// </summary>
public static class DocumentChecks
{
    /// <summary>The document as far as it can be read, and every check with its result.</summary>
    /// <param name="request">What was scanned or typed.</param>
    /// <param name="today">Date at the post; decides expiry and the century of two-digit years.</param>
    public static (TravelDocument? Document, IReadOnlyList<DocumentCheck> Checks) Run(InspectionRequest request, DateOnly today)
    {
        var (document, checks) = RunPrinted(request, today);
        if (document is not null || TwoReadings.DocumentOf(request.Chip?.Lds, today) is not { Mrz: { } zone } chip) return (document, checks);
        return (chip, [.. checks, .. MrzChecks(zone).Skip(1), .. CodeChecks(chip), .. DateChecks(chip, today)]);
    }

    static (TravelDocument? Document, IReadOnlyList<DocumentCheck> Checks) RunPrinted(InspectionRequest request, DateOnly today)
    {
        if (request.Mrz is null) return request.Typed is { } typed ? (typed, [.. CodeChecks(typed), .. DateChecks(typed, today)]) : (null, []);
        if (!Mrz.TryRead(request.Mrz, today, out var mrz, out var problem)) return (null, [Unreadable(problem)]);
        var document = TravelDocument.Of(mrz);
        return (document, [.. MrzChecks(mrz), .. CodeChecks(document), .. DateChecks(document, today)]);
    }

    static DocumentCheck Unreadable(MrzProblem? problem) => Gap(
        "mrzReadable", CheckResult.Failed, "documentUnreadable",
        $"The machine readable zone could not be read (line {problem?.Line}, place {problem?.Column}). Scan it again, or type the document.");

    static IEnumerable<DocumentCheck> MrzChecks(Mrz mrz)
    {
        yield return new("mrzReadable", CheckResult.Successful);
        yield return Characters(mrz.Problems);
        yield return Digit("mrzDocumentNumber", mrz.Checks.DocumentNumber, "document number");
        yield return Digit("mrzDateOfBirth", mrz.Checks.DateOfBirth, "date of birth");
        yield return Digit("mrzDateOfExpiry", mrz.Checks.DateOfExpiry, "date of expiry");
        yield return Digit("mrzOptionalData", mrz.Checks.OptionalData, "optional data");
        yield return Digit("mrzComposite", mrz.Checks.Composite, "whole zone");
    }

    static DocumentCheck Characters(IReadOnlyList<MrzProblem> problems) => problems.FirstOrDefault(p => p.Code != MrzProblemCode.LowerCase) switch
    {
        { Line: > 0 } first => Gap(
            "mrzCharacters", CheckResult.Undetermined, "mrzDoubtful",
            $"A character does not belong where it stands (line {first.Line}, place {first.Column}). Compare it with the document, or scan again."),
        _ when problems.Count > 0 => new("mrzCharacters", CheckResult.Successful)
        {
            Finding = new(Severity.Note, "mrzLowerCase", "Small letters were read as capitals."),
        },
        _ => new("mrzCharacters", CheckResult.Successful),
    };

    static DocumentCheck Digit(string name, CheckResult result, string of) => result switch
    {
        CheckResult.Failed => Refer(name, "checkDigitFailed", $"The check digit of the {of} does not fit: misread, or altered."),
        CheckResult.Undetermined => Gap(name, result, "checkDigitUndetermined", $"The check digit of the {of} proves nothing. Compare it with the document."),
        CheckResult.Successful or CheckResult.NotPerformed or CheckResult.NotSupported => new(name, result),
    };

    static IEnumerable<DocumentCheck> CodeChecks(TravelDocument document)
    {
        if (document.Mrz is { } mrz) yield return DocumentCode(mrz);
        yield return State("issuingState", document.IssuingState, "unknownIssuingState", "issuing State");
        yield return State("nationality", document.Nationality, "unknownNationality", "nationality");
        yield return StateCodes.IsSpecimen(document.IssuingState) || StateCodes.IsSpecimen(document.Nationality)
            ? Refer("specimen", "specimenIssuer", "A specimen: the State it names does not exist. No valid travel document.")
            : new("specimen", document.IssuingState.IsEmpty ? CheckResult.NotPerformed : CheckResult.Successful);
        yield return document.PrimaryIdentifier.Length + document.SecondaryIdentifier.Length > 0
            ? new("name", CheckResult.Successful)
            : Gap("name", CheckResult.NotPerformed, "nameMissing", "No name was read, so that lists of persons could be asked by number only.");
    }

    static DocumentCheck DocumentCode(Mrz mrz) => mrz.Kind != DocumentKind.Unknown
        ? new("documentCode", CheckResult.Successful) { Finding = mrz.Format == MrzFormat.Td2France ? NationalLayout : null }
        : Gap("documentCode", CheckResult.Undetermined, "unknownDocumentCode", "The document code is none that documents of this size have.");

    static Finding NationalLayout => new(Severity.Note, "nationalLayout", "An older French identity card: its zone holds no date of expiry. Look at the date on the card; those given to adults from 2004 to 2013 run five years longer.");

    static DocumentCheck State(string name, StateCode code, string unknown, string what)
    {
        if (code.IsEmpty) return new(name, CheckResult.NotPerformed);
        if (!StateCodes.TryFind(code, out var state)) return Refer(name, unknown, $"The {what} {code} is no code of Doc 9303-3.");
        return state.Kind != StateKind.Withdrawn
            ? new(name, CheckResult.Successful)
            : new(name, CheckResult.Successful) { Finding = new(Severity.Note, "withdrawnState", $"The {what} {code} is a code no longer in use.") };
    }

    static IEnumerable<DocumentCheck> DateChecks(TravelDocument document, DateOnly today)
    {
        yield return Impossible(document.Mrz, document.DateOfBirth, MrzField.DateOfBirth) ? ImpossibleDate("dateOfBirth", "birth")
            : document.DateOfBirth is null ? new("dateOfBirth", CheckResult.NotPerformed)
            : document.DateOfBirth.Value.Year > today.Year ? ImpossibleDate("dateOfBirth", "birth")
            : new("dateOfBirth", CheckResult.Successful);
        yield return Impossible(document.Mrz, document.DateOfExpiry, MrzField.DateOfExpiry)
            ? ImpossibleDate("expiry", "expiry")
            : Expiry(document.DateOfExpiry, today);
    }

    // Fillers alone say that the date is unknown or not given; anything else that is no date is a misreading or a forgery.
    static bool Impossible(Mrz? mrz, PartialDate? date, MrzField field) =>
        mrz is not null && date is null && mrz.Text(field).AsSpan().ContainsAnyExcept('<');

    static DocumentCheck ImpossibleDate(string name, string of) =>
        Gap(name, CheckResult.Undetermined, "dateImpossible", $"No calendar has this date of {of}. Compare it with the document.");

    static DocumentCheck Expiry(PartialDate? date, DateOnly today) => date switch
    {
        null => new("expiry", CheckResult.NotPerformed),
        { } expiry when expiry.Latest < today => Refer("expiry", "documentExpired", $"The document expired on {expiry}."),
        _ => new("expiry", CheckResult.Successful),
    };

    static DocumentCheck Refer(string name, string code, string words) =>
        new(name, CheckResult.Failed) { Finding = new(Severity.Refer, code, words) };

    static DocumentCheck Gap(string name, CheckResult result, string code, string words) =>
        new(name, result) { Finding = new(Severity.Gap, code, words) };
}
