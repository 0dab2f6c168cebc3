using Limen.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Limen.Server;

/// <summary>Second line finds that a match of an inspection is false: for this traveller it no longer refers. It can be taken back.</summary>
static class ClearMatch
{
    const int LongestReason = 1000, LongestDays = 366;

    /// <summary>Which match, why, and for how long.</summary>
    public sealed record Request
    {
        /// <summary>Id of the list that answered.</summary>
        public required string Source { get; init; }
        /// <summary>Id of the entry within it.</summary>
        public required string EntryId { get; init; }
        /// <summary>What tells the traveller from the entry, in the officer's words.</summary>
        public required string Reason { get; init; }
        /// <summary>From this moment on it no longer holds; at most 366 days ahead.</summary>
        public required DateTimeOffset Until { get; init; }

        public override string ToString() => $"{Source}/{EntryId}";
    }

    /// <summary>A match that was cleared for the traveller.</summary>
    public sealed record Response
    {
        /// <summary>Id of the cleared match.</summary>
        public required Guid Id { get; init; }
        /// <summary>Id of the list.</summary>
        public required string Source { get; init; }
        /// <summary>Id of the entry within it.</summary>
        public required string EntryId { get; init; }
        /// <summary>The officer who cleared it.</summary>
        public required string By { get; init; }
        /// <summary>When, UTC.</summary>
        public required DateTimeOffset At { get; init; }
        /// <summary>Why.</summary>
        public required string Reason { get; init; }
        /// <summary>From this moment on it no longer holds.</summary>
        public required DateTimeOffset Until { get; init; }
        /// <summary>Id of the inspection that showed it.</summary>
        public required Guid Inspection { get; init; }
        /// <summary>Who took it back; null while it stands.</summary>
        public required string? WithdrawnBy { get; init; }
        /// <summary>When, UTC; null while it stands.</summary>
        public required DateTimeOffset? WithdrawnAt { get; init; }

        public override string ToString() => $"{Source}/{EntryId}";
    }

    public static async Task<Results<Ok<Response>, ProblemResult>> Handle(Guid id, Request request, HttpContext http, Node node, CancellationToken cancel)
    {
        var now = node.Time.GetUtcNow();
        if (request.Reason.Length > LongestReason) return Problems.InvalidField.In("reason").Result();
        if (string.IsNullOrWhiteSpace(request.Reason)) return Problems.ReasonNeeded.In("reason").Result();
        if (request.Until <= now || request.Until > now.AddDays(LongestDays)) return Problems.InvalidField.In("until").Result();
        if (await node.Store.Inspections.FindAsync(id, cancel) is not { } kept) return Problems.UnknownInspection.Result();
        var clear = new ClearRequest(request.Source, request.EntryId, Asker.Of(http).Name, request.Reason.Trim(), request.Until);
        var result = await node.Store.Cleared.AddAsync(kept.Inspection, clear, CancellationToken.None);
        return result.Outcome switch
        {
            ClearOutcome.Recorded => TypedResults.Ok(Told(result.Match!)),
            ClearOutcome.NoSuchMatch => Problems.UnknownMatch.Result(),
            ClearOutcome.NoSuchList => Problems.UnknownList.In("source").Result(),
            ClearOutcome.TravellerUnknown => Problems.TravellerUnknown.Result(),
            ClearOutcome.EntryChanged => Problems.EntryChanged.Result(),
        };
    }

    public static async Task<Results<Ok<Response[]>, ProblemResult>> List(Guid id, Node node, CancellationToken cancel) =>
        await node.Store.Inspections.FindAsync(id, cancel) is { } kept
            ? TypedResults.Ok((await node.Store.Cleared.OfTravellerAsync(kept.Inspection.Document, cancel)).Select(Told).ToArray())
            : Problems.UnknownInspection.Result();

    // Of this inspection's traveller only.
    public static async Task<Results<NoContent, ProblemResult>> Withdraw(Guid id, Guid cleared, HttpContext http, Node node, CancellationToken cancel)
    {
        if (await node.Store.Inspections.FindAsync(id, cancel) is not { } kept) return Problems.UnknownInspection.Result();
        var all = await node.Store.Cleared.OfTravellerAsync(kept.Inspection.Document, cancel);
        return all.Any(one => one.Id == cleared) && await node.Store.Cleared.WithdrawAsync(cleared, Asker.Of(http).Name, CancellationToken.None)
            ? TypedResults.NoContent()
            : Problems.UnknownMatch.Result();
    }

    static Response Told(ClearedMatch match) => new()
    {
        Id = match.Id,
        Source = match.Cleared.List,
        EntryId = match.Cleared.EntryId,
        By = match.Cleared.By,
        At = match.At,
        Reason = match.Cleared.Reason,
        Until = match.Cleared.Until,
        Inspection = match.Inspection,
        WithdrawnBy = match.WithdrawnBy,
        WithdrawnAt = match.WithdrawnAt,
    };
}
