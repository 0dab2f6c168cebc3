namespace Limen.Storage;

/// <summary>Keeps what an entry of a post's journal vouches for beside this node's own, marked with its post; once, however often it comes.</summary>
static class PostRows
{
    public static async Task KeepAsync(Session session, string post, PostEvent one)
    {
        if (one.Inspection is { } inspection) await session.RunAsync("""
            insert into inspections (id, started_at, officer, post, advice, body, origin) select @Id, @StartedAt, @Officer, @Post, @Advice, @Body, @origin
            where not exists (select 1 from inspections where id = @Id)
            """, new { inspection.Id, inspection.StartedAt, inspection.Officer, inspection.Post, inspection.Advice, Body = session.Vault.Seal(inspection.Body, Places.Inspection, inspection.Id), origin = post });
        if (one.Decision is { } decision) await session.RunAsync("""
            insert into decisions (inspection, seq, kind, decided_by, decided_at, reason, journal_n, origin)
            select @Inspection, @Seq, @Kind, @DecidedBy, @DecidedAt, @Reason, @N, @origin
            where not exists (select 1 from decisions where inspection = @Inspection and seq = @Seq)
            """, new { decision.Inspection, decision.Seq, decision.Kind, decision.DecidedBy, decision.DecidedAt, Reason = session.Vault.SealOrNull(decision.Reason, Places.DecisionReason, DecisionRow.Place(decision.Inspection, decision.Seq)), one.N, origin = post });
        if (one.Clearing is { } clearing) await session.RunAsync("""
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
            origin = post,
        });
        if (one.Withdrawal is { } withdrawal) await session.RunAsync(
            "update cleared_matches set withdrawn_by = @WithdrawnBy, withdrawn_at = @WithdrawnAt where id = @Id and origin = @origin and withdrawn_at is null",
            new { withdrawal.WithdrawnBy, withdrawal.WithdrawnAt, withdrawal.Id, origin = post });
    }
}
