using System.Text.Json;

namespace Limen.Storage;

/// <summary>One reading of the posts' journals at a hub, with what they vouch for. This hub's own journal names where each of them stood.</summary>
sealed class PostChainVerification(Session session, long own)
{
    // After what each row is told by come the columns of what is told of.
    const int First = 5;

    JournalCheck? broken;

    /// <summary>Null when all holds.</summary>
    public async Task<JournalCheck?> RunAsync()
    {
        var told = await ToldAsync();
        var chains = await ChainRow.AllAsync(session);
        foreach (var chain in chains.Where(_ => broken is null)) await LinkAsync(chain, told.GetValueOrDefault((chain.Post, chain.Store)));
        if (broken is null && told.Keys.Except(chains.Select(chain => (chain.Post, chain.Store))).FirstOrDefault() is { Post: { } lost })
            Break(1, "postJournalCut", $"The journal of {lost} is missing.");
        if (broken is null) await RowsAsync();
        return broken;
    }

    // The newest place of each journal of which this node's own, already verified, tells.
    async Task<Dictionary<(string Post, string Store), JournalHead>> ToldAsync()
    {
        var told = new Dictionary<(string, string), JournalHead>();
        await session.EachAsync("select subject, details, n from journal where kind = @kind and n <= @own order by n", reader =>
        {
            using var details = JsonDocument.Parse(session.Vault.Open(reader.GetValue(1), Places.JournalDetails, Vault.Row(reader.GetInt64(2))));
            var root = details.RootElement;
            told[(reader.GetString(0), root.GetProperty("store").GetString()!)] = new(root.GetProperty("to").GetInt64(), root.GetProperty("hash").GetString()!);
        }, ("@kind", (long)JournalKind.EventsReceived), ("@own", own));
        return told;
    }

    async Task LinkAsync(ChainRow chain, JournalHead told)
    {
        var (last, previous) = (0L, "");
        await session.EachAsync(
            "select n, at, kind, who, subject, details, hash from post_journal where post = @post and store = @store order by n",
            reader =>
            {
                if (broken is not null) return;
                var row = new JournalRow(
                    reader.GetInt64(0), reader.GetString(1), reader.GetInt64(2), reader.GetString(3), reader.GetString(4),
                    session.Vault.TryOpen(reader.GetValue(5), Places.PostDetails, chain.Place(reader.GetInt64(0))) ?? "",
                    session.Vault.TryOpen(reader.GetValue(6), Places.PostHash, chain.Place(reader.GetInt64(0))) ?? "");
                if (row.N != last + 1) Break(last + 1, "postJournalGap", $"Entry {last + 1} of the journal of {chain.Post} is missing.");
                else if (row.Hash != row.HashAfter(previous)) Break(row.N, "postJournalAltered", $"Entry {row.N} of the journal of {chain.Post} is not what was sent.");
                else if ((row.N == chain.N && row.Hash != chain.Hash) || (row.N == told.N && row.Hash != told.Hash))
                    Break(row.N, "postJournalAltered", $"Entry {row.N} of the journal of {chain.Post} is not the one that was taken in.");
                (last, previous) = (row.N, row.Hash);
            }, ("@post", chain.Post), ("@store", chain.Store));
        if (broken is null && last < Math.Max(chain.N, told.N))
            Break(last + 1, "postJournalCut", $"The journal of {chain.Post} ends after entry {last}, but reached {Math.Max(chain.N, told.N)}.");
    }

    async Task RowsAsync()
    {
        await ComparedAsync(
            JournalKind.Inspection, "inspection",
            "select p.n, p.details, p.post, p.store, p.subject, i.id, i.started_at, i.officer, i.post, i.advice, i.body from post_journal p left join inspections i on i.id = p.subject",
            "inspections i where i.origin <> '' and not exists (select 1 from post_journal p where p.subject = i.id and p.kind = 1 and p.post = i.origin)",
            reader => InspectionRow.Digest(reader.GetString(5), reader.GetString(6), reader.GetString(7), reader.GetString(8), reader.GetInt64(9),
                session.Vault.TryOpen(reader.GetValue(10), Places.Inspection, reader.GetString(5)) ?? ""));
        await ComparedAsync(
            JournalKind.Decision, "decision",
            """
            select p.n, p.details, p.post, p.store, p.subject, d.inspection, d.seq, d.kind, d.decided_by, d.decided_at, d.reason
            from post_journal p left join decisions d on d.inspection = p.subject and d.journal_n = p.n and d.origin <> ''
            """,
            "decisions d where d.origin <> '' and not exists (select 1 from post_journal p where p.subject = d.inspection and p.n = d.journal_n and p.kind = 2 and p.post = d.origin)",
            reader => DecisionRow.Digest(reader.GetString(5), reader.GetInt64(6), reader.GetInt64(7), reader.GetString(8), reader.GetString(9),
                reader.IsDBNull(10) ? null : session.Vault.TryOpen(reader.GetValue(10), Places.DecisionReason, DecisionRow.Place(reader.GetString(5), reader.GetInt64(6))) ?? ""));
        var columns = string.Join(", ", ClearedRow.Columns.Split(',').Select(column => $"c.{column.Trim()}"));
        var clearings = $"select p.n, p.details, p.post, p.store, p.subject, {columns} from post_journal p left join cleared_matches c on c.id = p.subject";
        await ComparedAsync(
            JournalKind.MatchCleared, "clearing", clearings,
            "cleared_matches c where c.origin <> '' and not exists (select 1 from post_journal p where p.subject = c.id and p.kind = 21 and p.post = c.origin)",
            reader => ClearedRow.Read(reader, First, session.Vault).Digest);
        await ComparedAsync(
            JournalKind.ClearingWithdrawn, "clearing", clearings,
            "cleared_matches c where c.origin <> '' and c.withdrawn_at is not null and not exists (select 1 from post_journal p where p.subject = c.id and p.kind = 22 and p.post = c.origin)",
            reader => ClearedRow.Read(reader, First, session.Vault).WithdrawalDigest);
    }

    async Task ComparedAsync(JournalKind kind, string what, string rows, string unknown, Func<System.Data.Common.DbDataReader, string?> digest)
    {
        if (broken is not null) return;
        await session.EachAsync($"{rows} where p.kind = @kind and p.flaw is null order by p.post, p.n", reader =>
        {
            if (broken is not null) return;
            var n = reader.GetInt64(0);
            if (reader.IsDBNull(First)) Break(n, what + "Missing", $"The {what} that entry {n} of a post's journal tells of is missing.");
            else if (JournalRow.Told(Details(reader)) != digest(reader)) Break(n, what + "Altered", $"The {what} that entry {n} of a post's journal tells of is not what was sent.");
        }, ("@kind", (long)kind));
        if (broken is null && await session.FirstAsync<long>($"select count(*) from {unknown}") is > 0 and var strangers)
            Break(own, what + "Unknown", $"The store holds {strangers} of kind {what} that no post's journal knows.");
    }

    string Details(System.Data.Common.DbDataReader reader) => session.Vault.Open(
        reader.GetValue(1), Places.PostDetails, new ChainRow { Post = reader.GetString(2), Store = reader.GetString(3) }.Place(reader.GetInt64(0)));

    void Break(long at, string code, string words) => broken = new(own, at, code, words);
}
