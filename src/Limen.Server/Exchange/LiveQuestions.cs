using System.Collections.Concurrent;
using System.Text.Json;
using Limen.Gateway;
using Limen.Inspections;
using Limen.Storage;

namespace Limen.Server;

/// <summary>
/// At a post: asks the hub the same question while the lists here answer, and tells afterwards what it said otherwise. No answer and no
/// verdict waits for it; a hub that is slow, busy or away costs nothing and leaves no trace.
/// </summary>
sealed class LiveQuestions(Node node, HubLine line, LineState state)
{
    const int MostAtOnce = 32;
    const long LongestBody = 4 * 1024 * 1024;

    /// <summary>The hub has so long from the question on.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    readonly ConcurrentDictionary<Task, bool> open = new();

    /// <summary>Asks; null when the line is not there, too many questions wait already, or nobody real is asked about.</summary>
    public LiveQuestion? Ask(Query query) =>
        state.Connected && open.Count < MostAtOnce && query.Purpose != Purpose.Training ? new(node, this, Task.Run(() => AskAsync(query))) : null;

    /// <summary>Ends when nothing is under way.</summary>
    public Task EndAsync() => Task.WhenAll(open.Keys);

    /// <summary>Counts a comparison until it ends.</summary>
    public async Task<T> HoldAsync<T>(Task<T> work)
    {
        open[work] = true;
        try { return await work; }
        finally { open.TryRemove(work, out _); }
    }

    // Null whenever the hub has not said, in time, what can be understood.
    async Task<IReadOnlyList<Answer>?> AskAsync(Query query)
    {
        using var bound = new CancellationTokenSource(Deadline, node.Time);
        try
        {
            using var response = await HttpSource.SayAsync(line.Client, query, bound.Token);
            if (!response.IsSuccessStatusCode || response.Content.Headers.ContentLength > LongestBody) return null;
            var said = await HttpSource.HearAsync(response, bound.Token);
            return said is null ? null : Read(said.Answers);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or JsonException or OperationCanceledException or ObjectDisposedException)
        {
            return null;
        }
    }

    static List<Answer>? Read(IReadOnlyList<AnswerJson> said)
    {
        var answers = new List<Answer>();
        foreach (var one in said)
        {
            if (one.ToReply() is not { } reply) return null;
            answers.Add(new(one.Source, one.Title, reply, TimeSpan.FromMilliseconds(one.TookMs)) { Kind = one.Kind, ListVersion = one.ListVersion, AsOf = one.AsOf, Stale = one.Stale });
        }
        return answers;
    }
}

/// <summary>One question to the hub, under way.</summary>
sealed class LiveQuestion(Node node, LiveQuestions all, Task<IReadOnlyList<Answer>?> asked)
{
    /// <summary>What a journal entry tells: no word of the traveller or of the entry.</summary>
    public sealed record Told(IReadOnlyList<ToldDifference> Differences);

    /// <summary>One difference of it.</summary>
    public sealed record ToldDifference(string List, string Entry, Holder Only, long? Here, long? Hub, bool Refers);

    /// <summary>What the hub said otherwise; kept in the journal before the task ends. Empty when it said the same, or nothing in time.</summary>
    public Task<IReadOnlyList<Difference>> CompareAsync(Inspection inspection, Policy policy) => all.HoldAsync(WhenToldAsync(inspection, policy));

    async Task<IReadOnlyList<Difference>> WhenToldAsync(Inspection inspection, Policy policy)
    {
        if (await asked is not { } hub) return [];
        try
        {
            var own = (await node.Store.Lists.AllAsync(CancellationToken.None)).Where(list => !list.FromHub).Select(list => list.Id).ToHashSet(StringComparer.Ordinal);
            var found = Difference.Between(inspection.Answers, hub, own, policy);
            if (found.Count > 0) await KeepAsync(inspection, found);
            return found;
        }
        catch (Exception closing) when (closing is ObjectDisposedException or System.Data.Common.DbException)
        {
            return [];
        }
    }

    Task<JournalEntry> KeepAsync(Inspection inspection, IReadOnlyList<Difference> found)
    {
        var told = new Told([.. found.Select(one => new ToldDifference(one.List, one.Match.Candidate.EntryId, one.Only, one.HereVersion, one.HubVersion, one.Refers))]);
        var details = JsonSerializer.Serialize(told, ServerJson.Default.Told);
        return node.Store.Journal.AppendAsync(new(JournalKind.AnswersDiffered, inspection.Request.AskedBy, inspection.Id.ToString(), details), CancellationToken.None);
    }
}
