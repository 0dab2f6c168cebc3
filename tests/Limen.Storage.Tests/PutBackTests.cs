using System.Globalization;
using Limen.Documents;
using Limen.Gateway;
using Limen.Screening;
using Limen.TestKit;
using static Limen.Storage.Tests.TestStore;

namespace Limen.Storage.Tests;

/// <summary>A database that was put back from an older copy uses the numbers of its versions again.</summary>
public sealed class PutBackTests
{
    [Fact]
    public async Task What_a_hub_publishes_again_under_a_number_that_a_post_has_is_not_taken_for_it_and_heals_with_the_next_import()
    {
        await using var hub = await OpenAsync(Engine.Sqlite);
        await using var post = await OpenAsync(Engine.Sqlite);
        using var elsewhere = new ScratchFolder();
        await hub.ImportAsync("sltd", ListKind.Documents, Specimens.Documents(100));
        await StoreBackup.TakeAsync(hub.Where, elsewhere.At("backup"), hub.Time, Cancel);
        await hub.ImportAsync("sltd", ListKind.Documents, Specimens.Documents(110));
        await HubKey.ManifestAsync(hub, "sltd", 0);
        await HubKey.CarryAsync(hub, post, "sltd");
        var (before, trusted) = ((await post.Store.Lists.FindAsync("sltd", Cancel))!, HubKey.Trusted(hub));
        await PutBackAsync(hub, elsewhere.At("backup"));
        Assert.Equal(2, (await StraysAsync())["sltd"]);
        await hub.ImportAsync("sltd", ListKind.Documents, Specimens.Documents(105));
        Assert.Equal(before.Version, (await hub.Store.Lists.FindAsync("sltd", Cancel))!.Version);
        Assert.Equal(2, (await StraysAsync())["sltd"]);
        Assert.Equal(before, await post.Store.Lists.FindAsync("sltd", Cancel));
        await hub.Store.Posts.InviteAsync("bridge", TimeSpan.FromHours(1), "anna", Cancel);
        await hub.Store.Posts.SeenAsync("bridge", new() { Strays = await StraysAsync() }, Cancel);
        Assert.Equal((3L, 0L), await hub.ImportAsync("sltd", ListKind.Documents, Specimens.Documents(105)) is var report ? (report.Version, report.Added) : default);
        Assert.Equal("bundleDiffers", (await HubKey.CarryAsync(hub, post, "sltd")).Refused);
        var whole = (await hub.Store.Offer.ManifestAsync("sltd", 0, HubKey.Sign, Cancel))!;
        Assert.Null((await post.Store.Reception.TakeAsync(whole, trusted, chunk => new MemoryStream(HubKey.Bytes(hub, chunk)), Cancel)).Refused);
        Assert.Equal((await hub.Store.Lists.FindAsync("sltd", Cancel))!.Digest, (await post.Store.Lists.FindAsync("sltd", Cancel))!.Digest);
        Assert.True(await post.Store.Lists.IsWholeAsync("sltd", Cancel));
        Assert.Empty(await StraysAsync());
        Assert.Equal(3, (await hub.ImportAsync("sltd", ListKind.Documents, Specimens.Documents(105))).Version);

        async Task<IReadOnlyDictionary<string, long>> StraysAsync()
        {
            hub.Time.Advance(TimeSpan.FromMinutes(1));
            var seen = await post.Store.Reception.SeeAsync(await hub.Store.Offer.HeadsAsync(HubKey.Sign, new(0, ""), Cancel), trusted, Cancel);
            return await post.Store.Reception.StraysAsync(seen.Heads!, Cancel);
        }
    }

    [Fact]
    public async Task A_post_that_tells_of_absurd_versions_moves_no_number()
    {
        await using var hub = await OpenAsync(Engine.Sqlite);
        await hub.ImportAsync("sltd", ListKind.Documents, Specimens.Documents(10));
        await hub.Store.Posts.InviteAsync("bridge", TimeSpan.FromHours(1), "anna", Cancel);
        await hub.Store.Posts.SeenAsync("bridge", new() { Strays = new Dictionary<string, long> { ["sltd"] = long.MaxValue, ["other"] = 7 } }, Cancel);
        Assert.Equal(2, (await hub.ImportAsync("sltd", ListKind.Documents, Specimens.Documents(11))).Version);
    }

    [Fact]
    public async Task A_node_does_not_answer_from_index_files_of_versions_that_were_taken_back()
    {
        await using var kept = await OpenAsync(Engine.Sqlite);
        using var elsewhere = new ScratchFolder();
        await ImportAsync(kept, 1);
        await StoreBackup.TakeAsync(kept.Where, elsewhere.At("backup"), kept.Time, Cancel);
        await ImportAsync(kept, 2);
        await ImportAsync(kept, 3);
        await AssertFindsAsync(kept, 3);
        await PutBackAsync(kept, elsewhere.At("backup"));
        foreach (var number in new[] { 4, 5, 6 }) await ImportAsync(kept, number);
        await AssertFindsAsync(kept, 6);
    }

    [Fact]
    public async Task A_node_that_runs_on_while_its_database_is_put_back_answers_from_what_is_there_now()
    {
        await using var kept = await OpenAsync(Engine.Postgres);
        await ImportAsync(kept, 1);
        await ImportAsync(kept, 2);
        await using var live = new LiveLists(kept.Store, null, TimeProvider.System);
        await live.ReadyAsync(Cancel);
        Assert.IsType<Reply.NoHit>(await live.Sources.Single().AskAsync(Asked(1), Cancel));
        // As a copy of version 1 has it.
        await kept.TamperAsync("delete from entry_keys; delete from entries; delete from list_versions; delete from lists");
        await kept.ImportAsync("sltd", ListKind.Documents, Row(1));
        var patience = TimeProvider.System.GetTimestamp();
        while (live.Sources is not [{ Status: { ListVersion: 1, State: SourceState.Ready } }])
        {
            Assert.True(TimeProvider.System.GetElapsedTime(patience) < TimeSpan.FromSeconds(30));
            await Task.Delay(20, Cancel);
        }
        Assert.IsType<Reply.Hit>(await live.Sources.Single().AskAsync(Asked(1), Cancel));
    }

    // Each version lists one document only: the one of its number.
    static Task<ImportReport> ImportAsync(TestStore kept, int number) => kept.ImportAsync("sltd", ListKind.Documents, Row(number), acceptShrink: true);

    static string Row(int number) => string.Create(CultureInfo.InvariantCulture, $"entryId,number,documentType,issuingState,status\n{number},AB000000{number},P,FRA,stolen\n");

    static Query Asked(int number) => new(Purpose.BorderCheck, "anna") { Document = new($"AB000000{number}", DocumentClass.Passport, Specimens.State("FRA")) };

    static async Task AssertFindsAsync(TestStore kept, int number)
    {
        await using var live = new LiveLists(kept.Store, null, kept.Time);
        await live.ReadyAsync(Cancel);
        await live.BuiltAsync();
        Assert.IsType<Reply.Hit>(await live.Sources.Single().AskAsync(Asked(number), Cancel));
        Assert.IsType<Reply.NoHit>(await live.Sources.Single().AskAsync(Asked(number - 1), Cancel));
    }

    static async Task PutBackAsync(TestStore kept, string backup)
    {
        await kept.Store.DisposeAsync();
        foreach (var file in Directory.EnumerateFiles(kept.Folder.Root, "limen.db*")) File.Delete(file);
        File.Copy(Path.Combine(backup, "limen.db"), kept.Folder.At("limen.db"));
        await kept.ReopenAsync();
    }
}
