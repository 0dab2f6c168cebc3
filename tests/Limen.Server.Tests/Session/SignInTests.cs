using System.Net;
using System.Net.Http.Headers;
using Limen.Storage;

namespace Limen.Server.Tests;

public sealed class SignInTests
{
    [Fact]
    public async Task The_first_administrator_must_change_the_printed_password_before_anything_else()
    {
        await using var server = await RunningServer.StartAsync();
        var password = await FirstStart.AddAdministratorAsync(server.Node, TestContext.Current.CancellationToken);
        Assert.Null(await FirstStart.AddAdministratorAsync(server.Node, TestContext.Current.CancellationToken));
        using var admin = server.Client();
        admin.DefaultRequestHeaders.Add("X-Limen-Request", "1");
        var session = await (await admin.PostAsync("/api/sign-in", new { name = "admin", password })).JsonAsync();
        Assert.True(session.GetProperty("mustChangePassword").GetBoolean());
        Assert.Equal("passwordMustChange", await (await admin.AskAsync("/api/officers")).CodeAsync());
        Assert.Equal("passwordTooWeak", await (await admin.PostAsync("/api/session/password", new { current = password, next = "short" })).CodeAsync());
        var changed = await admin.PostAsync("/api/session/password", new { current = password, next = "a longer pass phrase" });
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await admin.AskAsync("/api/officers")).StatusCode);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_look_the_same()
    {
        await using var server = await RunningServer.StartAsync();
        await FirstStart.GiveOfficerAsync(server.Node, "known", "Known", [Role.FirstLine], TestContext.Current.CancellationToken);
        using var client = server.Client();
        var known = await client.PostAsync("/api/sign-in", new { name = "known", password = "wrong" });
        var unknown = await client.PostAsync("/api/sign-in", new { name = "nobody", password = "wrong" });
        Assert.Equal(await known.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), await unknown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("wrongNameOrPassword", await known.CodeAsync());
    }

    [Fact]
    public async Task After_five_failures_even_the_right_password_waits_and_the_wait_is_told()
    {
        var time = new ForwardTime();
        await using var server = await RunningServer.StartAsync(time);
        var password = await FirstStart.GiveOfficerAsync(server.Node, "known", "Known", [Role.FirstLine], TestContext.Current.CancellationToken);
        using var client = server.Client();
        for (var i = 0; i < 5; i++) Assert.Equal("wrongNameOrPassword", await (await client.PostAsync("/api/sign-in", new { name = "Known", password = "wrong" })).CodeAsync());
        var locked = await client.PostAsync("/api/sign-in", new { name = "known", password });
        Assert.Equal(HttpStatusCode.TooManyRequests, locked.StatusCode);
        Assert.InRange(locked.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 20, 30);
        Assert.InRange((await locked.JsonAsync()).GetProperty("retryAfter").GetInt32(), 20, 30);
        time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("/api/sign-in", new { name = "known", password })).StatusCode);
    }

    [Fact]
    public async Task A_session_ends_idle_after_half_an_hour_and_in_any_case_after_twelve()
    {
        var time = new ForwardTime();
        await using var server = await RunningServer.StartAsync(time);
        using var officer = await server.SignedInAsync(Role.FirstLine);
        for (var passed = 0; passed < 11 * 60; passed += 20)
        {
            time.Advance(TimeSpan.FromMinutes(20));
            Assert.Equal(HttpStatusCode.OK, (await officer.AskAsync("/api/session")).StatusCode);
        }
        for (var i = 0; i < 4; i++) { time.Advance(TimeSpan.FromMinutes(20)); await officer.AskAsync("/api/session"); }
        Assert.Equal("notSignedIn", await (await officer.AskAsync("/api/session")).CodeAsync());
        using var another = await server.SignedInAsync(Role.FirstLine);
        time.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal("notSignedIn", await (await another.AskAsync("/api/session")).CodeAsync());
    }

    [Fact]
    public async Task A_disabled_officer_is_out_at_once_and_a_signed_out_cookie_is_dead()
    {
        await using var server = await RunningServer.StartAsync();
        using var admin = await server.SignedInAsync(Role.Administrator);
        using var officer = await server.SignedInAsync(Role.FirstLine);
        var name = (await (await officer.AskAsync("/api/session")).JsonAsync()).GetProperty("name").GetString();
        Assert.Equal(HttpStatusCode.OK, (await admin.PostAsync($"/api/officers/{name}/disable", new { })).StatusCode);
        Assert.Equal("notSignedIn", await (await officer.AskAsync("/api/session")).CodeAsync());
        var password = await FirstStart.GiveOfficerAsync(server.Node, "leaver", "Leaver", [Role.FirstLine], TestContext.Current.CancellationToken);
        using var client = server.Client();
        client.DefaultRequestHeaders.Add("X-Limen-Request", "1");
        var signedIn = await client.PostAsync("/api/sign-in", new { name = "leaver", password });
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        await client.PostAsync("/api/sign-out", new { });
        using var thief = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = server.Address };
        thief.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        Assert.Equal("notSignedIn", await (await thief.AskAsync("/api/session")).CodeAsync());
    }

    [Fact]
    public async Task A_key_works_until_it_is_revoked_and_is_kept_as_a_hash_only()
    {
        await using var server = await RunningServer.StartAsync();
        using var admin = await server.SignedInAsync(Role.Administrator);
        var made = await (await admin.PostAsync("/api/keys", new { name = "gate 1", roles = new[] { "firstLine" } })).JsonAsync();
        using var gate = server.Client();
        gate.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made.GetProperty("key").GetString());
        var inspected = await gate.PostAsync("/api/inspections", new { purpose = "border-check", vehicle = new { plate = "LIMEN01" } });
        Assert.Equal(HttpStatusCode.OK, inspected.StatusCode);
        Assert.Equal("notAllowed", await (await gate.AskAsync("/api/officers")).CodeAsync());
        var listed = await (await admin.AskAsync("/api/keys")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(made.GetProperty("key").GetString()!, listed, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await admin.DeleteAsync($"/api/keys/{made.GetProperty("id").GetString()}", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal("notSignedIn", await (await gate.AskAsync("/api/session")).CodeAsync());
    }
}
