using System.Net;
using System.Text;
using System.Text.Json;
using Limen.Documents;
using Limen.Storage;
using Limen.TestKit;

namespace Limen.Server.Tests;

public sealed class ChipTests
{
    const string Upper = "P<FRAERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", Lower = "L898902C36FRA7408122F3004157ZE184226B<<<<<16";
    static readonly InventedState France = new("FR"), Utopia = new();
    static readonly PassportPlan Good = new() { Mrz = Upper + Lower, State = France };

    [Fact]
    public async Task A_genuine_chip_of_a_trusted_State_is_clear_and_its_report_whole()
    {
        await using var server = await TrustingAsync(France);
        using var officer = await server.SignedInAsync(Role.FirstLine);
        var inspection = await InspectAsync(officer, EmulatedPassport.Issue(Good).Files);
        Assert.Equal("clear", Advice(inspection));
        var chip = inspection.GetProperty("chip");
        Assert.Equal("successful", chip.GetProperty("result").GetString());
        Assert.Equal("PACE-GM", chip.GetProperty("access").GetProperty("protocol").GetString());
        Assert.Equal("successful", chip.GetProperty("passiveAuthentication").GetProperty("dataGroups").GetProperty("1").GetString());
        Assert.Equal("C=FR, O=Invented, CN=CSCA FR", chip.GetProperty("passiveAuthentication").GetProperty("csca").GetString());
        Assert.Contains("successful", Checks(inspection)["chipMrzMatches"]);
    }

    [Fact]
    public async Task An_altered_data_group_refers()
    {
        await using var server = await TrustingAsync(France);
        using var officer = await server.SignedInAsync(Role.FirstLine);
        var inspection = await InspectAsync(officer, EmulatedPassport.Issue(Good with { Fault = PassportFault.AlteredDg1 }).Files);
        Assert.Equal("refer", Advice(inspection));
        Assert.Contains("chipAltered", Findings(inspection));
        Assert.Contains("chipMrzMismatch", Findings(inspection));
        Assert.Equal("failed", Checks(inspection)["chipDataGroups"]);
    }

    [Fact]
    public async Task A_chip_of_another_State_refers()
    {
        await using var server = await TrustingAsync(France, Utopia);
        using var officer = await server.SignedInAsync(Role.FirstLine);
        var inspection = await InspectAsync(officer, EmulatedPassport.Issue(Good with { State = Utopia }).Files);
        Assert.Equal(("refer", "failed"), (Advice(inspection), Checks(inspection)["chipIssuingState"]));
        Assert.Contains("chipStateMismatch", Findings(inspection));
    }

    [Fact]
    public async Task A_chip_nobody_vouches_for_refers_until_its_authority_is_imported()
    {
        await using var server = await TrustingAsync();
        using var officer = await server.SignedInAsync(Role.FirstLine);
        var files = EmulatedPassport.Issue(Good).Files;
        Assert.Equal(["chipUntrusted"], Findings(await InspectAsync(officer, files)));
        await TrustAsync(server, France);
        Assert.Equal("clear", Advice(await InspectAsync(officer, files)));
    }

    [Fact]
    public async Task The_BSI_specimen_is_judged_and_its_face_shown_but_never_kept()
    {
        Assert.SkipWhen(Shared.File("documents", "specimens", "bsi2008") is null, Shared.Absent);
        await using var server = await TrustingAsync();
        using var officer = await server.SignedInAsync(Role.FirstLine);
        var files = Directory.GetFiles(Shared.File("documents", "specimens", "bsi2008")!)
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file), File.ReadAllBytes);
        var told = await (await officer.PostAsync("/api/inspections", new { purpose = "border-check", chip = new { files } })).JsonAsync();
        Assert.Equal("D", told.GetProperty("document").GetProperty("issuingState").GetString());
        Assert.Equal("successful", told.GetProperty("chip").GetProperty("passiveAuthentication").GetProperty("sodSignature").GetString());
        var photo = told.GetProperty("chip").GetProperty("photo");
        Assert.Equal("image/jp2", photo.GetProperty("mime").GetString());
        Assert.True(photo.GetProperty("base64").GetBytesFromBase64().Length > 10_000);
        var id = told.GetProperty("id").GetGuid();
        var kept = await (await officer.AskAsync($"/api/inspections/{id}")).JsonAsync();
        Assert.Equal(JsonValueKind.Null, kept.GetProperty("chip").GetProperty("photo").ValueKind);
        Assert.Equal(Without(told.GetProperty("chip"), "photo"), Without(kept.GetProperty("chip"), "photo"));
        Assert.Equal(Advice(told), Advice(kept));
        var entries = await server.Node.Store.Journal.ReadAsync(1, 100, JournalKind.Inspection, null, TestContext.Current.CancellationToken);
        Assert.True(Assert.Single(entries).Details.Length < 500);
        Assert.True((await server.Node.Store.Journal.VerifyAsync(TestContext.Current.CancellationToken)).Whole);
    }

    [Fact]
    public async Task A_line_tells_of_the_chip_before_the_verdict()
    {
        await using var server = await TrustingAsync(France);
        using var officer = await server.SignedInAsync(Role.FirstLine);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/inspections")
        {
            Content = new StringContent(JsonSerializer.Serialize(Body(EmulatedPassport.Issue(Good).Files)), Encoding.UTF8, "application/json"),
        };
        request.Headers.Accept.ParseAdd("application/x-ndjson");
        using var response = await officer.SendAsync(request, TestContext.Current.CancellationToken);
        var lines = (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var events = lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(("document", true), (events[0].GetProperty("event").GetString(), events[0].GetProperty("chipFollows").GetBoolean()));
        Assert.Equal("verdict", events[^1].GetProperty("event").GetString());
        var chip = Assert.Single(events, e => e.GetProperty("event").GetString() == "chip");
        Assert.Equal("successful", chip.GetProperty("chip").GetProperty("result").GetString());
        Assert.Contains(chip.GetProperty("checks").EnumerateArray(), check => check.GetProperty("name").GetString() == "chipPassiveAuthentication");
    }

    [Fact]
    public async Task A_chip_that_should_speak_and_does_not_leaves_a_gap()
    {
        await using var server = await TrustingAsync(France);
        using var officer = await server.SignedInAsync(Role.FirstLine);
        var silent = await (await officer.PostAsync("/api/inspections", new { purpose = "border-check", mrz = $"{Upper}\n{Lower}", chip = new { expected = true } })).JsonAsync();
        Assert.Equal("incomplete", Advice(silent));
        Assert.Equal(["chipSilent"], Findings(silent));
    }

    [Fact]
    public async Task A_lane_without_its_reader_says_so_and_asks_the_lists_all_the_same()
    {
        await using var server = await TrustingAsync([], new() { Reader = "no reader of this name", ChipDeadlineMs = 5000 });
        using var officer = await server.SignedInAsync(Role.FirstLine);
        var inspection = await (await officer.PostAsync("/api/inspections", new { purpose = "border-check", mrz = $"{Upper}\n{Lower}" })).JsonAsync();
        Assert.Equal(["chipReaderMissing"], Findings(inspection));
        Assert.Equal(2, inspection.GetProperty("answers").GetArrayLength());
    }

    [Theory]
    [InlineData(false, "successful", "clear")]
    [InlineData(true, "failed", "refer")]
    public async Task An_agents_active_authentication_is_checked_here(bool spoilt, string result, string advice)
    {
        await using var server = await TrustingAsync(France);
        using var officer = await server.SignedInAsync(Role.FirstLine);
        var passport = EmulatedPassport.Issue(Good with { ActiveAuthentication = ActiveAuthenticationKind.EcBrainpoolP256 });
        byte[] challenge = [1, 2, 3, 4, 5, 6, 7, 8];
        var signature = passport.SignChallenge(challenge);
        if (spoilt) challenge[0] ^= 1;
        var inspection = await (await officer.PostAsync("/api/inspections", Body(passport.Files, new { challenge, signature }))).JsonAsync();
        Assert.Equal(result, inspection.GetProperty("chip").GetProperty("activeAuthentication").GetProperty("result").GetString());
        Assert.Equal(advice, Advice(inspection));
        Assert.Equal("invalidField", await (await officer.PostAsync("/api/inspections", Body(passport.Files, new { challenge = "AAAA", signature }))).CodeAsync());
    }

    [Fact]
    public async Task Files_of_nearly_a_megabyte_are_taken_and_more_is_refused()
    {
        await using var server = await TrustingAsync(France);
        using var officer = await server.SignedInAsync(Role.FirstLine);
        var files = EmulatedPassport.Issue(Good).Files.ToDictionary();
        files[LdsFile.Dg2] = new byte[1024 * 1024];
        Assert.Equal("refer", Advice(await InspectAsync(officer, files)));
        files[LdsFile.Dg2] = new byte[1024 * 1024 + 1];
        Assert.Equal("chipFileInvalid", await (await officer.PostAsync("/api/inspections", Body(files))).CodeAsync());
        foreach (var file in new[] { LdsFile.Dg3, LdsFile.Dg4, LdsFile.Dg5, LdsFile.Dg7 }) files[file] = new byte[1024 * 1024];
        var body = JsonSerializer.SerializeToUtf8Bytes(Body(files), JsonSerializerOptions.Web);
        // Even one that is much more than a connection holds: who still sends is heard to the end, and told.
        foreach (var spaces in new[] { 0, 32 * 1024 * 1024 })
        {
            using var large = new ByteArrayContent([.. body, .. Enumerable.Repeat((byte)' ', spaces)]);
            large.Headers.ContentType = new("application/json");
            using var answer = await officer.PostAsync(new Uri("/api/inspections", UriKind.Relative), large, TestContext.Current.CancellationToken);
            Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "tooLarge"), (answer.StatusCode, await answer.CodeAsync()));
        }
    }

    static Task<RunningServer> TrustingAsync(params InventedState[] states) => TrustingAsync(states, null);

    static async Task<RunningServer> TrustingAsync(InventedState[] states, Settings? settings)
    {
        var server = await RunningServer.StartAsync(settings: settings);
        foreach (var state in states) await TrustAsync(server, state);
        return server;
    }

    static Task<TrustReport> TrustAsync(RunningServer server, InventedState state) =>
        server.Node.Store.Trust.ImportAsync($"{state.Country}.cer", new MemoryStream(state.Csca), false, "test", TestContext.Current.CancellationToken);

    static object Body(IReadOnlyDictionary<LdsFile, byte[]> files, object? activeAuthentication = null) => new
    {
        purpose = "border-check",
        mrz = $"{Upper}\n{Lower}",
        chip = new
        {
            files = files.ToDictionary(file => JsonNamingPolicy.CamelCase.ConvertName(file.Key.ToString()), file => Convert.ToBase64String(file.Value)),
            access = new { protocol = "PACE-GM", result = "successful" },
            activeAuthentication,
        },
    };

    static async Task<JsonElement> InspectAsync(HttpClient officer, IReadOnlyDictionary<LdsFile, byte[]> files) =>
        await (await officer.PostAsync("/api/inspections", Body(files))).JsonAsync();

    static string? Advice(JsonElement inspection) => inspection.GetProperty("verdict").GetProperty("advice").GetString();

    static string[] Findings(JsonElement inspection) =>
        [.. inspection.GetProperty("verdict").GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("code").GetString()!)];

    static Dictionary<string, string> Checks(JsonElement inspection) => inspection.GetProperty("checks").EnumerateArray()
        .ToDictionary(check => check.GetProperty("name").GetString()!, check => check.GetProperty("result").GetString()!);

    static string Without(JsonElement json, string name) =>
        JsonSerializer.Serialize(json.EnumerateObject().Where(property => property.Name != name).ToDictionary(property => property.Name, property => property.Value));
}
