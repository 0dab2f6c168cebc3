using System.Net;
using System.Net.Http.Headers;
using Limen.Storage;
using Limen.TestKit;

namespace Limen.Server.Tests;

public sealed class TrustTests
{
    [Fact]
    public async Task A_list_owner_imports_certificates_and_everybody_sees_them_by_State()
    {
        await using var server = await RunningServer.StartAsync();
        using var owner = await server.SignedInAsync(Role.ListOwner);
        var (france, utopia) = (new InventedState("FR"), new InventedState());
        var told = await (await SendAsync(owner, ("fr.cer", france.Csca), ("ut.cer", utopia.Csca))).JsonAsync();
        Assert.Equal([("fr.cer", 1), ("ut.cer", 1)], told.EnumerateArray().Select(file => (file.GetProperty("file").GetString(), file.GetProperty("added").GetInt32())));
        var again = await (await SendAsync(owner, ("fr.cer", france.Csca))).JsonAsync();
        Assert.Equal((0, 2L), (again[0].GetProperty("added").GetInt32(), again[0].GetProperty("version").GetInt64()));
        using var officer = await server.SignedInAsync(Role.FirstLine);
        var trust = await (await officer.AskAsync("/api/trust")).JsonAsync();
        Assert.Equal(["FR", "UT"], trust.GetProperty("states").EnumerateArray().Select(state => state.GetProperty("country").GetString()));
        var certificate = trust.GetProperty("states")[0].GetProperty("certificates")[0];
        Assert.Equal("C=FR, O=Invented, CN=CSCA FR", certificate.GetProperty("subject").GetString());
        Assert.True(certificate.GetProperty("authority").GetBoolean());
        Assert.False(certificate.GetProperty("expired").GetBoolean());
        Assert.Equal("fr.cer", certificate.GetProperty("sources")[0].GetString());
    }

    [Fact]
    public async Task Only_a_list_owner_changes_whom_this_node_trusts()
    {
        await using var server = await RunningServer.StartAsync();
        foreach (var role in new[] { Role.FirstLine, Role.SecondLine, Role.Administrator, Role.Auditor })
        {
            using var other = await server.SignedInAsync(role);
            Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(other, ("ut.cer", new InventedState().Csca))).StatusCode);
        }
        Assert.Equal(0, (await server.Node.Store.Trust.CurrentAsync(TestContext.Current.CancellationToken)).Version);
    }

    [Fact]
    public async Task A_master_list_with_a_broken_signature_is_told_and_refused_unless_asked_for()
    {
        Assert.SkipWhen(Shared.File("documents", "masterlists", "NL_ML_2026-07-22.ml") is null, Shared.Absent);
        await using var server = await RunningServer.StartAsync();
        using var owner = await server.SignedInAsync(Role.ListOwner);
        var list = await File.ReadAllBytesAsync(Shared.File("documents", "masterlists", "NL_ML_2026-07-22.ml")!, TestContext.Current.CancellationToken);
        list[^20] ^= 1;
        var refused = (await (await SendAsync(owner, ("nl.ml", list))).JsonAsync())[0];
        Assert.Equal((0, 1), (refused.GetProperty("certificates").GetInt32(), refused.GetProperty("refused").GetInt32()));
        Assert.Equal("trust.listBroken", refused.GetProperty("notices")[0].GetProperty("code").GetString());
        using var body = new ByteArrayContent(list);
        var taken = await (await owner.PostAsync("/api/trust/import?unverified=true&name=nl.ml", body, TestContext.Current.CancellationToken)).JsonAsync();
        Assert.True(taken[0].GetProperty("added").GetInt32() > 100);
        Assert.Equal("nl.ml", taken[0].GetProperty("file").GetString());
        var states = (await (await owner.AskAsync("/api/trust")).JsonAsync()).GetProperty("states");
        Assert.True(states.GetArrayLength() > 50);
    }

    [Fact]
    public async Task Garbage_is_told_and_changes_nothing()
    {
        await using var server = await RunningServer.StartAsync();
        using var owner = await server.SignedInAsync(Role.ListOwner);
        var told = (await (await SendAsync(owner, ("notes.txt", "this is no certificate"u8.ToArray()))).JsonAsync())[0];
        Assert.Equal((0, 1), (told.GetProperty("version").GetInt32(), told.GetProperty("unreadable").GetInt32()));
        Assert.Equal("invalidField", await (await owner.PostAsync("/api/trust/import?name=", new ByteArrayContent([]), TestContext.Current.CancellationToken)).CodeAsync());
    }

    static async Task<HttpResponseMessage> SendAsync(HttpClient client, params (string Name, byte[] Octets)[] files)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, octets) in files) form.Add(new ByteArrayContent(octets) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } }, "files", name);
        return await client.PostAsync("/api/trust/import", form, TestContext.Current.CancellationToken);
    }
}
