using System.Net;
using Limen.Storage;

namespace Limen.Server.Tests;

public sealed class ForgeryTests
{
    [Theory]
    [InlineData(null, null, null, "forgedRequest")]
    [InlineData("1", "https://evil.example", null, "forgedRequest")]
    [InlineData("1", null, "cross-site", "forgedRequest")]
    [InlineData("1", null, null, null)]
    [InlineData("1", "self", "same-origin", null)]
    public async Task A_session_changes_nothing_without_its_own_pages_behind_it(string? header, string? origin, string? site, string? code)
    {
        await using var server = await RunningServer.StartAsync();
        using var officer = await server.SignedInAsync(Role.FirstLine);
        officer.DefaultRequestHeaders.Remove("X-Limen-Request");
        if (header is not null) officer.DefaultRequestHeaders.Add("X-Limen-Request", header);
        if (origin is not null) officer.DefaultRequestHeaders.Add("Origin", origin == "self" ? server.Address.GetLeftPart(UriPartial.Authority) : origin);
        if (site is not null) officer.DefaultRequestHeaders.Add("Sec-Fetch-Site", site);
        var response = await officer.PostAsync("/api/inspections", new { purpose = "border-check", vehicle = new { plate = "X1" } });
        if (code is null) Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        else Assert.Equal(code, await response.CodeAsync());
    }

    [Fact]
    public async Task Nobody_reaches_the_api_without_signing_in()
    {
        await using var server = await RunningServer.StartAsync();
        using var client = server.Client();
        var document = await (await client.AskAsync("/openapi/v1.json")).JsonAsync();
        var tried = 0;
        foreach (var path in document.GetProperty("paths").EnumerateObject().Where(path => path.Name.StartsWith("/api", StringComparison.Ordinal) && path.Name != "/api/sign-in"))
            foreach (var method in path.Value.EnumerateObject())
            {
                var address = path.Name.Replace("{id}", Guid.Empty.ToString(), StringComparison.Ordinal).Replace("{cleared}", Guid.Empty.ToString(), StringComparison.Ordinal).Replace("{name}", "x", StringComparison.Ordinal);
                using var request = new HttpRequestMessage(new HttpMethod(method.Name.ToUpperInvariant()), address);
                using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
                Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, $"{method.Name} {path.Name}: {response.StatusCode}");
                tried++;
            }
        Assert.True(tried > 15);
    }

    [Fact]
    public async Task Every_response_forbids_frames_inline_scripts_and_guessing_of_types()
    {
        await using var server = await RunningServer.StartAsync();
        using var client = server.Client();
        foreach (var path in new[] { "/healthz", "/api/session", "/nowhere" })
        {
            using var response = await client.AskAsync(path);
            var policy = response.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        }
    }
}
