namespace Limen.Storage;

/// <summary>Looks over a store for damage, beside whoever works with it, and changes nothing.</summary>
public sealed class StoreCheckup
{
    const int Newest = 1000;

    readonly Database database;
    readonly StoreLocation where;
    readonly Lists lists;
    readonly IndexFolder indexes;
    readonly Journal journal;
    readonly JournalWitness witness;
    readonly Guid store;

    internal StoreCheckup(Database database, StoreLocation where, Lists lists, IndexFolder indexes, Journal journal, JournalWitness witness, Guid store) =>
        (this.database, this.where, this.lists, this.indexes, this.journal, this.witness, this.store) = (database, where, lists, indexes, journal, witness, store);

    /// <summary>The database: its size, its file, its role.</summary>
    /// <param name="mostRead">SQLite reads its whole file when that has at most so many bytes.</param>
    /// <param name="cancel">Ends the reading.</param>
    public Task<DatabaseCondition> DatabaseAsync(long mostRead, CancellationToken cancel) =>
        database.ReadAsync(session => where.ConnectionString is null ? SqliteAsync(session, mostRead) : PostgresAsync(session), cancel);

    /// <summary>The index file of each list, read to its end.</summary>
    public async Task<IReadOnlyList<IndexCondition>> IndexesAsync(CancellationToken cancel)
    {
        var found = new List<IndexCondition>();
        foreach (var list in await lists.RowsAsync(cancel)) found.Add(new(list.Id, await indexes.ConditionAsync(list, cancel)));
        return found;
    }

    /// <summary>The newest thousand entries of the journal: each is as it was written, and none is missing at the end.</summary>
    public async Task<JournalCheck> JournalEndAsync(CancellationToken cancel)
    {
        var from = Math.Max(1, await journal.CountAsync(cancel) - Newest);
        var entries = await journal.ReadAsync(from, int.MaxValue, null, null, cancel);
        var (last, previous) = (from - 1, from == 1 ? "" : null);
        foreach (var entry in entries)
        {
            var row = new JournalRow(entry.N, Stamp.Of(entry.At), (long)entry.Kind, entry.Who, entry.Subject, entry.Details, entry.Hash);
            if (entry.N != last + 1) return new(last, last + 1, "journalGap", $"Entry {last + 1} is missing.");
            if (previous is not null && row.HashAfter(previous) != entry.Hash) return new(last, entry.N, "journalAltered", $"Entry {entry.N} is not what was written.");
            (last, previous) = (entry.N, entry.Hash);
        }
        return witness.Read() switch
        {
            { N: < 0 } => new(last, last + 1, "secondHeadDamaged", "The file that witnesses how many entries the journal has (journal.head) is damaged."),
            { N: var seen } when seen > last => new(last, last + 1, "journalCut", $"The journal ends after entry {last}, but reached {seen}."),
            _ => new(last, null, null, $"The newest {entries.Count} of {last} entries are as they were written."),
        };
    }

    /// <summary>When the newest entry of the journal was written, by the clock of that moment; null before the first.</summary>
    public async Task<DateTimeOffset?> LastWrittenAsync(CancellationToken cancel) =>
        (await journal.ReadAsync(await journal.CountAsync(cancel), 1, null, null, cancel)).Select(entry => (DateTimeOffset?)entry.At).FirstOrDefault();

    /// <summary>Inspections that the hub answered otherwise: this node's own and, at a hub, its posts'; newest first.</summary>
    /// <param name="since">None before this moment.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancel">Ends the reading.</param>
    public async Task<IReadOnlyList<DifferingInspection>> DifferingAsync(DateTimeOffset since, int most, CancellationToken cancel)
    {
        var of = new { since = Stamp.Of(since), most };
        var own = await database.ReadAsync(session => session.RowsAsync<long>("select n from journal where kind = 26 and at >= @since order by n desc limit @most", of), cancel);
        var entries = own.Count == 0 ? [] : await journal.ReadAsync(own[^1], most, JournalKind.AnswersDiffered, null, cancel);
        var posts = await database.ReadAsync(session => session.RowsAsync<DifferingRow>("""
            select post as Post, at as At, subject as Subject, details as Details from post_journal
            where kind = 26 and at >= @since and flaw is null order by at desc limit @most
            """, of), cancel);
        return
        [
            .. entries.Select(entry => new DifferingInspection(null, entry.At, entry.Subject, entry.Details))
                .Concat(posts.Select(row => new DifferingInspection(row.Post, Stamp.Read(row.At), row.Subject, row.Details)))
                .OrderByDescending(one => one.At).Take(most),
        ];
    }

    /// <summary>The key of the store; null with PostgreSQL, whose disk is its administrator's to seal.</summary>
    public KeyCondition? Key()
    {
        if (where.ConnectionString is not null) return null;
        if (!database.Vault.IsSealed) return new(null, false, false);
        var path = where.KeyFile ?? KeyFile.Default(store);
        return new(path, KeyFile.IsIn(path, where.Folder), KeyFile.OthersRead(path, Environment.GetEnvironmentVariable(KeyFile.CredentialsVariable)));
    }

    async Task<DatabaseCondition> SqliteAsync(Session session, long mostRead)
    {
        var (file, log) = (Length("limen.db"), Length("limen.db-wal"));
        var asked = file <= mostRead;
        var said = asked ? await session.FirstAsync<string>("pragma quick_check(1)") : null;
        return new() { Dialect = "sqlite", Bytes = file + log, LogBytes = log, Checked = asked, Damage = said is null or "ok" ? null : said };
    }

    static async Task<DatabaseCondition> PostgresAsync(Session session) => new()
    {
        Dialect = "postgres",
        Bytes = await session.FirstAsync<long>("select pg_database_size(current_database())"),
        LogBytes = 0,
        Checked = false,
        Standby = await session.FirstAsync<bool>("select pg_is_in_recovery()"),
        Standbys = await session.FirstAsync<long>("select count(*) from pg_stat_replication"),
        Synchronous = await session.FirstAsync<string>("select current_setting('synchronous_standby_names')") is { Length: > 0 },
    };

    sealed class DifferingRow
    {
        public string Post { get; init; } = "";
        public string At { get; init; } = "";
        public string Subject { get; init; } = "";
        public string Details { get; init; } = "";
    }

    long Length(string name) => new FileInfo(Path.Combine(where.Folder, name)) is { Exists: true } file ? file.Length : 0;
}
