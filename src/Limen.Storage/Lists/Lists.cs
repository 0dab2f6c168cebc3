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
            added as Added, changed as Changed, removed as Removed, digest as Digest
            from list_versions where id = @listId order by version desc
            """;
        var rows = await database.ReadAsync(session => session.RowsAsync<VersionRow>(sql, new { listId }), cancel);
        return [.. rows.Select(row => row.Told)];
    }

    /// <summary>
    /// Imports: a new version of the list, whole, or nothing at all, also when the process is killed on the way. Rows that cannot be
    /// taken in are told and do not hold up the rest. The same content again makes no new version. Waits for another import to end.
    /// </summary>
    public Task<ImportReport> ImportAsync(ImportRequest request, IProgress<ImportProgress>? progress, CancellationToken cancel) =>
        new Import(database, journal, time, request, progress).RunAsync(cancel);

    internal Task<List<ListRow>> RowsAsync(CancellationToken cancel) =>
        database.ReadAsync(session => session.RowsAsync<ListRow>($"select {ListRow.Columns} from lists where version > 0 order by id"), cancel);

    /// <summary>The keys of a list, also of rows that have just gone: a superset of what its version holds.</summary>
    internal Task<KeyIndex> KeysAsync(ListRow list, CancellationToken cancel) => database.ReadAsync(async session =>
    {
        var keys = new List<ulong>((int)Math.Min(list.Entries * 2, 1 << 26));
        await session.EachAsync("select lookup_key from entry_keys where list_no = @no", reader => keys.Add(unchecked((ulong)reader.GetInt64(0))), ("@no", list.ListNo));
        return KeyIndex.Build(keys);
    }, cancel);
}
