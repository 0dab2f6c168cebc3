using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace Limen.Storage;

/// <summary>
/// A PostgreSQL database, shared by any number of nodes: one server, or a primary and its standbys (<c>Host=a,b,c</c>). Writes and
/// whatever must be current go to the primary, wherever it is; lists may be read from a standby that has them.
/// </summary>
sealed class PostgresDatabase : Database
{
    const long SchemaLock = 0x4C696D656E01, ImportLock = 0x4C696D656E02;

    // How often a write that takes long looks whether another server has become the primary: a dead machine says nothing by itself.
    static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    readonly bool several;
    readonly NpgsqlDataSource all, primary, near;
    volatile bool reached;

    public PostgresDatabase(string connectionString, string folder) : base(folder)
    {
        var settings = PostgresAddress.Settings(connectionString);
        several = settings.Host?.Contains(',') == true;
        if (several)
        {
            var hosts = new NpgsqlDataSourceBuilder(settings.ConnectionString).BuildMultiHost();
            (all, primary, near) = (hosts, hosts.WithTargetSession(TargetSessionAttributes.Primary), hosts.WithTargetSession(TargetSessionAttributes.PreferStandby));
        }
        else all = primary = near = NpgsqlDataSource.Create(settings.ConnectionString);
    }

    public override string Dialect => "postgres";

    // Before the first answer nobody waits: more likely the address is wrong.
    public override TimeSpan Patience => reached ? TimeSpan.FromSeconds(25) : several ? TimeSpan.FromSeconds(10) : TimeSpan.Zero;

    public override async Task<DbConnection> OpenAsync(CancellationToken cancel)
    {
        var connection = await primary.OpenConnectionAsync(cancel);
        reached = true;
        return connection;
    }

    public override bool IsLost(Exception error) => error switch
    {
        PostgresException told => told.SqlState.StartsWith("08", StringComparison.Ordinal) || told.SqlState.StartsWith("57P", StringComparison.Ordinal)
            || told.SqlState is PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
        NpgsqlException or IOException or System.Net.Sockets.SocketException => true,
        _ => false,
    };

    public override async Task<T> ReadListAsync<T>(ListRow list, Func<Session, Task<T>> work, CancellationToken cancel)
    {
        if (!several) return await ReadAsync(work, cancel);
        try
        {
            await using var connection = await near.OpenConnectionAsync(cancel);
            var session = new Session(connection, null, Vault, cancel);
            // The version first: what is read after it is at least as new.
            if (await session.FirstAsync<long?>("select version from lists where id = @Id", new { list.Id }) >= list.Version) return await work(session);
        }
        catch (DbException) when (!cancel.IsCancellationRequested)
        {
            // A standby may be gone, or cut a question short to keep up; the primary knows as well.
        }
        return await ReadAsync(work, cancel);
    }

    public override async Task<T> WriteAsync<T>(Func<Session, Task<T>> work, CancellationToken cancel)
    {
        string? at = null;
        var writing = base.WriteAsync(session =>
        {
            at = session.Connection.DataSource;
            return work(session);
        }, cancel);
        while (several && await Task.WhenAny(writing, Task.Delay(Look, CancellationToken.None)) != writing)
        {
            if (at is not { } there || !await IsElsewhereAsync(there)) continue;
            _ = writing.ContinueWith(left => left.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            throw new NpgsqlException("Another server has become the primary.");
        }
        return await writing;
    }

    // Who committed under this number is known by its mark; the head's row keeps a transaction that is still under way from being overlooked.
    public override async Task<bool> BeginGroupAsync(Session session, Guid writer, long number)
    {
        if (number == 1) await session.RunAsync("delete from write_marks where at < now() - interval '1 day'");
        const string sql = """
            update journal_head set n = n where id = 1;
            insert into write_marks (writer, number, at) values (@writer, @number, now()) on conflict (writer)
            do update set number = excluded.number, at = excluded.at where write_marks.number < excluded.number returning number
            """;
        return await session.FirstAsync<long?>(sql, new { writer = writer.ToString(), number }) is not null;
    }

    // A commit that waits for the standby must not be cancelled, nor by a limit of the driver's: PostgreSQL would let it go and call it done.
    protected override async Task CommitAsync(DbTransaction transaction, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var connection = (NpgsqlConnection)transaction.Connection!;
        var letGo = false;
        void Listen(object _, NpgsqlNoticeEventArgs told) => letGo |= told.Notice.Routine == "SyncRepWaitForLSN";
        connection.Notice += Listen;
        try
        {
            await using var commit = new NpgsqlCommand("commit", connection, (NpgsqlTransaction)transaction) { CommandTimeout = 0 };
            await commit.ExecuteNonQueryAsync(CancellationToken.None);
        }
        finally
        {
            connection.Notice -= Listen;
        }
        if (letGo) throw new NpgsqlException("The commit was let go before the standby had it.");
    }

    async Task<bool> IsElsewhereAsync(string there)
    {
        try
        {
            await using var other = await primary.OpenConnectionAsync(CancellationToken.None);
            return other.DataSource != there;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    public override Task<IDisposable> TurnAsync(CancellationToken cancel) => Task.FromResult<IDisposable>(NoTurn.Needed);

    public override async Task<IAsyncDisposable> ImportLockAsync(CancellationToken cancel)
    {
        var connection = await primary.OpenConnectionAsync(cancel);
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

    public override void AddKeys(Session session, long listNo, ReadOnlySpan<StagedKey> keys)
    {
        using var rows = ((NpgsqlConnection)session.Connection)
            .BeginBinaryImport("copy entry_keys (list_no, lookup_key, row_id) from stdin (format binary)");
        foreach (var key in keys)
        {
            rows.StartRow();
            rows.Write(listNo, NpgsqlDbType.Bigint);
            rows.Write(key.Key, NpgsqlDbType.Bigint);
            rows.Write(key.RowId, NpgsqlDbType.Bigint);
        }
        rows.Complete();
    }

    public override Task PrepareAsync(IReadOnlyList<DateOnly> months, CancellationToken cancel) => WriteAsync(async session =>
    {
        await LockSchemaAsync(session);
        foreach (var month in months) await session.RunAsync("select make_month(@month::date)", new { month = Stamp.Of(month) });
        await session.RunAsync("select make_journal_ahead()");
    }, cancel);

    public override IdBounds SliceOf(DateOnly day) => new(new(day.Year, day.Month, 1), new DateOnly(day.Year, day.Month, 1).AddMonths(1));

    // Readers are waited for, but not long: everybody who comes later waits as well. Who cannot have it now tries again the next time.
    public override async Task DropAsync(Session session, IdBounds slice)
    {
        var month = $"{slice.First.Year:0000}_{slice.First.Month:00}";
        await session.RunAsync("set local lock_timeout = '3s'");
        await session.RunAsync("select make_month(@first::date)", new { first = Stamp.Of(slice.First) });
        await session.RunAsync($"drop table inspections_{month}, decisions_{month}");
        await session.RunAsync("set local lock_timeout = 0");
    }

    public override Task StillHeldAsync(IAsyncDisposable turn, CancellationToken cancel) => ((HeldLock)turn).AskAsync(cancel);

    public override ValueTask DisposeAsync() => all.DisposeAsync();

    sealed class NoTurn : IDisposable
    {
        public static readonly NoTurn Needed = new();

        public void Dispose() { }
    }

    // The lock belongs to the session: the pool must not keep it.
    sealed class HeldLock(NpgsqlConnection connection) : IAsyncDisposable
    {
        public async Task AskAsync(CancellationToken cancel)
        {
            // A connection that broke says so as a wrong use of it; it is the database that is away.
            if (connection.State != System.Data.ConnectionState.Open) throw new NpgsqlException("The lock on imports went with its connection.");
            await using var command = new NpgsqlCommand("select 1", connection);
            await command.ExecuteNonQueryAsync(cancel);
        }

        public async ValueTask DisposeAsync()
        {
            await using (connection)
            {
                if (connection.State != System.Data.ConnectionState.Open) return;
                await using var command = new NpgsqlCommand($"select pg_advisory_unlock({ImportLock})", connection);
                await command.ExecuteNonQueryAsync();
            }
        }
    }
}
