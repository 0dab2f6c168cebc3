using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Limen.Screening;

namespace Limen.Gateway;

/// <summary>How another node is asked.</summary>
/// <param name="Source">Id of the source, the same in every answer.</param>
/// <param name="Title">Its name for the officer.</param>
/// <param name="Address">Where the node answers: <c>https://hub.example/</c>; the path <c>api/queries</c> is added.</param>
public sealed record HttpSourceSettings(string Source, string Title, Uri Address)
{
    /// <summary>The API key that the other node gave us; null when it asks for none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The time it has to answer.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Age of its lists above which their silence counts as no answer; null for no limit of ours.</summary>
    public TimeSpan? StaleAfter { get; init; }

    /// <summary>What it is asked about, each of which it must then answer; null for everything, and whatever it answers counts.</summary>
    public IReadOnlyList<ListKind>? Kinds { get; init; }

    /// <summary>Holds a key: says only the id.</summary>
    public override string ToString() => Source;
}

/// <summary>
/// Another Limen node as one source: its lists answer together. A list of its own that gave no answer is told, never dropped.
/// </summary>
/// <param name="settings">Whom to ask and how.</param>
/// <param name="http">Client made by <see cref="ClientFor"/>; lives as long as the source.</param>
/// <param name="time">Clock.</param>
public sealed class HttpSource(HttpSourceSettings settings, HttpClient http, TimeProvider time) : ISource
{
    const int LongestBody = 4 * 1024 * 1024;

    volatile SourceStatus status = new(settings.Source, settings.Title, SourceState.Ready) { Kind = "node", Deadline = settings.Deadline };

    /// <inheritdoc/>
    public SourceStatus Status => status;

    /// <summary>A client that follows no redirections, keeps no cookies and reads no body above 4 MiB.</summary>
    public static HttpClient ClientFor(HttpSourceSettings settings)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        var client = new HttpClient(handler)
        {
            BaseAddress = settings.Address,
            MaxResponseContentBufferSize = LongestBody,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        if (settings.ApiKey is { } key) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <inheritdoc/>
    public bool Concerns(Query query) =>
        settings.Kinds is not { } kinds ? query.Document is not null || query.Person is not null || query.Vehicle is not null : kinds.Any(query.Concerns);

    /// <inheritdoc/>
    public async Task<Reply> AskAsync(Query query, CancellationToken cancel)
    {
        var started = time.GetTimestamp();
        try
        {
            var reply = await SendAsync(query, cancel);
            Note(reply is Reply.Unavailable ? SourceState.Silent : SourceState.Ready);
            return reply;
        }
        catch (OperationCanceledException)
        {
            // The gateway's clock began a little earlier; a cancellation long before the deadline was the asker's own.
            if (time.GetElapsedTime(started) >= settings.Deadline * 0.9) Note(SourceState.Silent);
            throw;
        }
    }

    /// <summary>Sends a question to another node.</summary>
    public static async Task<HttpResponseMessage> SayAsync(HttpClient http, Query query, CancellationToken cancel)
    {
        using var body = JsonContent.Create(QueryJson.Of(query), Wire.Default.QueryJson);
        return await http.PostAsync(new Uri("api/queries", UriKind.Relative), body, cancel);
    }

    /// <summary>What a node said to such a question.</summary>
    /// <exception cref="JsonException">It cannot be understood.</exception>
    public static Task<AnswersJson?> HearAsync(HttpResponseMessage response, CancellationToken cancel) =>
        response.Content.ReadFromJsonAsync(Wire.Default.AnswersJson, cancel);

    async Task<Reply> SendAsync(Query query, CancellationToken cancel)
    {
        try
        {
            using var response = await SayAsync(http, query, cancel);
            if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) return new Reply.Unavailable(Silence.NotAllowed);
            if (response.StatusCode != HttpStatusCode.OK) return new Reply.Unavailable(Silence.Broken);
            var said = await HearAsync(response, cancel);
            return said is null ? new Reply.Unavailable(Silence.Garbled) : Together(said.Answers, query);
        }
        catch (HttpRequestException failure)
        {
            return new Reply.Unavailable(SilenceFor(failure.HttpRequestError));
        }
        catch (JsonException)
        {
            return new Reply.Unavailable(Silence.Garbled);
        }
    }

    static Silence SilenceFor(HttpRequestError error) =>
        error is HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.InvalidResponse ? Silence.Garbled : Silence.Unreachable;

    // Every list of the other node has its say: matches are put together, and one silent list makes the whole at least partly silent.
    Reply Together(IReadOnlyList<AnswerJson> answers, Query query)
    {
        var matches = new List<Match>();
        var cut = 0;
        Silence? silent = Covers(answers, query) ? null : Silence.Garbled;
        foreach (var answer in answers)
        {
            switch (answer.ToReply())
            {
                case null: return new Reply.Unavailable(Silence.Garbled);
                case Reply.Unavailable unavailable: silent ??= unavailable.Silence; break;
                case Reply.NoHit: if (IsStale(answer)) silent ??= Silence.Stale; break;
                case Reply.Hit hit:
                    matches.AddRange(hit.Matches.Select(match => From(answer, match)));
                    cut += hit.Cut;
                    silent ??= hit.Partly ?? (IsStale(answer) ? Silence.Stale : null);
                    break;
            }
        }
        Remember(answers);
        if (matches.Count > 0) return new Reply.Hit([.. matches.OrderByDescending(m => m.Candidate.Score)], cut) { Partly = silent };
        return silent is { } reason ? new Reply.Unavailable(reason) : new Reply.NoHit();
    }

    bool Covers(IReadOnlyList<AnswerJson> answers, Query query) =>
        settings.Kinds is not { } kinds
            ? answers.Count > 0
            : kinds.Where(query.Concerns).All(kind => answers.Any(answer => string.Equals(answer.Kind, kind.ToString(), StringComparison.OrdinalIgnoreCase)));

    bool IsStale(AnswerJson answer) => settings.StaleAfter is { } limit && answer.AsOf is { } asOf && time.GetUtcNow() - asOf > limit;

    // Ids are told apart by the other node's list; its name stands among the facts.
    static Match From(AnswerJson answer, Match match) => match with
    {
        Candidate = match.Candidate with { EntryId = $"{answer.Source}/{match.Candidate.EntryId}" },
        Listing = match.Listing with { Facts = [new("list", answer.Title), .. match.Listing.Facts] },
    };

    void Remember(IReadOnlyList<AnswerJson> answers) => status = status with { AsOf = answers.Min(answer => answer.AsOf) };

    void Note(SourceState state)
    {
        if (status.State != state) status = status with { State = state };
    }
}
