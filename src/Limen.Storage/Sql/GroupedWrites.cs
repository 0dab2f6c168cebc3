using System.Threading.Channels;

namespace Limen.Storage;

/// <summary>
/// Writes that come at the same time share one transaction, and so one wait for the disk: each is told when that transaction is
/// committed. One that fails is undone alone. Keeps the order in which they came.
/// </summary>
sealed class GroupedWrites : IAsyncDisposable
{
    const int MostAtOnce = 128;
    const string Place = "one_write";

    readonly Database database;
    readonly Action<JournalHead> committed;
    readonly Channel<Work> waiting = Channel.CreateUnbounded<Work>(new() { SingleReader = true });
    readonly Task writing;

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
        try
        {
            var head = await database.WriteAsync(async session =>
            {
                // The head before anything else, in every node: two nodes that write each other's rows then wait, and never in a circle.
                session.Head = await HeadRow.TakeAsync(session);
                var began = session.Head.N;
                if (group is [var only]) await RunAloneAsync(session, only);
                else foreach (var work in group) await RunAsync(session, work);
                if (session.Head.N == began) return default(JournalHead?);
                await HeadRow.PutAsync(session);
                return session.Head;
            }, CancellationToken.None);
            if (head is { } appended) committed(appended);
            foreach (var work in group) work.Tell();
        }
        catch (Exception failure)
        {
            foreach (var work in group) work.Fail(failure);
        }
    }

    // Undone with the whole transaction, for which nobody else waits.
    static async Task RunAloneAsync(Session session, Work work)
    {
        if (!await work.TryRunAsync(session)) throw new OperationCanceledException();
    }

    static async Task RunAsync(Session session, Work work)
    {
        var before = session.Head;
        await session.Transaction!.SaveAsync(Place);
        if (await work.TryRunAsync(session))
        {
            await session.Transaction.ReleaseAsync(Place);
            return;
        }
        await session.Transaction.RollbackAsync(Place);
        session.Head = before;
    }

    abstract class Work
    {
        /// <summary>Runs; false when it failed and is to be undone.</summary>
        public abstract Task<bool> TryRunAsync(Session session);

        /// <summary>Says that it is committed, or why it was undone.</summary>
        public abstract void Tell();

        public abstract void Fail(Exception failure);
    }

    sealed class Work<T>(Func<Session, Task<T>> write, CancellationToken cancel) : Work
    {
        readonly TaskCompletionSource<T> told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        T? result;
        Exception? failure;

        public Task<T> Done => told.Task;

        public override async Task<bool> TryRunAsync(Session session)
        {
            try
            {
                cancel.ThrowIfCancellationRequested();
                result = await write(session);
                return true;
            }
            catch (Exception thrown)
            {
                failure = thrown;
                return false;
            }
        }

        public override void Tell()
        {
            if (failure is OperationCanceledException) told.TrySetCanceled(cancel);
            else if (failure is not null) told.TrySetException(failure);
            else told.TrySetResult(result!);
        }

        public override void Fail(Exception common)
        {
            failure ??= common;
            Tell();
        }
    }
}
