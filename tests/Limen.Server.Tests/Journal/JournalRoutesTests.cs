using System.Net;
using Limen.Storage;

namespace Limen.Server.Tests;

public sealed class JournalRoutesTests
{
    [Fact]
    public async Task An_auditor_reads_page_by_page_by_kind_and_by_person()
    {
        await using var server = await RunningServer.StartAsync();
        using var auditor = await server.SignedInAsync(Role.Auditor);
        var all = await (await auditor.AskAsync("/api/journal")).JsonAsync();
        var count = all.GetProperty("count").GetInt32();
        Assert.Equal(Enumerable.Range(1, count), all.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("n").GetInt32()));
        var first = await (await auditor.AskAsync("/api/journal?take=2")).JsonAsync();
        Assert.Equal((2, 3), (first.GetProperty("items").GetArrayLength(), first.GetProperty("next").GetInt32()));
        var imports = await (await auditor.AskAsync("/api/journal?kind=import&who=test")).JsonAsync();
        Assert.Equal(["docs", "people", "cars"], imports.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("subject").GetString()));
        Assert.Equal(0, (await (await auditor.AskAsync("/api/journal?who=nobody")).JsonAsync()).GetProperty("items").GetArrayLength());
        Assert.Equal("invalidField", await (await auditor.AskAsync("/api/journal?kind=gossip")).CodeAsync());
        Assert.Equal("invalidField", await (await auditor.AskAsync("/api/journal?take=0")).CodeAsync());
        Assert.Equal("invalidField", await (await auditor.AskAsync("/api/journal?take=1001")).CodeAsync());
    }

    [Fact]
    public async Task Verifying_proves_the_journal_and_is_itself_journalled()
    {
        await using var server = await RunningServer.StartAsync();
        using var auditor = await server.SignedInAsync(Role.Auditor);
        var check = await (await auditor.PostAsync("/api/journal/verify", new { })).JsonAsync();
        Assert.True(check.GetProperty("whole").GetBoolean());
        var last = await (await auditor.AskAsync("/api/journal?kind=journalVerified")).JsonAsync();
        Assert.Equal($"{check.GetProperty("entries").GetInt32()}", Assert.Single(last.GetProperty("items").EnumerateArray()).GetProperty("subject").GetString());
    }

    [Theory]
    [InlineData(Role.FirstLine)]
    [InlineData(Role.ListOwner)]
    [InlineData(Role.Administrator)]
    public async Task Nobody_but_an_auditor_reads_it(Role role)
    {
        await using var server = await RunningServer.StartAsync();
        using var officer = await server.SignedInAsync(role);
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.AskAsync("/api/journal")).StatusCode);
        Assert.Equal("notAllowed", await (await officer.PostAsync("/api/journal/verify", new { })).CodeAsync());
    }
}
