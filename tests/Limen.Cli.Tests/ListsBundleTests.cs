using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Limen.Storage;
using Limen.TestKit;

namespace Limen.Cli.Tests;

/// <summary>Lists carried from a hub to a post on a stick, by the real program.</summary>
public sealed class ListsBundleTests : IDisposable
{
    readonly ScratchFolder folder = new();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_bundle_goes_by_hand_and_is_taken_from_the_own_hub_alone()
    {
        var (hub, post, stick) = (folder.At("hub"), folder.At("post"), folder.At("stick"));
        var rows = "entryId,number,documentType,issuingState,status\n" + string.Concat(Enumerable.Range(0, 500).Select(i => $"{i},AB{i:0000000},P,FRA,stolen\n"));
        Assert.Equal(0, (await LimenProcess.RunAsync(rows, "lists", "import", "-", "--list", "sltd", "--kind", "documents", "--format", "csv", "--data", hub)).Code);
        Assert.Equal(0, (await LimenProcess.RunAsync("", "lists", "export", "--to", stick, "--data", hub)).Code);
        Assert.Equal(1, (await LimenProcess.RunAsync("", "lists", "export", "--to", stick, "--list", "nowhere", "--data", hub)).Code);
        Assert.Contains("notEnrolled", (await LimenProcess.RunAsync("", "lists", "import", "--bundle", stick, "--data", post)).Error, StringComparison.Ordinal);
        await EnrolAsync(hub, post);
        var taken = await LimenProcess.RunAsync("", "lists", "import", "--bundle", stick, "--data", post, "--json");
        Assert.Equal((0, 500), (taken.Code, JsonDocument.Parse(taken.Output).RootElement[0].GetProperty("entries").GetInt32()));
        await OfficersAsync(hub, post, stick);
        Assert.Contains("bundleOlder", (await LimenProcess.RunAsync("", "lists", "import", "--bundle", stick, "--data", post)).Output, StringComparison.Ordinal);
        var refused = await LimenProcess.RunAsync(rows, "lists", "import", "-", "--list", "sltd", "--kind", "documents", "--format", "csv", "--data", post);
        Assert.Equal(1, refused.Code);
        Assert.Contains("ownedByHub", refused.Output, StringComparison.Ordinal);
        // Of another hub, which signs as truly.
        var (other, foreign) = (folder.At("other"), folder.At("foreign"));
        Assert.Equal(0, (await LimenProcess.RunAsync(rows, "lists", "import", "-", "--list", "sltd", "--kind", "documents", "--format", "csv", "--data", other)).Code);
        Assert.Equal(0, (await LimenProcess.RunAsync("", "lists", "export", "--to", foreign, "--data", other)).Code);
        var forged = await LimenProcess.RunAsync("", "lists", "import", "--bundle", foreign, "--data", post);
        Assert.Equal(1, forged.Code);
        Assert.Contains("bundleForged", forged.Output, StringComparison.Ordinal);
        Assert.Contains("rosterForged", forged.Output, StringComparison.Ordinal);
    }

    // The officers come with the lists; an older stick takes nothing of them back.
    async Task OfficersAsync(string hub, string post, string stick)
    {
        var old = folder.At("old");
        Assert.Equal(0, (await LimenProcess.RunAsync("", "lists", "export", "--to", old, "--data", hub)).Code);
        Assert.Equal(0, (await LimenProcess.RunAsync("", "officers", "add", "anna", "--role", "firstLine", "--data", hub)).Code);
        Assert.Equal(0, (await LimenProcess.RunAsync("", "officers", "disable", "anna", "--data", hub)).Code);
        Assert.Equal(0, (await LimenProcess.RunAsync("", "officers", "add", "boris", "--role", "secondLine", "--data", hub)).Code);
        Assert.Equal(0, (await LimenProcess.RunAsync("", "lists", "export", "--to", stick, "--data", hub)).Code);
        await using var running = await Store.OpenAsync(new(post), TimeProvider.System, Cancel);
        Assert.Empty(await running.Roster.AllAsync(Cancel));
        Assert.Contains("officers have been taken up", (await LimenProcess.RunAsync("", "lists", "import", "--bundle", stick, "--data", post)).Output, StringComparison.Ordinal);
        // Seen by what runs meanwhile.
        Assert.Equal([("anna", true), ("boris", false)], (await running.Roster.AllAsync(Cancel)).Select(officer => (officer.Name, officer.Disabled)));
        var version = (await running.Reception.SeenAsync((await running.Enrolment.FindAsync(Cancel))!.Hub, Cancel))!.Roster.Version;
        Assert.True(version > 0);
        Assert.Contains("rosterOlder", (await LimenProcess.RunAsync("", "lists", "import", "--bundle", old, "--data", post)).Output, StringComparison.Ordinal);
        Assert.Equal(version, (await running.Reception.SeenAsync((await running.Enrolment.FindAsync(Cancel))!.Hub, Cancel))!.Roster.Version);
        Assert.Equal(2, (await running.Roster.AllAsync(Cancel)).Count);
    }

    static async Task EnrolAsync(string hubFolder, string postFolder)
    {
        await using var hub = await Store.OpenAsync(new(hubFolder), TimeProvider.System, Cancel);
        await using var post = await Store.OpenAsync(new(postFolder), TimeProvider.System, Cancel);
        var code = await hub.Posts.InviteAsync("bridge", TimeSpan.FromHours(1), "test", Cancel);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=post", key, HashAlgorithmName.SHA256).CreateSigningRequest();
        var answer = await hub.PostCertificates.EnrolAsync(code, request, post.Id, Cancel);
        await post.Enrolment.KeepAsync(answer.Admission!, key, new("https://hub.test:5443"), "test", Cancel);
    }
}
