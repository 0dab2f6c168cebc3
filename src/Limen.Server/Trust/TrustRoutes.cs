using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Limen.Server;

static class TrustRoutes
{
    const long LargestUpload = 1024L * 1024 * 1024;

    public static void MapTrust(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/trust").WithTags("Trust");
        group.MapGet("/", ShowTrust.Handle).Allow(Rights.SeeSources).WithName("showTrust").WithSummary("Whose signatures on chips and seals this node believes, by State");
        group.MapPost("/import", ImportTrust.Handle)
            .Accepts<IFormFileCollection>("multipart/form-data", "application/octet-stream")
            .Allow(Rights.ChangeLists).AtMost(LargestUpload).DisableRequestTimeout().WithName("importTrust")
            .WithSummary("Master lists, ICAO PKD LDIF, certificates and revocation lists; what is known already changes nothing");
    }
}
