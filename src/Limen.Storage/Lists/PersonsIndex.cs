using Limen.Gateway;
using Limen.Screening;

namespace Limen.Storage;

/// <summary>
/// A list of persons: an index of a version, from its file or built, and a second small one of the persons that were added or changed
/// since. Both are asked. Who was withdrawn is no longer in the store and so falls out.
/// </summary>
sealed class PersonsIndex(Lists lists, IndexFolder folder) : ListIndex
{
    const int OverlayDue = 20_000, OverlayMost = 100_000, OverlayShare = 20;

    readonly OneAtATime turn = new();
    volatile Generation? current;
    ListRow? newest;
    long inFile;
    volatile bool behind;

    public override bool IsReady => current is not null;

    public override bool NeedsRebuild => newest is not null && (behind || current is not { } now || now.Since.Count > Math.Max(OverlayDue, now.Index.Count / OverlayShare));

    public override Task<bool> TakeUpAsync(ListRow list, CancellationToken cancel) => turn.RunAsync(async () =>
    {
        var first = newest is null;
        newest = list;
        if (current is { } now) return await TakeUpAsync(now.Index, now.IndexVersion, cancel);
        return first && new PersonFile(folder, list).ReadNewest() is { } read && await TakeUpAsync(read.Index, inFile = read.Version, cancel);
    });

    public override async Task<bool> RebuildAsync(ListRow list, CancellationToken cancel)
    {
        using var building = folder.TryTurn(list);
        if (building is null) return false;
        var file = new PersonFile(folder, list);
        var newer = Newer(file);
        var (index, version) = newer ?? (await lists.PersonsAsync(list, cancel), list.Version);
        await turn.RunAsync(() => TakeUpAsync(index, version, cancel));
        if (newer is null) file.Write(index, version);
        inFile = version;
        return true;
    }

    // The engine ranks everybody and cuts nobody: who only resembles is shown where somebody takes the time to look.
    public override async Task<Reply.Hit> AskAsync(Query query, ListRow list, DateOnly today, CancellationToken cancel)
    {
        var now = current!;
        var least = query.Purpose == Purpose.SecondLine ? Strength.Weak : Strength.Possible;
        for (var top = Shown; ; top *= 4)
        {
            var (candidates, cut) = now.Search(query.Person!, top, least);
            if (candidates.Count == 0) return new([], cut);
            var entries = await lists.ByIdAsync<PersonEntry>(list, candidates.Select(candidate => candidate.EntryId), cancel);
            var matches = (
                from candidate in candidates
                where entries.ContainsKey(candidate.EntryId)
                let entry = entries[candidate.EntryId]
                where !(entry.ReviewOn < today)
                select new Match(ListKind.Persons, candidate, EntryFacts.Of(entry))).ToList();
            // Where withdrawn persons took the places of listed ones, further down is looked too.
            if (matches.Count < Shown && cut > 0) continue;
            return new([.. matches.Take(Shown)], Math.Max(0, matches.Count - Shown) + cut);
        }
    }

    // What another process on this folder has built since this one looked.
    (PersonIndex Index, long Version)? Newer(PersonFile file) =>
        file.Newest > inFile && file.ReadNewest() is { } read && read.Version > inFile ? read : null;

    // Under the turn, and up to the newest version that anybody has asked to take up: a version that came while an index was built is in it.
    async Task<bool> TakeUpAsync(PersonIndex index, long version, CancellationToken cancel)
    {
        var changed = version >= newest!.Version ? [] : await new ListChanges(lists.Database, newest).PersonsAsync(version, OverlayMost, cancel);
        behind = changed is null;
        if (changed is not null) current = new(index, version, PersonIndex.Build(changed), [.. changed.Select(entry => entry.EntryId)]);
        return changed is not null;
    }

    sealed record Generation(PersonIndex Index, long IndexVersion, PersonIndex Since, HashSet<string> Renewed)
    {
        public (List<Candidate> Found, int Cut) Search(PersonQuery person, int top, Strength least)
        {
            var before = Index.Search(person, top, least);
            if (Since.Count == 0) return ([.. before.Candidates], before.Cut);
            var since = Since.Search(person, top, least);
            var all = before.Candidates.Where(candidate => !Renewed.Contains(candidate.EntryId)).Concat(since.Candidates);
            return ([.. all.OrderByDescending(candidate => candidate.Score).ThenBy(candidate => candidate.EntryId, StringComparer.Ordinal)], before.Cut + since.Cut);
        }
    }
}
