using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Limen.Server;

static class JournalRoutes
{
    public static void MapJournal(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/journal").WithTags("Journal").Allow(Rights.Audit);
        group.MapGet("/", ReadJournal.Handle).WithName("readJournal").WithSummary("What was done, by whom, in order");
        group.MapPost("/verify", VerifyJournal.Handle).DisableRequestTimeout().WithName("verifyJournal").WithSummary("Prove that nothing kept was altered");
    }
}
