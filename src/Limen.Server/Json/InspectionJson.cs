using System.Text.Json;
using System.Text.Json.Serialization;
using Limen.Documents;
using Limen.Gateway;
using Limen.Inspections;
using Limen.Storage;

namespace Limen.Server;

/// <summary>A whole inspection as the officers' screens, the command line and other programs read it.</summary>
public sealed record InspectionJson
{
    /// <summary>Version 7 UUID of its start.</summary>
    public required Guid Id { get; init; }
    /// <summary>UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }
    /// <summary>Why.</summary>
    public required Purpose Purpose { get; init; }
    /// <summary>Which way.</summary>
    public required Direction Direction { get; init; }
    /// <summary>Name of the officer or machine that asked.</summary>
    public required string Officer { get; init; }
    /// <summary>The post and lane; empty when it has no name.</summary>
    public required string Post { get; init; }
    /// <summary>The document read or typed; null when there is none or it could not be read.</summary>
    public required DocumentJson? Document { get; init; }
    /// <summary>The chip; null when none was inspected.</summary>
    public required ChipReportJson? Chip { get; init; }
    /// <summary>The vehicle asked about; null when none.</summary>
    public required VehicleQueryJson? Vehicle { get; init; }
    /// <summary>What was checked on the document and its chip.</summary>
    public required IReadOnlyList<CheckJson> Checks { get; init; }
    /// <summary>One of each source asked, in the order in which they came.</summary>
    public required IReadOnlyList<AnswerJson> Answers { get; init; }
    /// <summary>What follows.</summary>
    public required VerdictJson Verdict { get; init; }
    /// <summary>The officer's decision; null until there is one.</summary>
    public required DecisionJson? Decision { get; init; }

    /// <summary>A kept inspection as JSON says it.</summary>
    public static InspectionJson Of(RecordedInspection kept) => Of(kept.Inspection, kept.Decision);

    /// <summary>The inspection as JSON says it.</summary>
    public static InspectionJson Of(Inspection inspection, Decision? decision) => new()
    {
        Id = inspection.Id,
        StartedAt = inspection.StartedAt,
        Purpose = inspection.Request.Purpose,
        Direction = inspection.Request.Direction,
        Officer = inspection.Request.AskedBy,
        Post = inspection.Request.Post,
        Document = inspection.Document is { } document ? DocumentJson.Of(document, DocumentJson.MrzOf(inspection.Request, inspection.StartedAt)) : null,
        Chip = inspection.Chip is { } chip ? ChipReportJson.Of(chip, inspection.Request.Chip) : null,
        Vehicle = inspection.Request.Vehicle is { } vehicle ? VehicleQueryJson.Of(vehicle) : null,
        Checks = CheckJson.Of(inspection.Checks),
        Answers = [.. inspection.Answers.Select(AnswerJson.Of)],
        Verdict = VerdictJson.Of(inspection.Verdict),
        Decision = decision is null ? null : DecisionJson.Of(decision),
    };

    /// <summary>The inspection as one line of JSON.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, ServerJson.Default.InspectionJson);

    /// <summary>Says only the id.</summary>
    public override string ToString() => Id.ToString();
}

/// <summary>One check of the document.</summary>
/// <param name="Name">camelCase name of the check.</param>
/// <param name="Result">Its result in the words of BSI TR-03135.</param>
public sealed record CheckJson(string Name, CheckResult Result)
{
    internal static IReadOnlyList<CheckJson> Of(IReadOnlyList<DocumentCheck> checks) => [.. checks.Select(check => new CheckJson(check.Name, check.Result))];
}

/// <summary>The system's advice with its reasons, worst first.</summary>
/// <param name="Advice">The worst that any finding calls for; an officer decides.</param>
/// <param name="Findings">Worst first.</param>
public sealed record VerdictJson(Advice Advice, IReadOnlyList<FindingJson> Findings)
{
    internal static VerdictJson Of(Verdict verdict) => new(verdict.Advice, [.. verdict.Findings.Select(FindingJson.Of)]);
}

/// <summary>One reason for the advice.</summary>
/// <param name="Severity">What it calls for.</param>
/// <param name="Code">Code with an entry in docs/errors.md.</param>
/// <param name="Words">The finding as an English sentence.</param>
/// <param name="Source">The source it comes from; null when from the document.</param>
/// <param name="EntryId">The entry it is about; null when none.</param>
/// <param name="Check">The check it comes from; null when from a source.</param>
public sealed record FindingJson(Severity Severity, string Code, string Words, string? Source, string? EntryId, string? Check)
{
    internal static FindingJson Of(Finding finding) =>
        new(finding.Severity, finding.Code, finding.Words, finding.Source, finding.EntryId, finding.Check);

    /// <summary>May name a person: says only the code.</summary>
    public override string ToString() => Code;
}

/// <summary>A named officer's decision.</summary>
/// <param name="Decision">What was decided.</param>
/// <param name="By">Who decided.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Reason">Why; null when none was needed.</param>
public sealed record DecisionJson(DecisionKind Decision, string By, DateTimeOffset At, string? Reason)
{
    internal static DecisionJson Of(Decision decision) => new(decision.Kind, decision.By, decision.At, decision.Reason);

    /// <summary>The reason may name a person: says only what.</summary>
    public override string ToString() => Decision.ToString();
}

/// <summary>A source that will answer.</summary>
/// <param name="Source">Its id.</param>
/// <param name="Title">Its name for the officer.</param>
/// <param name="Kind">What it holds: documents, persons, vehicles, or node.</param>
public sealed record AskedJson(string Source, string Title, string Kind);

/// <summary>One line of an inspection that is told while it happens (application/x-ndjson).</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(DocumentEventJson), "document")]
[JsonDerivedType(typeof(ChipEventJson), "chip")]
[JsonDerivedType(typeof(AnswerEventJson), "answer")]
[JsonDerivedType(typeof(VerdictEventJson), "verdict")]
[JsonDerivedType(typeof(DifferenceEventJson), "difference")]
[JsonDerivedType(typeof(FailedEventJson), "failed")]
public abstract record EventJson;

/// <summary>First line: the document has been read and checked; the sources named will answer.</summary>
public sealed record DocumentEventJson : EventJson
{
    /// <summary>The inspection's id.</summary>
    public required Guid Id { get; init; }
    /// <summary>UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }
    /// <summary>The document; null when there is none or it could not be read.</summary>
    public required DocumentJson? Document { get; init; }
    /// <summary>The vehicle asked about; null when none.</summary>
    public required VehicleQueryJson? Vehicle { get; init; }
    /// <summary>What was checked on the document.</summary>
    public required IReadOnlyList<CheckJson> Checks { get; init; }
    /// <summary>The sources that will answer, each once.</summary>
    public required IReadOnlyList<AskedJson> Sources { get; init; }
    /// <summary>True when a chip is being inspected: a line tells of it before the verdict.</summary>
    public required bool ChipFollows { get; init; }

    internal static DocumentEventJson Of(InspectionEvent.Read read, InspectionRequest request) => new()
    {
        Id = read.Id,
        StartedAt = read.StartedAt,
        Document = read.Document is { } document ? DocumentJson.Of(document, DocumentJson.MrzOf(request, read.StartedAt)) : null,
        Vehicle = request.Vehicle is { } vehicle ? VehicleQueryJson.Of(vehicle) : null,
        Checks = CheckJson.Of(read.Checks),
        Sources = [.. read.Asked.Select(source => new AskedJson(source.Source, source.Title, source.Kind))],
        ChipFollows = read.ChipFollows,
    };
}

/// <summary>The chip has been inspected; comes once, at any time after the first line, when that line said so.</summary>
/// <param name="Chip">How it fared.</param>
/// <param name="Checks">Its checks, to be added to those of the first line.</param>
public sealed record ChipEventJson(ChipReportJson Chip, IReadOnlyList<CheckJson> Checks) : EventJson
{
    internal static ChipEventJson Of(InspectionEvent.ChipRead read) => new(ChipReportJson.Of(read.Chip, read.Scan), CheckJson.Of(read.Checks));
}

/// <summary>A line for each source: what it said; once more where the chip's own number or name added to it.</summary>
/// <param name="Answer">Its answer.</param>
public sealed record AnswerEventJson(AnswerJson Answer) : EventJson;

/// <summary>The inspection is kept, and this is all of it. The last line, but where the hub says otherwise within two seconds.</summary>
/// <param name="Inspection">The whole.</param>
public sealed record VerdictEventJson(InspectionJson Inspection) : EventJson;

/// <summary>
/// After the verdict, which stays as it is: the hub was asked beside and has matches that this node has not, or the other way round.
/// </summary>
/// <param name="Refers">True when the hub has a match for which the policy refers: somebody must look before the traveller goes.</param>
/// <param name="Differences">At least one; what refers first.</param>
public sealed record DifferenceEventJson(bool Refers, IReadOnlyList<DifferenceJson> Differences) : EventJson
{
    internal static DifferenceEventJson Of(IReadOnlyList<Difference> found) => new(found.Any(one => one.Refers), [.. found.Select(DifferenceJson.Of)]);
}

/// <summary>A match that only one of this node and its hub has.</summary>
/// <param name="List">Id of the list.</param>
/// <param name="Title">Its name for the officer.</param>
/// <param name="Only">Who has the match.</param>
/// <param name="Refers">True when it is the hub's, and the policy refers for it.</param>
/// <param name="HereVersion">Version of the list here; null when it is not here.</param>
/// <param name="HubVersion">Version of the list at the hub.</param>
/// <param name="Candidate">The match.</param>
public sealed record DifferenceJson(string List, string Title, Holder Only, bool Refers, long? HereVersion, long? HubVersion, CandidateJson Candidate)
{
    internal static DifferenceJson Of(Difference one) => new(one.List, one.Title, one.Only, one.Refers, one.HereVersion, one.HubVersion, CandidateJson.Of(one.Match));

    /// <summary>Says only list and who has it.</summary>
    public override string ToString() => $"{List} {Only}";
}

/// <summary>Last line instead of a verdict: the inspection could not be finished or kept, and counts as not done.</summary>
/// <param name="Problem">Why.</param>
public sealed record FailedEventJson(Problem Problem) : EventJson;
