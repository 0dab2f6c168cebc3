using Limen.TestKit;

namespace Limen.Server.Tests;

/// <summary>A post's node without a server, in a folder of its own, enrolled or not.</summary>
sealed class PostFolder : IAsyncDisposable
{
    readonly ScratchFolder folder = new();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Node Node { get; private set; } = null!;

    public static async Task<PostFolder> OpenAsync(TimeProvider? time = null)
    {
        var post = new PostFolder();
        post.Node = await Node.OpenAsync(post.folder.Root, RunningServer.Unhurried(new()), time ?? TimeProvider.System, Cancel);
        return post;
    }

    /// <summary>Invited by this hub, and enrolled there.</summary>
    public static async Task<PostFolder> EnrolledAsync(RunningServer hub, string name, TimeProvider? time = null)
    {
        var post = await OpenAsync(time);
        var outcome = await post.EnrolAsync(hub.Exchange, await CodeAsync(hub, name));
        Assert.Equal((null, name), (outcome.Refused, outcome.Enrolled?.Post));
        return post;
    }

    public static async Task<string> CodeAsync(RunningServer hub, string name) =>
        (await hub.Node.Store.Posts.InviteAsync(name, TimeSpan.FromHours(1), "test", Cancel)).Text();

    public Task<EnrolmentOutcome> EnrolAsync(Uri hub, string code) => Enrolling.RunAsync(Node.Store, hub, code, "test", Cancel);

    public async Task<HubLine> LineAsync() => (await HubLine.TryOpenAsync(Node, Cancel))!;

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        folder.Dispose();
    }
}
