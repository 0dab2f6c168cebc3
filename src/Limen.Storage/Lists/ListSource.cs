using Limen.Gateway;
using Limen.Screening;

namespace Limen.Storage;

/// <summary>What a source of a list is allowed.</summary>
/// <param name="Deadline">The time it has to answer.</param>
/// <param name="StaleAfter">Age of the list above which its silence counts as no answer; null for no limit.</param>
public sealed record SourceTerms(TimeSpan Deadline, TimeSpan? StaleAfter)
{
    /// <summary>One second, no limit of age.</summary>
    public static SourceTerms Default { get; } = new(TimeSpan.FromSeconds(1), null);
}

/// <summary>One list of this node as a source. Its index follows the list's versions and is rebuilt behind it; neither holds up a question.</summary>
public sealed class ListSource : ISource
{
    static readonly TimeSpan Again = TimeSpan.FromSeconds(10), Busy = TimeSpan.FromSeconds(1);

    readonly Store store;
    readonly TimeProvider time;
    readonly SourceTerms terms;
    readonly ListIndex index;
    volatile ListRow list, newest;
    bool taken;
    DateTimeOffset? failedAt, busyAt;

    internal ListSource(Store store, ListRow list, SourceTerms terms, TimeProvider time)
    {
        (this.store, this.terms, this.time) = (store, terms, time);
        this.list = newest = list;
        index = ListIndex.Of(list, store.Lists, store.Indexes);
    }

    /// <inheritdoc/>
    public SourceStatus Status
    {
        get
        {
            var told = list;
            return new(told.Id, told.Title, index.IsReady ? SourceState.Ready : failedAt is null ? SourceState.Loading : SourceState.Silent)
            {
                Kind = KindWord((ListKind)told.Kind),
                ListVersion = told.Version,
                AsOf = Stamp.Read(told.ImportedAt),
                Entries = told.Entries,
                Deadline = terms.Deadline,
                StaleAfter = terms.StaleAfter,
            };
        }
    }

    internal ListRow List => list;

    /// <summary>What failed last, by its kind; null when nothing did.</summary>
    internal string? Trouble { get; private set; }

    /// <summary>True when this state of the list is not yet answered from, unless taking it up has just failed.</summary>
    internal bool Wants(ListRow row) =>
        (!taken || newest.Version != row.Version || newest.ImportedAt != row.ImportedAt || newest.Title != row.Title || list.Version != row.Version)
        && !Within(Again, failedAt);

    /// <summary>True when the index should be built, unless that has just failed, or another process is at it.</summary>
    internal bool NeedsRebuild => index.NeedsRebuild && !Within(Again, failedAt) && !Within(Busy, busyAt);

    /// <inheritdoc/>
    public bool Concerns(Query query) => query.Concerns((ListKind)list.Kind);

    /// <inheritdoc/>
    public async Task<Reply> AskAsync(Query query, CancellationToken cancel)
    {
        if (!index.IsReady) return new Reply.Unavailable(failedAt is null ? Silence.Loading : Silence.Broken);
        var asked = list;
        var found = await index.AskAsync(query, asked, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), cancel);
        return found.Matches.Count == 0 ? new Reply.NoHit() : await store.Cleared.MarkAsync(asked, query, found, cancel);
    }

    /// <summary>Takes up a version; the one before answers until then.</summary>
    internal Task TakeUpAsync(ListRow row, CancellationToken cancel) => TryAsync(async () =>
    {
        newest = row;
        var current = await index.TakeUpAsync(row, cancel);
        taken = true;
        if (current || !index.IsReady) list = row;
    }, row.Id);

    /// <summary>Rebuilds the index while it answers.</summary>
    internal Task RebuildAsync(CancellationToken cancel) => TryAsync(async () =>
    {
        var row = newest;
        busyAt = await index.RebuildAsync(row, cancel) ? null : time.GetUtcNow();
        if (index.IsReady && await index.TakeUpAsync(newest, cancel)) list = newest;
    }, newest.Id);

    async Task TryAsync(Func<Task> work, string id)
    {
        try
        {
            await work();
            (failedAt, Trouble) = (null, null);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            (failedAt, Trouble) = (time.GetUtcNow(), $"{error.GetType().Name} while the list {id} was loaded.");
        }
    }

    bool Within(TimeSpan span, DateTimeOffset? at) => time.GetUtcNow() - at < span;

    static string KindWord(ListKind kind) => kind switch
    {
        ListKind.Documents => "documents",
        ListKind.Persons => "persons",
        ListKind.Vehicles => "vehicles",
    };
}
