using Limen.Inspections;
using Limen.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Limen.Server;

/// <summary>A named officer decides; he may correct himself for a few minutes.</summary>
static class Decide
{
    const int LongestReason = 1000;

    /// <summary>What is decided.</summary>
    public sealed record Request
    {
        /// <summary>The decision.</summary>
        public required DecisionKind Decision { get; init; }
        /// <summary>Why; needed for a refusal and wherever the decision goes against the advice.</summary>
        public string? Reason { get; init; }

        public override string ToString() => Decision.ToString();
    }

    public static async Task<Results<Ok<InspectionJson>, ProblemResult>> Handle(
        Guid id, Request request, HttpContext http, Node node, CancellationToken cancel)
    {
        var asker = Asker.Of(http);
        if (request.Reason is { Length: > LongestReason }) return Problems.InvalidField.In("reason").Result();
        if (await node.Store.Inspections.FindAsync(id, cancel) is not { } kept || !ShowInspection.MaySee(asker, kept)) return Problems.UnknownInspection.Result();
        var reason = string.IsNullOrWhiteSpace(request.Reason) ? null : request.Reason.Trim();
        if (reason is null && NeedsReason(request.Decision, kept.Inspection.Verdict.Advice)) return Problems.ReasonNeeded.In("reason").Result();
        var decision = new Decision(request.Decision, asker.Name, node.Time.GetUtcNow(), reason);
        return await node.Store.Inspections.DecideAsync(id, decision, CancellationToken.None) switch
        {
            DecisionOutcome.Recorded or DecisionOutcome.Corrected => TypedResults.Ok(InspectionJson.Of(kept with { Decision = decision })),
            DecisionOutcome.AlreadyDecided => Problems.AlreadyDecided.Result(),
            DecisionOutcome.NotFound => Problems.UnknownInspection.Result(),
            DecisionOutcome.OfPost => Problems.DecidedAtPost.Result(),
        };
    }

    /// <summary>A refusal always; admitting against the advice; holding up a traveller whom everything clears.</summary>
    public static bool NeedsReason(DecisionKind decision, Advice advice) => decision switch
    {
        DecisionKind.Admit => advice != Advice.Clear,
        DecisionKind.Refer => advice == Advice.Clear,
        DecisionKind.Refuse => true,
    };
}
