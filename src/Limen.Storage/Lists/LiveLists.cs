using Limen.Gateway;

namespace Limen.Storage;

/// <summary>
/// The lists of a store as sources, kept current: an index of each is loaded in the background, and swapped whole within a second of
/// a new version, also of one that another process imported.
/// </summary>
public sealed class LiveLists : IAsyncDisposable
{
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    readonly Store store;
    readonly Func<ListState, SourceTerms> terms;
    readonly TimeProvider time;
    readonly CancellationTokenSource closing = new();
    readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Task keeping;
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
    public string? Trouble { get; private set; }

    /// <summary>Ends when every list that was there at the start has been loaded, or could not be and says so as a source.</summary>
    public Task ReadyAsync(CancellationToken cancel) => ready.Task.WaitAsync(cancel);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        closing.Dispose();
    }

    async Task KeepAsync()
    {
        using var timer = new PeriodicTimer(Look, time);
        do await RefreshAsync(closing.Token);
        while (await timer.WaitForNextTickAsync(closing.Token));
    }

    // Keeps going whatever happens: a keeper that died would leave lists old without anybody being told.
    async Task RefreshAsync(CancellationToken cancel)
    {
        try
        {
            var rows = await store.Lists.RowsAsync(cancel);
            sources = [.. rows.Select(row => sources.FirstOrDefault(source => source.List.ListNo == row.ListNo)
                ?? new ListSource(store, row, terms(row.State), time))];
            string? trouble = null;
            // The small lists first: they answer while the large ones are still on their way.
            foreach (var (source, row) in sources.Zip(rows).Where(pair => pair.First.Wants(pair.Second)).OrderBy(pair => pair.Second.Entries))
                if (await source.TryLoadAsync(row, cancel) is { } failed) trouble = $"{failed} while the list {row.Id} was loaded.";
            Trouble = trouble;
            ready.TrySetResult();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Trouble = $"{error.GetType().Name} while the lists were looked up.";
        }
    }
}
