using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Limen.Server;

static class PostRoutes
{
    public static void MapPosts(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/posts").WithTags("Posts");
        group.MapGet("/", ShowPosts.Handle).Allow(Rights.SeePosts).WithName("showPosts").WithSummary("All posts of this hub");
        group.MapPost("/", InvitePost.Handle).Allow(Rights.Administer).WithName("invitePost").WithSummary("Invite a post; its code is shown once");
        group.MapDelete("/{name}", RevokePost.Handle).Allow(Rights.Administer).WithName("revokePost").WithSummary("Lock a post out at once");
    }
}
