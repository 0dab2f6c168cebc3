using System.Text.Json;
using Limen.Storage;

namespace Limen.Server.Tests;

/// <summary>Two whole nodes: a post asks its hub as one more source.</summary>
public sealed class TwoNodesTests
{
    static readonly object Listed = new { purpose = "border-check", document = new { documentNumber = "HUBMARK77", issuingState = "FRA", documentCode = "P", dateOfExpiry = "2099-01-01" }, holder = new { primaryIdentifier = "Unlisted", secondaryIdentifier = "Entirely" } };
    static readonly object Unlisted = new { purpose = "border-check", document = new { documentNumber = "CLEAN1234", issuingState = "FRA", documentCode = "P", dateOfExpiry = "2099-01-01" }, holder = new { primaryIdentifier = "Unlisted", secondaryIdentifier = "Entirely" } };

    static async Task<RunningServer> HubAsync()
    {
        var hub = await RunningServer.StartAsync(settings: new() { Post = "Hub" });
        await hub.ImportAsync("docs", Screening.ListKind.Documents, "entryId,number,documentType,issuingState,status\nh1,HUBMARK77,passport,FRA,stolen\n");
        for (var tries = 0; tries < 100 && hub.Node.Lists.Sources.Any(source => source.Status is { Source: "docs", ListVersion: 1 }); tries++)
            await Task.Delay(100, TestContext.Current.CancellationToken);
        return hub;
    }

    static async Task<RunningServer> PostAsync(Uri hub, string? key, int deadlineMs = 20_000)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, key + "\n", TestContext.Current.CancellationToken);
        var post = await RunningServer.StartAsync(settings: new()
        {
            Post = "Testford",
            Sources = [new() { Name = "hub", Title = "The hub", Url = hub.ToString(), ApiKeyFile = key is null ? null : file, DeadlineMs = deadlineMs }],
        });
        File.Delete(file);
        return post;
    }

    static async Task<(JsonElement Hub, string? Advice)> InspectAsync(HttpClient officer, object scan)
    {
        var inspection = await (await officer.PostAsync("/api/inspections", scan)).JsonAsync();
        var answer = inspection.GetProperty("answers").EnumerateArray().Single(one => one.GetProperty("source").GetString() == "hub");
        return (answer, inspection.GetProperty("verdict").GetProperty("advice").GetString());
    }

    [Fact]
    public async Task What_only_the_hub_lists_refers_at_the_post_and_the_hub_journals_who_asked_without_saying_about_whom()
    {
        await using var hub = await HubAsync();
        var key = await FirstStart.GiveKeyAsync(hub.Node, "post Testford", [Role.FirstLine], TestContext.Current.CancellationToken);
        await using var post = await PostAsync(hub.Address, key);
        using var officer = await post.SignedInAsync(Role.FirstLine);

        var (hit, refer) = await InspectAsync(officer, Listed);
        Assert.Equal(("hit", "refer"), (hit.GetProperty("reply").GetString(), refer));
        Assert.Equal("docs/h1", hit.GetProperty("candidates")[0].GetProperty("entryId").GetString());
        var (none, clear) = await InspectAsync(officer, Unlisted);
        Assert.Equal(("noHit", "clear"), (none.GetProperty("reply").GetString(), clear));

        var asked = await hub.Node.Store.Journal.ReadAsync(1, 100, JournalKind.QueryAnswered, null, TestContext.Current.CancellationToken);
        Assert.Equal(2, asked.Count);
        Assert.All(asked, entry => Assert.DoesNotContain("HUBMARK77", entry.Details, StringComparison.Ordinal));
        Assert.Contains("docs 2 hit", asked[0].Details, StringComparison.OrdinalIgnoreCase);
        Assert.True((await hub.Node.Store.Journal.VerifyAsync(TestContext.Current.CancellationToken)).Whole);
    }

    [Fact]
    public async Task A_hub_that_dies_is_told_as_unreachable_and_nothing_is_clear()
    {
        var hub = await HubAsync();
        var key = await FirstStart.GiveKeyAsync(hub.Node, "post", [Role.FirstLine], TestContext.Current.CancellationToken);
        await using var post = await PostAsync(hub.Address, key);
        using var officer = await post.SignedInAsync(Role.FirstLine);
        Assert.Equal("clear", (await InspectAsync(officer, Unlisted)).Advice);
        await hub.DisposeAsync();
        var (dead, advice) = await InspectAsync(officer, Unlisted);
        Assert.Equal(("unavailable", "unreachable", "incomplete"), (dead.GetProperty("reply").GetString(), dead.GetProperty("reason").GetString(), advice));
        var sources = await (await officer.AskAsync("/api/sources")).JsonAsync();
        Assert.Equal("silent", sources.EnumerateArray().Single(source => source.GetProperty("source").GetString() == "hub").GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_revoked_key_a_wrong_one_and_none_are_told_as_not_allowed()
    {
        await using var hub = await HubAsync();
        var key = await FirstStart.GiveKeyAsync(hub.Node, "post", [Role.FirstLine], TestContext.Current.CancellationToken);
        await using var post = await PostAsync(hub.Address, key);
        using var officer = await post.SignedInAsync(Role.FirstLine);
        Assert.Equal("clear", (await InspectAsync(officer, Unlisted)).Advice);
        using var admin = await hub.SignedInAsync(Role.Administrator);
        var keys = await (await admin.AskAsync("/api/keys")).JsonAsync();
        await admin.DeleteAsync($"/api/keys/{keys[0].GetProperty("id").GetString()}", TestContext.Current.CancellationToken);
        await AssertNotAllowedAsync(officer);
        foreach (var wrong in new[] { "limen_00000000_nonsense", null })
        {
            await using var other = await PostAsync(hub.Address, wrong);
            using var colleague = await other.SignedInAsync(Role.FirstLine);
            await AssertNotAllowedAsync(colleague);
        }
    }

    [Fact]
    public async Task A_key_without_the_role_to_inspect_is_not_allowed()
    {
        await using var hub = await HubAsync();
        await using var post = await PostAsync(hub.Address, await FirstStart.GiveKeyAsync(hub.Node, "lists", [Role.ListOwner], TestContext.Current.CancellationToken));
        using var officer = await post.SignedInAsync(Role.FirstLine);
        await AssertNotAllowedAsync(officer);
    }

    static async Task AssertNotAllowedAsync(HttpClient officer)
    {
        var (answer, advice) = await InspectAsync(officer, Unlisted);
        Assert.Equal(("unavailable", "notAllowed", "incomplete"), (answer.GetProperty("reply").GetString(), answer.GetProperty("reason").GetString(), advice));
    }
}
