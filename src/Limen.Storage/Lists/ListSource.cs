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
    readonly Lists lists;
    readonly TimeProvider time;
    readonly SourceTerms terms;
    volatile Loaded loaded;

    internal ListSource(Lists lists, ListRow list, SourceTerms terms, TimeProvider time)
    {
        (this.lists, this.terms, this.time) = (lists, terms, time);
        loaded = new(list, null);
    }

    /// <inheritdoc/>
    public SourceStatus Status
    {
        get
        {
            var (list, index) = loaded;
            return new(list.Id, list.Title, index is null ? SourceState.Loading : SourceState.Ready)
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

    /// <summary>True when what is loaded is not this state of the list.</summary>
    internal bool Differs(ListRow list) =>
        loaded.Index is null || loaded.List.Version != list.Version || loaded.List.ImportedAt != list.ImportedAt || loaded.List.Title != list.Title;

    /// <inheritdoc/>
    public bool Concerns(Query query) => query.Concerns((ListKind)loaded.List.Kind);

    /// <inheritdoc/>
    public async Task<Reply> AskAsync(Query query, CancellationToken cancel)
    {
        if (loaded is not { Index: { } index, List: var list }) return new Reply.Unavailable(Silence.Loading);
        var found = await index.AskAsync(query, list, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), cancel);
        return found.Matches.Count == 0 ? new Reply.NoHit() : found;
    }

    /// <summary>Builds the index of a version and takes it into use; the one before answers until then.</summary>
    internal async Task LoadAsync(ListRow list, CancellationToken cancel)
    {
        if (loaded is { Index: { } same } && loaded.List.Version == list.Version) loaded = new(list, same);
        else loaded = new(list, await ListIndex.LoadAsync(lists, list, cancel));
    }

    static string KindWord(ListKind kind) => kind switch
    {
        ListKind.Documents => "documents",
        ListKind.Persons => "persons",
        ListKind.Vehicles => "vehicles",
    };

    sealed record Loaded(ListRow List, ListIndex? Index);
}
