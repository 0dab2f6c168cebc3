using System.Text.Json;

namespace Limen.Storage;

/// <summary>
/// How long inspections and their decisions are kept: what is older goes by whole months, each time with a journal entry that says what went, so
/// that the journal still proves that nothing else is missing. On PostgreSQL a month is a partition and is dropped; on SQLite its rows are deleted.
/// </summary>
public sealed class Retention
{
    const int FewestMonths = 1, MonthsAhead = 2;

    readonly Database database;
    readonly Journal journal;
    readonly TimeProvider time;

    internal Retention(Database database, Journal journal, TimeProvider time) => (this.database, this.journal, this.time) = (database, journal, time);

    /// <summary>Makes the partitions of the coming months; does nothing on SQLite. To be done at the start and then daily or more often.</summary>
    public Task PrepareAsync(CancellationToken cancel) =>
        database.PrepareAsync([.. Enumerable.Range(0, MonthsAhead + 1).Select(ahead => MonthOf(Today).AddMonths(ahead))], cancel);

    /// <summary>What <see cref="RetireAsync"/> would take away now.</summary>
    /// <param name="keepMonths">Whole months to keep besides the one that runs; at least 1.</param>
    /// <param name="cancel">Ends the reading.</param>
    public Task<Retired> CountAsync(int keepMonths, CancellationToken cancel)
    {
        var before = Before(keepMonths);
        return database.ReadAsync(async session => new Retired(before, await CountAsync(session, "inspections", "id", "", IdBounds.Of(before)), await CountAsync(session, "decisions", "inspection", "", IdBounds.Of(before))), cancel);
    }

    /// <summary>Takes away what is older, oldest first, in one transaction a month (PostgreSQL) or day (SQLite), each with its journal entry.</summary>
    /// <param name="keepMonths">Whole months to keep besides the one that runs; at least 1.</param>
    /// <param name="by">Who has it done.</param>
    /// <param name="cancel">Between two transactions, ends it.</param>
    public async Task<Retired> RetireAsync(int keepMonths, string by, CancellationToken cancel)
    {
        var retired = new Retired(Before(keepMonths), 0, 0);
        while (await OldestAsync(retired.Before, cancel) is { } oldest)
        {
            var slice = database.SliceOf(oldest);
            var gone = await journal.WriteAsync(session => RetireSliceAsync(session, slice, by), cancel);
            retired = retired with { Inspections = retired.Inspections + gone.Inspections, Decisions = retired.Decisions + gone.Decisions };
        }
        return retired;
    }

    DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);

    DateOnly Before(int keepMonths)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(keepMonths, FewestMonths);
        return MonthOf(Today).AddMonths(-keepMonths);
    }

    Task<DateOnly?> OldestAsync(DateOnly before, CancellationToken cancel) => database.ReadAsync(async session =>
    {
        const string sql = "select min(id) from (select min(id) as id from inspections where id < @to union all select min(inspection) as id from decisions where inspection < @to) oldest";
        return await session.FirstAsync<string?>(sql, new { to = IdBounds.FirstOf(before) }) is { } id ? IdBounds.DayOf(id) : (DateOnly?)null;
    }, cancel);

    async Task<Retired> RetireSliceAsync(Session session, IdBounds slice, string by)
    {
        // What this node's own journal tells of, and what the journals of its posts tell of: each counts for its own proof.
        var own = new
        {
            slice.From,
            slice.To,
            Inspections = await CountAsync(session, "inspections", "id", "join journal j on j.subject = i.id and j.kind = 1", slice),
            Decisions = await CountAsync(session, "decisions", "inspection", "join journal j on j.n = i.journal_n and j.subject = i.inspection and j.kind = 2", slice),
            PostInspections = await CountAsync(session, "inspections", "id", "join post_journal p on p.subject = i.id and p.kind = 1 and p.flaw is null", slice),
            PostDecisions = await CountAsync(session, "decisions", "inspection", "join post_journal p on p.subject = i.inspection and p.n = i.journal_n and p.kind = 2 and p.flaw is null and i.origin <> ''", slice),
        };
        var gone = new Retired(slice.Next, await CountAsync(session, "inspections", "id", "", slice), await CountAsync(session, "decisions", "inspection", "", slice));
        await database.DropAsync(session, slice);
        var details = JsonSerializer.Serialize(new
        {
            from = own.From,
            to = own.To,
            inspections = own.Inspections,
            decisions = own.Decisions,
            postInspections = own.PostInspections,
            postDecisions = own.PostDecisions,
            rows = gone.Inspections + gone.Decisions,
        });
        await journal.AppendAsync(session, new(JournalKind.PartitionRetired, by, slice.Name, details));
        return gone;
    }

    static Task<long> CountAsync(Session session, string table, string key, string vouched, IdBounds slice) =>
        session.FirstAsync<long>($"select count(*) from {table} i {vouched} where i.{key} >= @From and i.{key} < @To", new { slice.From, slice.To });
}

/// <summary>What was retired, or would be.</summary>
/// <param name="Before">First day that is kept, UTC.</param>
/// <param name="Inspections">Inspections that began before it.</param>
/// <param name="Decisions">Decisions on them.</param>
public sealed record Retired(DateOnly Before, long Inspections, long Decisions);
