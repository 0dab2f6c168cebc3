using System.Collections.Concurrent;
using Limen.Storage;

namespace Limen.Server;

/// <summary>
/// Which certificates hold, in memory: one small query twice a second tells whether to read them again. What another node changes
/// counts here within a second; connections of posts that were locked out are closed then, whatever they are waiting for.
/// </summary>
/// <param name="store">The hub's store.</param>
sealed class PostRegister(Store store)
{
    public static readonly TimeSpan Every = TimeSpan.FromMilliseconds(400);

    readonly ConcurrentDictionary<ExchangeConnection, string> open = new();
    IReadOnlyDictionary<string, PostCertificate> holding = new Dictionary<string, PostCertificate>();
    HubChanges seen = new(-1, -1);
    TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when officers, posts or certificates have changed since the last look.</summary>
    public Task Changed => changed.Task;

    /// <summary>The certificate of this serial number where it holds; one that is not known yet is looked up.</summary>
    public async Task<PostCertificate?> FindAsync(string serial, CancellationToken cancel) =>
        holding.TryGetValue(serial, out var known) ? known : await store.PostCertificates.FindAsync(serial, cancel);

    /// <summary>This connection now belongs to a post with this certificate.</summary>
    public void Enter(ExchangeConnection connection, string serial) => open[connection] = serial;

    /// <summary>It is closed.</summary>
    public void Leave(ExchangeConnection connection) => open.TryRemove(connection, out _);

    /// <summary>Looks whether anything has changed, at once.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        try
        {
            var now = await store.Posts.ChangesAsync(cancel);
            if (now == seen) return;
            if (now.Posts != seen.Posts) await ReadAsync(cancel);
            seen = now;
            Interlocked.Exchange(ref changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // The database is away, however that shows; what was known holds until it is back, and the health of the node tells it.
        }
    }

    async Task ReadAsync(CancellationToken cancel)
    {
        holding = await store.PostCertificates.HoldingAsync(cancel);
        foreach (var (connection, serial) in open)
            if (!holding.ContainsKey(serial) && await store.PostCertificates.FindAsync(serial, cancel) is null) connection.Close();
    }
}
