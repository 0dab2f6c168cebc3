using Limen.Gateway;

namespace Limen.Storage;

/// <summary>
/// The lists of a store as sources, kept current: a new version answers within a second, also one that another process imported;
/// indexes are built behind that, one at a time, so that memory is bounded.
/// </summary>
public sealed class LiveLists : IAsyncDisposable
{
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    readonly Store store;
    readonly Func<ListState, SourceTerms> terms;
    readonly TimeProvider time;
    readonly CancellationTokenSource closing = new();
    readonly SemaphoreSlim asked = new(0, 1);
    readonly Lock asking = new();
    readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Task keeping;
    Task building = Task.CompletedTask;
    string? looking;
    volatile IReadOnlyList<ListSource> sources = [];

    /// <summary>Starts loading.</summary>
    /// <param name="store">Whose lists; must outlive this.</param>
    /// <param name="terms">Deadline and staleness limit of each list; null for the default.</param>
    /// <param name="time">Clock of review dates and of the looking for new versions.</param>
    public LiveLists(Store store, Func<ListState, SourceTerms>? terms, TimeProvider time)
    {
        (this.store, this.terms, this.time) = (store, terms ?? (_ => SourceTerms.Default), time);
        keeping = Task.Run(KeepAsync);
    }

    /// <summary>One source for each list, by id; a list that is being loaded is there and says so.</summary>
    public IReadOnlyList<ISource> Sources => sources;

    /// <summary>The last trouble while looking for new versions or loading one; null when there is none. Without data of persons.</summary>
    public string? Trouble => looking ?? sources.Select(source => source.Trouble).FirstOrDefault(trouble => trouble is not null);

    /// <summary>Ends when every list that was there at the start has been loaded, or could not be and says so as a source.</summary>
    public Task ReadyAsync(CancellationToken cancel) => ready.Task.WaitAsync(cancel);

    /// <summary>Looks for new versions at once: by who has just made one, and does not want to wait for the next look.</summary>
    public void LookNow()
    {
        lock (asking)
            if (asked.CurrentCount == 0) asked.Release();
    }

    /// <summary>Ends with the building that is under way.</summary>
    internal Task BuiltAsync() => building;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await building.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        closing.Dispose();
        asked.Dispose();
    }

    async Task KeepAsync()
    {
        using var timer = new PeriodicTimer(Look, time);
        var (tick, call) = (timer.WaitForNextTickAsync(closing.Token).AsTask(), asked.WaitAsync(closing.Token));
        while (true)
        {
            await RefreshAsync(closing.Token);
            await Task.WhenAny(tick, call);
            closing.Token.ThrowIfCancellationRequested();
            if (tick.IsCompleted) tick = timer.WaitForNextTickAsync(closing.Token).AsTask();
            if (call.IsCompleted) call = asked.WaitAsync(closing.Token);
        }
    }

    // Keeps going whatever happens: a keeper that died would leave lists old without anybody being told.
    async Task RefreshAsync(CancellationToken cancel)
    {
        try
        {
            var rows = await store.Lists.RowsAsync(cancel);
            sources = [.. rows.Select(row => SourceOf(row) ?? new ListSource(store, row, terms(row.State), time))];
            // The small lists first: they answer while the large ones are still on their way.
            foreach (var (source, row) in sources.Zip(rows).Where(pair => pair.First.Wants(pair.Second)).OrderBy(pair => pair.Second.Entries))
                await source.TakeUpAsync(row, cancel);
            looking = null;
            if (building.IsCompleted) building = Task.Run(() => BuildAsync(cancel), cancel);
            Settle();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            looking = $"{error.GetType().Name} while the lists were looked up.";
        }
    }

    // A database that was put back from an older copy begins its list again: what is in memory and in files is of versions that never were.
    ListSource? SourceOf(ListRow row)
    {
        var source = sources.FirstOrDefault(source => source.List.ListNo == row.ListNo);
        if (source is null || source.List.Version <= row.Version) return source;
        StaleFiles.Drop(store.Indexes, row);
        return null;
    }

    async Task BuildAsync(CancellationToken cancel)
    {
        while (sources.Where(source => source.NeedsRebuild).MinBy(source => source.List.Entries) is { } next)
        {
            await next.RebuildAsync(cancel);
            Settle();
        }
    }

    void Settle()
    {
        if (sources.All(source => source.Status.State != SourceState.Loading)) ready.TrySetResult();
    }
}
