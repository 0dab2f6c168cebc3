using System.Text.Json.Serialization;
using Limen.Documents;
using Limen.Screening;

namespace Limen.Gateway;

/// <summary>A query as one node writes it and another reads it.</summary>
public sealed record QueryJson
{
    /// <summary>Why it is asked.</summary>
    public required Purpose Purpose { get; init; }
    /// <summary>The document in hand; null when none is asked about.</summary>
    public DocumentQueryJson? Document { get; init; }
    /// <summary>Its holder; null when nobody is asked about.</summary>
    public PersonQueryJson? Person { get; init; }
    /// <summary>The vehicle; null when none is asked about.</summary>
    public VehicleQueryJson? Vehicle { get; init; }

    /// <summary>The query as JSON says it; who asks stays at home.</summary>
    public static QueryJson Of(Query query) => new()
    {
        Purpose = query.Purpose,
        Document = query.Document is { } d ? new(d.Number, d.Class, Text(d.IssuingState)) : null,
        Person = query.Person is { } p ? PersonQueryJson.Of(p) : null,
        Vehicle = query.Vehicle is { } v ? VehicleQueryJson.Of(v) : null,
    };

    /// <summary>The query that this says, for the asker who signed in here; null with the offending field where a text cannot be read.</summary>
    public Query? ToQuery(string askedBy, out string? badField)
    {
        badField = null;
        var query = new Query(Purpose, askedBy)
        {
            Document = Document is { Number.Length: > 0 } d ? new(d.Number, d.DocumentClass, State(d.IssuingState, "document.issuingState", ref badField)) : null,
            Person = Person?.ToQuery(ref badField),
            Vehicle = Vehicle?.ToQuery(ref badField),
        };
        return badField is null ? query : null;
    }

    /// <summary>Says only the purpose.</summary>
    public override string ToString() => $"Query {Purpose}";

    internal static string? Text(StateCode code) => code.IsEmpty ? null : code.Value;

    internal static StateCode State(string? text, string field, ref string? badField)
    {
        if (string.IsNullOrEmpty(text)) return default;
        if (!StateCode.TryParse(text, out var code)) badField ??= field;
        return code;
    }

    internal static PartialDate? Date(string? text, string field, ref string? badField)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (PartialDate.TryParse(text, out var date)) return date;
        badField ??= field;
        return null;
    }
}

/// <summary>Is this document listed?</summary>
/// <param name="Number">As in the MRZ, without fillers.</param>
/// <param name="DocumentClass">Class of the document.</param>
/// <param name="IssuingState">Doc 9303 code; null when not told.</param>
public sealed record DocumentQueryJson(string Number, DocumentClass DocumentClass, string? IssuingState)
{
    /// <summary>Says nothing.</summary>
    public override string ToString() => nameof(DocumentQueryJson);
}

/// <summary>May this traveller be listed?</summary>
public sealed record PersonQueryJson
{
    /// <summary>Primary identifier.</summary>
    public string? Surname { get; init; }
    /// <summary>Secondary identifier, or the whole name.</summary>
    public string? GivenNames { get; init; }
    /// <summary>True when the last part of the name may be cut off.</summary>
    public bool NameTruncated { get; init; }
    /// <summary>YYYY, YYYY-MM or YYYY-MM-DD; null when unknown.</summary>
    public string? DateOfBirth { get; init; }
    /// <summary>As stated.</summary>
    public SexLetter Sex { get; init; }
    /// <summary>Doc 9303 code; null when unknown.</summary>
    public string? Nationality { get; init; }
    /// <summary>Number of the document in hand; null when none.</summary>
    public string? DocumentNumber { get; init; }

    internal static PersonQueryJson Of(PersonQuery person) => new()
    {
        Surname = person.Surname,
        GivenNames = person.GivenNames,
        NameTruncated = person.NameTruncated,
        DateOfBirth = person.DateOfBirth?.ToString(),
        Sex = (SexLetter)person.Sex,
        Nationality = QueryJson.Text(person.Nationality),
        DocumentNumber = person.DocumentNumber,
    };

    internal PersonQuery ToQuery(ref string? badField) => new()
    {
        Surname = Surname ?? "",
        GivenNames = GivenNames ?? "",
        NameTruncated = NameTruncated,
        DateOfBirth = QueryJson.Date(DateOfBirth, "person.dateOfBirth", ref badField),
        Sex = (Sex)Sex,
        Nationality = QueryJson.State(Nationality, "person.nationality", ref badField),
        DocumentNumber = DocumentNumber,
    };

    /// <summary>Says nothing.</summary>
    public override string ToString() => nameof(PersonQueryJson);
}

/// <summary>Is this vehicle listed?</summary>
public sealed record VehicleQueryJson
{
    /// <summary>Registration plate; null when not asked.</summary>
    public string? Plate { get; init; }
    /// <summary>State of the plate by Doc 9303 code; null when unknown.</summary>
    public string? PlateState { get; init; }
    /// <summary>Vehicle identification number; null when not asked.</summary>
    public string? Vin { get; init; }
    /// <summary>Engine number; null when not asked.</summary>
    public string? EngineNumber { get; init; }

    /// <summary>The vehicle as JSON says it.</summary>
    public static VehicleQueryJson Of(VehicleQuery vehicle) => new()
    {
        Plate = vehicle.Plate,
        PlateState = QueryJson.Text(vehicle.PlateState),
        Vin = vehicle.Vin,
        EngineNumber = vehicle.EngineNumber,
    };

    /// <summary>The vehicle that this says; names the first field that cannot be read. Empty texts are not asked.</summary>
    public VehicleQuery? ToQuery(ref string? badField)
    {
        var state = QueryJson.State(PlateState, "vehicle.plateState", ref badField);
        if (Blank(Plate) && Blank(Vin) && Blank(EngineNumber)) return null;
        return new() { Plate = OrNull(Plate), PlateState = state, Vin = OrNull(Vin), EngineNumber = OrNull(EngineNumber) };
    }

    /// <summary>Says nothing.</summary>
    public override string ToString() => nameof(VehicleQueryJson);

    static bool Blank(string? text) => string.IsNullOrWhiteSpace(text);
    static string? OrNull(string? text) => Blank(text) ? null : text!.Trim();
}

/// <summary>Sex in the letters of a document's visual zone; values are those of <see cref="Sex"/>.</summary>
public enum SexLetter
{
    /// <summary>Not stated.</summary>
    [JsonStringEnumMemberName("X")] Unspecified = 0,
    /// <summary>Female.</summary>
    [JsonStringEnumMemberName("F")] Female = 1,
    /// <summary>Male.</summary>
    [JsonStringEnumMemberName("M")] Male = 2,
}

/// <summary>What a node says to another that asks.</summary>
/// <param name="Answers">One of each of its own lists that the query concerns.</param>
public sealed record AnswersJson(IReadOnlyList<AnswerJson> Answers);
