namespace Limen.Documents;

/// <summary>What a zone is to say; <see cref="MrzWriter"/> makes the lines of it.</summary>
public sealed record MrzContent
{
    /// <summary>Which zone.</summary>
    public required MrzFormat Format { get; init; }
    /// <summary>One or two letters: <c>PP</c>, <c>ID</c>, <c>V</c>.</summary>
    public required string DocumentCode { get; init; }
    /// <summary>Issuing State or organisation.</summary>
    public required StateCode IssuingState { get; init; }
    /// <summary>As in the visual zone; signs other than letters and digits become fillers. More than nine characters on TD1 and TD2 only.</summary>
    public required string DocumentNumber { get; init; }
    /// <summary>Surname as in the visual zone, any script of the tables; empty when the name has none.</summary>
    public required string PrimaryIdentifier { get; init; }
    /// <summary>Given names as in the visual zone; empty when the name has one part.</summary>
    public string SecondaryIdentifier { get; init; } = "";
    /// <summary>Nationality.</summary>
    public required StateCode Nationality { get; init; }
    /// <summary>Null when unknown; unknown parts become fillers (Doc 9303-3 §4.8).</summary>
    public PartialDate? DateOfBirth { get; init; }
    /// <summary>As stated.</summary>
    public Sex Sex { get; init; }
    /// <summary>Null when the document gives none.</summary>
    public PartialDate? DateOfExpiry { get; init; }
    /// <summary>The optional data, or the first of the two fields of a TD1 (what a long number leaves of it).</summary>
    public string OptionalData { get; init; } = "";
    /// <summary>The optional data of a TD1's middle line.</summary>
    public string SecondOptionalData { get; init; } = "";
    /// <summary>ISO 639-1 code by which the names are transliterated; null for the tables' general rule.</summary>
    public string? Language { get; init; }
    /// <summary>Says nothing: a person is in it.</summary>
    public override string ToString() => $"MRZ content {Format.Name()}";
}
