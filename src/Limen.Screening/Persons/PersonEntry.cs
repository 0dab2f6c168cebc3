using Limen.Documents;

namespace Limen.Screening;

/// <summary>A wanted, missing or otherwise listed person.</summary>
public sealed record PersonEntry
{
    /// <summary>Id within the list.</summary>
    public required string EntryId { get; init; }
    /// <summary>The main name, in any script, parts in any order.</summary>
    public required string Name { get; init; }
    /// <summary>Other names and originals in other scripts.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];
    /// <summary>Every date of birth the list gives, each possibly partial.</summary>
    public IReadOnlyList<PartialDate> DatesOfBirth { get; init; } = [];
    /// <summary>As listed.</summary>
    public Sex Sex { get; init; }
    /// <summary>Nationalities by Doc 9303 code.</summary>
    public IReadOnlyList<StateCode> Nationalities { get; init; } = [];
    /// <summary>Numbers of the person's documents.</summary>
    public IReadOnlyList<string> DocumentNumbers { get; init; } = [];
    /// <summary>Legal basis of the entry.</summary>
    public string? LegalBasis { get; init; }
    /// <summary>What the officer should do.</summary>
    public string? Action { get; init; }
    /// <summary>Day on which the entry is deleted unless extended.</summary>
    public DateOnly? ReviewOn { get; init; }
    /// <summary>The owner's reference.</summary>
    public string? Reference { get; init; }
    /// <summary>Says only the id.</summary>
    public override string ToString() => EntryId;
}

/// <summary>May this traveller be listed?</summary>
public sealed record PersonQuery
{
    /// <summary>Primary identifier (surname) where known, else empty and everything is in <see cref="GivenNames"/>.</summary>
    public string Surname { get; init; } = "";
    /// <summary>Secondary identifier (given names), or the whole name when its parts are not told apart.</summary>
    public string GivenNames { get; init; } = "";
    /// <summary>True when the MRZ's name field ends in a letter, so that the last part may be cut off (Doc 9303-3 §4.6).</summary>
    public bool NameTruncated { get; init; }
    /// <summary>Null when unknown.</summary>
    public PartialDate? DateOfBirth { get; init; }
    /// <summary>As stated.</summary>
    public Sex Sex { get; init; }
    /// <summary>Empty when unknown.</summary>
    public StateCode Nationality { get; init; }
    /// <summary>Number of the document in hand; null when none.</summary>
    public string? DocumentNumber { get; init; }
    /// <summary>Says nothing.</summary>
    public override string ToString() => nameof(PersonQuery);
}
