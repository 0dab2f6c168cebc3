using System.Net;
using System.Text.Json;
using Limen.Screening;
using Limen.Storage;

namespace Limen.Server.Tests;

public sealed class ClearMatchTests
{
    const string Entry = "entryId,number,documentType,issuingState,status,reference\nd1,MARKED123,passport,FRA,stolen,";

    static object Scan(string born = "1970-05-05", string number = "MARKED123") => new
    {
        purpose = "border-check",
        document = new { documentNumber = number, issuingState = "FRA", documentCode = "P", dateOfExpiry = "2099-01-01" },
        holder = new { primaryIdentifier = "Unlisted", secondaryIdentifier = "Entirely", dateOfBirth = born },
    };

    [Fact]
    public async Task A_match_that_second_line_has_cleared_no_longer_refers_this_traveller_and_refers_another()
    {
        await using var server = await RunningServer.StartAsync();
        using var second = await server.SignedInAsync(Role.SecondLine);
        var cleared = await ClearAsync(second, server, await IdAsync(second));
        Assert.Equal(HttpStatusCode.OK, cleared.StatusCode);
        using var first = await server.SignedInAsync(Role.FirstLine);
        var next = await (await first.PostAsync("/api/inspections", Scan())).JsonAsync();
        Assert.Equal("clear", Advice(next));
        Assert.Equal("matchCleared", next.GetProperty("verdict").GetProperty("findings")[0].GetProperty("code").GetString());
        Assert.Contains("found again", Candidate(next).GetProperty("cleared").GetString(), StringComparison.Ordinal);
        Assert.Equal("refer", Advice(await (await first.PostAsync("/api/inspections", Scan(born: "1970-05-06"))).JsonAsync()));
    }

    [Fact]
    public async Task It_refers_again_when_the_clearing_expires_or_is_taken_back()
    {
        var time = new ForwardTime();
        await using var server = await RunningServer.StartAsync(time);
        using var key = await server.WithKeyAsync(Role.SecondLine);
        var id = await IdAsync(key);
        await ClearAsync(key, server, id, days: 1);
        time.Advance(TimeSpan.FromDays(2));
        Assert.Equal("refer", Advice(await (await key.PostAsync("/api/inspections", Scan())).JsonAsync()));
        var again = (await (await ClearAsync(key, server, id)).JsonAsync()).GetProperty("id").GetString();
        Assert.Equal("clear", Advice(await (await key.PostAsync("/api/inspections", Scan())).JsonAsync()));
        var path = $"/api/inspections/{id}/cleared";
        Assert.Equal(2, (await (await key.AskAsync(path)).JsonAsync()).GetArrayLength());
        Assert.Equal(HttpStatusCode.NoContent, (await key.DeleteAsync($"{path}/{again}", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal("unknownMatch", await (await key.DeleteAsync($"{path}/{again}", TestContext.Current.CancellationToken)).CodeAsync());
        Assert.Equal("refer", Advice(await (await key.PostAsync("/api/inspections", Scan())).JsonAsync()));
        var check = await server.Node.Store.Journal.VerifyAsync(TestContext.Current.CancellationToken);
        Assert.True(check.Whole, check.Words);
    }

    [Fact]
    public async Task It_refers_again_when_the_entry_changes_and_what_has_changed_is_not_cleared_unseen()
    {
        await using var server = await RunningServer.StartAsync();
        using var second = await server.SignedInAsync(Role.SecondLine);
        var id = await IdAsync(second);
        await ClearAsync(second, server, id);
        await server.ImportAsync("docs", ListKind.Documents, Entry + "case 7\n");
        Assert.Equal("refer", Advice(await (await second.PostAsync("/api/inspections", Scan())).JsonAsync()));
        Assert.Equal("entryChanged", await (await ClearAsync(second, server, id)).CodeAsync());
    }

    [Fact]
    public async Task Who_and_what_cannot_clear_is_told()
    {
        await using var server = await RunningServer.StartAsync();
        using var second = await server.SignedInAsync(Role.SecondLine);
        using var first = await server.SignedInAsync(Role.FirstLine);
        var id = await IdAsync(first);
        Assert.Equal("notAllowed", await (await ClearAsync(first, server, id)).CodeAsync());
        Assert.Equal("unknownInspection", await (await ClearAsync(second, server, Guid.Empty.ToString())).CodeAsync());
        Assert.Equal("unknownMatch", await (await ClearAsync(second, server, id, entryId: "d2")).CodeAsync());
        Assert.Equal("invalidField", await (await ClearAsync(second, server, id, days: 400)).CodeAsync());
        Assert.Equal("invalidField", await (await ClearAsync(second, server, id, days: -1)).CodeAsync());
        Assert.Equal("reasonNeeded", await (await ClearAsync(second, server, id, reason: " ")).CodeAsync());
        Assert.Equal("travellerUnknown", await (await ClearAsync(second, server, await IdAsync(second, born: "1970-05"))).CodeAsync());
    }

    static async Task<string> IdAsync(HttpClient officer, string born = "1970-05-05")
    {
        var inspection = await (await officer.PostAsync("/api/inspections", Scan(born))).JsonAsync();
        Assert.Equal("refer", Advice(inspection));
        return inspection.GetProperty("id").GetString()!;
    }

    static Task<HttpResponseMessage> ClearAsync(HttpClient officer, RunningServer server, string id, string entryId = "d1", string reason = "found again by its holder", int days = 90) =>
        officer.PostAsync($"/api/inspections/{id}/cleared", new { source = "docs", entryId, reason, until = server.Node.Time.GetUtcNow().AddDays(days) });

    static string? Advice(JsonElement inspection) => inspection.GetProperty("verdict").GetProperty("advice").GetString();

    static JsonElement Candidate(JsonElement inspection) =>
        inspection.GetProperty("answers").EnumerateArray().Single(answer => answer.GetProperty("source").GetString() == "docs").GetProperty("candidates")[0];
}
