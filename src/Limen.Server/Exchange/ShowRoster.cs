using Limen.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Limen.Server;

/// <summary>
/// The hub's officers, signed, at once where they are others than the post has; else when they change, or after a while that nothing
/// has: that answer tells the post that its roster still stands.
/// </summary>
static class ShowRoster
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    public static async Task<Ok<SignedRoster>> Handle(long? after, HttpContext http, Node node, CancellationToken cancel)
    {
        var register = ExchangeConnection.Of(http)!.Register;
        var end = Task.Delay(Longest, cancel);
        while (true)
        {
            var changed = register.Changed;
            var roster = await node.Store.Roster.SignAsync(after, cancel);
            if (roster.Officers is not null || end.IsCompleted) return TypedResults.Ok(roster);
            await Task.WhenAny(changed, end);
        }
    }
}
