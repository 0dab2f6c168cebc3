using Limen.Gateway;
using Limen.Screening;

namespace Limen.Inspections;

/// <summary>Which way the traveller goes; persisted, so numbers never change.</summary>
public enum Direction
{
    /// <summary>Into the territory.</summary>
    Entry = 1,
    /// <summary>Out of it.</summary>
    Exit = 2,
    /// <summary>Neither: inside, or in transit.</summary>
    None = 3,
}

/// <summary>What is to be inspected: at least one of an MRZ, a typed document, a chip and a vehicle.</summary>
/// <param name="Purpose">Why.</param>
/// <param name="Direction">Which way.</param>
/// <param name="AskedBy">Name of the officer or machine that asks.</param>
public sealed record InspectionRequest(Purpose Purpose, Direction Direction, string AskedBy)
{
    /// <summary>The post or node at which it happens, for example with its lane; empty when it has no name.</summary>
    public string Post { get; init; } = "";

    /// <summary>The MRZ as scanned; null when there is none.</summary>
    public string? Mrz { get; init; }

    /// <summary>A document typed by hand; null when scanned or none. An MRZ goes before it.</summary>
    public TravelDocument? Typed { get; init; }

    /// <summary>The vehicle; null when there is none.</summary>
    public VehicleQuery? Vehicle { get; init; }

    /// <summary>What came of the chip; null when nobody tried. Never kept: see <see cref="Inspection.Chip"/>.</summary>
    public ChipScan? Chip { get; init; }

    /// <summary>Holds person data: says only why.</summary>
    public override string ToString() => $"InspectionRequest {Purpose}";
}

/// <summary>What an officer decides; persisted, so numbers never change.</summary>
public enum DecisionKind
{
    /// <summary>The traveller may pass.</summary>
    Admit = 1,
    /// <summary>The traveller goes to second line.</summary>
    Refer = 2,
    /// <summary>Entry or exit is refused.</summary>
    Refuse = 3,
}

/// <summary>A named officer's decision on an inspection.</summary>
/// <param name="Kind">What was decided.</param>
/// <param name="By">Who decided.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Reason">Why; never empty for a refusal, nor where the decision goes against the advice.</param>
public sealed record Decision(DecisionKind Kind, string By, DateTimeOffset At, string? Reason)
{
    /// <summary>The reason may name a person: says only what and by whom.</summary>
    public override string ToString() => $"{Kind} by {By}";
}

/// <summary>One inspection from scan to verdict. Immutable; a decision is a later fact about it.</summary>
/// <param name="Id">Version 7 UUID of its start.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="Request">What was scanned, why and by whom.</param>
/// <param name="Document">The document read or typed; null when none.</param>
/// <param name="Checks">What was checked on it.</param>
/// <param name="Answers">One of each source asked.</param>
/// <param name="Verdict">What follows.</param>
public sealed record Inspection(
    Guid Id,
    DateTimeOffset StartedAt,
    InspectionRequest Request,
    TravelDocument? Document,
    IReadOnlyList<DocumentCheck> Checks,
    IReadOnlyList<Answer> Answers,
    Verdict Verdict)
{
    /// <summary>What is kept of the chip; null when none was inspected.</summary>
    public InspectedChip? Chip { get; init; }

    /// <summary>Says only the id and the advice.</summary>
    public override string ToString() => $"{Id} {Verdict.Advice}";
}
