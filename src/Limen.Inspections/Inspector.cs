using Limen.Documents;
using Limen.Gateway;

namespace Limen.Inspections;

/// <summary>What happens during an inspection, in the order in which it is told.</summary>
public abstract record InspectionEvent
{
    InspectionEvent() { }

    /// <summary>The document has been read and checked.</summary>
    /// <param name="Id">The inspection's id.</param>
    /// <param name="StartedAt">UTC.</param>
    /// <param name="Document">Null when there is none or it could not be read.</param>
    /// <param name="Checks">Its checks.</param>
    /// <param name="Asked">The sources that will answer, each once.</param>
    public sealed record Read(
        Guid Id,
        DateTimeOffset StartedAt,
        TravelDocument? Document,
        IReadOnlyList<DocumentCheck> Checks,
        IReadOnlyList<SourceStatus> Asked) : InspectionEvent
    {
        /// <summary>What they are asked; null where the event was not made by an inspection.</summary>
        public Query? Query { get; init; }

        /// <summary>True when a chip is being inspected and will be told of.</summary>
        public bool ChipFollows { get; init; }
    }

    /// <summary>The chip has been inspected; comes at any time after <see cref="Read"/>, at most once.</summary>
    /// <param name="Chip">How it fared.</param>
    /// <param name="Scan">What was read.</param>
    /// <param name="Checks">Its checks.</param>
    public sealed record ChipRead(InspectedChip Chip, ChipScan Scan, IReadOnlyList<DocumentCheck> Checks) : InspectionEvent;

    /// <summary>A source has answered; once more where the chip's reading added to what it said.</summary>
    /// <param name="Answer">What it said.</param>
    public sealed record Answered(Answer Answer) : InspectionEvent;
}

/// <summary>The procedure: read, check, ask, judge.</summary>
/// <param name="gateway">Whom to ask.</param>
/// <param name="policy">Which matches refer.</param>
/// <param name="time">Clock.</param>
public sealed class Inspector(QueryGateway gateway, Policy policy, TimeProvider time)
{
    /// <summary>What the node trusts; nobody unless given.</summary>
    public Func<CancellationToken, Task<TrustStore>> Trust { get; init; } = _ => Task.FromResult(TrustStore.Empty);

    /// <summary>Reads the chip of the document in hand where none came with the request; null where the node has no reader. Bounds its own time.</summary>
    public Func<TravelDocument, CancellationToken, Task<ChipScan>>? Reader { get; init; }

    /// <summary>Inspects; tells each step to <paramref name="told"/> as it happens, one at a time.</summary>
    public async Task<Inspection> InspectAsync(InspectionRequest request, Func<InspectionEvent, ValueTask> told, CancellationToken cancel)
    {
        var started = time.GetUtcNow();
        var (document, checks) = DocumentChecks.Run(request, Today);
        var id = Guid.CreateVersion7(started);
        var query = QueryFor(request, document);
        var tell = OneAtATime(told);
        var follows = request.Chip is not null || Reader is not null && document?.Mrz is not null;
        await tell(new InspectionEvent.Read(id, started, document, checks, gateway.Asked(query)) { Query = query, ChipFollows = follows });
        var chip = follows ? Task.Run(() => ChipAsync(request, document, started, tell, cancel), cancel) : Task.FromResult<InspectionEvent.ChipRead?>(null);
        var answers = await AskAsync(query, tell, cancel);
        var read = await chip;
        answers = await AskFurtherAsync(TwoReadings.Further(query, read?.Scan.Lds, Today), answers, tell, cancel);
        checks = [.. checks, .. read?.Checks ?? []];
        return new(id, started, request with { Chip = read?.Scan }, document, checks, answers, Verdict.Of(checks, answers, policy)) { Chip = read?.Chip };
    }

    // Not the document's own zone: that may be the chip's.
    string? Printed(InspectionRequest request) => request.Mrz is { } text && Mrz.TryRead(text, Today, out var mrz, out _) ? string.Concat(mrz.Lines) : null;

    DateOnly Today => DateOnly.FromDateTime(time.GetLocalNow().DateTime);

    async Task<InspectionEvent.ChipRead?> ChipAsync(
        InspectionRequest request, TravelDocument? document, DateTimeOffset at, Func<InspectionEvent, ValueTask> tell, CancellationToken cancel)
    {
        var scan = request.Chip ?? await Reader!(document!, cancel);
        var trust = await Trust(cancel);
        var report = scan.Inspect(trust, at, Printed(request));
        var expected = scan.Expected ?? (scan.IsSilent && ChipChecks.Expects(document, trust));
        var read = new InspectionEvent.ChipRead(new(report, scan.Digests), scan, ChipChecks.Of(scan, report, expected));
        await tell(read);
        return read;
    }

    async Task<List<Answer>> AskAsync(Query query, Func<InspectionEvent, ValueTask> tell, CancellationToken cancel)
    {
        var answers = new List<Answer>();
        await foreach (var answer in gateway.AskAsync(query, cancel))
        {
            answers.Add(answer);
            await tell(new InspectionEvent.Answered(answer));
        }
        return answers;
    }

    async Task<List<Answer>> AskFurtherAsync(Query? further, List<Answer> answers, Func<InspectionEvent, ValueTask> tell, CancellationToken cancel)
    {
        if (further is null) return answers;
        await foreach (var answer in gateway.AskAsync(further, cancel))
        {
            var place = answers.FindIndex(one => one.Source == answer.Source);
            var merged = TwoReadings.Merge(place < 0 ? null : answers[place], answer);
            if (place < 0) answers.Add(merged);
            else if (merged == answers[place]) continue;
            else answers[place] = merged;
            await tell(new InspectionEvent.Answered(merged));
        }
        return answers;
    }

    static Func<InspectionEvent, ValueTask> OneAtATime(Func<InspectionEvent, ValueTask> told)
    {
        var turn = new SemaphoreSlim(1);
        return async happened =>
        {
            await turn.WaitAsync();
            try { await told(happened); }
            finally { turn.Release(); }
        };
    }

    static Query QueryFor(InspectionRequest request, TravelDocument? document) => new(request.Purpose, request.AskedBy)
    {
        Document = document?.DocumentQuery,
        Person = document?.PersonQuery,
        Vehicle = request.Vehicle,
    };
}
