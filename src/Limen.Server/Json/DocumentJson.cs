using System.Text.Json;
using System.Text.Json.Serialization;
using Limen.Documents;
using Limen.Gateway;
using Limen.Inspections;

namespace Limen.Server;

/// <summary>A travel document as it was read or typed.</summary>
public sealed record DocumentJson
{
    /// <summary>Format of the machine readable zone; null when typed.</summary>
    public required FormatWord? Format { get; init; }
    /// <summary>Document code without fillers.</summary>
    public required string DocumentCode { get; init; }
    /// <summary>Class by which lists key it.</summary>
    public required DocumentClass DocumentClass { get; init; }
    /// <summary>Issuing State or organisation, Doc 9303 code; null when unknown.</summary>
    public required string? IssuingState { get; init; }
    /// <summary>Its English name; null when the code is not assigned.</summary>
    public required string? IssuingStateName { get; init; }
    /// <summary>Its Russian name; null when the code is not assigned.</summary>
    public string? IssuingStateNameRussian { get; init; }
    /// <summary>Document number without fillers; empty when unknown.</summary>
    public required string DocumentNumber { get; init; }
    /// <summary>Primary identifier (surname).</summary>
    public required string PrimaryIdentifier { get; init; }
    /// <summary>Secondary identifier (given names).</summary>
    public required string SecondaryIdentifier { get; init; }
    /// <summary>True when the name may have been cut off.</summary>
    public required bool NameTruncated { get; init; }
    /// <summary>Nationality, Doc 9303 code; null when unknown.</summary>
    public required string? Nationality { get; init; }
    /// <summary>Its English name; null when the code is not assigned.</summary>
    public required string? NationalityName { get; init; }
    /// <summary>Its Russian name; null when the code is not assigned.</summary>
    public string? NationalityNameRussian { get; init; }
    /// <summary>YYYY, YYYY-MM or YYYY-MM-DD; null when unreadable.</summary>
    public required string? DateOfBirth { get; init; }
    /// <summary>F, M, or X when not stated.</summary>
    public required SexLetter Sex { get; init; }
    /// <summary>Last day of validity, YYYY-MM-DD or as far as known; null when unreadable or not told.</summary>
    public required string? DateOfExpiry { get; init; }
    /// <summary>Optional data elements as they stand, without fillers.</summary>
    public required IReadOnlyList<string> OptionalData { get; init; }
    /// <summary>The lines of the machine readable zone; empty when typed.</summary>
    public required IReadOnlyList<string> MrzLines { get; init; }
    /// <summary>Places at which the machine readable zone contradicts itself.</summary>
    public required IReadOnlyList<DoubtfulPlace> Doubtful { get; init; }

    internal static DocumentJson Of(TravelDocument document, Mrz? mrz) => new()
    {
        Format = mrz?.Format == MrzFormat.Td2France ? FormatWord.Td2 : (FormatWord?)mrz?.Format,
        DocumentCode = document.DocumentCode,
        DocumentClass = document.Class,
        IssuingState = Text(document.IssuingState),
        IssuingStateName = Name(document.IssuingState),
        IssuingStateNameRussian = RussianName(document.IssuingState),
        DocumentNumber = document.DocumentNumber,
        PrimaryIdentifier = document.PrimaryIdentifier,
        SecondaryIdentifier = document.SecondaryIdentifier,
        NameTruncated = document.NameTruncated,
        Nationality = Text(document.Nationality),
        NationalityName = Name(document.Nationality),
        NationalityNameRussian = RussianName(document.Nationality),
        DateOfBirth = document.DateOfBirth?.ToString(),
        Sex = (SexLetter)document.Sex,
        DateOfExpiry = document.DateOfExpiry?.ToString(),
        OptionalData = mrz?.OptionalData ?? [],
        MrzLines = mrz?.Lines ?? [],
        Doubtful = mrz is null ? [] : [.. mrz.Doubtful.Select(DoubtfulPlace.Of)],
    };

    /// <summary>The zone as it was scanned, read for the century of that day; null when there is none or it cannot be read.</summary>
    internal static Mrz? MrzOf(InspectionRequest request, DateTimeOffset scanned) =>
        request.Mrz is { } text && Mrz.TryRead(text, DateOnly.FromDateTime(scanned.UtcDateTime), out var mrz, out _) ? mrz : null;

    static string? Name(StateCode code) => StateCodes.TryFind(code, out var state) ? state.English : null;

    static string? RussianName(StateCode code) => StateCodes.TryFind(code, out var state) ? state.Russian : null;

    static string? Text(StateCode code) => code.IsEmpty ? null : code.Value;

    /// <summary>Holds person data: says nothing.</summary>
    public override string ToString() => nameof(DocumentJson);
}

/// <summary>The machine readable zones; values are those of <see cref="MrzFormat"/>.</summary>
public enum FormatWord
{
    /// <summary>Three lines of 30.</summary>
    [JsonStringEnumMemberName("TD1")] Td1 = 1,
    /// <summary>Two lines of 36; also in the layout of France's older identity cards, which a finding then tells.</summary>
    [JsonStringEnumMemberName("TD2")] Td2 = 2,
    /// <summary>Two lines of 44.</summary>
    [JsonStringEnumMemberName("TD3")] Td3 = 3,
    /// <summary>Visa, two lines of 44.</summary>
    [JsonStringEnumMemberName("MRV-A")] MrvA = 4,
    /// <summary>Visa, two lines of 36.</summary>
    [JsonStringEnumMemberName("MRV-B")] MrvB = 5,
}

/// <summary>A place of the machine readable zone that does not fit its check digit.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Length">Characters.</param>
/// <param name="Field">Name of the field.</param>
public sealed record DoubtfulPlace(int Line, int Column, int Length, string Field)
{
    internal static DoubtfulPlace Of(MrzPlace place) => new(place.Line, place.Column, place.Length, JsonNamingPolicy.CamelCase.ConvertName(place.Field.ToString()));
}
