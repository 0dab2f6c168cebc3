using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Limen.Server;

static class ListRoutes
{
    const long LargestList = 4L * 1024 * 1024 * 1024;

    public static void MapLists(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/lists").WithTags("Lists");
        group.MapGet("/", ShowLists.Handle).Allow(Rights.SeeSources).WithName("showLists").WithSummary("The lists as they stand");
        group.MapGet("/{id}/versions", ShowVersions.Handle).Allow(Rights.SeeSources).WithName("showVersions").WithSummary("A list's history, newest first");
        group.MapPost("/{id}/import", ImportList.Handle)
            .Accepts<IFormFileCollection>("multipart/form-data", "application/octet-stream", "text/csv", "application/xml", "application/x-ndjson", "application/gzip")
            .Allow(Rights.ChangeLists).AtMost(LargestList).DisableRequestTimeout().WithName("importList")
            .WithSummary("A new version of a list from one or more files, whole or not at all");
    }
}
