using Limen.Screening;
using Limen.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;

namespace Limen.Server;

/// <summary>A list owner brings a list: several files as a form, or one as the body itself.</summary>
static class ImportList
{
    public static async Task<Results<Ok<ImportReport>, ProblemResult>> Handle(
        string id, string kind, string format, bool? acceptShrink, string? title, HttpContext http, Node node, CancellationToken cancel)
    {
        if (!Enum.TryParse<ListKind>(kind, ignoreCase: true, out var listKind) || !Enum.IsDefined(listKind)) return Problems.InvalidField.In("kind").Result();
        if (!ListFormats.TryParse(format, out var listFormat)) return Problems.InvalidField.In("format").Result();
        var files = await FilesAsync(http, cancel);
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

    // All of it waits on the disk before the import begins: a list may need every file, and nobody's slow line holds up other imports.
    static async Task<IReadOnlyList<ImportFile>> FilesAsync(HttpContext http, CancellationToken cancel)
    {
        if (!http.Request.HasFormContentType)
        {
            http.Request.EnableBuffering();
            await http.Request.Body.DrainAsync(cancel);
            http.Request.Body.Position = 0;
            return [new("body", http.Request.Body)];
        }
        http.Features.Set<IFormFeature>(new FormFeature(http.Request, new FormOptions { MultipartBodyLengthLimit = long.MaxValue }));
        var form = await http.Request.ReadFormAsync(cancel);
        return [.. form.Files.Select(file => new ImportFile(Path.GetFileName(file.FileName), file.OpenReadStream()))];
    }
}
