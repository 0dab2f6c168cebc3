using Limen.Screening;
using Limen.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Limen.Server;

/// <summary>A list owner brings a list: several files as a form, or one as the body itself.</summary>
static class ImportList
{
    public static async Task<Results<Ok<ImportReport>, ProblemResult>> Handle(
        string id, string kind, string format, bool? acceptShrink, string? title, HttpContext http, Node node, CancellationToken cancel)
    {
        if (!Enum.TryParse<ListKind>(kind, ignoreCase: true, out var listKind) || !Enum.IsDefined(listKind)) return Problems.InvalidField.In("kind").Result();
        if (!ListFormats.TryParse(format, out var listFormat)) return Problems.InvalidField.In("format").Result();
        var files = await UploadedFiles.ReadAsync(http, "body", cancel);
        try
        {
            var request = new ImportRequest(id, listKind, listFormat, files, Asker.Of(http).Name) { AcceptShrink = acceptShrink == true, Title = title };
            var report = await node.Store.Lists.ImportAsync(request, null, cancel);
            return report.Refused is null
                ? TypedResults.Ok(report)
                : (Problems.ImportRefused with { Detail = report.RefusedWords, Field = report.Refused, Report = report }).Result();
        }
        finally
        {
            foreach (var file in files) await file.Content.DisposeAsync();
        }
    }
}
