namespace Limen.Storage;

/// <summary>How a post stands with its hub.</summary>
/// <param name="Waiting">Journal entries that the hub has not taken in yet.</param>
/// <param name="OldestAt">When the oldest of them was written; null when none waits.</param>
/// <param name="LastAcknowledgedAt">When the hub last took something in; null before the first time.</param>
/// <param name="Trouble">Null, or the code with which the hub refuses to go on.</param>
public sealed record OutboxState(long Waiting, DateTimeOffset? OldestAt, DateTimeOffset? LastAcknowledgedAt, string? Trouble);

/// <summary>
/// What this node has still to tell its hub. The journal itself is the outbox: an event is an entry with what it vouches for, and only the
/// place up to which the hub has them is kept beside it; see docs/decisions/0020-exchange.md.
/// </summary>
public sealed class Outbox
{
    readonly Database database;
    readonly StoreIdentity identity;
    readonly TimeProvider time;

    internal Outbox(Database database, StoreIdentity identity, TimeProvider time) => (this.database, this.identity, this.time) = (database, identity, time);

    /// <summary>How much waits, since when, and what keeps it.</summary>
    public Task<OutboxState> StateAsync(CancellationToken cancel) => database.ReadAsync(async session =>
    {
        const string sql = """
            select h.n - o.n as Waiting, (select at from journal where n = o.n + 1) as OldestAt, o.at as LastAt, o.trouble as Trouble
            from outbox o, journal_head h where o.id = 1 and h.id = 1
            """;
        var row = (await session.FirstAsync<StateRow>(sql))!;
        return new OutboxState(row.Waiting, Stamp.ReadOrNull(row.OldestAt), Stamp.ReadOrNull(row.LastAt), row.Trouble);
    }, cancel);

    /// <summary>What comes next; without events when nothing waits.</summary>
    /// <param name="most">At most so many events.</param>
    /// <param name="mostBytes">No further event when this is reached; one comes in any case.</param>
    /// <param name="cancel">Ends the reading.</param>
    public Task<EventBatch> NextAsync(int most, long mostBytes, CancellationToken cancel) => database.ReadAsync(async session =>
    {
        var last = await session.FirstAsync<long>("select n from outbox where id = 1");
        var rows = new List<JournalRow>();
        await session.EachAsync(
            $"select {JournalRow.Columns} from journal where n >= @last order by n limit @most",
            reader => rows.Add(JournalRow.Read(reader, session.Vault)), ("@last", last), ("@most", most + 1L));
        var previous = rows is [{ } before, ..] && before.N == last ? before.Hash : "";
        var events = new List<PostEvent>();
        var bytes = 0L;
        foreach (var row in rows.Where(row => row.N > last).Take(most))
        {
            if (bytes >= mostBytes) break;
            events.Add(await WithWhatItVouchesForAsync(session, row));
            bytes += row.Details.Length + (events[^1].Inspection?.Body.Length ?? 0);
        }
        return new EventBatch(EventBatch.CurrentFormat, identity.Store, last + 1, previous, events);
    }, cancel);

    /// <summary>Keeps what the hub has answered. It may also be less than before: a hub that was put back from a copy asks again from where it is.</summary>
    public Task KeepAsync(EventReceipt receipt, CancellationToken cancel) => database.WriteAsync(session => session.RunAsync("""
        update outbox set at = case when n < @Acknowledged then @at else at end, trouble = @trouble,
        n = case when @Acknowledged <= (select n from journal_head where id = 1) then @Acknowledged else n end where id = 1
        """, new { receipt.Acknowledged, at = Stamp.Of(time.GetUtcNow()), trouble = receipt.Refused == "chainGap" ? null : receipt.Refused }), cancel);

    static async Task<PostEvent> WithWhatItVouchesForAsync(Session session, JournalRow row)
    {
        var told = new PostEvent(row.N, row.At, row.Kind, row.Who, row.Subject, row.Details, row.Hash);
        switch ((JournalKind)row.Kind)
        {
            case JournalKind.Inspection:
                return told with { Inspection = await SentRows.InspectionAsync(session, row) };
            case JournalKind.Decision:
                return told with { Decision = await SentRows.DecisionAsync(session, row) };
            case JournalKind.MatchCleared:
                return told with { Clearing = await SentRows.ClearingAsync(session, row) };
            case JournalKind.ClearingWithdrawn:
                return told with { Withdrawal = await SentRows.WithdrawalAsync(session, row) };
            default:
                return told;
        }
    }

    sealed class StateRow
    {
        public long Waiting { get; init; }
        public string? OldestAt { get; init; }
        public string? LastAt { get; init; }
        public string? Trouble { get; init; }
    }
}
