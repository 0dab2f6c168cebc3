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
        IReadOnlyList<SourceStatus> Asked) : InspectionEvent;

    /// <summary>A source has answered.</summary>
    /// <param name="Answer">What it said.</param>
    public sealed record Answered(Answer Answer) : InspectionEvent;
}

/// <summary>The procedure: read, check, ask, judge.</summary>
/// <param name="gateway">Whom to ask.</param>
/// <param name="policy">Which matches refer.</param>
/// <param name="time">Clock.</param>
public sealed class Inspector(QueryGateway gateway, Policy policy, TimeProvider time)
{
    /// <summary>Inspects; tells each step to <paramref name="told"/> as it happens.</summary>
    public async Task<Inspection> InspectAsync(InspectionRequest request, Func<InspectionEvent, ValueTask> told, CancellationToken cancel)
    {
        var started = time.GetUtcNow();
        var (document, checks) = DocumentChecks.Run(request, DateOnly.FromDateTime(time.GetLocalNow().DateTime));
        var id = Guid.CreateVersion7(started);
        var query = QueryFor(request, document);
        await told(new InspectionEvent.Read(id, started, document, checks, gateway.Asked(query)));
        var answers = new List<Answer>();
        await foreach (var answer in gateway.AskAsync(query, cancel))
        {
            answers.Add(answer);
            await told(new InspectionEvent.Answered(answer));
        }
        var verdict = Verdict.Of(checks, answers, policy);
        return new(id, started, request, document, checks, answers, verdict);
    }

    static Query QueryFor(InspectionRequest request, TravelDocument? document) => new(request.Purpose, request.AskedBy)
    {
        Document = document?.DocumentQuery,
        Person = document?.PersonQuery,
        Vehicle = request.Vehicle,
    };
}
