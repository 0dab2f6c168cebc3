using System.Text.Json;

namespace Limen.Storage;

/// <summary>How far a post's journal has come to this hub.</summary>
/// <param name="Post">The post's name.</param>
/// <param name="Store">Id of its store.</param>
/// <param name="N">Its last entry here.</param>
/// <param name="At">When that came.</param>
/// <param name="Trouble">Null, or chainGap, chainForked, chainAltered.</param>
public sealed record PostChain(string Post, Guid Store, long N, DateTimeOffset At, string? Trouble);

/// <summary>
/// A hub's side of what its posts tell: takes in their journals, each entry with what it vouches for, once however often it comes, and
/// notices a gap, an altered entry, or a journal that goes two ways.
/// </summary>
public sealed class PostEvents
{
    readonly Database database;
    readonly Journal journal;
    readonly TimeProvider time;

    internal PostEvents(Database database, Journal journal, TimeProvider time) => (this.database, this.journal, this.time) = (database, journal, time);

    /// <summary>The journals that have come, by post.</summary>
    public async Task<IReadOnlyList<PostChain>> ChainsAsync(CancellationToken cancel) =>
        [.. (await database.ReadAsync(ChainRow.AllAsync, cancel)).Select(row => row.Told)];

    /// <summary>Takes in part of a post's journal in one transaction with this node's own entry about it; on the disk when the task ends.</summary>
    /// <param name="post">The post, as its certificate names it.</param>
    /// <param name="batch">What it sent.</param>
    /// <param name="cancel">Before the commit, ends without a trace.</param>
    public Task<EventReceipt> TakeAsync(string post, EventBatch batch, CancellationToken cancel) => journal.WriteAsync(async session =>
    {
        var store = batch.Store.ToString();
        var chain = await ChainRow.FindAsync(session, post, store)
            ?? new ChainRow { Post = post, Store = store };
        if (chain.Trouble == Forked) return new EventReceipt(chain.N, Forked);
        return await RefusalAsync(session, chain, batch) is { } refusal
            ? await RefuseAsync(session, chain, refusal.Code, refusal.At)
            : await KeepAsync(session, chain, [.. batch.Events.Where(one => one.N > chain.N)]);
    }, cancel);

    const string Gap = "chainGap", Forked = "chainForked", Altered = "chainAltered";

    static async Task<(string Code, long At)?> RefusalAsync(Session session, ChainRow chain, EventBatch batch)
    {
        if (batch.From > chain.N + 1 || batch.From < 1) return (Gap, chain.N + 1);
        if (batch.PreviousHash != await HashAsync(session, chain, batch.From - 1)) return (Forked, batch.From - 1);
        var (next, previous) = (batch.From, batch.PreviousHash);
        foreach (var one in batch.Events)
        {
            if (one.N != next || !one.IsEntry || one.Hash != one.Row.HashAfter(previous)) return (Altered, next);
            if (one.N <= chain.N && one.Hash != await HashAsync(session, chain, one.N)) return (Forked, one.N);
            (next, previous) = (next + 1, one.Hash);
        }
        return null;
    }

    static async Task<string?> HashAsync(Session session, ChainRow chain, long n) => n == chain.N ? chain.Hash : n == 0 ? ""
        : await session.FirstAsync<KeptValue>("select hash as Kept from post_journal where post = @Post and store = @Store and n = @n", new { chain.Post, chain.Store, n }) is { } row
            ? session.Vault.Open(row.Kept, Places.PostHash, chain.Place(n)) : null;

    // Told once, not with every try.
    async Task<EventReceipt> RefuseAsync(Session session, ChainRow chain, string code, long at)
    {
        if (chain.Trouble != code)
        {
            await UpdateAsync(session, chain with { Trouble = code });
            await TellRefusedAsync(session, chain, code, at);
        }
        return new(chain.N, code);
    }

    Task<JournalEntry> TellRefusedAsync(Session session, ChainRow chain, string code, long at) =>
        journal.AppendAsync(session, new(JournalKind.EventsRefused, "limen", chain.Post, JsonSerializer.Serialize(new { store = chain.Store, code, n = at })));

    async Task<EventReceipt> KeepAsync(Session session, ChainRow chain, List<PostEvent> events)
    {
        foreach (var one in events) await KeepAsync(session, chain, one);
        if (events.Count == 0)
        {
            if (chain.Trouble is not null) await UpdateAsync(session, chain with { Trouble = null });
            return new(chain.N, null);
        }
        var details = new { store = chain.Store, from = events[0].N, to = events[^1].N, hash = events[^1].Hash };
        await UpdateAsync(session, chain with { N = details.to, Hash = details.hash, At = Stamp.Of(time.GetUtcNow()), Trouble = null });
        await journal.AppendAsync(session, new(JournalKind.EventsReceived, "limen", chain.Post, JsonSerializer.Serialize(details)));
        return new(details.to, null);
    }

    async Task KeepAsync(Session session, ChainRow chain, PostEvent one)
    {
        var flaw = one.Flaw ?? await PostRows.KeepAsync(session, chain, one);
        await session.RunAsync("""
            insert into post_journal (post, store, n, at, kind, who, subject, details, hash, flaw)
            values (@Post, @Store, @N, @At, @Kind, @Who, @Subject, @Details, @Hash, @flaw)
            """, new
        {
            chain.Post,
            chain.Store,
            one.N,
            one.At,
            one.Kind,
            one.Who,
            one.Subject,
            Details = session.Vault.Seal(one.Details, Places.PostDetails, chain.Place(one.N)),
            Hash = session.Vault.Seal(one.Hash, Places.PostHash, chain.Place(one.N)),
            flaw,
        });
        if (flaw is not null) await TellRefusedAsync(session, chain, flaw, one.N);
    }

    static Task<int> UpdateAsync(Session session, ChainRow chain) => session.RunAsync("""
        insert into post_chains (post, store, n, hash, at, trouble) values (@Post, @Store, @N, @Hash, @At, @Trouble)
        on conflict (post, store) do update set n = excluded.n, hash = excluded.hash, at = excluded.at, trouble = excluded.trouble
        """, new { chain.Post, chain.Store, chain.N, Hash = session.Vault.Seal(chain.Hash, Places.ChainHash, chain.OwnPlace), chain.At, chain.Trouble });
}

/// <summary>A row of <c>post_chains</c>.</summary>
sealed record ChainRow
{
    const string Columns = "post as Post, store as Store, n as N, hash as Kept, at as At, trouble as Trouble";

    public static async Task<List<ChainRow>> AllAsync(Session session) =>
        [.. (await session.RowsAsync<ChainRow>($"select {Columns} from post_chains order by post, store")).Select(row => row.Opened(session.Vault))];

    public static async Task<ChainRow?> FindAsync(Session session, string post, string store) =>
        (await session.FirstAsync<ChainRow>($"select {Columns} from post_chains where post = @post and store = @store", new { post, store }))?.Opened(session.Vault);

    public string Post { get; init; } = "";
    public string Store { get; init; } = "";
    public long N { get; init; }
    public object Kept { get; init; } = "";
    public string Hash { get; init; } = "";
    public string At { get; init; } = Stamp.Of(DateTimeOffset.MinValue);
    public string? Trouble { get; init; }

    /// <summary>What the seals of the row itself are bound to.</summary>
    public string OwnPlace => $"{Post}/{Store}";

    /// <summary>What the seals of one of its entries are bound to.</summary>
    public string Place(long n) => $"{OwnPlace}/{Vault.Row(n)}";

    public PostChain Told => new(Post, Guid.Parse(Store), N, Stamp.Read(At), Trouble);

    // What cannot be opened is the hash of nothing.
    ChainRow Opened(Vault vault) => this with { Hash = vault.TryOpen(Kept, Places.ChainHash, OwnPlace) ?? "" };
}
