using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Limen.Server;

static class KeyRoutes
{
    public static void MapKeys(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/keys").WithTags("Keys").Allow(Rights.Administer);
        group.MapGet("/", ShowKeys.Handle).WithName("showKeys").WithSummary("All keys of machines");
        group.MapPost("/", AddKey.Handle).WithName("addKey").WithSummary("Make a key; it is shown once");
        group.MapDelete("/{id}", RevokeKey.Handle).WithName("revokeKey").WithSummary("Revoke a key at once");
    }
}
