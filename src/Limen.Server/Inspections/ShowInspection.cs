using Limen.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Limen.Server;

/// <summary>One kept inspection.</summary>
static class ShowInspection
{
    public static async Task<Results<Ok<InspectionJson>, ProblemResult>> Handle(Guid id, HttpContext http, Node node, CancellationToken cancel) =>
        await node.Store.Inspections.FindAsync(id, cancel) is { } kept && MaySee(Asker.Of(http), kept)
            ? TypedResults.Ok(InspectionJson.Of(kept))
            : Problems.UnknownInspection.Result();

    /// <summary>At first line an officer sees his own; second line and oversight see all.</summary>
    public static bool MaySee(Asker asker, RecordedInspection kept) =>
        asker.HasAny(Rights.SeeAllInspections) || kept.Inspection.Request.AskedBy == asker.Name;
}
