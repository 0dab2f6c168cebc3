using System.Diagnostics;
using System.Security.Cryptography;
using System.Threading.Channels;

namespace Limen.Storage;

/// <summary>
/// Writes that come at the same time share one transaction, and so one wait for the disk: each is told when that transaction is
/// committed. One that fails is undone alone. Keeps the order in which they came. When the server is lost on the way they run again on
/// the next primary, unless it turns out that they were committed; so a write must have no effect outside its session.
/// </summary>
sealed class GroupedWrites : IAsyncDisposable
{
    const int MostAtOnce = 128;
    const string Place = "one_write";

    readonly Database database;
    readonly Action<JournalHead> committed;
    readonly Channel<Work> waiting = Channel.CreateUnbounded<Work>(new() { SingleReader = true });
    readonly Task writing;
    readonly Guid writer = new(RandomNumberGenerator.GetBytes(16));
    long number;

    public GroupedWrites(Database database, Action<JournalHead> committed)
    {
        (this.database, this.committed) = (database, committed);
        writing = Task.Run(KeepWritingAsync);
    }

    public async Task<T> WriteAsync<T>(Func<Session, Task<T>> write, CancellationToken cancel)
    {
        var work = new Work<T>(write, cancel);
        ObjectDisposedException.ThrowIf(!waiting.Writer.TryWrite(work), typeof(Store));
        return await work.Done;
    }

    /// <summary>Takes no more; ends when what was taken is committed or has failed.</summary>
    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await writing;
    }

    async Task KeepWritingAsync()
    {
        var group = new List<Work>(MostAtOnce);
        while (await waiting.Reader.WaitToReadAsync())
        {
            while (group.Count < MostAtOnce && waiting.Reader.TryRead(out var work)) group.Add(work);
            await WriteGroupAsync(group);
            group.Clear();
        }
    }

    async Task WriteGroupAsync(List<Work> group)
    {
        var mine = ++number;
        Attempt? unconfirmed = null;
        for (var since = Stopwatch.GetTimestamp(); ; await Task.Delay(Database.Pause))
        {
            var attempt = new Attempt();
            try
            {
                if (!await database.WriteAsync(session => RunAsync(session, group, mine, attempt), CancellationToken.None)) attempt = unconfirmed ?? attempt;
                if (attempt.Head is { } appended) committed(appended);
                foreach (var tell in attempt.Outcomes) tell();
                return;
            }
            catch (UndoneException undone)
            {
                undone.Tell();
                return;
            }
            catch (Exception failure)
            {
                if (attempt.Outcomes.Count == group.Count) unconfirmed = attempt;
                if (database.IsLost(failure) && Stopwatch.GetElapsedTime(since) < database.Patience) continue;
                foreach (var work in group) work.Fail(unconfirmed is not null && database.IsLost(failure) ? Unknown(failure) : failure);
                return;
            }
        }
    }

    /// <summary>False when an earlier attempt turns out to be committed.</summary>
    async Task<bool> RunAsync(Session session, List<Work> group, long mine, Attempt attempt)
    {
        if (!await database.BeginGroupAsync(session, writer, mine)) return false;
        // The head before anything else, in every node: two nodes that write each other's rows then wait, and never in a circle.
        session.Head = await HeadRow.TakeAsync(session);
        var began = session.Head.N;
        if (group is [var only]) attempt.Outcomes.Add(await RunAloneAsync(session, only));
        else foreach (var work in group) attempt.Outcomes.Add(await RunAsync(session, work));
        if (session.Head.N == began) return true;
        await HeadRow.PutAsync(session);
        attempt.Head = session.Head;
        return true;
    }

    async Task<Action> RunAloneAsync(Session session, Work work)
    {
        var (stands, tell) = await work.RunAsync(session, database);
        return stands ? tell : throw new UndoneException(tell);
    }

    async Task<Action> RunAsync(Session session, Work work)
    {
        var before = session.Head;
        await session.Transaction!.SaveAsync(Place);
        var (stands, tell) = await work.RunAsync(session, database);
        if (stands)
        {
            await session.Transaction.ReleaseAsync(Place);
            return tell;
        }
        await session.Transaction.RollbackAsync(Place);
        session.Head = before;
        return tell;
    }

    static StoreException Unknown(Exception failure) =>
        new("writeUnknown", "The database was lost while it committed; whether this was kept is not known. Look it up before doing it again.", failure);

    /// <summary>One run of a group: what each is told once it is committed.</summary>
    sealed class Attempt
    {
        public List<Action> Outcomes { get; } = [];
        public JournalHead? Head { get; set; }
    }

    /// <summary>A write that ran alone failed: the whole transaction goes, for which nobody else waits.</summary>
    sealed class UndoneException(Action tell) : Exception
    {
        public Action Tell => tell;
    }

    abstract class Work
    {
        /// <summary>Runs. Stands is false when it failed and is to be undone; Tell says to who asked what came of it. Throws when the server is lost.</summary>
        public abstract Task<(bool Stands, Action Tell)> RunAsync(Session session, Database database);

        public abstract void Fail(Exception failure);
    }

    sealed class Work<T>(Func<Session, Task<T>> write, CancellationToken cancel) : Work
    {
        readonly TaskCompletionSource<T> told = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<T> Done => told.Task;

        public override async Task<(bool Stands, Action Tell)> RunAsync(Session session, Database database)
        {
            try
            {
                cancel.ThrowIfCancellationRequested();
                var result = await write(session);
                return (true, () => told.TrySetResult(result));
            }
            catch (OperationCanceledException)
            {
                return (false, () => told.TrySetCanceled(cancel));
            }
            catch (Exception failure) when (!database.IsLost(failure))
            {
                return (false, () => told.TrySetException(failure));
            }
        }

        public override void Fail(Exception failure) => told.TrySetException(failure);
    }
}
