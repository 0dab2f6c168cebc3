using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Limen.Server;

static class InspectionRoutes
{
    const long LargestScan = 64 * 1024;

    public static void MapInspections(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/inspections").WithTags("Inspections");
        group.MapPost("/", StartInspection.Handle).Allow(Rights.Inspect).AtMost(LargestScan)
            .WithName("startInspection").WithSummary("Inspect a document, its holder and a vehicle")
            .WithDescription("One answer of every source and one advice. A client that accepts application/x-ndjson gets a line for each event as it happens.")
            .AddOpenApiOperationTransformer(ApiDescription.TellLines);
        group.MapGet("/", ListInspections.Handle).Allow(Rights.SeeInspections)
            .WithName("listInspections").WithSummary("A day's inspections, newest first");
        group.MapGet("/{id:guid}", ShowInspection.Handle).Allow(Rights.SeeInspections)
            .WithName("showInspection").WithSummary("One inspection");
        group.MapPost("/{id:guid}/decision", Decide.Handle).Allow(Rights.Inspect).AtMost(LargestScan)
            .WithName("decide").WithSummary("Decide on an inspection, or correct one's own decision within five minutes");
    }
}
