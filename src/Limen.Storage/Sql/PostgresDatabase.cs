using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace Limen.Storage;

/// <summary>A PostgreSQL database, shared by any number of nodes.</summary>
sealed class PostgresDatabase(string connectionString) : Database
{
    const long SchemaLock = 0x4C696D656E01, ImportLock = 0x4C696D656E02;

    readonly NpgsqlDataSource source = NpgsqlDataSource.Create(connectionString);

    public override string Dialect => "postgres";

    public override async Task<DbConnection> OpenAsync(CancellationToken cancel) => await source.OpenConnectionAsync(cancel);

    public override Task<IDisposable> TurnAsync(CancellationToken cancel) => Task.FromResult<IDisposable>(NoTurn.Needed);

    public override async Task<IAsyncDisposable> ImportLockAsync(CancellationToken cancel)
    {
        var connection = await source.OpenConnectionAsync(cancel);
        try
        {
            await using var command = new NpgsqlCommand($"select pg_advisory_lock({ImportLock})", connection) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync(cancel);
            return new HeldLock(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override Task LockSchemaAsync(Session session) => session.RunAsync($"select pg_advisory_xact_lock({SchemaLock})");

    public override void AddEntries(Session session, IReadOnlyList<StagedEntry> entries)
    {
        const string copy = "copy entries (row_id, entry_id, since, review_on, digest, body) from stdin (format binary)";
        using var rows = ((NpgsqlConnection)session.Connection).BeginBinaryImport(copy);
        foreach (var entry in entries)
        {
            rows.StartRow();
            rows.Write(entry.RowId, NpgsqlDbType.Bigint);
            rows.Write(entry.EntryId, NpgsqlDbType.Text);
            rows.Write(entry.Since, NpgsqlDbType.Bigint);
            if (entry.ReviewOn is null) rows.WriteNull();
            else rows.Write(entry.ReviewOn, NpgsqlDbType.Text);
            rows.Write(entry.Digest, NpgsqlDbType.Bigint);
            rows.Write(entry.Body, NpgsqlDbType.Text);
        }
        rows.Complete();
    }

    public override void AddKeys(Session session, ReadOnlySpan<StagedKey> keys)
    {
        using var rows = ((NpgsqlConnection)session.Connection)
            .BeginBinaryImport("copy entry_keys (list_no, lookup_key, row_id) from stdin (format binary)");
        foreach (var key in keys)
        {
            rows.StartRow();
            rows.Write(key.ListNo, NpgsqlDbType.Bigint);
            rows.Write(key.Key, NpgsqlDbType.Bigint);
            rows.Write(key.RowId, NpgsqlDbType.Bigint);
        }
        rows.Complete();
    }

    public override ValueTask DisposeAsync() => source.DisposeAsync();

    sealed class NoTurn : IDisposable
    {
        public static readonly NoTurn Needed = new();

        public void Dispose() { }
    }

    // The lock belongs to the session: the pool must not keep it.
    sealed class HeldLock(NpgsqlConnection connection) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await using (var command = new NpgsqlCommand($"select pg_advisory_unlock({ImportLock})", connection)) await command.ExecuteNonQueryAsync();
            await connection.DisposeAsync();
        }
    }
}
