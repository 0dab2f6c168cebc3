using Limen.Storage;

namespace Limen.Server;

/// <summary>Posts as an administrator of the hub invites and locks them out, over HTTP or at the hub itself: the rules are the same.</summary>
public static class PostOrders
{
    /// <summary>How long a code is open unless told otherwise.</summary>
    public static readonly TimeSpan CodeLife = TimeSpan.FromHours(1);

    static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1), Longest = TimeSpan.FromDays(7);

    /// <summary>Invites a post, for the first time or anew; the code is the secret of the outcome.</summary>
    /// <param name="store">The hub's store.</param>
    /// <param name="name">2 to 64 letters, digits, dots, dashes.</param>
    /// <param name="life">How long the code is open: a minute to a week.</param>
    /// <param name="by">Who invites.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>Refused with invalidField or hubOnly.</returns>
    public static async Task<Ordered<Post>> InviteAsync(Store store, string name, TimeSpan life, string by, CancellationToken cancel)
    {
        var key = name.Trim().ToLowerInvariant();
        if (key.Length is < 2 or > 64 || !key.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')) return Ordered<Post>.No(Problems.InvalidField.In("name"));
        if (life < Shortest || life > Longest) return Ordered<Post>.No(Problems.InvalidField.In("minutes"));
        if (await store.Enrolment.FindAsync(cancel) is not null) return Ordered<Post>.No(Problems.HubOnly);
        var code = await store.Posts.InviteAsync(key, life, by, cancel);
        return Ordered<Post>.Done((await store.Posts.FindAsync(key, cancel))!, code.Text());
    }

    /// <summary>Locks a post out; every node of the hub refuses it within a second.</summary>
    /// <returns>Refused with unknownPost.</returns>
    public static async Task<Ordered<Post>> RevokeAsync(Store store, string name, string by, CancellationToken cancel)
    {
        var key = name.Trim().ToLowerInvariant();
        return await store.Posts.RevokeAsync(key, by, CancellationToken.None)
            ? Ordered<Post>.Done((await store.Posts.FindAsync(key, cancel))!)
            : Ordered<Post>.No(Problems.UnknownPost);
    }
}
