using Limen.Documents;
using Limen.Gateway;
using Limen.Inspections;

namespace Limen.Server;

/// <summary>A travel document typed by hand.</summary>
public sealed record TypedDocument
{
    /// <summary>Document code as in the MRZ: P, PD, I, V ...; null when not told.</summary>
    public string? DocumentCode { get; init; }
    /// <summary>Class; taken from the code when absent.</summary>
    public DocumentClass? DocumentClass { get; init; }
    /// <summary>Issuing State or organisation, Doc 9303 code.</summary>
    public string? IssuingState { get; init; }
    /// <summary>Document number; fillers and blanks are dropped.</summary>
    public string? DocumentNumber { get; init; }
    /// <summary>Last day of validity: YYYY-MM-DD, or YYYY-MM where no day is given.</summary>
    public string? DateOfExpiry { get; init; }

    /// <summary>Holds person data: says nothing.</summary>
    public override string ToString() => nameof(TypedDocument);
}

/// <summary>The holder of a typed document.</summary>
public sealed record TypedHolder
{
    /// <summary>Primary identifier (surname), or empty when the parts of the name are not told apart.</summary>
    public string? PrimaryIdentifier { get; init; }
    /// <summary>Secondary identifier (given names), or the whole name.</summary>
    public string? SecondaryIdentifier { get; init; }
    /// <summary>Nationality, Doc 9303 code.</summary>
    public string? Nationality { get; init; }
    /// <summary>YYYY, YYYY-MM or YYYY-MM-DD.</summary>
    public string? DateOfBirth { get; init; }
    /// <summary>F, M or X.</summary>
    public SexLetter Sex { get; init; }

    /// <summary>Holds person data: says nothing.</summary>
    public override string ToString() => nameof(TypedHolder);
}

/// <summary>Turns what a request says into what the inspector takes, or names what is wrong.</summary>
static class Typing
{
    const int LongestText = 200, LongestZone = 4096;

    public static InspectionRequest? Read(StartInspection.Request request, string askedBy, out Problem? problem)
    {
        string? badField = null;
        Problem? badChip = null;
        var inspectable = new InspectionRequest(request.Purpose, request.Direction ?? Direction.Entry, askedBy)
        {
            Mrz = string.IsNullOrWhiteSpace(request.Mrz) ? null : request.Mrz,
            Typed = Document(request, ref badField),
            Vehicle = request.Vehicle?.ToQuery(ref badField),
            Chip = request.Chip?.ToScan(ref badChip),
        };
        badField ??= TooLong(request);
        problem = inspectable.Mrz is { Length: > LongestZone } ? Problems.TooLarge.In("mrz")
            : badField is not null ? Problems.InvalidField.In(badField)
            : badChip is not null ? badChip
            : inspectable is { Mrz: null, Typed: null, Vehicle: null, Chip: null } ? Problems.NothingToInspect
            : null;
        return problem is null ? inspectable : null;
    }

    static TravelDocument? Document(StartInspection.Request request, ref string? badField)
    {
        var (document, holder) = (request.Document, request.Holder);
        var typed = new TravelDocument
        {
            DocumentCode = Code(document?.DocumentCode),
            Class = document?.DocumentClass ?? ClassOf(Code(document?.DocumentCode)),
            IssuingState = State(document?.IssuingState, "document.issuingState", ref badField),
            DocumentNumber = Number(document?.DocumentNumber),
            DateOfExpiry = Date(document?.DateOfExpiry, "document.dateOfExpiry", ref badField),
            PrimaryIdentifier = holder?.PrimaryIdentifier?.Trim() ?? "",
            SecondaryIdentifier = holder?.SecondaryIdentifier?.Trim() ?? "",
            Nationality = State(holder?.Nationality, "holder.nationality", ref badField),
            DateOfBirth = Date(holder?.DateOfBirth, "holder.dateOfBirth", ref badField),
            Sex = (Sex)(holder?.Sex ?? SexLetter.Unspecified),
        };
        return typed is { DocumentQuery: null, PersonQuery: null } ? null : typed;
    }

    static string? TooLong(StartInspection.Request request) =>
        request.Document?.DocumentNumber is { Length: > LongestText } ? "document.documentNumber"
        : request.Holder?.PrimaryIdentifier is { Length: > LongestText } ? "holder.primaryIdentifier"
        : request.Holder?.SecondaryIdentifier is { Length: > LongestText } ? "holder.secondaryIdentifier"
        : request.Vehicle is { Plate.Length: > LongestText } or { Vin.Length: > LongestText } or { EngineNumber.Length: > LongestText } ? "vehicle"
        : null;

    static string Code(string? text) => (text ?? "").Trim().TrimEnd('<').ToUpperInvariant();

    static string Number(string? text) => string.Concat((text ?? "").Where(c => !char.IsWhiteSpace(c) && c is not ('<' or '-'))).ToUpperInvariant();

    static DocumentClass ClassOf(string code) => code.Length == 0 ? DocumentClass.Unknown : code[0] switch
    {
        'P' => DocumentClass.Passport,
        'A' or 'C' or 'I' => DocumentClass.IdentityCard,
        'V' => DocumentClass.Visa,
        _ => DocumentClass.Unknown,
    };

    static StateCode State(string? text, string field, ref string? badField)
    {
        if (string.IsNullOrWhiteSpace(text)) return default;
        if (!StateCode.TryParse(text, out var code)) badField ??= field;
        return code;
    }

    static PartialDate? Date(string? text, string field, ref string? badField)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (PartialDate.TryParse(text.Trim(), out var date)) return date;
        badField ??= field;
        return null;
    }
}
