using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Limen.Server;

static class SessionRoutes
{
    const long LargestForm = 8 * 1024;

    public static void MapSession(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api").WithTags("Session");
        group.MapPost("/sign-in", SignIn.Handle).AtMost(LargestForm)
            .WithName("signIn").WithSummary("Sign in with name and password");
        group.MapPost("/sign-out", SignOut.Handle).AllowSignedIn().AtMost(LargestForm)
            .WithName("signOut").WithSummary("End the session");
        group.MapGet("/session", ShowSession.Handle).AllowSignedIn()
            .WithName("showSession").WithSummary("Who is signed in");
        group.MapPost("/session/password", ChangePassword.Handle).AllowSignedIn().AtMost(LargestForm)
            .WithName("changePassword").WithSummary("Change one's own password");
    }
}
