using System.Data.Common;
using System.Diagnostics;

namespace Limen.Storage;

/// <summary>What differs between SQLite and PostgreSQL besides the schema files: how to connect, to lock and to load in bulk.</summary>
/// <param name="folder">Of this node: what is in work lies there.</param>
abstract class Database(string folder) : IAsyncDisposable
{
    /// <summary>Between two looks for a server.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Of this node, there as long as the store is open.</summary>
    public string Folder { get; } = folder;

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

    /// <summary>Adds keys of a list as <see cref="KeyPile"/> gives them: masked where the store is sealed, in the order of the table.</summary>
    public abstract void AddKeys(Session session, long listNo, ReadOnlySpan<StagedKey> keys);

    /// <summary>Fails when a turn of <see cref="ImportLockAsync"/> fell away meanwhile, as it does when another server takes over.</summary>
    public virtual Task StillHeldAsync(IAsyncDisposable turn, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>True when the connection or the server was lost, so that nobody has told what came of what was under way: it may be asked again elsewhere.</summary>
    public virtual bool IsLost(Exception error) => false;

    /// <summary>How long a server is looked for after one was lost.</summary>
    public virtual TimeSpan Patience => TimeSpan.Zero;

    /// <summary>
    /// Begins a transaction of <see cref="GroupedWrites"/>. False when this writer's transaction of this number is committed already, as it
    /// may be where the server was lost before it told.
    /// </summary>
    public virtual Task<bool> BeginGroupAsync(Session session, Guid writer, long number) => Task.FromResult(true);

    /// <summary>Makes what the coming months need.</summary>
    public virtual Task PrepareAsync(IReadOnlyList<DateOnly> months, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>What goes in one transaction when this day is retired.</summary>
    public virtual IdBounds SliceOf(DateOnly day) => new(day, day.AddDays(1));

    /// <summary>Takes away the inspections of a slice and the decisions on them.</summary>
    public virtual async Task DropAsync(Session session, IdBounds slice)
    {
        await session.RunAsync("delete from decisions where inspection >= @From and inspection < @To", new { slice.From, slice.To });
        await session.RunAsync("delete from inspections where id >= @From and id < @To", new { slice.From, slice.To });
    }

    public abstract ValueTask DisposeAsync();

    /// <summary>Reads what was last committed. Runs again from its beginning when the server is lost, so it must do nothing but read.</summary>
    public async Task<T> ReadAsync<T>(Func<Session, Task<T>> work, CancellationToken cancel)
    {
        for (var since = Stopwatch.GetTimestamp(); ; await Task.Delay(Pause, cancel))
        {
            try
            {
                await using var connection = await OpenAsync(cancel);
                return await work(new(connection, null, Vault, cancel));
            }
            catch (Exception error) when (IsLost(error) && Stopwatch.GetElapsedTime(since) < Patience)
            {
                // Once more, wherever the primary is by now.
            }
        }
    }

    /// <summary>Reads of a list where a copy that lags may answer: it is asked only if it has at least this version of the list.</summary>
    public virtual Task<T> ReadListAsync<T>(ListRow list, Func<Session, Task<T>> work, CancellationToken cancel) => ReadAsync(work, cancel);

    /// <summary>One transaction; durable when the task ends. Not tried again: see <see cref="GroupedWrites"/>.</summary>
    public virtual async Task<T> WriteAsync<T>(Func<Session, Task<T>> work, CancellationToken cancel)
    {
        using var turn = await TurnAsync(cancel);
        await using var connection = await OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var result = await work(new(connection, transaction, Vault, cancel));
        await CommitAsync(transaction, cancel);
        return result;
    }

    public Task WriteAsync(Func<Session, Task> work, CancellationToken cancel) =>
        WriteAsync(async session => { await work(session); return true; }, cancel);

    protected virtual Task CommitAsync(DbTransaction transaction, CancellationToken cancel) => transaction.CommitAsync(cancel);
}

/// <summary>A row of <c>entries</c> on its way in.</summary>
readonly record struct StagedEntry(long RowId, string EntryId, long Since, string? ReviewOn, long Digest, byte[] Body);

/// <summary>A row of <c>entry_keys</c> on its way in, as it is kept.</summary>
readonly record struct StagedKey(long Key, long RowId) : IComparable<StagedKey>
{
    public int CompareTo(StagedKey other) => Key.CompareTo(other.Key) is not 0 and var order ? order : RowId.CompareTo(other.RowId);
}
