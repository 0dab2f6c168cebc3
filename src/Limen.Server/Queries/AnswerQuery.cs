using System.Text.Json;
using Limen.Gateway;
using Limen.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Limen.Server;

/// <summary>Another node asks this one: its own lists answer, other nodes are not asked in turn.</summary>
static class AnswerQuery
{
    const long LargestQuery = 64 * 1024;

    /// <summary>What the journal keeps of it: why, and which list versions said what; never who was asked about.</summary>
    public sealed record Record(Purpose Purpose, IReadOnlyList<string> Answers);

    public static async Task<Results<Ok<AnswersJson>, ProblemResult>> Handle(QueryJson request, HttpContext http, Node node, CancellationToken cancel)
    {
        var asker = Asker.Of(http);
        if (!asker.HasAny(Rights.For(request.Purpose))) return Problems.PurposeNotAllowed.In("purpose").Result();
        if (request.ToQuery(asker.Name, out var badField) is not { } query) return Problems.InvalidField.In(badField!).Result();
        if (query is { Document: null, Person: null, Vehicle: null }) return Problems.NothingToInspect.Result();
        var answers = new List<AnswerJson>();
        await foreach (var answer in node.Own.AskAsync(query, cancel)) answers.Add(AnswerJson.Of(answer));
        var details = JsonSerializer.Serialize(
            new Record(request.Purpose, [.. answers.Select(answer => $"{answer.Source} {answer.ListVersion} {answer.Reply}")]), ServerJson.Default.AnswerQueryRecord);
        await node.Store.Journal.AppendAsync(new(JournalKind.QueryAnswered, asker.Name, asker.Name, details), CancellationToken.None);
        return TypedResults.Ok(new AnswersJson(answers));
    }

    public static void MapQueries(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/queries", Handle).Allow(Rights.Inspect).AllowPeers().AtMost(LargestQuery).WithTags("Queries")
            .WithName("answerQuery").WithSummary("Answer another node from this node's own lists");
}
