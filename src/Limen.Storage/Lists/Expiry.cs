using System.Text;
using System.Text.Json;

namespace Limen.Storage;

/// <summary>
/// Makes a version of a list without the entries whose review date has passed, so that their deletion reaches every post. Rows end as in an
/// import; a process that is killed on the way leaves nothing that is seen.
/// </summary>
sealed class Expiry(Database database, Journal journal, TimeProvider time)
{
    /// <summary>How many entries of this list went; 0 when none was due, or the list is another's.</summary>
    public async Task<long> RunAsync(string listId, CancellationToken cancel)
    {
        await using var only = await database.ImportLockAsync(cancel);
        if (await ListShelf.TakeAsync(database, listId, cancel) is not { Version: > 0, Hub: "" } list) return 0;
        list.Above(await ToldVersions.MostAsync(database, list, cancel));
        var shelf = new ListShelf(database, list, list.Next);
        await shelf.ClearStagedAsync(cancel);
        var today = Stamp.Of(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        var (due, digest) = await DueAsync(list, today, cancel);
        await shelf.WithdrawAsync(due, cancel);
        await database.StillHeldAsync(only, cancel);
        if (due.Count > 0) await PublishAsync(list, due.Count, digest, cancel);
        await shelf.ForgetAsync(cancel);
        return due.Count;
    }

    Task<(List<long> Rows, string Digest)> DueAsync(ListRow list, string today, CancellationToken cancel) => database.ReadAsync(async session =>
    {
        var rows = new List<long>();
        var digest = ContentDigest.Read(list.Digest);
        await session.EachAsync(
            "select row_id, body from entries where row_id between @first and @last and until is null and review_on < @today order by row_id",
            reader =>
            {
                rows.Add(reader.GetInt64(0));
                digest.Remove(Encoding.UTF8.GetBytes(BodyRow.Open(session, reader)));
            },
            ("@first", list.Rows.First), ("@last", list.Rows.Last), ("@today", today));
        return (rows, digest.ToString());
    }, cancel);

    Task<JournalEntry> PublishAsync(ListRow list, int removed, string digest, CancellationToken cancel) => journal.WriteAsync(async session =>
    {
        var values = new { list.Id, Version = list.Next, Entries = list.Entries - removed, list.ImportedAt, By = "limen", list.Format, Removed = removed, Digest = session.Vault.Seal(digest, Places.ListDigest, list.Id), VersionDigest = session.Vault.Seal(digest, Places.VersionDigest, VersionRow.Place(list.Id, list.Next)) };
        await ListShelf.StillMineAsync(session, list);
        await session.RunAsync("update lists set version = @Version, entries = @Entries, digest = @Digest where id = @Id", values);
        await session.RunAsync("""
            insert into list_versions (id, version, imported_at, imported_by, format, entries, added, changed, removed, digest)
            values (@Id, @Version, @ImportedAt, @By, @Format, @Entries, 0, 0, @Removed, @VersionDigest)
            """, values);
        var details = JsonSerializer.Serialize(new { version = values.Version, entries = values.Entries, removed, digest });
        return await journal.AppendAsync(session, new(JournalKind.EntriesExpired, "limen", list.Id, details));
    }, cancel);
}
