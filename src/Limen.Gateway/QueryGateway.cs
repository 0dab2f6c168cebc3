using System.Runtime.CompilerServices;

namespace Limen.Gateway;

/// <summary>
/// Asks every source at once and waits for none past its deadline. Every source that the query concerns gives
/// exactly one answer; one that is late, fails or talks nonsense gives <see cref="Reply.Unavailable"/>.
/// </summary>
/// <param name="sources">The sources as they are at this moment; asked anew for each query, so that lists can come and go.</param>
/// <param name="time">Clock of deadlines and ages.</param>
public sealed class QueryGateway(Func<IReadOnlyList<ISource>> sources, TimeProvider time)
{
    /// <summary>The sources that this query concerns, as they stand now.</summary>
    public IReadOnlyList<SourceStatus> Asked(Query query) =>
        [.. sources().Where(source => source.Concerns(query)).Select(source => source.Status)];

    /// <summary>Answers in the order in which they come.</summary>
    public async IAsyncEnumerable<Answer> AskAsync(Query query, [EnumeratorCancellation] CancellationToken cancel)
    {
        var asked = sources().Where(source => source.Concerns(query)).Select(source => AskOneAsync(source, query, cancel));
        await foreach (var answer in Task.WhenEach(asked).WithCancellation(cancel)) yield return await answer;
    }

    async Task<Answer> AskOneAsync(ISource source, Query query, CancellationToken cancel)
    {
        var before = source.Status;
        var started = time.GetTimestamp();
        var stale = before is { StaleAfter: { } limit, AsOf: { } asOf } && time.GetUtcNow() - asOf > limit;
        var reply = await BoundedAsync(source, query, before.Deadline, cancel);
        return new(before.Source, before.Title, stale && reply is Reply.NoHit ? new Reply.Unavailable(Silence.Stale) : reply, time.GetElapsedTime(started))
        {
            Kind = before.Kind,
            ListVersion = before.ListVersion,
            AsOf = before.AsOf,
            Stale = stale,
        };
    }

    // The one place that catches everything: whatever a source does, the officer gets an answer from each.
    async Task<Reply> BoundedAsync(ISource source, Query query, TimeSpan deadline, CancellationToken cancel)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var untilDeadline = bound.Token;
        var asking = Task.Run(() => source.AskAsync(query, untilDeadline), untilDeadline);
        try
        {
            return await asking.WaitAsync(deadline, time, cancel);
        }
        catch (TimeoutException) when (!asking.IsCompleted)
        {
            return new Reply.Unavailable(Silence.Late);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception)
        {
            return new Reply.Unavailable(Silence.Broken);
        }
        finally
        {
            await bound.CancelAsync();
        }
    }
}
