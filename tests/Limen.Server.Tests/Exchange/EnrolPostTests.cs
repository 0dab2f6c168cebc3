using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Limen.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Limen.Server.Tests;

public sealed class EnrolPostTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_post_enrols_once_with_its_code_and_is_known_by_its_certificate()
    {
        await using var hub = await RunningServer.StartHubAsync();
        await using var post = await PostFolder.EnrolledAsync(hub, "bridge");
        using var line = await post.LineAsync();
        using var health = await line.Client.AskAsync("/healthz");
        Assert.Equal((HttpStatusCode.OK, HttpVersion.Version20), (health.StatusCode, health.Version));
        using var asked = await line.Client.PostAsync("/api/queries", new { purpose = "border-check", document = new { number = "MARKED123", issuingState = "FRA" } });
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        var kept = Assert.Single(await hub.Node.Store.Posts.AllAsync(Cancel));
        Assert.Equal(("bridge", PostState.Enrolled), (kept.Name, kept.State));
        var kinds = (await hub.Node.Store.Journal.ReadAsync(1, 100, null, null, Cancel)).Select(entry => entry.Kind).ToList();
        Assert.Equal([JournalKind.PostInvited, JournalKind.PostEnrolled], kinds.Where(kind => kind is JournalKind.PostInvited or JournalKind.PostEnrolled));
        Assert.Equal(JournalKind.PostEnrolled, Assert.Single(await post.Node.Store.Journal.ReadAsync(1, 100, null, null, Cancel)).Kind);
    }

    [Fact]
    public async Task A_code_that_was_used_replaced_taken_back_mistyped_or_never_given_opens_nothing()
    {
        await using var hub = await RunningServer.StartHubAsync();
        await using var post = await PostFolder.OpenAsync();
        var replaced = await PostFolder.CodeAsync(hub, "bridge");
        var code = await PostFolder.CodeAsync(hub, "bridge");
        Assert.Equal("enrolmentCodeWrong", (await post.EnrolAsync(hub.Exchange, replaced)).Refused);
        Assert.Equal("codeMistyped", (await post.EnrolAsync(hub.Exchange, code[..^1] + (code[^1] == '0' ? '1' : '0'))).Refused);
        Assert.Equal("codeMistyped", (await post.EnrolAsync(hub.Exchange, "")).Refused);
        Assert.Null((await post.EnrolAsync(hub.Exchange, code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal))).Refused);
        Assert.Equal("enrolmentCodeUsed", (await post.EnrolAsync(hub.Exchange, code)).Refused);
        var never = EnrolmentCode.New(await hub.Node.Store.Authority.CertificateAsync(Cancel)).Text();
        Assert.Equal("enrolmentCodeWrong", (await post.EnrolAsync(hub.Exchange, never)).Refused);
        var takenBack = await PostFolder.CodeAsync(hub, "tunnel");
        Assert.True(await hub.Node.Store.Posts.RevokeAsync("tunnel", "test", Cancel));
        Assert.Equal("enrolmentCodeUsed", (await post.EnrolAsync(hub.Exchange, takenBack)).Refused);
    }

    [Fact]
    public async Task A_code_expires()
    {
        var time = new ForwardTime();
        await using var hub = await RunningServer.StartHubAsync(time: time);
        await using var post = await PostFolder.OpenAsync();
        var code = await PostFolder.CodeAsync(hub, "bridge");
        time.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal("enrolmentCodeExpired", (await post.EnrolAsync(hub.Exchange, code)).Refused);
        Assert.Equal(PostState.Lapsed, (await hub.Node.Store.Posts.FindAsync("bridge", Cancel))?.State);
        Assert.Null(await post.Node.Store.Enrolment.FindAsync(Cancel));
    }

    [Fact]
    public async Task Guessing_codes_is_slowed_down()
    {
        await using var hub = await RunningServer.StartHubAsync();
        await using var post = await PostFolder.OpenAsync();
        var authority = await hub.Node.Store.Authority.CertificateAsync(Cancel);
        var refused = new List<string?>();
        for (var i = 0; i < 6; i++) refused.Add((await post.EnrolAsync(hub.Exchange, EnrolmentCode.New(authority).Text())).Refused);
        Assert.Equal("tooManySignIns", refused[^1]);
    }

    [Fact]
    public async Task A_hub_in_the_middle_gets_neither_the_code_nor_the_post()
    {
        await using var hub = await RunningServer.StartHubAsync();
        await using var middle = await RunningServer.StartHubAsync();
        await using var post = await PostFolder.OpenAsync();
        var code = await PostFolder.CodeAsync(hub, "bridge");
        Assert.Equal("hubForged", (await post.EnrolAsync(middle.Exchange, code)).Refused);
        Assert.Null((await post.EnrolAsync(hub.Exchange, code)).Refused);
        Assert.Equal("enrolledElsewhere", (await post.EnrolAsync(middle.Exchange, await PostFolder.CodeAsync(middle, "bridge"))).Refused);
        using var led = HubLine.ClientFor(middle.Exchange, (await post.LineAsync()).Enrolled.IsHub, () => post.Node.PostCertificate);
        await Assert.ThrowsAsync<HttpRequestException>(() => led.AskAsync("/healthz"));
    }

    [Fact]
    public async Task Who_shows_the_true_authority_without_its_certificate_is_not_told_the_code()
    {
        await using var hub = await RunningServer.StartHubAsync();
        await using var middle = await RunningServer.StartHubAsync();
        await using var post = await PostFolder.OpenAsync();
        await using var impostor = await ImpostorAsync(hub.Node.Store, middle.Node.Store);
        Assert.Equal("hubForged", (await post.EnrolAsync(new(impostor.App.Urls.Single()), await PostFolder.CodeAsync(hub, "bridge"))).Refused);
        Assert.Empty(impostor.Bodies);
    }

    [Fact]
    public async Task The_private_key_stays_at_the_post()
    {
        await using var hub = await RunningServer.StartHubAsync();
        await using var post = await PostFolder.OpenAsync();
        await using var ear = await ImpostorAsync(hub.Node.Store, hub.Node.Store);
        var answer = await post.EnrolAsync(new(ear.App.Urls.Single()), await PostFolder.CodeAsync(hub, "bridge"));
        Assert.Null(answer.Refused);
        var sent = System.Text.Json.JsonDocument.Parse(Assert.Single(ear.Bodies)).RootElement;
        Assert.Equal(["certificateRequest", "code", "store"], sent.EnumerateObject().Select(one => one.Name).Order());
        var request = CertificateRequest.LoadSigningRequest(sent.GetProperty("certificateRequest").GetBytesFromBase64(), HashAlgorithmName.SHA256);
        using var own = await post.Node.Store.Enrolment.CertificateAsync(Cancel);
        Assert.Equal(request.PublicKey.EncodedKeyValue.RawData, own!.PublicKey.EncodedKeyValue.RawData);
        var secret = own.GetECDsaPrivateKey()!.ExportParameters(true).D!;
        Assert.All(ear.Bodies, body => Assert.Equal(-1, Encoding.ASCII.GetBytes(body).AsSpan().IndexOf(Encoding.ASCII.GetBytes(Convert.ToBase64String(secret)[..20]))));
        Assert.Equal(-1, sent.GetProperty("certificateRequest").GetBytesFromBase64().AsSpan().IndexOf(secret));
    }

    [Fact]
    public async Task Over_the_exchange_nothing_else_answers_and_it_answers_nowhere_else()
    {
        await using var hub = await RunningServer.StartHubAsync();
        await using var post = await PostFolder.EnrolledAsync(hub, "bridge");
        using var line = await post.LineAsync();
        using var officer = await hub.SignedInAsync(Role.Administrator, Role.FirstLine, Role.Auditor);
        foreach (var path in new[] { "/", "/api/session", "/api/officers", "/api/sources", "/api/journal", "/api/posts", "/openapi/v1.json", "/nowhere" })
            Assert.Equal("notFound", await (await line.Client.AskAsync(path)).CodeAsync());
        Assert.Equal("notFound", await (await officer.AskAsync("/api/exchange/authority")).CodeAsync());
        foreach (var path in new[] { "/api/exchange/enrol", "/api/exchange/certificate" })
            Assert.Equal("notFound", await (await officer.PostAsync(path, new { })).CodeAsync());
        using var keyed = HubLine.ClientFor(hub.Exchange, _ => true, () => null);
        keyed.DefaultRequestHeaders.Authorization = new("Bearer", await FirstStart.GiveKeyAsync(hub.Node, "key", [Role.FirstLine], Cancel));
        Assert.Equal("notEnrolled", await (await keyed.PostAsync("/api/queries", new { purpose = "border-check" })).CodeAsync());
    }

    sealed record Listener(WebApplication App, List<string> Bodies) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => App.DisposeAsync();
    }

    // Says that it is the hub told, under a certificate of the hub shown; writes down what is sent, and enrols as the hub would.
    static async Task<Listener> ImpostorAsync(Store told, Store shown)
    {
        var certificate = await shown.Authority.IssueServerAsync(["127.0.0.1"], TimeSpan.FromDays(1), Cancel);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var bodies = new List<string>();
        var app = builder.Build();
        app.MapGet("/api/exchange/authority", async () => Results.Json(new { authority = await told.Authority.CertificateAsync(Cancel) }));
        app.MapPost("/api/exchange/enrol", async (HttpContext http) =>
        {
            using var reader = new StreamReader(http.Request.Body);
            bodies.Add(await reader.ReadToEndAsync(Cancel));
            var sent = System.Text.Json.JsonDocument.Parse(bodies[^1]).RootElement;
            Assert.True(EnrolmentCode.TryParse(sent.GetProperty("code").GetString(), out var code));
            var answer = await told.PostCertificates.EnrolAsync(code, sent.GetProperty("certificateRequest").GetBytesFromBase64(), sent.GetProperty("store").GetGuid(), Cancel);
            return Results.Json(answer.Admission);
        });
        await app.StartAsync(Cancel);
        return new(app, bodies);
    }
}
