using System.Diagnostics;
using Limen.Storage;

namespace Limen.Cli;

/// <summary>All posts send their journals at once.</summary>
sealed class PostsBenchEvents(PostsLoad load, IReadOnlyList<SimulatedPost> posts, IReadOnlyList<Guid> stores, HubProcess hub, Progress progress, TimeProvider time)
{
    long sent, bytes;

    public async Task<SentUp> RunAsync(SentInspection like, CancellationToken cancel)
    {
        progress.Say($"{load.Posts} posts send {load.Events:N0} inspections each");
        var (cost, began) = (hub.Count(), Stopwatch.GetTimestamp());
        var took = await Task.WhenAll(posts.Zip(stores).Select(pair => SendAsync(pair.First, new(pair.Second, like), cancel)));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return new(sent, 0, Math.Round(sent / seconds, 1), Math.Round(bytes / (double)Math.Max(1, sent)), posts.Sum(post => post.Busy), Spread.Of([.. took.SelectMany(one => one)]), cost());
    }

    // A part that was not acknowledged counts as missed.
    async Task<List<double?>> SendAsync(SimulatedPost post, InventedJournal journal, CancellationToken cancel)
    {
        var took = new List<double?>();
        while (journal.Entries < load.Events)
        {
            var batch = journal.Next((int)Math.Min(load.Batch, load.Events - journal.Entries), time.GetUtcNow());
            var content = batch.ToBytes();
            var began = Stopwatch.GetTimestamp();
            var receipt = await post.SendAsync(content, cancel);
            took.Add(journal.Took(receipt) ? Stopwatch.GetElapsedTime(began).TotalMilliseconds : null);
            Interlocked.Add(ref sent, batch.Events.Count);
            Interlocked.Add(ref bytes, content.Length);
        }
        return took;
    }
}
