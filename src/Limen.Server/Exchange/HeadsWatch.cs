using Limen.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Limen.Server;

/// <summary>
/// At a hub: where everything that posts are given stands, signed once for all of them. One small look five times a second notices what
/// any node on the database has changed; whoever holds a feed is told from memory.
/// </summary>
sealed partial class HeadsWatch(Node node, ILogger<HeadsWatch> log) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200), Rest = TimeSpan.FromSeconds(1);

    /// <summary>So often the heads are signed anew without a change: that the hub is there, and what time it has.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);

    readonly Lock gate = new();
    TaskCompletionSource<Statement> next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    HeadsStamp? seen;
    DateTimeOffset signedAt;

    /// <summary>The newest heads; null before the first look.</summary>
    public Statement? Newest { get; private set; }

    /// <summary>The newest heads, and what ends when there are newer ones.</summary>
    public (Statement? Now, Task<Statement> Next) Look()
    {
        lock (gate) return (Newest, next.Task);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        do await LookAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    async Task LookAsync(CancellationToken cancel)
    {
        try
        {
            var now = await node.Store.Offer.StampAsync(cancel);
            if (now == seen && node.Time.GetUtcNow() - signedAt < Beat) return;
            var heads = await node.Store.Offer.HeadsAsync(Sign, new(now.Roster, ""), cancel);
            (seen, signedAt) = (now, node.Time.GetUtcNow());
            Tell(heads);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Posts keep what they have; a watch that ended would leave them old without anybody being told.
            Failed(log, error.GetType().Name);
            await Task.Delay(Rest, node.Time, cancel);
        }
    }

    Task<byte[]> Sign(ReadOnlyMemory<byte> bytes, CancellationToken cancel) => node.Store.Authority.SignAsync(bytes, cancel);

    void Tell(Statement heads)
    {
        TaskCompletionSource<Statement> told;
        lock (gate) (Newest, told, next) = (heads, next, new(TaskCreationOptions.RunContinuationsAsynchronously));
        told.SetResult(heads);
    }

    [LoggerMessage(LogLevel.Warning, "Where the lists stand could not be looked up ({Exception}); it is tried again")]
    static partial void Failed(ILogger log, string exception);
}
