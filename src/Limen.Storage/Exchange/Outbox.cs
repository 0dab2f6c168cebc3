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
        var previous = await session.FirstAsync<string>("select hash from journal where n = @last", new { last }) ?? "";
        const string sql = """
            select n as N, at as At, kind as Kind, who as Who, subject as Subject, details as Details, hash as Hash
            from journal where n > @last order by n limit @most
            """;
        var events = new List<PostEvent>();
        var bytes = 0L;
        foreach (var row in await session.RowsAsync<JournalRow>(sql, new { last, most }))
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
                const string inspection = "select id as Id, started_at as StartedAt, officer as Officer, post as Post, advice as Advice, body as Body from inspections where id = @Subject";
                return told with { Inspection = await session.FirstAsync<SentInspection>(inspection, row) };
            case JournalKind.Decision:
                const string decision = """
                    select inspection as Inspection, seq as Seq, kind as Kind, decided_by as DecidedBy, decided_at as DecidedAt, reason as Reason
                    from decisions where inspection = @Subject and journal_n = @N and origin = ''
                    """;
                return told with { Decision = await session.FirstAsync<SentDecision>(decision, row) };
            case JournalKind.MatchCleared:
                const string clearing = """
                    select id as Id, traveller as Traveller, list as List, entry_id as EntryId, entry_digest as EntryDigest, inspection as Inspection,
                    cleared_by as ClearedBy, cleared_at as ClearedAt, reason as Reason, until as Until from cleared_matches where id = @Subject
                    """;
                return told with { Clearing = await session.FirstAsync<SentClearing>(clearing, row) };
            case JournalKind.ClearingWithdrawn:
                const string withdrawal = "select id as Id, withdrawn_by as WithdrawnBy, withdrawn_at as WithdrawnAt from cleared_matches where id = @Subject and withdrawn_at is not null";
                return told with { Withdrawal = await session.FirstAsync<SentWithdrawal>(withdrawal, row) };
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
