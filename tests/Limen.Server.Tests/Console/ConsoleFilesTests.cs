using System.Net;
using Limen.Storage;
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

    // With the screens beside the program an address of the API must still say what is wrong with a request to it.
    [Theory]
    [InlineData("PUT", "application/json", "405 methodNotAllowed")]
    [InlineData("DELETE", null, "405 methodNotAllowed")]
    [InlineData("OPTIONS", null, "405 methodNotAllowed")]
    [InlineData("POST", "text/plain", "415 unsupportedMediaType")]
    [InlineData("POST", "application/xml", "415 unsupportedMediaType")]
    public async Task Screens_beside_it_hide_nothing_of_the_API(string method, string? type, string told)
    {
        using var folder = Built();
        await using var server = await RunningServer.StartAsync(console: folder.Root);
        using var officer = await server.SignedInAsync(Role.FirstLine);
        using var request = new HttpRequestMessage(new(method), "/api/inspections");
        if (type is not null) request.Content = new StringContent("{}", new System.Net.Http.Headers.MediaTypeHeaderValue(type));
        using var response = await officer.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(told, $"{(int)response.StatusCode} {await response.CodeAsync()}");
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
