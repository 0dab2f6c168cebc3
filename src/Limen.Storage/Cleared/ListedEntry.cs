using Limen.Screening;

namespace Limen.Storage;

/// <summary>An entry as it is published now, and since which version it has read so.</summary>
sealed class ListedEntry
{
    public string Body { get; private set; } = "";
    public object Kept { get; init; } = "";
    public long RowId { get; init; }
    public long Since { get; init; }

    public string Digest(ListRow list) => (ListKind)list.Kind switch
    {
        ListKind.Documents => EntryDigest.Of(EntryForm.Read<DocumentEntry>(Body)),
        ListKind.Persons => EntryDigest.Of(EntryForm.Read<PersonEntry>(Body)),
        ListKind.Vehicles => EntryDigest.Of(EntryForm.Read<VehicleEntry>(Body)),
    };

    /// <summary>Null when the published version has no such entry.</summary>
    public static async Task<ListedEntry?> FindAsync(Session session, ListRow list, string entryId)
    {
        var values = new { list.Rows.First, list.Rows.Last, list.Id, entryId = session.Vault.SealName(entryId) };
        var entry = await session.FirstAsync<ListedEntry>(Published, values);
        if (entry is not null) entry.Body = session.Vault.Open(entry.Kept, Places.Entry, Vault.Row(entry.RowId));
        return entry;
    }

    const string Published = """
        select e.row_id as RowId, e.body as Kept, e.since as Since from lists l join entries e on e.row_id between @First and @Last
        where l.id = @Id and e.entry_id = @entryId and e.since <= l.version and (e.until is null or e.until > l.version)
        """;
}
