using Limen.Screening;

namespace Limen.Storage;

/// <summary>An entry as it is published now, and since which version it has read so.</summary>
sealed class ListedEntry
{
    public string Body { get; init; } = "";
    public long Since { get; init; }

    public string Digest(ListRow list) => (ListKind)list.Kind switch
    {
        ListKind.Documents => EntryDigest.Of(EntryForm.Read<DocumentEntry>(Body)),
        ListKind.Persons => EntryDigest.Of(EntryForm.Read<PersonEntry>(Body)),
        ListKind.Vehicles => EntryDigest.Of(EntryForm.Read<VehicleEntry>(Body)),
    };

    /// <summary>Null when the published version has no such entry.</summary>
    public static Task<ListedEntry?> FindAsync(Session session, ListRow list, string entryId) => session.FirstAsync<ListedEntry>("""
        select e.body as Body, e.since as Since from lists l join entries e on e.row_id between @First and @Last
        where l.id = @Id and e.entry_id = @entryId and e.since <= l.version and (e.until is null or e.until > l.version)
        """, new { list.Rows.First, list.Rows.Last, list.Id, entryId });
}
