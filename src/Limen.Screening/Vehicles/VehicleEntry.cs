using Limen.Documents;

namespace Limen.Screening;

/// <summary>A stolen or wanted vehicle; at least one of VIN, plate and engine number is given.</summary>
public sealed record VehicleEntry
{
    /// <summary>Id within the list.</summary>
    public required string EntryId { get; init; }
    /// <summary>Vehicle identification number (ISO 3779: 17 characters without I, O, Q), or an older chassis number.</summary>
    public string? Vin { get; init; }
    /// <summary>Registration plate.</summary>
    public string? Plate { get; init; }
    /// <summary>State of the plate.</summary>
    public StateCode PlateState { get; init; }
    /// <summary>Engine number.</summary>
    public string? EngineNumber { get; init; }
    /// <summary>Make.</summary>
    public string? Make { get; init; }
    /// <summary>Model.</summary>
    public string? Model { get; init; }
    /// <summary>Colour.</summary>
    public string? Colour { get; init; }
    /// <summary>Why it is listed, in the owner's word (stolen, wanted, ...).</summary>
    public string? Status { get; init; }
    /// <summary>Legal basis of the entry.</summary>
    public string? LegalBasis { get; init; }
    /// <summary>What the officer should do.</summary>
    public string? Action { get; init; }
    /// <summary>Day on which the entry is deleted unless extended.</summary>
    public DateOnly? ReviewOn { get; init; }
    /// <summary>Says only the id.</summary>
    public override string ToString() => EntryId;
}

/// <summary>Is this vehicle listed? Any one of the three keys is enough.</summary>
public sealed record VehicleQuery
{
    /// <summary>VIN; null when not asked.</summary>
    public string? Vin { get; init; }
    /// <summary>Plate; null when not asked.</summary>
    public string? Plate { get; init; }
    /// <summary>State of the plate; empty when unknown.</summary>
    public StateCode PlateState { get; init; }
    /// <summary>Engine number; null when not asked.</summary>
    public string? EngineNumber { get; init; }
    /// <summary>Says nothing.</summary>
    public override string ToString() => nameof(VehicleQuery);
}
