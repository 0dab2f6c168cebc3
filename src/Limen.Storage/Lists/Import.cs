using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;

namespace Limen.Storage;

/// <summary>
/// One import. Rows go in above the version that readers see, in short transactions that let others write in between; one last
/// transaction makes them the new version and journals it. What a killed import left is taken away before the next one begins.
/// </summary>
sealed class Import(Database database, Journal journal, TimeProvider time, ImportRequest request, IProgress<ImportProgress>? progress)
{
    readonly ImportNotes notes = new();
    readonly Stopwatch watch = Stopwatch.StartNew();

    public async Task<ImportReport> RunAsync(CancellationToken cancel)
    {
        if (ImportRules.Refusal(request) is { } refusal)
        {
            notes.Refuse(refusal.Code, refusal.Words);
            return await RefusedAsync(null, cancel);
        }
        await using var only = await database.ImportLockAsync(cancel);
        var list = await ListShelf.TakeAsync(database, Made(), cancel);
        if (list.Hub.Length > 0)
        {
            notes.Refuse("ownedByHub", $"The list {list.Id} comes from the hub and is changed only there.");
            return await RefusedAsync(list, cancel);
        }
        if (list.Version > 0 && list.Kind != (long)request.Kind)
        {
            notes.Refuse("kindMismatch", $"The list {list.Id} holds {list.State.Kind}, not {request.Kind}.");
            return await RefusedAsync(list, cancel);
        }
        var shelf = new ListShelf(database, list.Above(await ToldVersions.MostAsync(database, list, cancel)), list.Next);
        await shelf.ClearStagedAsync(cancel);
        try
        {
            return await StageAsync(shelf, list, only, cancel);
        }
        catch
        {
            // Without the lock, what is staged may be another's.
            await database.StillHeldAsync(only, CancellationToken.None);
            await shelf.ClearStagedAsync(CancellationToken.None);
            throw;
        }
    }

    async Task<ImportReport> StageAsync(ListShelf shelf, ListRow list, IAsyncDisposable only, CancellationToken cancel)
    {
        using var keys = new KeyPile(database);
        var comparison = new Comparison(list, await shelf.NextRowAsync(cancel), await shelf.KnownAsync(cancel), keys, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), notes);
        await PumpAsync(comparison, shelf, cancel);
        if (notes.Refused is null && ImportRules.Refusal(request, list, comparison, notes) is { } refusal) notes.Refuse(refusal.Code, refusal.Words);
        if (notes.Refused is not null)
        {
            await shelf.ClearStagedAsync(cancel);
            return await RefusedAsync(list, cancel);
        }
        await database.StillHeldAsync(only, cancel);
        var gone = comparison.Gone();
        await shelf.WithdrawAsync(gone, cancel);
        await shelf.AddKeysAsync(keys, cancel);
        var report = Report(list, comparison, gone.Count);
        await database.StillHeldAsync(only, cancel);
        await PublishAsync(list, report, comparison.Digest, cancel);
        await shelf.ForgetAsync(cancel);
        return report with { TookMs = watch.ElapsedMilliseconds };
    }

    // One thread reads and compares, another writes.
    async Task PumpAsync(Comparison comparison, ListShelf shelf, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var batches = Channel.CreateBounded<Batch>(2);
        var reading = Task.Run(() => ReadAsync(comparison, batches.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(cancel)) await shelf.StageAsync(batch, cancel);
        }
        finally
        {
            await stop.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await reading;
    }

    async Task ReadAsync(Comparison comparison, ChannelWriter<Batch> batches, CancellationToken cancel)
    {
        try
        {
            var counted = request.Files.Select(file => new FileContent(file.Content)).ToList();
            long? total = counted.TrueForAll(file => file.Total is not null) ? counted.Sum(file => file.Total) : null;
            List<OpenedFile> files = [.. request.Files.Zip(counted, FileContent.Open)];
            foreach (var parsed in Importer.Read(request.Format, request.Kind, files, notes))
            {
                if (comparison.Take(parsed) is not { } batch) continue;
                await batches.WriteAsync(batch, cancel);
                progress?.Report(new(comparison.Rows, counted.Sum(file => file.Count), total));
            }
            await batches.WriteAsync(comparison.Rest(), cancel);
            progress?.Report(new(comparison.Rows, counted.Sum(file => file.Count), total));
            batches.Complete();
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            notes.Refuse("unreadable", "A file cannot be read to its end: it is damaged or was cut off.");
            batches.Complete();
        }
        catch (Exception error)
        {
            batches.Complete(error);
            throw;
        }
    }

    Task<JournalEntry> PublishAsync(ListRow list, ImportReport report, string digest, CancellationToken cancel) => journal.WriteAsync(async session =>
    {
        var values = new
        {
            list.Id,
            Title = request.Title ?? list.Title,
            Kind = (long)request.Kind,
            Owner = request.Owner ?? list.Owner,
            Format = request.Format.Name(),
            report.Version,
            report.Entries,
            At = Stamp.Of(time.GetUtcNow()),
            request.By,
            report.Added,
            report.Changed,
            report.Removed,
            Digest = session.Vault.Seal(digest, Places.ListDigest, list.Id),
            VersionDigest = session.Vault.Seal(digest, Places.VersionDigest, VersionRow.Place(list.Id, report.Version)),
        };
        await ListShelf.StillMineAsync(session, list);
        await session.RunAsync("""
            update lists set title = @Title, kind = @Kind, owner = @Owner, format = @Format, version = @Version, entries = @Entries,
            imported_at = @At, digest = @Digest where id = @Id
            """, values);
        if (report.Version > list.Version) await session.RunAsync("""
            insert into list_versions (id, version, imported_at, imported_by, format, entries, added, changed, removed, digest)
            values (@Id, @Version, @At, @By, @Format, @Entries, @Added, @Changed, @Removed, @VersionDigest)
            """, values);
        var details = JsonSerializer.Serialize(new
        {
            version = report.Version,
            entries = report.Entries,
            added = report.Added,
            changed = report.Changed,
            removed = report.Removed,
            rejected = report.RejectedCount,
            digest,
        });
        return await journal.AppendAsync(session, new(JournalKind.Import, request.By, list.Id, details));
    }, cancel);

    async Task<ImportReport> RefusedAsync(ListRow? list, CancellationToken cancel)
    {
        var details = JsonSerializer.Serialize(new { refused = notes.Refused, rejected = notes.RejectedCount });
        var subject = ImportRules.IsListId(request.ListId) ? request.ListId : "";
        await journal.AppendAsync(new(JournalKind.ImportRefused, request.By, subject, details), cancel);
        return Told(new() { ListId = request.ListId, Kind = request.Kind, Version = list?.Version ?? 0, Entries = list?.Entries ?? 0 });
    }

    ListRow Made() => new()
    {
        Id = request.ListId,
        Title = request.Title ?? request.ListId,
        Kind = (long)request.Kind,
        Owner = request.Owner ?? request.By,
        Format = request.Format.Name(),
        ImportedAt = Stamp.Of(time.GetUtcNow()),
    };

    ImportReport Report(ListRow list, Comparison comparison, int removed)
    {
        var changes = comparison.Added + comparison.Changed + removed > 0;
        return Told(new()
        {
            ListId = list.Id,
            Kind = request.Kind,
            Version = changes || list.Version == 0 || list.MustGoOn ? list.Next : list.Version,
            Entries = comparison.Valid,
            Added = comparison.Added,
            Changed = comparison.Changed,
            Removed = removed,
            Unchanged = comparison.Valid - comparison.Added - comparison.Changed,
        });
    }

    ImportReport Told(ImportReport report) => report with
    {
        Rejected = notes.Rejected,
        RejectedCount = notes.RejectedCount,
        Skipped = notes.Skipped,
        UnknownColumns = [.. notes.UnknownColumns],
        Refused = notes.Refused,
        RefusedWords = notes.RefusedWords,
        TookMs = watch.ElapsedMilliseconds,
    };
}
