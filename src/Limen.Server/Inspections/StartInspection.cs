using System.Text.Json;
using Limen.Gateway;
using Limen.Inspections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;

namespace Limen.Server;

/// <summary>A scan arrives: read, check, ask, judge, keep, and say so; line by line to whoever accepts application/x-ndjson.</summary>
static partial class StartInspection
{
    public const string Lines = "application/x-ndjson";

    /// <summary>What is to be inspected: at least one of mrz, document, chip and vehicle.</summary>
    public sealed record Request
    {
        /// <summary>Why; kept with the inspection.</summary>
        public required Purpose Purpose { get; init; }
        /// <summary>Which way the traveller goes; entry when absent.</summary>
        public Direction? Direction { get; init; }
        /// <summary>The machine readable zone as scanned, lines separated by line ends. Goes before a typed document.</summary>
        public string? Mrz { get; init; }
        /// <summary>A document typed by hand.</summary>
        public TypedDocument? Document { get; init; }
        /// <summary>Holder of the typed document.</summary>
        public TypedHolder? Holder { get; init; }
        /// <summary>The vehicle; any of its keys is enough.</summary>
        public VehicleQueryJson? Vehicle { get; init; }
        /// <summary>What a reader agent read from the chip; absent where nobody tried, or where this node's own reader shall.</summary>
        public ChipInputJson? Chip { get; init; }

        public override string ToString() => nameof(Request);
    }

    public static async Task<Results<Ok<InspectionJson>, ProblemResult, EmptyHttpResult>> Handle(
        Request request, HttpContext http, Node node, ILogger<Node> log)
    {
        var asker = Asker.Of(http);
        if (!asker.HasAny(Rights.For(request.Purpose))) return Problems.PurposeNotAllowed.In("purpose").Result();
        if (Typing.Read(request, asker.Name, out var problem) is not { } inspectable) return problem!.Result();
        if (http.Request.Headers.Accept.Any(accept => accept?.Contains(Lines, StringComparison.OrdinalIgnoreCase) == true))
        {
            await TellAsync(inspectable, http, node, log);
            return TypedResults.Empty;
        }
        var inspection = await node.InspectAsync(inspectable, _ => ValueTask.CompletedTask);
        Done(log, inspection.Id, inspection.Verdict.Advice, inspection.Answers.Count);
        return TypedResults.Ok(InspectionJson.Of(inspection, null));
    }

    // The inspection goes on and is kept when the listener hangs up: what was asked must be on record.
    static async Task TellAsync(InspectionRequest request, HttpContext http, Node node, ILogger log)
    {
        http.Response.ContentType = Lines;
        try
        {
            var (inspection, differences) = await node.InspectBesideAsync(request, told => WriteAsync(http, EventFor(told, request)));
            Done(log, inspection.Id, inspection.Verdict.Advice, inspection.Answers.Count);
            await WriteAsync(http, new VerdictEventJson(InspectionJson.Of(inspection, null)));
            if (await differences is { Count: > 0 } found) await WriteAsync(http, DifferenceEventJson.Of(found));
        }
        catch (Exception failure) when (http.Response.HasStarted)
        {
            Broke(log, failure.GetType().FullName ?? "?", failure.StackTrace ?? "");
            await WriteAsync(http, new FailedEventJson(Problems.Broken));
        }
    }

    static EventJson EventFor(InspectionEvent told, InspectionRequest request) => told switch
    {
        InspectionEvent.Read read => DocumentEventJson.Of(read, request),
        InspectionEvent.ChipRead chip => ChipEventJson.Of(chip),
        InspectionEvent.Answered answered => new AnswerEventJson(AnswerJson.Of(answered.Answer)),
        _ => throw new InvalidOperationException("An event is one of three."),
    };

    static async ValueTask WriteAsync(HttpContext http, EventJson line)
    {
        if (http.RequestAborted.IsCancellationRequested) return;
        try
        {
            await JsonSerializer.SerializeAsync(http.Response.BodyWriter, line, ServerJson.Default.EventJson, http.RequestAborted);
            await http.Response.BodyWriter.WriteAsync("\n"u8.ToArray(), http.RequestAborted);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // The listener hung up; nothing is lost but his view.
        }
    }

    [LoggerMessage(LogLevel.Debug, "Inspection {Id}: {Advice} from {Answers} answers")]
    static partial void Done(ILogger log, Guid id, Advice advice, int answers);

    [LoggerMessage(LogLevel.Error, "An inspection told line by line failed with {Exception} at{Stack}")]
    static partial void Broke(ILogger log, string exception, string stack);
}
