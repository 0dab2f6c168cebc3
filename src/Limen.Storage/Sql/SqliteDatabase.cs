using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Limen.Storage;

/// <summary>One file in one folder, write-ahead log, every commit on the disk before it is told.</summary>
sealed class SqliteDatabase(string folder) : Database(folder)
{
    // Pages: 4 MiB.
    const long LongLog = 1024;
    const int PageSize = 4096, CacheWrites = 9;

    readonly string connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = Path.Combine(folder, "limen.db"),
        ForeignKeys = false,
        DefaultTimeout = 60,
    }.ToString();
    readonly SemaphoreSlim turns = new(1, 1);
    readonly ConditionalWeakTable<sqlite3, object> prepared = [];
    // Under the turn: pages written to the log since it was last folded, at first as many as lie there. The file's length would not do:
    // the log begins anew within it and leaves it as long as it once was.
    long unfolded = new FileInfo(Path.Combine(folder, "limen.db-wal")) is { Exists: true, Length: var left } ? left / PageSize : 0;
    Task folding = Task.CompletedTask;

    public override string Dialect => "sqlite";

    public override async Task<DbConnection> OpenAsync(CancellationToken cancel)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancel);
            await PrepareAsync(connection, cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // What SQLite was told stays with its handle, which the pool gives out again.
    async Task PrepareAsync(SqliteConnection connection, CancellationToken cancel)
    {
        if (prepared.TryGetValue(connection.Handle!, out _)) return;
        await using var command = connection.CreateCommand();
        command.CommandText = "pragma busy_timeout = 20000; pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 0; pragma temp_store = memory; pragma secure_delete = fast; pragma cache_size = -16000";
        await command.ExecuteNonQueryAsync(cancel);
        prepared.AddOrUpdate(connection.Handle!, command.CommandText);
    }

    public override async Task<IDisposable> TurnAsync(CancellationToken cancel)
    {
        await turns.WaitAsync(cancel);
        return new Turn(this);
    }

    // The log is folded into the file behind the writers: who commits waits for one write to the disk, never for thousands of pages.
    void FoldWhenLong()
    {
        if (unfolded <= LongLog || !folding.IsCompleted) return;
        unfolded = 0;
        folding = Task.Run(FoldAsync);
    }

    // What a connection has written to the log it counts itself.
    protected override async Task CommitAsync(DbTransaction transaction, CancellationToken cancel)
    {
        var handle = ((SqliteConnection)transaction.Connection!).Handle!;
        await base.CommitAsync(transaction, cancel);
        raw.sqlite3_db_status(handle, CacheWrites, out var pages, out _, 1);
        unfolded += pages;
    }

    async Task FoldAsync()
    {
        try
        {
            await using var connection = await OpenAsync(CancellationToken.None);
            await using var command = connection.CreateCommand();
            command.CommandText = "pragma wal_checkpoint(passive)";
            await command.ExecuteNonQueryAsync();
            // What came meanwhile is little; with it the log begins anew. A reader that holds it open only puts that off.
            await turns.WaitAsync();
            try
            {
                command.CommandText = "pragma busy_timeout = 20; pragma wal_checkpoint(restart); pragma busy_timeout = 20000";
                await command.ExecuteNonQueryAsync();
            }
            finally
            {
                turns.Release();
            }
        }
        catch (Exception failure) when (failure is SqliteException or IOException)
        {
            // Nothing is lost: the log is only longer than it need be, and the next writer tries again.
        }
    }

    public override async Task<IAsyncDisposable> ImportLockAsync(CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(Folder, "import.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (Directory.Exists(Folder))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancel);
            }
        }
    }

    // A transaction on SQLite begins immediate: it is the only writer already.
    public override Task LockSchemaAsync(Session session) => Task.CompletedTask;

    public override void AddEntries(Session session, IReadOnlyList<StagedEntry> entries)
    {
        using var insert = new Insert(session, "insert into entries (row_id, entry_id, since, review_on, digest, body) values (?, ?, ?, ?, ?, ?)");
        var vault = session.Vault;
        // Sealing costs more than inserting, and waits for nothing.
        var kept = vault.IsSealed ? new (byte[] Name, byte[] Body)[entries.Count] : [];
        if (vault.IsSealed)
            Parallel.For(0, entries.Count, i => kept[i] = ((byte[])vault.SealName(entries[i].EntryId), vault.Seal(entries[i].Body, Places.Entry, entries[i].RowId)));
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            raw.sqlite3_bind_int64(insert.Statement, 1, entry.RowId);
            if (vault.IsSealed) raw.sqlite3_bind_blob(insert.Statement, 2, kept[i].Name);
            else raw.sqlite3_bind_text(insert.Statement, 2, entry.EntryId);
            raw.sqlite3_bind_int64(insert.Statement, 3, entry.Since);
            if (entry.ReviewOn is null) raw.sqlite3_bind_null(insert.Statement, 4);
            else raw.sqlite3_bind_text(insert.Statement, 4, entry.ReviewOn);
            raw.sqlite3_bind_int64(insert.Statement, 5, vault.MaskDigest(entry.Digest));
            if (vault.IsSealed) raw.sqlite3_bind_blob(insert.Statement, 6, kept[i].Body);
            else raw.sqlite3_bind_text(insert.Statement, 6, entry.Body.AsSpan());
            insert.Row();
        }
    }

    public override void AddKeys(Session session, long listNo, ReadOnlySpan<StagedKey> keys)
    {
        using var insert = new Insert(session, "insert into entry_keys (list_no, lookup_key, row_id) values (?, ?, ?)");
        foreach (var key in keys)
        {
            raw.sqlite3_bind_int64(insert.Statement, 1, listNo);
            raw.sqlite3_bind_int64(insert.Statement, 2, key.Key);
            raw.sqlite3_bind_int64(insert.Statement, 3, key.RowId);
            insert.Row();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await folding;
        using var pooled = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(pooled);
        turns.Dispose();
    }

    sealed class Turn(SqliteDatabase database) : IDisposable
    {
        public void Dispose()
        {
            database.FoldWhenLong();
            database.turns.Release();
        }
    }

    // The provider's own commands cost more per row than SQLite itself; a million rows go past them.
    sealed class Insert : IDisposable
    {
        readonly sqlite3 handle;

        public Insert(Session session, string sql)
        {
            handle = ((SqliteConnection)session.Connection).Handle!;
            SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(handle, sql, out var statement), handle);
            Statement = statement;
        }

        public sqlite3_stmt Statement { get; }

        public void Row()
        {
            var result = raw.sqlite3_step(Statement);
            if (result != raw.SQLITE_DONE) SqliteException.ThrowExceptionForRC(result, handle);
            raw.sqlite3_reset(Statement);
        }

        public void Dispose() => Statement.Dispose();
    }
}
