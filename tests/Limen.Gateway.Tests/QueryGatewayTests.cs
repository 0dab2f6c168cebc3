using Limen.Screening;
using Limen.TestKit;

namespace Limen.Gateway.Tests;

public class QueryGatewayTests
{
    static readonly Query Anna = new(Purpose.BorderCheck, "ion") { Person = new() { Surname = "ERIKSSON", GivenNames = "ANNA" } };
    static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);

    readonly ManualTime time = new();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_source_gets_an_answer_even_when_it_gives_none()
    {
        var answers = await AskAllAsync(untilDeadline: 3, Knows("UN"), Silent("National"), Hangs("SIS"), Breaks("VIS"));

        Assert.Equal(["National", "SIS", "UN", "VIS"], answers.Keys.Order());
        Assert.IsType<Reply.Hit>(answers["UN"].Reply);
        Assert.IsType<Reply.NoHit>(answers["National"].Reply);
        Assert.Equal(new Reply.Unavailable(Silence.Late), answers["SIS"].Reply);
        Assert.Equal(new Reply.Unavailable(Silence.Broken), answers["VIS"].Reply);
        Assert.Equal(OneSecond, answers["SIS"].Took);
    }

    [Fact]
    public async Task A_quick_answer_does_not_wait_for_a_slow_one()
    {
        var gateway = new QueryGateway(() => [Hangs("SIS"), Silent("National")], time);
        await using var answers = gateway.AskAsync(Anna, Cancel).GetAsyncEnumerator(Cancel);

        Assert.True(await answers.MoveNextAsync());
        Assert.Equal("National", answers.Current.Source);

        var next = answers.MoveNextAsync();
        time.Advance(OneSecond);
        Assert.True(await next);
        Assert.Equal("SIS", answers.Current.Source);
        Assert.False(await answers.MoveNextAsync());
    }

    [Fact]
    public async Task A_source_that_blocks_its_thread_holds_up_nobody()
    {
        using var released = new ManualResetEventSlim();
        var answers = await AskAllAsync(
            untilDeadline: 1,
            new Scripted("Blocks", (_, _) => { released.Wait(Cancel); return Task.FromResult<Reply>(new Reply.NoHit()); }),
            Knows("UN"));
        released.Set();

        Assert.Equal(new Reply.Unavailable(Silence.Late), answers["Blocks"].Reply);
        Assert.IsType<Reply.Hit>(answers["UN"].Reply);
    }

    [Fact]
    public async Task Nothing_found_in_a_stale_list_is_no_answer()
    {
        var answers = await AskAllAsync(untilDeadline: 3, Aged("Old", 49, new Reply.NoHit()), Aged("Fresh", 47, new Reply.NoHit()), Aged("OldHit", 49, OneMatch));

        Assert.Equal(new Reply.Unavailable(Silence.Stale), answers["Old"].Reply);
        Assert.IsType<Reply.NoHit>(answers["Fresh"].Reply);
        Assert.IsType<Reply.Hit>(answers["OldHit"].Reply);
        Assert.True(answers["OldHit"].Stale);
        Assert.False(answers["Fresh"].Stale);
    }

    [Fact]
    public async Task A_source_that_the_query_does_not_concern_is_not_asked()
    {
        var vehicles = new Scripted("SMV", (_, _) => throw new InvalidOperationException("asked")) { Kind = ListKind.Vehicles };
        Assert.Empty(await AskAllAsync(untilDeadline: 0, vehicles));
    }

    [Fact]
    public async Task A_source_is_cancelled_at_its_deadline()
    {
        var (started, cancelled) = (new TaskCompletionSource(), new TaskCompletionSource());
        var source = new Scripted("SIS", async (_, bound) =>
        {
            using var told = bound.Register(cancelled.SetResult);
            started.SetResult();
            await cancelled.Task;
            return new Reply.NoHit();
        });
        await using var answers = new QueryGateway(() => [source], time).AskAsync(Anna, Cancel).GetAsyncEnumerator(Cancel);
        var answer = answers.MoveNextAsync();
        await started.Task;
        time.Advance(OneSecond);
        await answer;

        Assert.True(cancelled.Task.IsCompleted);
        Assert.Equal(new Reply.Unavailable(Silence.Late), answers.Current.Reply);
    }

    [Fact]
    public async Task A_caller_who_goes_away_ends_the_asking()
    {
        using var leaving = new CancellationTokenSource();
        var gateway = new QueryGateway(() => [Hangs("SIS")], time);
        var asking = Task.Run(async () => { await foreach (var _ in gateway.AskAsync(Anna, leaving.Token)) { } }, Cancel);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    static readonly Reply.Hit OneMatch = new([new(ListKind.Persons, new("1", 20, Strength.Strong, []), new("ERIKSSON, ANNA"))]);

    static Scripted Knows(string name) => new(name, (_, _) => Task.FromResult<Reply>(OneMatch));
    static Scripted Silent(string name) => new(name, (_, _) => Task.FromResult<Reply>(new Reply.NoHit()));
    static Scripted Hangs(string name) => new(name, (_, _) => new TaskCompletionSource<Reply>().Task);
    static Scripted Breaks(string name) => new(name, (_, _) => throw new InvalidOperationException("out of order"));
    Scripted Aged(string name, int hours, Reply reply) =>
        new(name, (_, _) => Task.FromResult(reply)) { AsOf = time.GetUtcNow() - TimeSpan.FromHours(hours) };

    // Lets the quick ones answer first, then moves the clock to the deadline of the others.
    async Task<Dictionary<string, Answer>> AskAllAsync(int untilDeadline, params ISource[] sources)
    {
        var answers = new Dictionary<string, Answer>();
        await using var coming = new QueryGateway(() => sources, time).AskAsync(Anna, Cancel).GetAsyncEnumerator(Cancel);
        for (var next = coming.MoveNextAsync(); ; next = coming.MoveNextAsync())
        {
            if (answers.Count == untilDeadline) time.Advance(OneSecond);
            if (!await next) return answers;
            answers.Add(coming.Current.Source, coming.Current);
        }
    }

    sealed class Scripted(string name, Func<Query, CancellationToken, Task<Reply>> answer) : ISource
    {
        public ListKind Kind { get; init; } = ListKind.Persons;
        public DateTimeOffset? AsOf { get; init; }

        public SourceStatus Status => new(name, name, SourceState.Ready) { Kind = "persons", AsOf = AsOf, StaleAfter = TimeSpan.FromHours(48) };
        public bool Concerns(Query query) => query.Concerns(Kind);
        public Task<Reply> AskAsync(Query query, CancellationToken cancel) => answer(query, cancel);
    }
}
