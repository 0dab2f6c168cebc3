using Limen.TestKit;
using static Limen.Storage.Tests.TestStore;

namespace Limen.Storage.Tests;

public class BackupTests
{
    [Fact]
    public async Task A_post_that_goes_on_working_is_copied_whole_and_put_back()
    {
        await using var kept = await OpenAsync(Engine.Sqlite);
        using var elsewhere = new ScratchFolder();
        await RecordAsync(kept.Store);
        await kept.ImportAsync("sltd", Screening.ListKind.Documents, "entryId,number,documentType,issuingState,status\n1,AB1,P,FRA,stolen\n");
        var stop = false;
        var busy = Task.Run(async () => { while (!Volatile.Read(ref stop)) await RecordAsync(kept.Store); }, Cancel);
        var state = await StoreBackup.TakeAsync(kept.Where, elsewhere.At("backup"), kept.Time, Cancel);
        Volatile.Write(ref stop, true);
        await busy;
        Assert.Equal(state, await StoreBackup.PutBackAsync(elsewhere.At("backup"), elsewhere.At("restored"), Cancel));
        await using var restored = await Store.OpenAsync(new(elsewhere.At("restored")), kept.Time, Cancel);
        var check = await restored.Journal.VerifyAsync(Cancel);
        Assert.Equal((true, state.JournalEntries), (check.Whole, check.Entries));
        Assert.True(await restored.Lists.IsWholeAsync("sltd", Cancel));
        Assert.Equal("storeThere", await CodeAsync(() => StoreBackup.PutBackAsync(elsewhere.At("backup"), elsewhere.At("restored"), Cancel)));
        Assert.Equal("backupThere", await CodeAsync(() => StoreBackup.TakeAsync(kept.Where, elsewhere.At("backup"), kept.Time, Cancel)));
    }

    [Fact]
    public async Task A_damaged_backup_is_refused_and_leaves_nothing()
    {
        await using var kept = await OpenAsync(Engine.Sqlite);
        using var elsewhere = new ScratchFolder();
        await StoreBackup.TakeAsync(kept.Where, elsewhere.At("backup"), kept.Time, Cancel);
        await using (var file = new FileStream(Path.Combine(elsewhere.At("backup"), "limen.db"), FileMode.Open))
        {
            file.Position = file.Length / 2;
            file.WriteByte(0xA5);
            file.WriteByte(0x5A);
        }
        Assert.Equal("backupDamaged", await CodeAsync(() => StoreBackup.PutBackAsync(elsewhere.At("backup"), elsewhere.At("restored"), Cancel)));
        Assert.Empty(Directory.GetFiles(elsewhere.At("restored")));
        Assert.Equal("backupByDatabase", await CodeAsync(() => StoreBackup.TakeAsync(new(kept.Where.Folder, "Host=a"), elsewhere.At("other"), kept.Time, Cancel)));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_hubs_database_is_copied_while_it_works_and_put_back_by_the_scripts(bool withLog)
    {
        await using var cluster = await PostgresCluster.StartAsync("a");
        Assert.SkipWhen(cluster is null, PostgresServer.Absent);
        using var folders = new ScratchFolder();
        await using var store = await Store.OpenAsync(new(folders.At("node"), cluster.Connection), TimeProvider.System, Cancel);
        var before = await RecordAsync(store);
        var backup = await cluster.BackupAsync("a");
        var after = await RecordAsync(store);
        var connection = await cluster.RestoreAsync(backup, withLog ? await cluster.LogOfAsync("a") : null);
        await using var restored = await Store.OpenAsync(new(folders.At("other"), connection), TimeProvider.System, Cancel);
        var check = await restored.Journal.VerifyAsync(Cancel);
        Assert.Equal((true, withLog ? 2L : 1L), (check.Whole, check.Entries));
        Assert.NotNull(await restored.Inspections.FindAsync(before, Cancel));
        Assert.Equal(withLog, await restored.Inspections.FindAsync(after, Cancel) is not null);
        await RecordAsync(restored);
        // A node that saw more than came back says so.
        await using var same = await Store.OpenAsync(new(folders.At("node"), connection), TimeProvider.System, Cancel);
        Assert.True((await store.Journal.VerifyAsync(Cancel)).Whole);
        Assert.Equal(withLog ? null : "journalAltered", (await same.Journal.VerifyAsync(Cancel)).Code);
    }

    static async Task<Guid> RecordAsync(Store store)
    {
        var inspection = Specimens.Inspection(TimeProvider.System.GetUtcNow());
        await store.Inspections.RecordAsync(inspection, Specimens.Policy, null, Cancel);
        return inspection.Id;
    }

    static async Task<string> CodeAsync(Func<Task> work) => (await Assert.ThrowsAsync<StoreException>(work)).Code;
}
