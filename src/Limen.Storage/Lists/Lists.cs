using System.Data.Common;
using System.Text;
using Limen.Screening;

namespace Limen.Storage;

/// <summary>The lists of this node: what stands in them, and how they change.</summary>
public sealed class Lists
{
    readonly Database database;
    readonly Journal journal;
    readonly TimeProvider time;

    internal Lists(Database database, Journal journal, TimeProvider time) =>
        (this.database, this.journal, this.time) = (database, journal, time);

    internal Database Database => database;

    /// <summary>All lists as they stand, by id.</summary>
    public async Task<IReadOnlyList<ListState>> AllAsync(CancellationToken cancel) => [.. (await RowsAsync(cancel)).Select(row => row.State)];

    /// <summary>One list; null when there is none of this id.</summary>
    public async Task<ListState?> FindAsync(string listId, CancellationToken cancel) =>
        (await AllAsync(cancel)).FirstOrDefault(list => list.Id == listId);

    /// <summary>A list's history, newest first; empty when there is no such list.</summary>
    public async Task<IReadOnlyList<ListVersion>> VersionsAsync(string listId, CancellationToken cancel)
    {
        const string sql = """
            select version as Version, imported_at as ImportedAt, imported_by as ImportedBy, format as Format, entries as Entries,
            added as Added, changed as Changed, removed as Removed, digest as Kept
            from list_versions where id = @listId order by version desc
            """;
        var rows = await database.ReadAsync(session => session.RowsAsync<VersionRow>(sql, new { listId }), cancel);
        return [.. rows.Select(row => row.Told(database.Vault, listId))];
    }

    /// <summary>
    /// Imports: a new version of the list, whole, or nothing at all, also when the process is killed on the way. Rows that cannot be
    /// taken in are told and do not hold up the rest. The same content again makes no new version. Waits for another import to end.
    /// </summary>
    public Task<ImportReport> ImportAsync(ImportRequest request, IProgress<ImportProgress>? progress, CancellationToken cancel) =>
        new Import(database, journal, time, request, progress).RunAsync(cancel);

    /// <summary>Deletes the entries of this node's own lists whose review date has passed: each such list gets a new version without them.</summary>
    /// <returns>How many of which list; lists that lost none are left out.</returns>
    public async Task<IReadOnlyList<(string List, long Removed)>> ExpireAsync(CancellationToken cancel)
    {
        var expired = new List<(string, long)>();
        foreach (var row in await RowsAsync(cancel))
            if (row.Hub.Length == 0 && await new Expiry(database, journal, time).RunAsync(row.Id, cancel) is > 0 and var removed) expired.Add((row.Id, removed));
        return expired;
    }

    /// <summary>Reads a whole list and says whether its entries are those that were imported: number and digest agree. False when there is no such list.</summary>
    public async Task<bool> IsWholeAsync(string listId, CancellationToken cancel) =>
        (await RowsAsync(cancel)).Find(row => row.Id == listId) is { } list && await database.ReadAsync(async session =>
        {
            var digest = new ContentDigest();
            var entries = 0L;
            await session.EachAsync(
                "select body, row_id from entries where row_id between @first and @last and since <= @version and (until is null or until > @version)",
                reader => { digest.Add(Encoding.UTF8.GetBytes(session.Vault.TryOpen(reader.GetValue(0), Places.Entry, Vault.Row(reader.GetInt64(1))) ?? "")); entries++; },
                ("@first", list.Rows.First), ("@last", list.Rows.Last), ("@version", list.Version));
            return entries == list.Entries && digest.ToString() == list.Digest;
        }, cancel);

    internal Task<List<ListRow>> RowsAsync(CancellationToken cancel) =>
        database.ReadAsync(session => ListRow.AllAsync(session, "version > 0 order by id"), cancel);

    /// <summary>The index of a list of persons, built row by row.</summary>
    internal Task<PersonIndex> PersonsAsync(ListRow list, CancellationToken cancel) => database.ReadListAsync(list, session => Task.FromResult(PersonIndex.Build(session.Stream(
        "select row_id, body from entries where row_id between @first and @last and since <= @version and (until is null or until > @version) and body is not null",
        reader => EntryForm.Read<PersonEntry>(BodyRow.Open(session, reader)),
        ("@first", list.Rows.First), ("@last", list.Rows.Last), ("@version", list.Version)))), cancel);

    /// <summary>Entries by id, in the version published at this moment; one that is gone is left out.</summary>
    internal Task<Dictionary<string, T>> ByIdAsync<T>(ListRow list, IEnumerable<string> entryIds, CancellationToken cancel) => database.ReadListAsync(list, async session =>
    {
        const string sql = """
            select e.row_id as RowId, e.body as Body from lists l join entries e on e.row_id between @First and @Last
            where l.id = @Id and e.entry_id = @entryId and e.since <= l.version and (e.until is null or e.until > l.version)
            """;
        var found = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var entryId in entryIds)
            if (await session.FirstAsync<BodyRow>(sql, new { list.Rows.First, list.Rows.Last, list.Id, entryId = session.Vault.SealName(entryId) }) is { } row)
                found[entryId] = EntryForm.Read<T>(row.Open(session));
        return found;
    }, cancel);

    /// <summary>The entries under any of these keys as they are kept, in the version published at this moment.</summary>
    internal async Task<IReadOnlyList<T>> UnderAsync<T>(ListRow list, IReadOnlyList<long> keys, CancellationToken cancel)
    {
        if (keys.Count == 0) return [];
        var (first, second, third) = (keys[0], keys[Math.Min(1, keys.Count - 1)], keys[^1]); // never more than three: VehicleMatching
        const string sql = """
            select distinct e.row_id as RowId, e.body as Body from lists l join entry_keys k on k.list_no = l.list_no join entries e on e.row_id = k.row_id
            where l.id = @Id and k.lookup_key in (@first, @second, @third) and e.since <= l.version and (e.until is null or e.until > l.version)
            """;
        return await database.ReadListAsync<IReadOnlyList<T>>(list, async session =>
            [.. (await session.RowsAsync<BodyRow>(sql, new { list.Id, first, second, third })).Select(row => EntryForm.Read<T>(row.Open(session)))], cancel);
    }
}

/// <summary>A row with its entry as it is kept.</summary>
sealed class BodyRow
{
    public long RowId { get; init; }
    public object Body { get; init; } = "";

    /// <summary>The entry's text.</summary>
    public string Open(Session session) => session.Vault.Open(Body, Places.Entry, Vault.Row(RowId));

    /// <summary>The same for a reader that stands at row_id, body.</summary>
    public static string Open(Session session, DbDataReader reader) => session.Vault.Open(reader.GetValue(1), Places.Entry, Vault.Row(reader.GetInt64(0)));
}
