using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Limen.Storage;

/// <summary>
/// Takes in one version of a list from its manifest and chunks. As with an import, rows go in above the version that readers see and one last
/// transaction makes them the new version; unlike it, nothing is judged: what comes out must be, to the last entry, what the hub has signed.
/// </summary>
sealed class Reception(Database database, Journal journal, Manifest manifest, Func<ChunkOf, Stream?> open) : IDisposable
{
    const int AtOnce = 20_000;

    readonly Stopwatch watch = Stopwatch.StartNew();
    readonly KeyPile keys = new(database);
    readonly HashSet<UInt128> withdrawn = [];
    Dictionary<UInt128, Known> known = [];
    List<StagedEntry> entries = [];
    List<long> ended = [];
    ContentDigest digest;
    long nextRow, came, changed, gone, count;

    public async Task<ListReceipt> RunAsync(CancellationToken cancel)
    {
        await using var only = await database.ImportLockAsync(cancel);
        var list = await ListShelf.TakeAsync(database, Made(), cancel);
        if (Refusal(list) is { } refusal) return Refused(list, refusal);
        var shelf = new ListShelf(database, list, manifest.Version);
        await shelf.ClearStagedAsync(cancel);
        ListReceipt? receipt = null;
        try
        {
            return receipt = await StageAsync(shelf, list, cancel);
        }
        finally
        {
            if (receipt is null or { Refused: not null }) await shelf.ClearStagedAsync(CancellationToken.None);
        }
    }

    ListRow Made() => new()
    {
        Id = manifest.List,
        Title = manifest.Title,
        Kind = (long)manifest.Kind,
        Owner = manifest.Owner,
        Format = manifest.ListFormat,
        ImportedAt = Stamp.Of(manifest.ImportedAt),
    };

    Fault? Refusal(ListRow list)
    {
        var here = list.Version == 0 || list.Hub == manifest.Store.ToString();
        if (list.Version > 0 && list.Kind != (long)manifest.Kind) return new("kindMismatch", $"The list {list.Id} holds {list.State.Kind}, not {manifest.Kind}.");
        if (!here && manifest.Version <= list.Version) return new("listInTheWay", $"Another list has the id {list.Id} here, with version {list.Version}.");
        if (manifest.Version <= list.Version) return new("bundleOlder", $"Version {list.Version} of {list.Id} is here; version {manifest.Version} is not newer.");
        if (manifest.From > 0 && (!here || manifest.From != list.Version))
            return new("bundleGap", $"Version {list.Version} of {list.Id} is here; what came leads from version {manifest.From} to {manifest.Version}.");
        return null;
    }

    async Task<ListReceipt> StageAsync(ListShelf shelf, ListRow list, CancellationToken cancel)
    {
        nextRow = await shelf.NextRowAsync(cancel);
        if (manifest.From > 0) (digest, count) = (ContentDigest.Read(list.Digest), list.Entries);
        else if (list.Version > 0) known = await shelf.KnownAsync(cancel);
        foreach (var chunk in manifest.Chunks)
            if (await TakeAsync(chunk, shelf, list, cancel) is { } refusal) return Refused(list, refusal) with { Chunk = chunk.Sha256 };
        await FlushAsync(shelf, cancel);
        if (count != manifest.Entries || digest.ToString() != manifest.Digest)
            return Refused(list, new("bundleDiffers", $"The list {list.Id} would not be the one that the hub has signed."));
        var rest = known.Values.Select(entry => entry.RowId).ToList();
        await shelf.WithdrawAsync(rest, cancel);
        await shelf.AddKeysAsync(keys, cancel);
        gone += rest.Count;
        var receipt = new ListReceipt(list.Id, manifest.Version) { Entries = count, Added = came - changed, Changed = changed, Removed = gone - (manifest.From > 0 ? changed : 0) };
        await PublishAsync(list, receipt, cancel);
        await shelf.ForgetAsync(cancel);
        return receipt with { TookMs = watch.ElapsedMilliseconds };
    }

    // Once to see that it is whole, once to take it in: what is damaged is never looked into.
    async Task<Fault?> TakeAsync(ChunkOf chunk, ListShelf shelf, ListRow list, CancellationToken cancel)
    {
        await using var content = TryOpen(chunk, out var fault);
        if (content is null) return fault;
        try
        {
            foreach (var lines in ChunkLines.Read(content).Chunk(AtOnce))
            {
                await WithdrawAsync([.. lines.Select(line => line.Withdrawn).OfType<string>()], list, cancel);
                foreach (var line in lines)
                    if (line.Body is { } body) Add(body);
                if (entries.Count + ended.Count >= AtOnce) await FlushAsync(shelf, cancel);
            }
            return null;
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or JsonException or InvalidOperationException)
        {
            return new("bundleUnreadable", $"Chunk {chunk.Sha256} holds what this program does not understand.");
        }
    }

    // A stick that fails while it is read is not the store that fails.
    Stream? TryOpen(ChunkOf chunk, out Fault? fault)
    {
        Stream? content = null;
        try
        {
            content = open(chunk);
            fault = content is null ? new("chunkDamaged", $"Chunk {chunk.Sha256} is missing.")
                : ChunkFolder.IsWhole(content, chunk.Sha256) ? null : new("chunkDamaged", $"Chunk {chunk.Sha256} is damaged.");
            if (fault is null) content!.Position = 0;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            fault = new("chunkDamaged", $"Chunk {chunk.Sha256} cannot be read: {unreadable.Message}");
        }
        if (fault is null) return content;
        content?.Dispose();
        return null;
    }

    void Add(byte[] body)
    {
        var entry = EntryForm.Read(manifest.Kind, body);
        var id = EntryForm.Id(entry);
        var own = digest.Add(body);
        count++;
        if (known.Count > 0 || withdrawn.Count > 0)
        {
            var name = Comparison.NameOf(id);
            if (withdrawn.Contains(name)) changed++;
            if (known.Remove(name, out var before))
            {
                if (before.Digest == own) return;
                ended.Add(before.RowId);
                changed++;
            }
        }
        var row = nextRow + came++;
        entries.Add(new(row, id, manifest.Version, EntryForm.ReviewOn(entry) is { } day ? Stamp.Of(day) : null, own, body));
        foreach (var key in EntryForm.Keys(entry)) keys.Add(key, row);
    }

    async Task WithdrawAsync(List<string> ids, ListRow list, CancellationToken cancel)
    {
        if (ids.Count == 0) return;
        const string sql = """
            select row_id as RowId, body as Body from entries
            where entry_id = @id and row_id between @First and @Last and since <= @Version and until is null
            """;
        await database.ReadAsync(async session =>
        {
            foreach (var id in ids)
            {
                if (await session.FirstAsync<BodyRow>(sql, new { id = session.Vault.SealName(id), list.Rows.First, list.Rows.Last, list.Version }) is not { } row) continue;
                digest.Remove(Encoding.UTF8.GetBytes(row.Open(session)));
                withdrawn.Add(Comparison.NameOf(id));
                ended.Add(row.RowId);
                gone++;
                count--;
            }
            return true;
        }, cancel);
    }

    public void Dispose() => keys.Dispose();

    async Task FlushAsync(ListShelf shelf, CancellationToken cancel)
    {
        await shelf.StageAsync(new(entries, ended), cancel);
        (entries, ended) = ([], []);
    }

    Task<JournalEntry> PublishAsync(ListRow list, ListReceipt receipt, CancellationToken cancel) => journal.WriteAsync(async session =>
    {
        var hub = manifest.Store.ToString();
        var values = new
        {
            list.Id,
            manifest.Title,
            Kind = (long)manifest.Kind,
            manifest.Owner,
            Format = manifest.ListFormat,
            manifest.Version,
            manifest.Entries,
            At = Stamp.Of(manifest.ImportedAt),
            By = "hub",
            receipt.Added,
            receipt.Changed,
            receipt.Removed,
            Digest = session.Vault.Seal(manifest.Digest, Places.ListDigest, list.Id),
            VersionDigest = session.Vault.Seal(manifest.Digest, Places.VersionDigest, VersionRow.Place(list.Id, manifest.Version)),
            Hub = hub,
        };
        await ListShelf.StillMineAsync(session, list);
        await session.RunAsync("""
            update lists set title = @Title, kind = @Kind, owner = @Owner, format = @Format, version = @Version, entries = @Entries,
            imported_at = @At, digest = @Digest, hub = @Hub where id = @Id
            """, values);
        await session.RunAsync("""
            insert into list_versions (id, version, imported_at, imported_by, format, entries, added, changed, removed, digest)
            values (@Id, @Version, @At, @By, @Format, @Entries, @Added, @Changed, @Removed, @VersionDigest)
            """, values);
        var details = JsonSerializer.Serialize(new
        {
            version = manifest.Version,
            from = manifest.From,
            entries = manifest.Entries,
            added = receipt.Added,
            changed = receipt.Changed,
            removed = receipt.Removed,
            hub,
            digest = manifest.Digest,
        });
        return await journal.AppendAsync(session, new(JournalKind.ListReceived, "hub", list.Id, details));
    }, cancel);

    ListReceipt Refused(ListRow list, Fault fault) => new(list.Id, list.Version)
    {
        Entries = list.Entries,
        Refused = fault.Code,
        RefusedWords = fault.Words,
        TookMs = watch.ElapsedMilliseconds,
    };
}
