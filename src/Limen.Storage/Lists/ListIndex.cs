using Limen.Gateway;
using Limen.Screening;

namespace Limen.Storage;

/// <summary>What is in memory of one version of a list. What an entry says is read from the store, and only of what was found.</summary>
abstract class ListIndex
{
    const int Shown = 20;

    public static async Task<ListIndex> LoadAsync(Lists lists, ListRow list, CancellationToken cancel) => (ListKind)list.Kind switch
    {
        ListKind.Documents => new OfDocuments(lists, await lists.KeysAsync(list, cancel)),
        ListKind.Persons => new OfPersons(lists, await lists.PersonsAsync(list, cancel)),
        ListKind.Vehicles => new OfVehicles(lists, await lists.KeysAsync(list, cancel)),
    };

    public abstract Task<Reply.Hit> AskAsync(Query query, ListRow list, DateOnly today, CancellationToken cancel);

    static Reply.Hit Best(IEnumerable<Match> matches)
    {
        var all = matches.OrderByDescending(match => match.Candidate.Score).ThenBy(match => match.Candidate.EntryId, StringComparer.Ordinal).ToList();
        return new([.. all.Take(Shown)], Math.Max(0, all.Count - Shown));
    }

    sealed class OfDocuments(Lists lists, KeyIndex index) : ListIndex
    {
        public override async Task<Reply.Hit> AskAsync(Query query, ListRow list, DateOnly today, CancellationToken cancel)
        {
            var matches = new List<Match>();
            foreach (var entry in await lists.UnderAsync<DocumentEntry>(list, Listed(index, DocumentMatching.KeysAsked(query.Document!)), cancel))
                if (!(entry.ReviewOn < today) && DocumentMatching.Judge(query.Document!, entry) is { } candidate)
                    matches.Add(new(ListKind.Documents, candidate, EntryFacts.Of(entry)));
            return Best(matches);
        }
    }

    sealed class OfVehicles(Lists lists, KeyIndex index) : ListIndex
    {
        public override async Task<Reply.Hit> AskAsync(Query query, ListRow list, DateOnly today, CancellationToken cancel)
        {
            var matches = new List<Match>();
            foreach (var entry in await lists.UnderAsync<VehicleEntry>(list, Listed(index, VehicleMatching.KeysAsked(query.Vehicle!)), cancel))
                if (!(entry.ReviewOn < today) && VehicleMatching.Judge(query.Vehicle!, entry) is { } candidate)
                    matches.Add(new(ListKind.Vehicles, candidate, EntryFacts.Of(entry)));
            return Best(matches);
        }
    }

    // The engine ranks everybody and cuts nobody: who only resembles is shown where somebody takes the time to look.
    sealed class OfPersons(Lists lists, PersonIndex index) : ListIndex
    {
        public override async Task<Reply.Hit> AskAsync(Query query, ListRow list, DateOnly today, CancellationToken cancel)
        {
            var least = query.Purpose == Purpose.SecondLine ? Strength.Weak : Strength.Possible;
            var found = index.Search(query.Person!, Shown);
            var candidates = found.Candidates.Where(candidate => candidate.Strength >= least).ToList();
            var entries = await lists.ByIdAsync<PersonEntry>(list, candidates.Select(candidate => candidate.EntryId), cancel);
            var matches =
                from candidate in candidates
                where entries.ContainsKey(candidate.EntryId)
                let entry = entries[candidate.EntryId]
                where !(entry.ReviewOn < today)
                select new Match(ListKind.Persons, candidate, EntryFacts.Of(entry));
            return new([.. matches], candidates.Count == Shown ? found.Cut : 0);
        }
    }

    static List<long> Listed(KeyIndex index, IReadOnlyList<ulong> keys) =>
        [.. keys.Where(index.Contains).Select(key => unchecked((long)key))];
}
