using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Limen.Server;

static class InspectionRoutes
{
    // A chip's files in base64; DG2 with a large face is the most of it.
    const long LargestScan = 4 * 1024 * 1024, LargestDecision = 64 * 1024;

    public static void MapInspections(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/inspections").WithTags("Inspections");
        group.MapPost("/", StartInspection.Handle).Allow(Rights.Inspect).AtMost(LargestScan)
            .WithName("startInspection").WithSummary("Inspect a document with its chip, its holder and a vehicle")
            .WithDescription("One answer of every source and one advice. A client that accepts application/x-ndjson gets a line for each event as it happens.")
            .AddOpenApiOperationTransformer(ApiDescription.TellLines);
        group.MapGet("/", ListInspections.Handle).Allow(Rights.SeeInspections)
            .WithName("listInspections").WithSummary("A day's inspections, newest first");
        group.MapGet("/{id:guid}", ShowInspection.Handle).Allow(Rights.SeeInspections)
            .WithName("showInspection").WithSummary("One inspection");
        group.MapPost("/{id:guid}/decision", Decide.Handle).Allow(Rights.Inspect).AtMost(LargestDecision)
            .WithName("decide").WithSummary("Decide on an inspection, or correct one's own decision within five minutes");
        group.MapPost("/{id:guid}/cleared", ClearMatch.Handle).Allow(Rights.Clear).AtMost(LargestDecision)
            .WithName("clearMatch").WithSummary("Clear a match for this traveller: it is shown as cleared and does not refer again");
        group.MapGet("/{id:guid}/cleared", ClearMatch.List).Allow(Rights.Clear)
            .WithName("listCleared").WithSummary("What was cleared for this traveller, newest first");
        group.MapDelete("/{id:guid}/cleared/{cleared:guid}", ClearMatch.Withdraw).Allow(Rights.Clear)
            .WithName("withdrawCleared").WithSummary("Take a cleared match back: it refers again");
    }
}
