using System.Text.Json;
using Limen.Inspections;

namespace Limen.Storage;

/// <summary>Inspections and the decisions on them, each in one transaction with its journal entry.</summary>
public sealed class InspectionRecords
{
    /// <summary>For so long an officer may correct his own decision.</summary>
    public static readonly TimeSpan Correctable = TimeSpan.FromMinutes(5);

    const string Standing = """
        select i.id as Id, i.origin as Origin, i.body as Body, d.seq as Seq, d.kind as Kind, d.decided_by as DecidedBy, d.decided_at as DecidedAt, d.reason as Reason
        from inspections i left join decisions d
        on d.inspection = i.id and d.seq = (select max(seq) from decisions last where last.inspection = i.id)
        """;

    readonly Database database;
    readonly Journal journal;

    internal InspectionRecords(Database database, Journal journal) => (this.database, this.journal) = (database, journal);

    /// <summary>Records an inspection, and a decision that came with it. On the disk when the task ends.</summary>
    /// <param name="inspection">The inspection.</param>
    /// <param name="policy">The policy by which it was judged.</param>
    /// <param name="decision">The decision, when it was taken at once; else null.</param>
    /// <param name="cancel">Before the commit, ends without a trace.</param>
    public Task RecordAsync(Inspection inspection, Policy policy, Decision? decision, CancellationToken cancel)
    {
        var row = new
        {
            Id = inspection.Id.ToString(),
            StartedAt = Stamp.Of(inspection.StartedAt),
            Officer = inspection.Request.AskedBy,
            inspection.Request.Post,
            Advice = (long)inspection.Verdict.Advice,
            Body = JsonSerializer.Serialize(new InspectionBody(inspection, policy), StoredJson.Events),
        };
        var details = JsonSerializer.Serialize(new
        {
            digest = InspectionRow.Digest(row.Id, row.StartedAt, row.Officer, row.Post, row.Advice, row.Body),
            purpose = inspection.Request.Purpose.ToString(),
            advice = inspection.Verdict.Advice.ToString(),
        });
        return journal.WriteAsync(async session =>
        {
            await session.RunAsync("insert into inspections (id, started_at, officer, post, advice, body) values (@Id, @StartedAt, @Officer, @Post, @Advice, @Body)",
                new { row.Id, row.StartedAt, row.Officer, row.Post, row.Advice, Body = session.Vault.Seal(row.Body, Places.Inspection, row.Id) });
            await journal.AppendAsync(session, new(JournalKind.Inspection, row.Officer, row.Id, details));
            if (decision is not null) await AddAsync(session, row.Id, 1, decision);
            return true;
        }, cancel);
    }

    /// <summary>One inspection; null when there is none of this id.</summary>
    public async Task<RecordedInspection?> FindAsync(Guid id, CancellationToken cancel)
    {
        var row = await database.ReadAsync(session => session.FirstAsync<InspectionRow>($"{Standing} where i.id = @id", new { id = id.ToString() }), cancel);
        return row?.Recorded(database.Vault);
    }

    /// <summary>A day's inspections, newest first.</summary>
    /// <param name="day">The day, by UTC.</param>
    /// <param name="officer">Only this officer's; null for all.</param>
    /// <param name="before">Only those started before this one; null from the newest.</param>
    /// <param name="take">At most so many.</param>
    /// <param name="cancel">Ends the reading.</param>
    public async Task<IReadOnlyList<RecordedInspection>> OfDayAsync(DateOnly day, string? officer, Guid? before, int take, CancellationToken cancel)
    {
        const string page = """
            where i.started_at >= @first and i.started_at < @next and (@officer = '' or i.officer = @officer)
            and (@before = '' or (i.started_at, i.id) < (select b.started_at, b.id from inspections b where b.id = @before))
            order by i.started_at desc, i.id desc limit @take
            """;
        var values = new { first = Stamp.Of(day), next = Stamp.Of(day.AddDays(1)), officer = officer ?? "", before = before?.ToString() ?? "", take };
        var rows = await database.ReadAsync(session => session.RowsAsync<InspectionRow>($"{Standing} {page}", values), cancel);
        return [.. rows.Select(row => row.Recorded(database.Vault)).OfType<RecordedInspection>()];
    }

    /// <summary>Decides on an inspection. A second decision is taken only as its officer's own correction within <see cref="Correctable"/>.</summary>
    public Task<DecisionOutcome> DecideAsync(Guid id, Decision decision, CancellationToken cancel) => journal.WriteAsync(async session =>
    {
        var inspection = id.ToString();
        // Writing first makes a second decision on the same inspection wait for this one, in both databases.
        if (await session.RunAsync("update inspections set advice = advice where id = @inspection", new { inspection }) == 0) return DecisionOutcome.NotFound;
        if (await session.FirstAsync<string>("select origin from inspections where id = @inspection", new { inspection }) is { Length: > 0 }) return DecisionOutcome.OfPost;
        const string sql = "select seq as Seq, decided_by as DecidedBy, decided_at as DecidedAt from decisions where inspection = @inspection order by seq desc limit 1";
        var standing = await session.FirstAsync<DecisionRow>(sql, new { inspection });
        if (standing is not null && !Corrects(decision, standing)) return DecisionOutcome.AlreadyDecided;
        await AddAsync(session, inspection, (standing?.Seq ?? 0) + 1, decision);
        return standing is null ? DecisionOutcome.Recorded : DecisionOutcome.Corrected;
    }, cancel);

    static bool Corrects(Decision decision, DecisionRow standing) =>
        decision.By == standing.DecidedBy && decision.At - Stamp.Read(standing.DecidedAt) <= Correctable;

    async Task AddAsync(Session session, string inspection, long seq, Decision decision)
    {
        var at = Stamp.Of(decision.At);
        var digest = DecisionRow.Digest(inspection, seq, (long)decision.Kind, decision.By, at, decision.Reason);
        var details = JsonSerializer.Serialize(new { digest, decision = decision.Kind.ToString(), seq });
        var entry = await journal.AppendAsync(session, new(JournalKind.Decision, decision.By, inspection, details));
        const string sql = """
            insert into decisions (inspection, seq, kind, decided_by, decided_at, reason, journal_n)
            values (@inspection, @seq, @kind, @by, @at, @reason, @n)
            """;
        var reason = session.Vault.SealOrNull(decision.Reason, Places.DecisionReason, DecisionRow.Place(inspection, seq));
        await session.RunAsync(sql, new { inspection, seq, kind = (long)decision.Kind, by = decision.By, at, reason, n = entry.N });
    }
}
