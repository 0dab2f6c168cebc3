using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Limen.Server;

static class OfficerRoutes
{
    public static void MapOfficers(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/officers").WithTags("Officers").Allow(Rights.Administer);
        group.MapGet("/", ShowOfficers.Handle).WithName("showOfficers").WithSummary("All officers");
        group.MapPost("/", AddOfficer.Handle).WithName("addOfficer").WithSummary("Add an officer; the first password is shown once");
        group.MapPost("/{name}/roles", ChangeOfficer.SetRoles).WithName("setRoles").WithSummary("Change what an officer may do");
        group.MapPost("/{name}/disable", ChangeOfficer.Disable).WithName("disableOfficer").WithSummary("Let an officer sign in no longer; his sessions end at once");
        group.MapPost("/{name}/enable", ChangeOfficer.Enable).WithName("enableOfficer").WithSummary("Let an officer sign in again");
        group.MapPost("/{name}/reset-password", ChangeOfficer.ResetPassword).WithName("resetPassword").WithSummary("Give an officer a new first password, shown once");
    }
}
