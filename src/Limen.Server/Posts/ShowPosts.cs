using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Limen.Server;

/// <summary>All posts of this hub, those that are locked out too.</summary>
static class ShowPosts
{
    public static async Task<Results<Ok<PostJson[]>, ProblemResult>> Handle(Node node, CancellationToken cancel)
    {
        if (node.Settings.Role != NodeRole.Hub) return Problems.HubOnly.Result();
        var now = node.Time.GetUtcNow();
        return TypedResults.Ok<PostJson[]>([.. (await node.Store.Posts.AllAsync(cancel)).Select(post => PostJson.Of(post, now))]);
    }
}
