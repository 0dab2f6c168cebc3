using Limen.Inspections;
using Limen.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Limen.Server;

/// <summary>A day's inspections, newest first, page by page.</summary>
static class ListInspections
{
    const int Most = 200;

    /// <summary>A page.</summary>
    /// <param name="Items">Newest first.</param>
    /// <param name="Next">What to give as before for the next page; null when this is the last.</param>
    public sealed record Response(IReadOnlyList<Item> Items, Guid? Next);

    /// <summary>An inspection in one line.</summary>
    public sealed record Item
    {
        /// <summary>Its id.</summary>
        public required Guid Id { get; init; }
        /// <summary>UTC.</summary>
        public required DateTimeOffset StartedAt { get; init; }
        /// <summary>What the system advised.</summary>
        public required Advice Advice { get; init; }
        /// <summary>Document number; null when there was none.</summary>
        public required string? DocumentNumber { get; init; }
        /// <summary>Name of the holder; null when none was read.</summary>
        public required string? Name { get; init; }
        /// <summary>Plate or VIN; null when no vehicle was asked about.</summary>
        public required string? Vehicle { get; init; }
        /// <summary>What was decided; null while nothing was.</summary>
        public required DecisionKind? Decision { get; init; }
        /// <summary>Who asked.</summary>
        public required string Officer { get; init; }

        public override string ToString() => Id.ToString();
    }

    public static async Task<Results<Ok<Response>, ProblemResult>> Handle(
        HttpContext http, Node node, CancellationToken cancel, string? day = null, Guid? before = null, int take = 50)
    {
        var asker = Asker.Of(http);
        var of = DateOnly.FromDateTime(node.Time.GetUtcNow().UtcDateTime);
        if (day is not null && !DateOnly.TryParseExact(day, "yyyy-MM-dd", out of)) return Problems.InvalidField.In("day").Result();
        if (take is < 1 or > Most) return Problems.InvalidField.In("take").Result();
        var kept = await node.Store.Inspections.OfDayAsync(of, asker.HasAny(Rights.SeeAllInspections) ? null : asker.Name, before, take, cancel);
        return TypedResults.Ok(new Response([.. kept.Select(Line)], kept.Count == take ? kept[^1].Inspection.Id : null));
    }

    static Item Line(RecordedInspection kept) => new()
    {
        Id = kept.Inspection.Id,
        StartedAt = kept.Inspection.StartedAt,
        Advice = kept.Inspection.Verdict.Advice,
        DocumentNumber = Told(kept.Inspection.Document?.DocumentNumber),
        Name = Told($"{kept.Inspection.Document?.PrimaryIdentifier} {kept.Inspection.Document?.SecondaryIdentifier}".Trim()),
        Vehicle = kept.Inspection.Request.Vehicle is { } vehicle ? vehicle.Plate ?? vehicle.Vin ?? vehicle.EngineNumber : null,
        Decision = kept.Decision?.Kind,
        Officer = kept.Inspection.Request.AskedBy,
    };

    static string? Told(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
