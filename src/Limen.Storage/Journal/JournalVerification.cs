
namespace Limen.Storage;

/// <summary>One reading of the whole journal. The heads are read first, so that what is appended meanwhile does no harm.</summary>
sealed class JournalVerification(Session session, JournalHead? witness)
{
    readonly RetiredRanges retired = new(ofPosts: false), retiredOfPosts = new(ofPosts: true);
    JournalCheck? broken;
    string previous = "";
    long last;

    public async Task<JournalCheck> RunAsync()
    {
        var head = await HeadRow.FirstAsync(session, "select n as N, hash as Kept from journal_head where id = 1");
        if (head is null) return new(0, 1, "journalCut", "The journal's head is missing.");
        await session.EachAsync($"select {JournalRow.Columns} from journal order by n", reader => Link(JournalRow.Read(reader, session.Vault), head));
        if (broken is null) Ends(head);
        if (broken is null) await InspectionsAsync();
        if (broken is null) await DecisionsAsync();
        if (broken is null) await ClearingsAsync();
        if (broken is null) await TrustAsync();
        if (broken is null) broken = await new PostChainVerification(session, last, retiredOfPosts).RunAsync();
        return broken ?? new(last, null, null, $"{last} entries, all as they were written.");
    }

    void Link(JournalRow row, HeadRow head)
    {
        if (broken is not null) return;
        if (row.N != last + 1) Break(last + 1, "journalGap", $"Entry {last + 1} is missing.");
        else if (row.Hash != row.HashAfter(previous)) Break(row.N, "journalAltered", $"Entry {row.N} is not what was written.");
        else if (row.N == head.N && row.Hash != head.Hash) Break(row.N, "journalAltered", $"Entry {row.N} is not the one that the journal's head names.");
        else if (row.N == witness?.N && !Witnessed(row.Hash)) Break(row.N, "journalAltered", $"Entry {row.N} is not the one that the second head names.");
        if (broken is null && row.Kind == (long)JournalKind.PartitionRetired)
        {
            retired.Add(row);
            retiredOfPosts.Add(row);
        }
        (last, previous) = (row.N, row.Hash);
    }

    bool Witnessed(string hash) => JournalWitness.IsOf(witness!.Value, hash, session.Vault);

    void Ends(HeadRow head)
    {
        var told = Math.Max(head.N, witness?.N ?? 0);
        if (last < told) Break(last + 1, "journalCut", $"The journal ends after entry {last}, but reached {told}.");
        else if (witness is { N: < 0 }) Break(last + 1, "secondHeadDamaged", $"All {last} entries are as they were written, but the file that witnesses how many there are (journal.head) is damaged: whether more were there cannot be told.");
    }

    Task InspectionsAsync() => ComparedAsync(
        JournalKind.Inspection, "inspection",
        """
        select j.n, j.details, i.id, i.started_at, i.officer, i.post, i.advice, i.body, j.subject
        from journal j left join inspections i on i.id = j.subject where j.kind = @kind order by j.n
        """,
        "select count(*) from inspections i where i.origin = '' and not exists (select 1 from journal j where j.subject = i.id and j.kind = 1)",
        reader => InspectionRow.Digest(reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5), reader.GetInt64(6),
            session.Vault.TryOpen(reader.GetValue(7), Places.Inspection, reader.GetString(2)) ?? ""));

    Task DecisionsAsync() => ComparedAsync(
        JournalKind.Decision, "decision",
        """
        select j.n, j.details, d.inspection, d.seq, d.kind, d.decided_by, d.decided_at, d.reason, j.subject
        from journal j left join decisions d on d.inspection = j.subject and d.journal_n = j.n and d.origin = '' where j.kind = @kind order by j.n
        """,
        "select count(*) from decisions d where d.origin = '' and not exists (select 1 from journal j where j.n = d.journal_n and j.subject = d.inspection and j.kind = 2)",
        reader => DecisionRow.Digest(reader.GetString(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetString(5), reader.GetString(6),
            reader.IsDBNull(7) ? null : session.Vault.TryOpen(reader.GetValue(7), Places.DecisionReason, DecisionRow.Place(reader.GetString(2), reader.GetInt64(3))) ?? ""));

    async Task ClearingsAsync()
    {
        var columns = string.Join(", ", ClearedRow.Columns.Split(',').Select(column => $"c.{column.Trim()}"));
        var told = $"select j.n, j.details, {columns} from journal j left join cleared_matches c on c.id = j.subject";
        await ComparedAsync(
            JournalKind.MatchCleared, "clearing", $"{told} where j.kind = @kind order by j.n",
            "select count(*) from cleared_matches c where c.origin = '' and not exists (select 1 from journal j where j.subject = c.id and j.kind = 21)",
            reader => ClearedRow.Read(reader, 2, session.Vault).Digest);
        if (broken is not null) return;
        await ComparedAsync(
            JournalKind.ClearingWithdrawn, "clearing", $"{told} where j.kind = @kind order by j.n",
            "select count(*) from cleared_matches c where c.origin = '' and c.withdrawn_at is not null and not exists (select 1 from journal j where j.subject = c.id and j.kind = 22)",
            reader => ClearedRow.Read(reader, 2, session.Vault).WithdrawalDigest);
    }

    // Read again where an import came in between.
    async Task TrustAsync()
    {
        const string sql = "select n as N, details as Kept from journal where kind = @kind order by n desc limit 1";
        var kind = (long)JournalKind.TrustImported;
        ImportRow? told, still;
        string? found;
        do
        {
            told = await session.FirstAsync<ImportRow>(sql, new { kind });
            found = await TrustLoading.DigestAsync(session);
            still = await session.FirstAsync<ImportRow>(sql, new { kind });
        }
        while (told?.N != still?.N);
        if (told is null ? await session.FirstAsync<long>("select count(*) from trust") > 0 : Told(told.N, told.Kept) != found)
            Break(told?.N ?? last, "trustAltered", $"The certificates that are trusted are not those that entry {told?.N ?? last} left.");
    }

    async Task ComparedAsync(JournalKind kind, string what, string sql, string unknown, Func<System.Data.Common.DbDataReader, string?> digest)
    {
        await session.EachAsync(sql, reader =>
        {
            if (broken is not null) return;
            var n = reader.GetInt64(0);
            if (reader.IsDBNull(2) && reader.GetValue(reader.FieldCount - 1) is string subject && retired.Gone(kind, subject, n)) return;
            if (reader.IsDBNull(2)) Break(n, what + "Missing", $"The {what} that entry {n} tells of is missing.");
            else if (Told(n, reader.GetValue(1)) != digest(reader)) Break(n, what + "Altered", $"The {what} that entry {n} tells of is not what was written.");
        }, ("@kind", (long)kind));
        var strangers = broken is null ? await session.FirstAsync<long>(unknown) : 0;
        if (strangers > 0) Break(last, what + "Unknown", $"The store holds {strangers} of kind {what} that the journal does not know.");
    }

    void Break(long at, string code, string words) => broken = new(at - 1, at, code, words);

    // The chain has been followed by now: what cannot be opened would have broken it.
    string? Told(long n, object details) => JournalRow.Told(session.Vault.Open(details, Places.JournalDetails, Vault.Row(n)));

    sealed class ImportRow
    {
        public long N { get; init; }
        public object Kept { get; init; } = "";
    }
}
