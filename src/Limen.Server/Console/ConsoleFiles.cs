using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Limen.Server;

/// <summary>The officers' screens: static files beside the program, and index.html for every address that is a screen.</summary>
static class ConsoleFiles
{
    /// <summary>The folder of built files beside the program; null when the console was not built.</summary>
    public static string? Find()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        return File.Exists(Path.Combine(folder, "index.html")) ? folder : null;
    }

    public static void UseConsole(this WebApplication app, string? folder)
    {
        if (folder is null) return;
        var files = new PhysicalFileProvider(folder);
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = Cache });
        // Not an endpoint: one that takes any address would hide that an address of the API is there, but not for this method or content.
        app.Use((http, next) =>
        {
            if (http.GetEndpoint() is not null || !IsScreen(http.Request)) return next(http);
            http.Response.ContentType = "text/html; charset=utf-8";
            http.Response.Headers.CacheControl = "no-cache";
            return http.Response.SendFileAsync(files.GetFileInfo("index.html"));
        });
    }

    static bool IsScreen(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && !request.Path.StartsWithSegments("/api") && !Path.HasExtension(request.Path.Value);

    // Vite names its assets by their content; everything else is asked for anew.
    static void Cache(StaticFileResponseContext context) => context.Context.Response.Headers.CacheControl =
        context.Context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache";
}
