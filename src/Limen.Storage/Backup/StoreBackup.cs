using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Limen.Storage;

/// <summary>What a backup holds.</summary>
/// <param name="TakenAt">When it was taken, UTC.</param>
/// <param name="JournalEntries">Entries of the journal in it.</param>
/// <param name="Bytes">Size of its file.</param>
/// <param name="Sha256">SHA-256 of its file, in hex.</param>
public sealed record BackupState(DateTimeOffset TakenAt, long JournalEntries, long Bytes, string Sha256);

/// <summary>A copy of a SQLite store that is whole, taken while the store is in use, and put back. Sealed stores are copied sealed.</summary>
public static class StoreBackup
{
    const string File = "limen.db", Note = "backup.json";

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Takes a backup into a folder of its own.</summary>
    /// <param name="where">The store; may be open elsewhere.</param>
    /// <param name="to">Folder; made when it is not there.</param>
    /// <param name="time">Clock.</param>
    /// <param name="cancel">Ends it; nothing is left but an unfinished file.</param>
    /// <exception cref="StoreException">backupByDatabase: it is a PostgreSQL store; backupThere: the folder holds a backup; storeUnreachable: there is no store.</exception>
    public static async Task<BackupState> TakeAsync(StoreLocation where, string to, TimeProvider time, CancellationToken cancel)
    {
        if (where.ConnectionString is not null) throw new StoreException("backupByDatabase", "This store is in PostgreSQL: take the backup there, with deploy/backup.");
        if (Path.Exists(Path.Combine(to, File))) throw new StoreException("backupThere", $"{to} holds a backup already: name another folder.");
        if (!Path.Exists(Path.Combine(where.Folder, File))) throw new StoreException("storeUnreachable", $"There is no store in {where.Folder}.");
        Directory.CreateDirectory(to);
        var part = Path.Combine(to, File + ".part");
        System.IO.File.Delete(part);
        await RunAsync<long?>(Path.Combine(where.Folder, File), $"vacuum into '{part.Replace("'", "''", StringComparison.Ordinal)}'", cancel);
        var entries = await RunAsync<long>(part, "select n from journal_head", cancel);
        var (bytes, sha256) = await DigestAsync(part, flush: true, cancel);
        var state = new BackupState(time.GetUtcNow(), entries, bytes, sha256);
        await System.IO.File.WriteAllBytesAsync(Path.Combine(to, Note), JsonSerializer.SerializeToUtf8Bytes(state, Json), cancel);
        System.IO.File.Move(part, Path.Combine(to, File));
        return state;
    }

    /// <summary>Puts a backup back as the store of a folder that has none. Verify its journal then.</summary>
    /// <param name="from">The backup's folder.</param>
    /// <param name="folder">The store's folder; made when it is not there.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="StoreException">storeThere: the folder has a store; backupDamaged: the file is not what was written, or is none.</exception>
    public static async Task<BackupState> PutBackAsync(string from, string folder, CancellationToken cancel)
    {
        var store = Path.Combine(folder, File);
        if (Path.Exists(store) || Path.Exists(store + "-wal")) throw new StoreException("storeThere", $"{folder} has a store: a restore never writes over one. Name an empty folder.");
        var (copy, note) = (Path.Combine(from, File), Path.Combine(from, Note));
        if (!Path.Exists(copy) || !Path.Exists(note)) throw new StoreException("backupDamaged", $"{from} holds no whole backup.");
        var state = Read(await System.IO.File.ReadAllBytesAsync(note, cancel)) ?? throw new StoreException("backupDamaged", $"{note} cannot be read.");
        Directory.CreateDirectory(folder);
        System.IO.File.Copy(copy, store + ".part", overwrite: true);
        if ((await DigestAsync(store + ".part", flush: true, cancel)).Sha256 != state.Sha256)
        {
            System.IO.File.Delete(store + ".part");
            throw new StoreException("backupDamaged", $"{copy} is not what was written: take another backup.");
        }
        System.IO.File.Move(store + ".part", store);
        return state;
    }

    static BackupState? Read(byte[] note)
    {
        try
        {
            return JsonSerializer.Deserialize<BackupState>(note, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static async Task<(long Bytes, string Sha256)> DigestAsync(string path, bool flush, CancellationToken cancel)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel));
        if (flush) file.Flush(flushToDisk: true);
        return (file.Length, sha256);
    }

    static async Task<T?> RunAsync<T>(string path, string sql, CancellationToken cancel)
    {
        var where = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 3600 };
        await using var connection = new SqliteConnection(where.ToString());
        await connection.OpenAsync(cancel);
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(cancel) is T value ? value : default;
    }
}
