using Limen.Documents;
using Limen.Screening;

namespace Limen.Inspections;

/// <summary>A travel document as this inspection sees it, read from its MRZ or typed by an officer.</summary>
public sealed record TravelDocument
{
    /// <summary>Document code without fillers: P, PP, I, V ...; empty when not told.</summary>
    public string DocumentCode { get; init; } = "";
    /// <summary>Its class.</summary>
    public DocumentClass Class { get; init; }
    /// <summary>Issuing State or organisation.</summary>
    public StateCode IssuingState { get; init; }
    /// <summary>Document number without fillers; empty when not told.</summary>
    public string DocumentNumber { get; init; } = "";
    /// <summary>Primary identifier (surname).</summary>
    public string PrimaryIdentifier { get; init; } = "";
    /// <summary>Secondary identifier (given names).</summary>
    public string SecondaryIdentifier { get; init; } = "";
    /// <summary>True when the name may have been cut off.</summary>
    public bool NameTruncated { get; init; }
    /// <summary>Nationality.</summary>
    public StateCode Nationality { get; init; }
    /// <summary>Date of birth as far as known; null when unreadable.</summary>
    public PartialDate? DateOfBirth { get; init; }
    /// <summary>Sex as stated.</summary>
    public Sex Sex { get; init; }
    /// <summary>Last day of validity as far as known; null when unreadable or not told.</summary>
    public PartialDate? DateOfExpiry { get; init; }
    /// <summary>The zone it was read from; null when typed.</summary>
    public Mrz? Mrz { get; init; }

    /// <summary>The document that a machine readable zone describes.</summary>
    public static TravelDocument Of(Mrz mrz) => new()
    {
        DocumentCode = mrz.DocumentCode,
        Class = mrz.DocumentClass,
        IssuingState = mrz.IssuingState,
        DocumentNumber = mrz.DocumentNumber,
        PrimaryIdentifier = mrz.PrimaryIdentifier,
        SecondaryIdentifier = mrz.SecondaryIdentifier,
        NameTruncated = mrz.NameTruncated,
        Nationality = mrz.Nationality,
        DateOfBirth = mrz.DateOfBirth,
        Sex = mrz.Sex ?? Sex.Unspecified,
        DateOfExpiry = mrz.DateOfExpiry,
        Mrz = mrz,
    };

    /// <summary>What is asked of the document lists; null without a number.</summary>
    public DocumentQuery? DocumentQuery => DocumentNumber.Length == 0 ? null : new(DocumentNumber, Class, IssuingState);

    /// <summary>What is asked of the person lists; null when neither a name nor a number is known.</summary>
    public PersonQuery? PersonQuery => PrimaryIdentifier.Length + SecondaryIdentifier.Length + DocumentNumber.Length == 0 ? null : new()
    {
        Surname = PrimaryIdentifier,
        GivenNames = SecondaryIdentifier,
        NameTruncated = NameTruncated,
        DateOfBirth = DateOfBirth,
        Sex = Sex,
        Nationality = Nationality,
        DocumentNumber = DocumentNumber.Length == 0 ? null : DocumentNumber,
    };

    /// <summary>Holds person data: says nothing.</summary>
    public override string ToString() => nameof(TravelDocument);
}
