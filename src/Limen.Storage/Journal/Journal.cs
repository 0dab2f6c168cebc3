namespace Limen.Storage;

/// <summary>
/// What was done, by whom and when: append-only, each entry carrying a hash over itself and the entry before, so that none can be
/// altered, removed or put in between without breaking the chain. What this does and does not protect: docs/decisions/0005-journal.md.
/// </summary>
public sealed class Journal : IAsyncDisposable
{
    readonly Database database;
    readonly JournalWitness witness;
    readonly TimeProvider time;
    readonly GroupedWrites writes;

    internal Journal(Database database, JournalWitness witness, TimeProvider time)
    {
        (this.database, this.witness, this.time) = (database, witness, time);
        writes = new(database, witness.See);
    }

    /// <summary>Appends one entry; durable when the task ends.</summary>
    public Task<JournalEntry> AppendAsync(JournalRecord record, CancellationToken cancel) =>
        WriteAsync(session => AppendAsync(session, record), cancel);

    /// <summary>Entries in order.</summary>
    /// <param name="from">First place, from 1.</param>
    /// <param name="take">At most so many.</param>
    /// <param name="kind">Only of this kind; null for all.</param>
    /// <param name="who">Only by this officer or machine; null for all.</param>
    /// <param name="cancel">Ends the reading.</param>
    public async Task<IReadOnlyList<JournalEntry>> ReadAsync(long from, int take, JournalKind? kind, string? who, CancellationToken cancel)
    {
        const string sql = $"""
            select {JournalRow.Columns} from journal
            where n >= @from and (@kind = 0 or kind = @kind) and (@who = '' or who = @who) order by n limit @take
            """;
        var entries = new List<JournalEntry>();
        await database.ReadAsync(async session =>
        {
            await session.EachAsync(sql, reader => entries.Add(JournalRow.Read(reader, session.Vault).Entry),
                ("@from", from), ("@take", take), ("@kind", (long)(kind ?? 0)), ("@who", who ?? ""));
            return true;
        }, cancel);
        return entries;
    }

    /// <summary>Number of entries.</summary>
    public Task<long> CountAsync(CancellationToken cancel) =>
        database.ReadAsync(session => session.FirstAsync<long>("select n from journal_head where id = 1"), cancel);

    /// <summary>Reads the whole journal with every inspection and decision it vouches for, and says whether all is as it was written.</summary>
    public Task<JournalCheck> VerifyAsync(CancellationToken cancel) =>
        database.ReadAsync(session => new JournalVerification(session, witness.Read()).RunAsync(), cancel);

    /// <summary>Takes no more writes, ends those it took, and closes the second head.</summary>
    public async ValueTask DisposeAsync()
    {
        await writes.DisposeAsync();
        witness.Dispose();
    }

    /// <summary>A write that may append, in one transaction with whatever else comes at the same time; the second head follows once it is committed.</summary>
    internal Task<T> WriteAsync<T>(Func<Session, Task<T>> work, CancellationToken cancel) => writes.WriteAsync(work, cancel);

    /// <summary>Appends within a write of <see cref="WriteAsync"/>, whose transaction holds the head.</summary>
    internal async Task<JournalEntry> AppendAsync(Session session, JournalRecord record)
    {
        var row = new JournalRow(session.Head.N + 1, Stamp.Of(time.GetUtcNow()), (long)record.Kind, record.Who, record.Subject, record.Details, "");
        row = row with { Hash = row.HashAfter(session.Head.Hash) };
        await session.RunAsync("insert into journal (n, at, kind, who, subject, details, hash) values (@N, @At, @Kind, @Who, @Subject, @Details, @Hash)", row.Kept(session.Vault));
        session.Head = new(row.N, row.Hash);
        return row.Entry;
    }
}

/// <summary>The row of <c>journal_head</c>.</summary>
sealed class HeadRow
{
    public long N { get; init; }
    public object Kept { get; init; } = "";
    public string Hash { get; private set; } = "";

    /// <summary>The head; its hash is empty where it is not what was written.</summary>
    public static async Task<HeadRow?> FirstAsync(Session session, string sql)
    {
        var head = await session.FirstAsync<HeadRow>(sql);
        // Before the first entry there is no hash.
        if (head is { N: > 0 }) head.Hash = session.Vault.TryOpen(head.Kept, Places.JournalHead, Vault.Row(head.N)) ?? "";
        return head;
    }

    /// <summary>The head, held until the transaction ends: whoever else wants to append waits.</summary>
    public static async Task<JournalHead> TakeAsync(Session session) =>
        await FirstAsync(session, "update journal_head set n = n where id = 1 returning n as N, hash as Kept") switch
        {
            null => throw new StoreException("journalHeadMissing", "The journal has lost its head: verify it."),
            { N: > 0, Hash.Length: 0 } => throw new StoreException("sealBroken", "The journal's head is not what was written: verify the journal."),
            var head => new(head.N, head.Hash),
        };

    /// <summary>Writes the head as the transaction leaves it.</summary>
    public static Task PutAsync(Session session) => session.RunAsync("update journal_head set n = @N, hash = @Kept where id = 1",
        new { session.Head.N, Kept = session.Vault.Seal(session.Head.Hash, Places.JournalHead, Vault.Row(session.Head.N)) });
}
