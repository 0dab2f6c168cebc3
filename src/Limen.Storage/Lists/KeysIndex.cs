using Limen.Gateway;
using Limen.Screening;

namespace Limen.Storage;

/// <summary>
/// A list of documents or vehicles: the keys in a mapped file with an overlay, so that nearly every question is answered without the
/// store. Until there is a file, or while it lacks more than the overlay takes, every question goes to the store: slower, never wrong.
/// </summary>
sealed class KeysIndex(Lists lists, IndexFolder folder) : ListIndex
{
    const long OverlayMost = 500_000;

    readonly OneAtATime turn = new();
    volatile ListSnapshot? snapshot;
    volatile ListRow? newest;
    long inFile;
    bool whole;

    public override bool IsReady => snapshot is not null;

    public override bool NeedsRebuild => snapshot is { } now && (now.NeedsRebuild || now.Version < newest!.Version || !whole);

    public override Task<bool> TakeUpAsync(ListRow list, CancellationToken cancel) => turn.RunAsync(async () =>
    {
        newest = list;
        snapshot = await CaughtUpAsync(snapshot ?? Open(list), cancel);
        return true;
    });

    public override async Task<bool> RebuildAsync(ListRow list, CancellationToken cancel)
    {
        using var building = folder.TryTurn(list);
        if (building is null) return false;
        var now = snapshot!;
        // Whether every part of a file is whole is looked at once, in the background; each is compared before its first use anyway.
        if (!whole) await now.CheckAsync(cancel);
        whole = true;
        if (now.IsReady && !now.NeedsRebuild && now.Version >= newest!.Version) return true;
        if (await AdoptAsync(list, cancel)) return true;
        await lists.Database.ReadListAsync(list, async session =>
        {
            var version = await session.FirstAsync<long>("select version from lists where id = @Id", new { list.Id });
            // The version first: what is staged or forgotten meanwhile makes the keys more, never fewer, than those of that version.
            await now.RebuildAsync(_ => new(folder.Version(version), Keys(session, list)), cancel);
            return inFile = version;
        }, cancel);
        await turn.RunAsync(() => CaughtUpAsync(now, cancel));
        return true;
    }

    public override async Task<Reply.Hit> AskAsync(Query query, ListRow list, DateOnly today, CancellationToken cancel)
    {
        var matches = (ListKind)list.Kind switch
        {
            ListKind.Documents => await FindAsync<DocumentEntry>(list, DocumentMatching.KeysAsked(query.Document!), entry =>
                entry.ReviewOn < today || DocumentMatching.Judge(query.Document!, entry) is not { } found ? null : new(ListKind.Documents, found, EntryFacts.Of(entry)), cancel),
            ListKind.Vehicles => await FindAsync<VehicleEntry>(list, VehicleMatching.KeysAsked(query.Vehicle!), entry =>
                entry.ReviewOn < today || VehicleMatching.Judge(query.Vehicle!, entry) is not { } found ? null : new(ListKind.Vehicles, found, EntryFacts.Of(entry)), cancel),
            ListKind.Persons => throw new InvalidOperationException("Persons have no keys."),
        };
        var best = matches.OrderByDescending(match => match.Candidate.Score).ThenBy(match => match.Candidate.EntryId, StringComparer.Ordinal).ToList();
        return new([.. best.Take(Shown)], Math.Max(0, best.Count - Shown));
    }

    async Task<IEnumerable<Match>> FindAsync<T>(ListRow list, IReadOnlyList<ulong> keys, Func<T, Match?> judge, CancellationToken cancel)
    {
        var held = Held(lists.Database.Vault.Mask(keys));
        return held.Count == 0 ? [] : (await lists.UnderAsync<T>(list, [.. held.Select(key => unchecked((long)key))], cancel)).Select(judge).OfType<Match>();
    }

    IReadOnlyList<ulong> Held(IReadOnlyList<ulong> keys) =>
        snapshot is { } now && now.Version >= newest!.Version ? now.Held(keys) : keys;

    ListSnapshot Open(ListRow list)
    {
        var opened = ListSnapshot.Open(folder.Root, IndexFolder.NameOf(list), folder.Version(list.Version));
        inFile = opened.Version;
        return opened;
    }

    // Under the turn.
    async Task<ListSnapshot> CaughtUpAsync(ListSnapshot now, CancellationToken cancel)
    {
        var list = newest!;
        if (now.IsReady && now.Version < list.Version && await new ListChanges(lists.Database, list).KeysAsync(now.Version, OverlayMost, cancel) is { } keys)
            now.Add(list.Version, keys);
        return now;
    }

    // Another process on this folder may have built what this one was about to build.
    async Task<bool> AdoptAsync(ListRow list, CancellationToken cancel)
    {
        var other = ListSnapshot.Open(folder.Root, IndexFolder.NameOf(list), folder.Version(list.Version));
        if (!other.IsReady || other.Version <= inFile) return false;
        (inFile, whole) = (other.Version, false);
        await turn.RunAsync(async () => snapshot = await CaughtUpAsync(other, cancel));
        return true;
    }

    static IEnumerable<ulong> Keys(Session session, ListRow list) => session.Stream(
        "select lookup_key from entry_keys where list_no = @no", reader => unchecked((ulong)reader.GetInt64(0)), ("@no", list.ListNo));
}
