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

/// <summary>One list of this node as a source. Its index is swapped whole when the list has a new version.</summary>
public sealed class ListSource : ISource
{
    static readonly TimeSpan Again = TimeSpan.FromSeconds(10);

    readonly Store store;
    readonly TimeProvider time;
    readonly SourceTerms terms;
    volatile Loaded loaded;
    DateTimeOffset? failedAt;

    internal ListSource(Store store, ListRow list, SourceTerms terms, TimeProvider time)
    {
        (this.store, this.terms, this.time) = (store, terms, time);
        loaded = new(list, null);
    }

    /// <inheritdoc/>
    public SourceStatus Status
    {
        get
        {
            var (list, index) = loaded;
            return new(list.Id, list.Title, index is not null ? SourceState.Ready : failedAt is null ? SourceState.Loading : SourceState.Silent)
            {
                Kind = KindWord((ListKind)list.Kind),
                ListVersion = list.Version,
                AsOf = Stamp.Read(list.ImportedAt),
                Entries = list.Entries,
                Deadline = terms.Deadline,
                StaleAfter = terms.StaleAfter,
            };
        }
    }

    internal ListRow List => loaded.List;

    /// <summary>True when what is loaded is not this state of the list, unless loading has just failed.</summary>
    internal bool Wants(ListRow list) =>
        (loaded.Index is null || loaded.List.Version != list.Version || loaded.List.ImportedAt != list.ImportedAt || loaded.List.Title != list.Title)
        && !(time.GetUtcNow() - failedAt < Again);

    /// <inheritdoc/>
    public bool Concerns(Query query) => query.Concerns((ListKind)loaded.List.Kind);

    /// <inheritdoc/>
    public async Task<Reply> AskAsync(Query query, CancellationToken cancel)
    {
        if (loaded is not { Index: { } index, List: var list }) return new Reply.Unavailable(failedAt is null ? Silence.Loading : Silence.Broken);
        var found = await index.AskAsync(query, list, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), cancel);
        return found.Matches.Count == 0 ? new Reply.NoHit() : await store.Cleared.MarkAsync(list, query, found, cancel);
    }

    /// <summary>Builds the index of a version and takes it into use; the one before answers until then. Gives the kind of failure, or null.</summary>
    internal async Task<string?> TryLoadAsync(ListRow list, CancellationToken cancel)
    {
        try
        {
            if (loaded is { Index: { } same } && loaded.List.Version == list.Version) loaded = new(list, same);
            else loaded = new(list, await ListIndex.LoadAsync(store.Lists, list, cancel));
            failedAt = null;
            return null;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            failedAt = time.GetUtcNow();
            return error.GetType().Name;
        }
    }

    static string KindWord(ListKind kind) => kind switch
    {
        ListKind.Documents => "documents",
        ListKind.Persons => "persons",
        ListKind.Vehicles => "vehicles",
    };

    sealed record Loaded(ListRow List, ListIndex? Index);
}
