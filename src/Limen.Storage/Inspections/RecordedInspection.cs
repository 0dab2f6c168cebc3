using System.Globalization;
using System.Text.Json;
using Limen.Inspections;

namespace Limen.Storage;

/// <summary>An inspection as it was recorded, with what is needed to judge it again and the decision that followed.</summary>
/// <param name="Inspection">The whole inspection.</param>
/// <param name="Policy">The policy by which it was judged: <see cref="Verdict.Of"/> on both gives the same verdict.</param>
/// <param name="Decision">The decision that stands; null while there is none.</param>
public sealed record RecordedInspection(Inspection Inspection, Policy Policy, Decision? Decision)
{
    /// <summary>Says only the id and the advice.</summary>
    public override string ToString() => Inspection.ToString();
}

/// <summary>What came of a decision.</summary>
public enum DecisionOutcome
{
    /// <summary>It stands.</summary>
    Recorded = 1,
    /// <summary>It replaces the same officer's decision of a few minutes ago.</summary>
    Corrected = 2,
    /// <summary>Another decision stands already; nothing was changed.</summary>
    AlreadyDecided = 3,
    /// <summary>There is no such inspection.</summary>
    NotFound = 4,
    /// <summary>The inspection is a post's, and is decided there; nothing was changed.</summary>
    OfPost = 5,
}

/// <summary>The text that is kept of an inspection.</summary>
sealed record InspectionBody(Inspection Inspection, Policy Policy);

/// <summary>A row of <c>inspections</c> with the decision that stands.</summary>
sealed class InspectionRow
{
    public string Id { get; init; } = "";
    public string Origin { get; init; } = "";
    public object Body { get; init; } = "";
    public long? Seq { get; init; }
    public long? Kind { get; init; }
    public string? DecidedBy { get; init; }
    public string? DecidedAt { get; init; }
    public object? Reason { get; init; }

    /// <summary>Null for one of a post that this program cannot read: a newer program, or somebody else, wrote it. It stays kept.</summary>
    public RecordedInspection? Recorded(Vault vault)
    {
        if (Origin.Length == 0) return Read(vault);
        try
        {
            return Read(vault) is { Inspection: { Request: not null, Checks: not null, Answers: not null, Verdict.Findings: not null }, Policy: not null } read && read.Inspection.Id.ToString() == Id ? read : null;
        }
        catch (Exception foreign) when (foreign is JsonException or NotSupportedException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    RecordedInspection Read(Vault vault)
    {
        var body = JsonSerializer.Deserialize<InspectionBody>(vault.Open(Body, Places.Inspection, Id), StoredJson.Events) ?? throw new JsonException("An inspection was kept empty.");
        var reason = Seq is { } seq ? vault.OpenOrNull(Reason, Places.DecisionReason, DecisionRow.Place(Id, seq)) : null;
        return new(body.Inspection, body.Policy, Kind is { } kind ? new((DecisionKind)kind, DecidedBy!, Stamp.Read(DecidedAt!), reason) : null);
    }

    public static string Digest(string id, string startedAt, string officer, string post, long advice, string body) =>
        Chain.Hash(id, startedAt, officer, post, advice.ToString(CultureInfo.InvariantCulture), body);
}

/// <summary>A row of <c>decisions</c>.</summary>
sealed class DecisionRow
{
    public long Seq { get; init; }
    public string DecidedBy { get; init; } = "";
    public string DecidedAt { get; init; } = "";

    /// <summary>The row to which its reason is bound.</summary>
    public static string Place(string inspection, long seq) => $"{inspection}/{Vault.Row(seq)}";

    public static string Digest(string inspection, long seq, long kind, string by, string at, string? reason) =>
        Chain.Hash(inspection, seq.ToString(CultureInfo.InvariantCulture), kind.ToString(CultureInfo.InvariantCulture), by, at, reason);
}
