using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Limen.Storage;

/// <summary>Turns a clear store into a sealed one.</summary>
sealed class Sealing(StoreLocation where, TimeProvider time)
{
    readonly Stopwatch watch = Stopwatch.StartNew();

    public async Task<SealReport> RunAsync(CancellationToken cancel)
    {
        if (where.ConnectionString is not null) throw new StoreException("sealNotHere", "Only a store in a folder is sealed: the disk of a PostgreSQL database is sealed by its administrator.");
        var (store, isSealed) = await LookAsync(cancel);
        var keyFile = where.KeyFile ?? KeyFile.Default(store);
        if (isSealed) return new(keyFile, KeyMade: false, WasSealed: true, 0, watch.ElapsedMilliseconds);
        if (KeyFile.IsIn(keyFile, where.Folder)) throw new StoreException("keyBesideStore", $"The key must not lie in the store's own folder: {keyFile}.");
        using var alone = SealingFiles.TryAlone(where.Folder) ?? throw SealingFiles.InUse(where.Folder);
        var made = MakeKey(keyFile);
        using var vault = new Vault(KeyFile.Read(keyFile), store);
        Gather();
        var rows = await Task.Run(() => new SealedCopy(SealingFiles.Store(where.Folder), SealingFiles.Sealed(where.Folder), vault, cancel).Make(store), cancel);
        SealingFiles.Swap(where.Folder);
        new JournalWitness(Path.Combine(where.Folder, "journal.head"), vault).SealHead();
        return new(keyFile, made, WasSealed: false, rows, watch.ElapsedMilliseconds);
    }

    // Opened as ever: an older schema is brought up to date, a new store is made, a key that does not fit is told.
    async Task<(Guid Store, bool Sealed)> LookAsync(CancellationToken cancel)
    {
        await using var store = await Store.OpenAsync(where, time, cancel);
        var check = store.IsSealed ? null : await store.Journal.VerifyAsync(cancel);
        if (check is { Whole: false }) throw new StoreException("journalBroken", $"The store is not sealed while its journal does not hold ({check.Code}): {check.Words}");
        return (store.Id, store.IsSealed);
    }

    static bool MakeKey(string path)
    {
        try
        {
            return KeyFile.Make(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new StoreException("keyMissing", $"The key cannot be written to {path}: {refused.Message}", refused);
        }
    }

    // All in one file; what the log held is overwritten. Nobody else has it open.
    void Gather()
    {
        var log = SealingFiles.Store(where.Folder) + "-wal";
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = SealingFiles.Store(where.Folder), Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "pragma busy_timeout = 5000; pragma journal_mode = wal; pragma wal_checkpoint(full)";
        command.ExecuteNonQuery();
        using var held = File.Exists(log) ? new FileStream(log, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, 0) : null;
        command.CommandText = "pragma journal_mode = delete";
        if (command.ExecuteScalar() as string != "delete") throw SealingFiles.InUse(where.Folder);
        if (held is not null) SealingFiles.Blank(held);
    }
}
