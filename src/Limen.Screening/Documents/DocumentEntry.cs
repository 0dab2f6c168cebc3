using Limen.Documents;

namespace Limen.Screening;

/// <summary>Why a document is listed (INTERPOL SLTD's types of fraud); persisted, so numbers never change.</summary>
public enum DocumentStatus
{
    /// <summary>Stolen from its bearer.</summary>
    Stolen = 1,
    /// <summary>Lost by its bearer.</summary>
    Lost = 2,
    /// <summary>Stolen before it was personalised.</summary>
    StolenBlank = 3,
    /// <summary>Revoked by the issuer.</summary>
    Revoked = 4,
    /// <summary>Declared invalid for another reason.</summary>
    Invalid = 5,
}

/// <summary>A listed travel document, never its holder (Doc 9303-2 App. E).</summary>
public sealed record DocumentEntry
{
    /// <summary>Id within the list.</summary>
    public required string EntryId { get; init; }
    /// <summary>The number as in the MRZ, or the serial number of a blank; capitals and digits.</summary>
    public required string Number { get; init; }
    /// <summary>Class of the document; Unknown matches every class.</summary>
    public DocumentClass Class { get; init; }
    /// <summary>The issuing State or organisation.</summary>
    public StateCode IssuingState { get; init; }
    /// <summary>Why it is listed.</summary>
    public DocumentStatus Status { get; init; }
    /// <summary>Day of the report.</summary>
    public PartialDate? ReportedOn { get; init; }
    /// <summary>Day on which the entry is deleted unless extended.</summary>
    public DateOnly? ReviewOn { get; init; }
    /// <summary>Country of the theft; mandatory for stolen blanks only.</summary>
    public StateCode TheftState { get; init; }
    /// <summary>The owner's reference.</summary>
    public string? Reference { get; init; }
    /// <summary>Legal basis of the entry.</summary>
    public string? LegalBasis { get; init; }
    /// <summary>What the officer should do.</summary>
    public string? Action { get; init; }
    /// <summary>Says only the id.</summary>
    public override string ToString() => EntryId;
}

/// <summary>Is this document listed? No name is asked, none is needed.</summary>
/// <param name="Number">As read, without fillers.</param>
/// <param name="Class">Unknown when not told.</param>
/// <param name="IssuingState">Empty when not told.</param>
public sealed record DocumentQuery(string Number, DocumentClass Class, StateCode IssuingState)
{
    /// <summary>Says nothing.</summary>
    public override string ToString() => nameof(DocumentQuery);
}
