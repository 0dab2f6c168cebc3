using System.Net;
using Limen.Storage;
using Limen.TestKit;

namespace Limen.Faults.Tests;

public sealed class CopiedTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_laptop_that_was_copied_and_is_used_twice_is_noticed_and_held()
    {
        using var folder = new ScratchFolder();
        await using var hub = await Running.HubAsync(folder.At("hub"));
        await hub.EnrolAsync(folder.At("one"), "bridge");
        await using (var before = await Running.PostAsync(folder.At("one")))
        {
            await before.NoteAsync(1);
            await Running.UntilAsync(before.IsSentAsync, "The events did not go up.");
        }
        Copy(folder.At("one"), folder.At("two"));
        await using var one = await Running.PostAsync(folder.At("one"));
        await using var two = await Running.PostAsync(folder.At("two"));
        await one.NoteAsync(2);
        await Running.UntilAsync(one.IsSentAsync, "The first did not go on.");
        await two.NoteAsync(3);
        await Running.UntilAsync(async () => (await two.Store.Outbox.StateAsync(Cancel)).Trouble == "chainForked", "The second was not held.");
        await one.NoteAsync(4);
        await Running.UntilAsync(async () => (await one.Store.Outbox.StateAsync(Cancel)).Trouble == "chainForked", "The first was not held.");
        var told = Assert.Single(await hub.Store.Journal.ReadAsync(1, 100, JournalKind.EventsRefused, null, Cancel));
        Assert.Equal("bridge", told.Subject);
        Assert.Contains("chainForked", told.Details, StringComparison.Ordinal);
        foreach (var store in new[] { hub.Store, one.Store, two.Store }) Assert.True((await store.Journal.VerifyAsync(Cancel)).Whole);
    }

    [Fact]
    public async Task A_disk_that_forgot_what_it_had_acknowledged_is_noticed_at_the_post_and_at_the_hub()
    {
        using var folder = new ScratchFolder();
        await using var hub = await Running.HubAsync(folder.At("hub"));
        await hub.EnrolAsync(folder.At("one"), "bridge");
        await using (var post = await Running.PostAsync(folder.At("one")))
        {
            await post.NoteAsync(1);
            await Running.UntilAsync(post.IsSentAsync, "The events did not go up.");
        }
        Copy(folder.At("one"), folder.At("kept"));
        await using (var post = await Running.PostAsync(folder.At("one")))
        {
            await post.NoteAsync(2);
            await Running.UntilAsync(post.IsSentAsync, "The events did not go up.");
        }
        // The database as it was before, the second head as it is now.
        foreach (var file in Directory.EnumerateFiles(folder.At("one"), "limen.db*")) File.Delete(file);
        foreach (var file in Directory.EnumerateFiles(folder.At("kept"), "limen.db*")) File.Copy(file, folder.At("one", Path.GetFileName(file)));
        await using var after = await Running.PostAsync(folder.At("one"));
        var check = await after.Store.Journal.VerifyAsync(Cancel);
        Assert.Equal("journalCut", check.Code);
        await after.NoteAsync(3);
        await Running.UntilAsync(async () => (await after.Store.Outbox.StateAsync(Cancel)).Trouble == "chainForked", "The hub did not notice.");
        Assert.True((await hub.Store.Journal.VerifyAsync(Cancel)).Whole);
    }

    [Fact]
    public async Task A_hub_put_back_from_an_older_copy_is_noticed_by_its_posts_and_the_next_import_makes_all_equal()
    {
        using var folder = new ScratchFolder();
        var hub = await Running.HubAsync(folder.At("hub"));
        List<IPEndPoint> where = [new(IPAddress.Loopback, hub.Exchange.Port)];
        await using var line = new FaultProxy(1, where);
        await hub.ImportAsync("docs", 100);
        await hub.EnrolAsync(folder.At("post"), "bridge", new($"https://127.0.0.1:{line.Port}"));
        await StoreBackup.TakeAsync(new(folder.At("hub")), folder.At("backup"), TimeProvider.System, Cancel);
        await hub.ImportAsync("docs", 110);
        await using var post = await Running.PostAsync(folder.At("post"));
        await Running.UntilAsync(() => post.IsEqualAsync(hub, "docs"), "The list did not come.");
        var before = await post.Store.Lists.FindAsync("docs", Cancel);
        await hub.DisposeAsync();
        await StoreBackup.PutBackAsync(folder.At("backup"), folder.At("again"), Cancel);
        await using var again = await Running.HubAsync(folder.At("again"));
        where[0] = new(IPAddress.Loopback, again.Exchange.Port);
        await again.ImportAsync("docs", 105);
        Assert.Equal(before!.Version, (await again.Store.Lists.FindAsync("docs", Cancel))!.Version);
        await Running.UntilAsync(async () => await TroubleAsync(again) == "hubWentBack", "Nobody noticed.");
        Assert.Equal(before, await post.Store.Lists.FindAsync("docs", Cancel));
        await again.ImportAsync("docs", 105);
        await Running.UntilAsync(() => post.IsEqualAsync(again, "docs"), "The list did not come.");
        Assert.Equal(before.Version + 1, (await post.Store.Lists.FindAsync("docs", Cancel))!.Version);
        await Running.UntilAsync(async () => await TroubleAsync(again) is null, "The trouble stays.");
        await Running.UntilAsync(post.IsSentAsync, "The events did not go up.");
        Assert.True((await again.Store.Journal.VerifyAsync(Cancel)).Whole);
    }

    static async Task<string?> TroubleAsync(Running hub) => (await hub.Store.Posts.FindAsync("bridge", Cancel))?.Facts?.Trouble;

    static void Copy(string from, string to)
    {
        foreach (var path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copied = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copied)!);
            File.Copy(path, copied);
        }
    }
}
