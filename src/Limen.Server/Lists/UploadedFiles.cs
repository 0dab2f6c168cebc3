using Limen.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace Limen.Server;

/// <summary>The files of a request: several as a form, or one as the body itself.</summary>
static class UploadedFiles
{
    /// <summary>
    /// All of it waits on the disk before an import begins: a list may need every file, and nobody's slow line holds up other imports.
    /// </summary>
    /// <param name="http">The request; its body is read to the end.</param>
    /// <param name="name">What a file is called that is the body itself.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<IReadOnlyList<ImportFile>> ReadAsync(HttpContext http, string name, CancellationToken cancel)
    {
        if (!http.Request.HasFormContentType)
        {
            http.Request.EnableBuffering();
            await http.Request.Body.DrainAsync(cancel);
            http.Request.Body.Position = 0;
            return [new(name, http.Request.Body)];
        }
        http.Features.Set<IFormFeature>(new FormFeature(http.Request, new FormOptions { MultipartBodyLengthLimit = long.MaxValue }));
        var form = await http.Request.ReadFormAsync(cancel);
        return [.. form.Files.Select(file => new ImportFile(Path.GetFileName(file.FileName), file.OpenReadStream()))];
    }
}
