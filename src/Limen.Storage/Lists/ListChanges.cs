using Limen.Screening;

namespace Limen.Storage;

/// <summary>What came into a list after a version: its rows lie together at the end, because row ids only grow.</summary>
sealed class ListChanges(Database database, ListRow list)
{
    /// <summary>The keys, as they are kept, of entries added or changed after a version, up to that of the list; null when they are more than so many rows.</summary>
    public Task<List<ulong>?> KeysAsync(long after, long most, CancellationToken cancel) => (ListKind)list.Kind switch
    {
        ListKind.Documents => EachAsync(after, most, body => database.Vault.Mask(EntryForm.Keys(EntryForm.Read<DocumentEntry>(body))), cancel),
        ListKind.Vehicles => EachAsync(after, most, body => database.Vault.Mask(EntryForm.Keys(EntryForm.Read<VehicleEntry>(body))), cancel),
        ListKind.Persons => throw new InvalidOperationException("Persons have no keys."),
    };

    /// <summary>The persons added or changed after a version; null when they are more than so many rows.</summary>
    public Task<List<PersonEntry>?> PersonsAsync(long after, long most, CancellationToken cancel) =>
        EachAsync<PersonEntry>(after, most, body => [EntryForm.Read<PersonEntry>(body)], cancel);

    Task<List<T>?> EachAsync<T>(long after, long most, Func<string, IEnumerable<T>> read, CancellationToken cancel) => database.ReadAsync(async session =>
    {
        var first = await FirstAfterAsync(session, after);
        var end = await FirstAfterAsync(session, list.Version);
        if (end - first > most) return null;
        var found = new List<T>();
        await session.EachAsync(
            "select row_id, body from entries where row_id >= @first and row_id < @end and (until is null or until > @version) and body is not null",
            reader => found.AddRange(read(BodyRow.Open(session, reader))), ("@first", first), ("@end", end), ("@version", list.Version));
        return found;
    }, cancel);

    /// <summary>The first row that came after a version: the version grows with the row id, so forty looks find it among any number.</summary>
    public async Task<long> FirstAfterAsync(Session session, long version)
    {
        const string sql = "select row_id as RowId, since as Since from entries where row_id >= @middle and row_id <= @Last order by row_id limit 1";
        var (low, high) = (list.Rows.First, list.Rows.Last + 1);
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            var row = await session.FirstAsync<SinceRow>(sql, new { middle, list.Rows.Last });
            if (row is null || row.Since > version) high = middle;
            else low = row.RowId + 1;
        }
        return low;
    }

    sealed class SinceRow
    {
        public long RowId { get; init; }
        public long Since { get; init; }
    }
}
