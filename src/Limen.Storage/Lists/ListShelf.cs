using Limen.Screening;

namespace Limen.Storage;

/// <summary>The rows of one list while its next version is made. Only the holder of the import lock writes here.</summary>
sealed class ListShelf(Database database, ListRow list, long next)
{
    const int RowsAtOnce = 50_000, IdsAtOnce = 500;

    /// <summary>The list's row; a new list gets one of version 0, which nobody sees.</summary>
    public static Task<ListRow> TakeAsync(Database database, ListRow made, CancellationToken cancel) => database.WriteAsync(async session =>
    {
        var sql = $"""
            insert into lists (id, list_no, title, kind, owner, format, version, entries, imported_at, digest, key_rule)
            select @Id, coalesce(max(list_no), 0) + 1, @Title, @Kind, @Owner, @Format, 0, 0, @ImportedAt, '', {KeyIndex.KeyRule} from lists where true
            on conflict (id) do nothing
            """;
        await session.RunAsync(sql, new { made.Id, made.Title, made.Kind, made.Owner, made.Format, made.ImportedAt });
        return (await ListRow.FindAsync(session, "id = @Id", new { made.Id }))!;
    }, cancel);

    /// <summary>Takes away what an import left that was killed or refused.</summary>
    public async Task ClearStagedAsync(CancellationToken cancel)
    {
        var values = new { list.Rows.First, list.Rows.Last, list.Version, list.ListNo };
        await database.WriteAsync(session => session.RunAsync(
            "update entries set until = null where row_id between @First and @Last and until > @Version", values), cancel);
        if (await FirstStagedAsync(cancel) is not { } first) return;
        await database.WriteAsync(session => session.RunAsync(
            "delete from entry_keys where list_no = @ListNo and row_id >= @first", new { list.ListNo, first }), cancel);
        // From the end, so that the beginning is found again if this is cut off too.
        for (var last = await LastRowAsync(cancel); last >= first; last -= RowsAtOnce)
        {
            var range = new { From = Math.Max(first, last - RowsAtOnce + 1), To = last };
            await database.WriteAsync(session => session.RunAsync("delete from entries where row_id between @From and @To", range), cancel);
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
            await database.WriteAsync(session => { database.AddKeys(session, list.ListNo, part.Span); return Task.CompletedTask; }, cancel);
    }

    public Task StageAsync(Batch batch, CancellationToken cancel) => database.WriteAsync(async session =>
    {
        if (batch.Entries.Count > 0) database.AddEntries(session, batch.Entries);
        await EndAsync(session, batch.Replaced);
    }, cancel);

    /// <summary>Lets rows end with the version before.</summary>
    public async Task WithdrawAsync(List<long> rows, CancellationToken cancel)
    {
        foreach (var chunk in rows.Chunk(RowsAtOnce)) await database.WriteAsync(session => EndAsync(session, chunk), cancel);
    }

    /// <summary>After publishing: of entries that are gone, only id and versions stay.</summary>
    public async Task ForgetAsync(CancellationToken cancel)
    {
        var gone = await database.ReadAsync(session => session.RowsAsync<long>(
            "select row_id from entries where row_id between @First and @Last and until is not null and body is not null",
            new { list.Rows.First, list.Rows.Last }), cancel);
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
        var values = new { list.Rows.First, list.Rows.Last, list.Version };
        const string newest = "select since from entries where row_id between @First and @Last order by row_id desc limit 1";
        if (await session.FirstAsync<long?>(newest, values) is not { } since || since <= list.Version) return (long?)null;
        return await session.FirstAsync<long?>("select min(row_id) from entries where row_id between @First and @Last and since > @Version", values);
    }, cancel);
}
