using System.Net;
using System.Text;
using Limen.Storage;

namespace Limen.Server.Tests;

public sealed class ImportListTests
{
    const string Head = "entryId,number,documentType,issuingState,status\n";
    const string Where = "/api/lists/gone/import?kind=documents&format=csv";

    static string Rows(int count) => Head + string.Concat(Enumerable.Range(0, count).Select(i => $"g{i},GONE{i:0000},passport,FRA,stolen\n"));

    static async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, HttpContent content)
    {
        using (content) return await client.PostAsync(path, content, TestContext.Current.CancellationToken);
    }

    static StringContent Raw(string csv) => new(csv, Encoding.UTF8, "text/csv");

    [Fact]
    public async Task A_raw_body_is_a_new_version_and_the_same_again_is_none()
    {
        await using var server = await RunningServer.StartAsync();
        using var owner = await server.SignedInAsync(Role.ListOwner);
        var report = await (await SendAsync(owner, Where + "&title=Gone%20passports", Raw(Rows(10)))).JsonAsync();
        Assert.Equal((1, 10, 10), (report.GetProperty("version").GetInt32(), report.GetProperty("entries").GetInt32(), report.GetProperty("added").GetInt32()));
        var again = await (await SendAsync(owner, Where, Raw(Rows(10)))).JsonAsync();
        Assert.Equal((1, 10), (again.GetProperty("version").GetInt32(), again.GetProperty("unchanged").GetInt32()));
        var lists = await (await owner.AskAsync("/api/lists")).JsonAsync();
        var gone = lists.EnumerateArray().Single(list => list.GetProperty("id").GetString() == "gone");
        Assert.Equal(("Gone passports", "documents", "csv"), (gone.GetProperty("title").GetString(), gone.GetProperty("kind").GetString(), gone.GetProperty("format").GetString()));
        Assert.Equal(1, (await (await owner.AskAsync("/api/lists/gone/versions")).JsonAsync()).GetArrayLength());
        Assert.Equal("unknownList", await (await owner.AskAsync("/api/lists/nowhere/versions")).CodeAsync());
    }

    [Fact]
    public async Task Files_of_a_form_are_one_list()
    {
        await using var server = await RunningServer.StartAsync();
        using var owner = await server.SignedInAsync(Role.ListOwner);
        var form = new MultipartFormDataContent
        {
            { Raw(Head + "a,FORM0001,passport,FRA,stolen\n"), "files", "a.csv" },
            { Raw(Head + "b,FORM0002,passport,FRA,lost\n"), "files", "b.csv" },
        };
        var report = await (await SendAsync(owner, Where, form)).JsonAsync();
        Assert.Equal(2, report.GetProperty("entries").GetInt32());
    }

    [Fact]
    public async Task A_list_that_would_shrink_is_refused_with_its_report_until_that_is_accepted()
    {
        await using var server = await RunningServer.StartAsync();
        using var owner = await server.SignedInAsync(Role.ListOwner);
        await SendAsync(owner, Where, Raw(Rows(10)));
        var problem = await (await SendAsync(owner, Where, Raw(Rows(5)))).JsonAsync();
        Assert.Equal("importRefused", problem.GetProperty("code").GetString());
        Assert.Equal("wouldShrink", problem.GetProperty("field").GetString());
        Assert.Equal("wouldShrink", problem.GetProperty("report").GetProperty("refused").GetString());
        Assert.Equal(10, (await server.Node.Store.Lists.FindAsync("gone", TestContext.Current.CancellationToken))!.Entries);
        var accepted = await (await SendAsync(owner, Where + "&acceptShrink=true", Raw(Rows(5)))).JsonAsync();
        Assert.Equal((2, 5), (accepted.GetProperty("version").GetInt32(), accepted.GetProperty("removed").GetInt32()));
        var kinds = (await server.Node.Store.Journal.ReadAsync(1, 100, null, null, TestContext.Current.CancellationToken)).Where(entry => entry.Subject == "gone").Select(entry => entry.Kind);
        Assert.Equal([JournalKind.Import, JournalKind.ImportRefused, JournalKind.Import], kinds);
    }

    [Theory]
    [InlineData("/api/lists/gone/import?kind=animals&format=csv", "invalidField")]
    [InlineData("/api/lists/gone/import?kind=documents&format=pdf", "invalidField")]
    [InlineData("/api/lists/gone/import?kind=persons&format=un-xml", "importRefused")]
    [InlineData("/api/lists/NO%20id!/import?kind=documents&format=csv", "importRefused")]
    [InlineData("/api/lists/docs/import?kind=persons&format=csv", "importRefused")]
    public async Task What_cannot_be_a_list_is_refused_with_its_code(string path, string code)
    {
        await using var server = await RunningServer.StartAsync();
        using var owner = await server.SignedInAsync(Role.ListOwner);
        Assert.Equal(code, await (await SendAsync(owner, path, Raw(Rows(3)))).CodeAsync());
    }

    [Theory]
    [InlineData(Role.FirstLine)]
    [InlineData(Role.SecondLine)]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Auditor)]
    public async Task Nobody_but_a_list_owner_changes_lists(Role role)
    {
        await using var server = await RunningServer.StartAsync();
        using var officer = await server.SignedInAsync(role);
        var refused = await SendAsync(officer, Where, Raw(Rows(3)));
        Assert.Equal((HttpStatusCode.Forbidden, "notAllowed"), (refused.StatusCode, await refused.CodeAsync()));
        Assert.Null(await server.Node.Store.Lists.FindAsync("gone", TestContext.Current.CancellationToken));
    }
}
