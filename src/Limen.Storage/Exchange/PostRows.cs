namespace Limen.Storage;

/// <summary>
/// Keeps what an entry of a post's journal vouches for beside this node's own, marked with its post; once, however often it comes. What stands
/// under an id already stays as it is: a post takes nothing from another, nor from this node.
/// </summary>
static class PostRows
{
    /// <summary>Null when the row stands as the entry tells; else why it does not.</summary>
    public static Task<string?> KeepAsync(Session session, ChainRow chain, PostEvent one) => one switch
    {
        { Inspection: { } inspection } => KeepAsync(session, chain, one, inspection),
        { Decision: { } decision } => KeepAsync(session, chain, one, decision),
        { Clearing: { } clearing } => KeepAsync(session, chain, one, clearing),
        { Withdrawal: { } withdrawal } => KeepAsync(session, chain, one, withdrawal),
        _ => Task.FromResult<string?>(null),
    };

    static async Task<string?> KeepAsync(Session session, ChainRow chain, PostEvent one, SentInspection inspection)
    {
        var kept = await session.RunAsync("""
            insert into inspections (id, started_at, officer, post, advice, body, origin) select @Id, @StartedAt, @Officer, @Post, @Advice, @Body, @origin
            where not exists (select 1 from inspections where id = @Id)
            """, new { inspection.Id, inspection.StartedAt, inspection.Officer, inspection.Post, inspection.Advice, Body = session.Vault.Seal(inspection.Body, Places.Inspection, inspection.Id), origin = chain.Post });
        if (kept > 0) return null;
        // A post that has enrolled under another name tells all of it again.
        return await SentRows.InspectionAsync(session, one.Row) == inspection && !await IsOwnAsync(session, "inspections", inspection.Id) ? null : "inspectionTaken";
    }

    static async Task<string?> KeepAsync(Session session, ChainRow chain, PostEvent one, SentDecision decision)
    {
        var kept = await session.RunAsync("""
            insert into decisions (inspection, seq, kind, decided_by, decided_at, reason, journal_n, origin)
            select @Inspection, @Seq, @Kind, @DecidedBy, @DecidedAt, @Reason, @N, @origin
            where not exists (select 1 from decisions where inspection = @Inspection and seq = @Seq)
            and not exists (select 1 from inspections i where i.id = @Inspection and i.origin <> @origin
              and not exists (select 1 from post_journal p where p.subject = i.id and p.kind = 1 and p.store = @Store and p.flaw is null))
            """, new { decision.Inspection, decision.Seq, decision.Kind, decision.DecidedBy, decision.DecidedAt, Reason = session.Vault.SealOrNull(decision.Reason, Places.DecisionReason, DecisionRow.Place(decision.Inspection, decision.Seq)), one.N, origin = chain.Post, chain.Store });
        if (kept > 0) return null;
        return await SentRows.DecisionOfPostAsync(session, one.Row) == decision ? null : "decisionTaken";
    }

    static async Task<string?> KeepAsync(Session session, ChainRow chain, PostEvent one, SentClearing clearing)
    {
        var kept = await session.RunAsync("""
            insert into cleared_matches (id, traveller, list, entry_id, entry_digest, inspection, cleared_by, cleared_at, reason, until, origin)
            select @Id, @Traveller, @List, @EntryId, @EntryDigest, @Inspection, @ClearedBy, @ClearedAt, @Reason, @Until, @origin
            where not exists (select 1 from cleared_matches where id = @Id)
            """, new
        {
            clearing.Id,
            clearing.Traveller,
            clearing.List,
            EntryId = session.Vault.SealName(clearing.EntryId),
            EntryDigest = session.Vault.Seal(clearing.EntryDigest, Places.ClearedDigest, clearing.Id),
            clearing.Inspection,
            clearing.ClearedBy,
            clearing.ClearedAt,
            Reason = session.Vault.Seal(clearing.Reason, Places.ClearedReason, clearing.Id),
            clearing.Until,
            origin = chain.Post,
        });
        if (kept > 0) return null;
        return await SentRows.ClearingAsync(session, one.Row) == clearing && !await IsOwnAsync(session, "cleared_matches", clearing.Id) ? null : "clearingTaken";
    }

    static async Task<string?> KeepAsync(Session session, ChainRow chain, PostEvent one, SentWithdrawal withdrawal)
    {
        var kept = await session.RunAsync(
            "update cleared_matches set withdrawn_by = @WithdrawnBy, withdrawn_at = @WithdrawnAt where id = @Id and origin = @origin and withdrawn_at is null",
            new { withdrawal.WithdrawnBy, withdrawal.WithdrawnAt, withdrawal.Id, origin = chain.Post });
        return kept > 0 || await SentRows.WithdrawalAsync(session, one.Row) == withdrawal ? null : "clearingTaken";
    }

    static async Task<bool> IsOwnAsync(Session session, string table, string id) =>
        await session.FirstAsync<string>($"select origin from {table} where id = @id", new { id }) is { Length: 0 };
}
