using System.Net;
using System.Text;
using System.Text.Json;
using Limen.Storage;

namespace Limen.Server.Tests;

public sealed class StartInspectionTests
{
    static readonly object Listed = new { purpose = "border-check", document = new { documentNumber = "MARKED123", issuingState = "FRA", documentCode = "P", dateOfExpiry = "2099-01-01" }, holder = new { primaryIdentifier = "Unlisted", secondaryIdentifier = "Entirely" } };
    static readonly object Unlisted = new { purpose = "border-check", document = new { documentNumber = "CLEAN1234", issuingState = "FRA", documentCode = "P", dateOfExpiry = "2099-01-01" }, holder = new { primaryIdentifier = "Unlisted", secondaryIdentifier = "Entirely" } };

    [Fact]
    public async Task A_listed_document_refers_and_an_unlisted_one_is_clear()
    {
        await using var server = await RunningServer.StartAsync();
        using var officer = await server.SignedInAsync(Role.FirstLine);
        var listed = await (await officer.PostAsync("/api/inspections", Listed)).JsonAsync();
        Assert.Equal("refer", listed.GetProperty("verdict").GetProperty("advice").GetString());
        Assert.Equal("d1", listed.GetProperty("verdict").GetProperty("findings")[0].GetProperty("entryId").GetString());
        Assert.Equal("Testford, lane 3", listed.GetProperty("post").GetString());
        var clear = await (await officer.PostAsync("/api/inspections", Unlisted)).JsonAsync();
        Assert.Equal("clear", clear.GetProperty("verdict").GetProperty("advice").GetString());
        Assert.Equal(2, clear.GetProperty("answers").GetArrayLength());
    }

    [Fact]
    public async Task A_client_that_accepts_lines_gets_one_for_each_event_and_the_whole_at_the_end()
    {
        await using var server = await RunningServer.StartAsync();
        using var officer = await server.SignedInAsync(Role.FirstLine);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/inspections") { Content = new StringContent(JsonSerializer.Serialize(Listed), Encoding.UTF8, "application/json") };
        request.Headers.Accept.ParseAdd("application/x-ndjson");
        using var response = await officer.SendAsync(request, TestContext.Current.CancellationToken);
        var lines = (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var events = lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(["document", "answer", "answer", "verdict"], events.Select(e => e.GetProperty("event").GetString()));
        Assert.Equal(
            events[0].GetProperty("sources").EnumerateArray().Select(s => s.GetProperty("source").GetString()).Order(),
            events[1..3].Select(e => e.GetProperty("answer").GetProperty("source").GetString()).Order());
        Assert.Equal(events[0].GetProperty("id").GetString(), events[3].GetProperty("inspection").GetProperty("id").GetString());
    }

    [Fact]
    public async Task What_was_asked_is_kept_with_the_same_content_and_journalled()
    {
        await using var server = await RunningServer.StartAsync();
        using var officer = await server.SignedInAsync(Role.FirstLine);
        var told = await (await officer.PostAsync("/api/inspections", Listed)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var id = JsonDocument.Parse(told).RootElement.GetProperty("id").GetString();
        var kept = await (await officer.AskAsync($"/api/inspections/{id}")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(WithoutTimes(told), WithoutTimes(kept));
        var check = await server.Node.Store.Journal.VerifyAsync(TestContext.Current.CancellationToken);
        Assert.True(check.Whole, check.Words);
        var entries = await server.Node.Store.Journal.ReadAsync(1, 100, JournalKind.Inspection, null, TestContext.Current.CancellationToken);
        Assert.Equal(id, Assert.Single(entries).Subject);
    }

    [Theory]
    [InlineData("""{"purpose":"curiosity","mrz":"x"}""", "unknownPurpose")]
    [InlineData("""{"mrz":"x"}""", "unknownPurpose")]
    [InlineData("""{"purpose":3,"mrz":"x"}""", "unknownPurpose")]
    [InlineData("""{"purpose":""", "malformed")]
    [InlineData("""{"purpose":"border-check","mrz":""", "malformed")]
    [InlineData("""{"purpose":"border-check","surprise":1}""", "malformed")]
    [InlineData("""{"purpose":"border-check"}""", "nothingToInspect")]
    [InlineData("""{"purpose":"border-check","vehicle":{"plate":"  "}}""", "nothingToInspect")]
    [InlineData("""{"purpose":"border-check","vehicle":{"plate":"A1","plateState":"123"}}""", "invalidField")]
    [InlineData("""{"purpose":"border-check","holder":{"primaryIdentifier":"A","dateOfBirth":"1999-02-30"}}""", "invalidField")]
    [InlineData("""{"purpose":"border-check","mrz":"x","chip":{"dg1":"00"}}""", "malformed")]
    [InlineData("""{"purpose":"border-check","chip":{"files":{"dg1":"%%%"}}}""", "chipFileInvalid")]
    [InlineData("""{"purpose":"border-check","chip":{"files":{"dg1":""}}}""", "chipFileInvalid")]
    [InlineData("""{"purpose":"border-check","chip":{"files":{"dg1":null}}}""", "chipFileInvalid")]
    [InlineData("""{"purpose":"border-check","chip":{"files":{"dg17":"YQA="}}}""", "chipFileInvalid")]
    [InlineData("""{"purpose":"border-check","chip":{"files":{"dg1":"YQA=","DG1.bin":"YQA="}}}""", "chipFileInvalid")]
    [InlineData("""{"purpose":"border-check","chip":{"access":{"protocol":"magic","result":"successful"}}}""", "invalidField")]
    [InlineData("""{"purpose":"border-check","chip":{"access":{"protocol":"BAC","result":"failed","reason":"<b>"}}}""", "invalidField")]
    [InlineData("""{"purpose":"police-check","mrz":"x"}""", "purposeNotAllowed")]
    [InlineData("""[]""", "malformed")]
    [InlineData("", "malformed")]
    [InlineData("\0\u0001\u00ff", "malformed")]
    public async Task A_request_that_cannot_be_inspected_is_refused_with_its_code(string body, string code)
    {
        await using var server = await RunningServer.StartAsync();
        using var officer = await server.SignedInAsync(Role.FirstLine);
        var response = await officer.PostAsync("/api/inspections", new StringContent(body, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        Assert.Equal(code, await response.CodeAsync());
    }

    [Fact]
    public async Task A_body_that_is_too_large_or_of_another_kind_is_refused_with_its_code()
    {
        await using var server = await RunningServer.StartAsync();
        using var officer = await server.SignedInAsync(Role.FirstLine);
        var large = await officer.PostAsync("/api/inspections", new { purpose = "border-check", mrz = new string('P', 100_000) });
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "tooLarge"), (large.StatusCode, await large.CodeAsync()));
        var text = await officer.PostAsync("/api/inspections", new StringContent("P<UTO"), TestContext.Current.CancellationToken);
        Assert.Equal("unsupportedMediaType", await text.CodeAsync());
        var address = await officer.AskAsync("/api/nowhere");
        Assert.Equal("notFound", await address.CodeAsync());
        var method = await officer.DeleteAsync("/api/inspections", TestContext.Current.CancellationToken);
        Assert.Equal("methodNotAllowed", await method.CodeAsync());
    }

    [Fact]
    public async Task An_unreadable_zone_is_a_finding_and_never_an_error()
    {
        await using var server = await RunningServer.StartAsync();
        using var officer = await server.SignedInAsync(Role.FirstLine);
        var inspection = await (await officer.PostAsync("/api/inspections", new { purpose = "border-check", mrz = "coffee\nstain" })).JsonAsync();
        Assert.NotEqual("clear", inspection.GetProperty("verdict").GetProperty("advice").GetString());
        Assert.NotEqual(0, inspection.GetProperty("verdict").GetProperty("findings").GetArrayLength());
    }

    static string WithoutTimes(string json) => System.Text.RegularExpressions.Regex.Replace(json, "\"tookMs\":[0-9.]+", "");
}
