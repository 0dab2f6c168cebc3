using Limen.Gateway;

namespace Limen.Storage;

/// <summary>
/// What is in memory of a list, or mapped into it, from one version to the next. What an entry says is read from the store, and only of
/// what was found.
/// </summary>
abstract class ListIndex
{
    protected const int Shown = 20;

    public static ListIndex Of(ListRow list, Lists lists, IndexFolder folder) =>
        (Screening.ListKind)list.Kind == Screening.ListKind.Persons ? new PersonsIndex(lists, folder) : new KeysIndex(lists, folder);

    /// <summary>True when it can be asked.</summary>
    public abstract bool IsReady { get; }

    /// <summary>True when a rebuild would make it ready, whole or fast again.</summary>
    public abstract bool NeedsRebuild { get; }

    /// <summary>Takes up a version: from the file where there is one, and what came since from the store. False when only a rebuild can.</summary>
    public abstract Task<bool> TakeUpAsync(ListRow list, CancellationToken cancel);

    /// <summary>Builds anew while questions go on, and swaps. False when another process of this folder is building.</summary>
    public abstract Task<bool> RebuildAsync(ListRow list, CancellationToken cancel);

    public abstract Task<Reply.Hit> AskAsync(Query query, ListRow list, DateOnly today, CancellationToken cancel);
}
