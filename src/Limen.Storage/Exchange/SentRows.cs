namespace Limen.Storage;

/// <summary>Reads what an entry of this node's journal vouches for; null where it is gone. What cannot be opened is sent empty: the hub then sees that it is not what was written.</summary>
static class SentRows
{
    public static async Task<SentInspection?> InspectionAsync(Session session, JournalRow entry)
    {
        SentInspection? found = null;
        await session.EachAsync(
            "select id, started_at, officer, post, advice, body from inspections where id = @id",
            reader => found = new(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetInt64(4),
                session.Vault.TryOpen(reader.GetValue(5), Places.Inspection, reader.GetString(0)) ?? ""),
            ("@id", entry.Subject));
        return found;
    }

    public static Task<SentDecision?> DecisionAsync(Session session, JournalRow entry) => DecisionAsync(session, entry, "=");

    /// <summary>The same at a hub, of a post's journal.</summary>
    public static Task<SentDecision?> DecisionOfPostAsync(Session session, JournalRow entry) => DecisionAsync(session, entry, "<>");

    static async Task<SentDecision?> DecisionAsync(Session session, JournalRow entry, string origin)
    {
        SentDecision? found = null;
        await session.EachAsync(
            $"select inspection, seq, kind, decided_by, decided_at, reason from decisions where inspection = @id and journal_n = @n and origin {origin} ''",
            reader => found = new(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetString(3), reader.GetString(4),
                reader.IsDBNull(5) ? null : session.Vault.TryOpen(reader.GetValue(5), Places.DecisionReason, DecisionRow.Place(reader.GetString(0), reader.GetInt64(1))) ?? ""),
            ("@id", entry.Subject), ("@n", entry.N));
        return found;
    }

    public static async Task<SentClearing?> ClearingAsync(Session session, JournalRow entry) => await RowAsync(session, entry) is { } row
        ? new(row.Id, row.Traveller, row.List, row.EntryId, row.EntryDigest, row.Inspection, row.ClearedBy, row.ClearedAt, row.Reason, row.Until)
        : null;

    public static async Task<SentWithdrawal?> WithdrawalAsync(Session session, JournalRow entry) =>
        await RowAsync(session, entry) is { WithdrawnBy: { } by, WithdrawnAt: { } at } row ? new(row.Id, by, at) : null;

    static async Task<ClearedRow?> RowAsync(Session session, JournalRow entry)
    {
        ClearedRow? found = null;
        await session.EachAsync($"select {ClearedRow.Columns} from cleared_matches where id = @id", reader => found = ClearedRow.Read(reader, 0, session.Vault), ("@id", entry.Subject));
        return found;
    }
}
