using System.Data.Common;

namespace Limen.Storage;

/// <summary>What differs between SQLite and PostgreSQL besides the schema files: how to connect, to lock and to load in bulk.</summary>
abstract class Database : IAsyncDisposable
{
    /// <summary>Folder of the schema files.</summary>
    public abstract string Dialect { get; }

    /// <summary>Seals what is kept; none until the store is found to be sealed.</summary>
    public Vault Vault { get; set; } = Vault.None;

    public abstract Task<DbConnection> OpenAsync(CancellationToken cancel);

    /// <summary>A turn to write. SQLite has one writer, so the writers of this process queue here rather than at the file.</summary>
    public abstract Task<IDisposable> TurnAsync(CancellationToken cancel);

    /// <summary>Held by one import at a time in all processes; falls away with the process, however it ends.</summary>
    public abstract Task<IAsyncDisposable> ImportLockAsync(CancellationToken cancel);

    /// <summary>Keeps others from applying schema versions at the same time, until the transaction ends.</summary>
    public abstract Task LockSchemaAsync(Session session);

    /// <summary>Adds rows, in the clear here, sealed in the table where the store is.</summary>
    public abstract void AddEntries(Session session, IReadOnlyList<StagedEntry> entries);

    /// <summary>Adds keys, as the entries give them here, masked in the table where the store is sealed.</summary>
    public abstract void AddKeys(Session session, ReadOnlySpan<StagedKey> keys);

    public abstract ValueTask DisposeAsync();

    public async Task<T> ReadAsync<T>(Func<Session, Task<T>> work, CancellationToken cancel)
    {
        await using var connection = await OpenAsync(cancel);
        return await work(new(connection, null, Vault, cancel));
    }

    /// <summary>One transaction; durable when the task ends.</summary>
    public async Task<T> WriteAsync<T>(Func<Session, Task<T>> work, CancellationToken cancel)
    {
        using var turn = await TurnAsync(cancel);
        await using var connection = await OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var result = await work(new(connection, transaction, Vault, cancel));
        await transaction.CommitAsync(cancel);
        return result;
    }

    public Task WriteAsync(Func<Session, Task> work, CancellationToken cancel) =>
        WriteAsync(async session => { await work(session); return true; }, cancel);
}

/// <summary>A row of <c>entries</c> on its way in.</summary>
readonly record struct StagedEntry(long RowId, string EntryId, long Since, string? ReviewOn, long Digest, byte[] Body);

/// <summary>A row of <c>entry_keys</c> on its way in.</summary>
readonly record struct StagedKey(long ListNo, long Key, long RowId);
