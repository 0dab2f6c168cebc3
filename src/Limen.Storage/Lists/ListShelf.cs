using System.Data.Common;
using System.Security.Cryptography;
using Limen.Screening;

namespace Limen.Storage;

/// <summary>
/// The rows of one list while its next version is made. Only the holder of the import lock writes here, and only who took the last turn
/// publishes: a lock can fall away with its connection while its holder goes on.
/// </summary>
sealed class ListShelf(Database database, ListRow list, long next)
{
    const int RowsAtOnce = 50_000, IdsAtOnce = 500;

    // As it stands, not as it was when this began: what has been published meanwhile is nobody's to take away.
    const string Published = "(select version from lists where list_no = @ListNo)";

    /// <summary>Takes a turn at the list. A new list gets a row of version 0, which nobody sees.</summary>
    public static Task<ListRow> TakeAsync(Database database, ListRow made, CancellationToken cancel) => database.WriteAsync(async session =>
    {
        var sql = $"""
            insert into lists (id, list_no, title, kind, owner, format, version, entries, imported_at, digest, key_rule)
            select @Id, coalesce(max(list_no), 0) + 1, @Title, @Kind, @Owner, @Format, 0, 0, @ImportedAt, '', {KeyIndex.KeyRule} from lists where true
            on conflict (id) do nothing
            """;
        await session.RunAsync(sql, new { made.Id, made.Title, made.Kind, made.Owner, made.Format, made.ImportedAt });
        return (await TakeAsync(session, made.Id))!;
    }, cancel);

    /// <summary>Takes a turn at a list that is there; null when it is not.</summary>
    public static Task<ListRow?> TakeAsync(Database database, string listId, CancellationToken cancel) =>
        database.WriteAsync(session => TakeAsync(session, listId), cancel);

    static async Task<ListRow?> TakeAsync(Session session, string listId)
    {
        await session.RunAsync("update lists set turn = @turn where id = @listId", new { turn = RandomNumberGenerator.GetHexString(32, lowercase: true), listId });
        return await ListRow.FindAsync(session, "id = @listId", new { listId });
    }

    /// <summary>First in each transaction that stages or publishes: fails when somebody else has taken a turn meanwhile, and perhaps taken away what was staged.</summary>
    public static async Task StillMineAsync(Session session, ListRow list)
    {
        if (await session.RunAsync("update lists set turn = turn where id = @Id and turn = @Turn", new { list.Id, list.Turn }) == 0)
            throw new StoreException("importOvertaken", $"Another import of {list.Id} began meanwhile, so this one has changed nothing: import again.");
    }

    /// <summary>Takes away what an import left that was killed or refused. Does nothing to a version that is published.</summary>
    public async Task ClearStagedAsync(CancellationToken cancel)
    {
        var values = new { list.Rows.First, list.Rows.Last, list.ListNo };
        await WriteAsync(session => session.RunAsync(
            $"update entries set until = null where row_id between @First and @Last and until > {Published}", values), cancel);
        if (await FirstStagedAsync(cancel) is not { } first) return;
        await WriteAsync(session => session.RunAsync(
            "delete from entry_keys where list_no = @ListNo and row_id >= @first", new { list.ListNo, first }), cancel);
        // From the end, so that the beginning is found again if this is cut off too.
        for (var last = await LastRowAsync(cancel); last >= first; last -= RowsAtOnce)
        {
            var range = new { From = Math.Max(first, last - RowsAtOnce + 1), To = last, list.ListNo };
            await WriteAsync(session => session.RunAsync($"delete from entries where row_id between @From and @To and since > {Published}", range), cancel);
        }
    }

    public async Task<long> NextRowAsync(CancellationToken cancel) => await LastRowAsync(cancel) + 1;

    /// <summary>Every entry of the published version.</summary>
    public Task<Dictionary<UInt128, Known>> KnownAsync(CancellationToken cancel) => database.ReadAsync(async session =>
    {
        var known = new Dictionary<UInt128, Known>((int)Math.Min(list.Entries, int.MaxValue / 64));
        await session.EachAsync(
            "select row_id, entry_id, digest from entries where row_id between @first and @last and until is null",
            reader => known[Comparison.NameOf(session.Vault.OpenName(reader.GetValue(1)))] =
                new(reader.GetInt64(0), session.Vault.UnmaskDigest(reader.GetInt64(2))),
            ("@first", list.Rows.First), ("@last", list.Rows.Last));
        return known;
    }, cancel);

    /// <summary>Last of what is staged, in the order of their table.</summary>
    public async Task AddKeysAsync(KeyPile keys, CancellationToken cancel)
    {
        foreach (var part in keys.Sorted())
            await WriteAsync(session => { database.AddKeys(session, list.ListNo, part.Span); return Task.CompletedTask; }, cancel);
    }

    public Task StageAsync(Batch batch, CancellationToken cancel) => WriteAsync(async session =>
    {
        if (batch.Entries.Count > 0) database.AddEntries(session, batch.Entries);
        await EndAsync(session, batch.Replaced);
    }, cancel);

    /// <summary>Lets rows end with the version before.</summary>
    public async Task WithdrawAsync(List<long> rows, CancellationToken cancel)
    {
        foreach (var chunk in rows.Chunk(RowsAtOnce)) await WriteAsync(session => EndAsync(session, chunk), cancel);
    }

    /// <summary>
    /// After publishing: of entries that are gone, only id and versions stay. The version stands whether this succeeds or not; what is left
    /// is forgotten after the next one, or on the next day.
    /// </summary>
    public async Task ForgetAsync(CancellationToken cancel)
    {
        try
        {
            await ForgetAllAsync(cancel);
        }
        catch (Exception error) when (error is DbException or IOException or OperationCanceledException)
        {
            // The disk is full, the database is away, or nobody wants to wait: who published must not be told that it failed.
        }
    }

    Task WriteAsync(Func<Session, Task> work, CancellationToken cancel) => database.WriteAsync(async session =>
    {
        await StillMineAsync(session, list);
        await work(session);
    }, cancel);

    async Task ForgetAllAsync(CancellationToken cancel)
    {
        var gone = await database.ReadAsync(session => session.RowsAsync<long>(
            $"select row_id from entries where row_id between @First and @Last and until <= {Published} and body is not null",
            new { list.Rows.First, list.Rows.Last, list.ListNo }), cancel);
        foreach (var chunk in gone.Chunk(RowsAtOnce)) await database.WriteAsync(session => ForgetAsync(session, chunk), cancel);
    }

    async Task ForgetAsync(Session session, long[] rows)
    {
        foreach (var ids in rows.Chunk(IdsAtOnce))
        {
            await session.RunOnAsync($"delete from entry_keys where list_no = {list.ListNo} and row_id in @ids", ids);
            await session.RunOnAsync("update entries set body = null, review_on = null where row_id in @ids", ids);
        }
    }

    async Task EndAsync(Session session, IReadOnlyList<long> rows)
    {
        foreach (var ids in rows.Chunk(IdsAtOnce))
            await session.RunOnAsync($"update entries set until = {next} where row_id in @ids", ids);
    }

    Task<long> LastRowAsync(CancellationToken cancel) => database.ReadAsync(async session =>
        await session.FirstAsync<long?>("select max(row_id) from entries where row_id between @First and @Last", new { list.Rows.First, list.Rows.Last })
        ?? list.Rows.First - 1, cancel);

    // Row ids only grow, so whether anything is staged is seen at the last row.
    Task<long?> FirstStagedAsync(CancellationToken cancel) => database.ReadAsync(async session =>
    {
        var values = new { list.Rows.First, list.Rows.Last, list.ListNo };
        const string newest = $"select case when since > {Published} then 1 else 0 end from entries where row_id between @First and @Last order by row_id desc limit 1";
        if (await session.FirstAsync<long?>(newest, values) is not 1) return (long?)null;
        return await session.FirstAsync<long?>($"select min(row_id) from entries where row_id between @First and @Last and since > {Published}", values);
    }, cancel);
}
