using Limen.Screening;

namespace Limen.Storage;

/// <summary>The keys under which entries are found in the store; made anew from the entries when the rule that makes them has changed.</summary>
static class StoredKeys
{
    const int RowsAtOnce = 20_000;

    /// <summary>One transaction a list, under the lock of imports, before anything is asked.</summary>
    public static async Task KeepToRuleAsync(Database database, CancellationToken cancel)
    {
        if (!await database.ReadAsync(AnyOutdatedAsync, cancel)) return;
        await using var only = await database.ImportLockAsync(cancel);
        // Another process may have done it while this one waited.
        foreach (var list in await OutdatedAsync(database, cancel)) await database.WriteAsync(session => MakeAnewAsync(database, session, list), cancel);
    }

    static async Task<bool> AnyOutdatedAsync(Session session)
    {
        var any = false;
        await session.EachAsync("select 1 from lists where key_rule <> @rule limit 1", _ => any = true, ("@rule", (long)KeyIndex.KeyRule));
        return any;
    }

    static Task<List<ListRow>> OutdatedAsync(Database database, CancellationToken cancel) => database.ReadAsync(session =>
        ListRow.AllAsync(session, "key_rule <> @rule order by id", new { rule = (long)KeyIndex.KeyRule }), cancel);

    static async Task MakeAnewAsync(Database database, Session session, ListRow list)
    {
        using var keys = new KeyPile(database);
        await session.RunAsync("delete from entry_keys where list_no = @ListNo", list);
        for (var last = list.Rows.First - 1; (ListKind)list.Kind != ListKind.Persons && await PageAsync(session, list, last) is { Count: > 0 } page; last = page[^1].RowId)
        {
            foreach (var row in page)
                foreach (var key in KeysOf(session, list, row)) keys.Add(key, row.RowId);
        }
        foreach (var part in keys.Sorted()) database.AddKeys(session, list.ListNo, part.Span);
        await session.RunAsync("update lists set key_rule = @rule where id = @Id", new { rule = (long)KeyIndex.KeyRule, list.Id });
    }

    static Task<List<BodyRow>> PageAsync(Session session, ListRow list, long last) => session.RowsAsync<BodyRow>(
        "select row_id as RowId, body as Body from entries where row_id > @last and row_id <= @end and body is not null order by row_id limit @RowsAtOnce",
        new { last, end = list.Rows.Last, RowsAtOnce });

    static IReadOnlyList<ulong> KeysOf(Session session, ListRow list, BodyRow row) => (ListKind)list.Kind switch
    {
        ListKind.Documents => EntryForm.Keys(EntryForm.Read<DocumentEntry>(row.Open(session))),
        ListKind.Vehicles => EntryForm.Keys(EntryForm.Read<VehicleEntry>(row.Open(session))),
        ListKind.Persons => [],
    };
}
