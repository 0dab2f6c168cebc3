using System.Net;
using Limen.TestKit;

namespace Limen.Server.Tests;

public sealed class ConsoleFilesTests
{
    static ScratchFolder Built()
    {
        var folder = new ScratchFolder();
        folder.Write("index.html", "<!doctype html><title>Limen</title>");
        folder.Write("favicon.svg", "<svg/>");
        Directory.CreateDirectory(folder.At("assets"));
        folder.Write(Path.Combine("assets", "index-abc123.js"), "console.log(1)");
        return folder;
    }

    [Theory]
    [InlineData("/", "no-cache", "text/html")]
    [InlineData("/inspections/today", "no-cache", "text/html")]
    [InlineData("/favicon.svg", "no-cache", "image/svg+xml")]
    [InlineData("/assets/index-abc123.js", "public, max-age=31536000, immutable", "text/javascript")]
    public async Task Files_and_screens_are_served_and_only_what_is_named_by_its_content_is_kept(string path, string caching, string type)
    {
        using var folder = Built();
        await using var server = await RunningServer.StartAsync(console: folder.Root);
        using var browser = server.Client();
        var response = await browser.AskAsync(path);
        Assert.Equal((HttpStatusCode.OK, type), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Equal(caching, string.Join(", ", response.Headers.GetValues("Cache-Control")));
        Assert.Contains("default-src", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
    }

    [Theory]
    [InlineData("/api/nowhere")]
    [InlineData("/assets/gone-abc123.js")]
    [InlineData("/../limen.db")]
    [InlineData("/%2e%2e/settings.json")]
    public async Task What_is_not_there_is_a_problem_and_never_a_screen(string path)
    {
        using var folder = Built();
        await using var server = await RunningServer.StartAsync(console: folder.Root);
        using var browser = server.Client();
        var response = await browser.AskAsync(path);
        Assert.NotEqual(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }
}
