using Limen.Storage;
using Limen.TestKit;

namespace Limen.Server.Tests;

public sealed class DoctorTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    static async Task<Dictionary<string, Diagnosis>> LookAsync(string folder, string? database = null, bool full = false) =>
        (await Doctor.ExamineAsync(folder, database, full, TimeProvider.System, Cancel)).DistinctBy(found => found.Code).ToDictionary(found => found.Code);

    [Fact]
    public async Task A_post_is_looked_over_beside_its_running_server_with_the_hub_up_and_down()
    {
        await using var hub = await RunningServer.StartHubAsync();
        await using var post = await RunningPost.StartAsync(hub, "bridge");
        var well = await LookAsync(post.Node.Folder);
        Assert.Equal([], well.Values.Where(found => found.Severity == Health.Wrong).Select(found => found.Words));
        Assert.Subset(well.Keys.ToHashSet(), new HashSet<string> { "lineFine", "certificateFine", "clockFine", "outboxFine", "databaseFine", "journalFine", "diskFine", "storeNotSealed" });
        await hub.Node.Store.Posts.RevokeAsync("bridge", "test", Cancel);
        Dictionary<string, Diagnosis> refused = [];
        await Wait.UntilAsync(async () => (refused = await LookAsync(post.Node.Folder)).ContainsKey("lineRefused"), "The hub lets it in.");
        Assert.Equal("postRevoked", refused["lineRefused"].Subject);
        await hub.StopAsync();
        var alone = await LookAsync(post.Node.Folder);
        Assert.Contains("does not answer", alone["lineDown"].Words, StringComparison.Ordinal);
        Assert.Contains("clockUnknown", alone.Keys);
        await hub.StartAgainAsync();
    }

    [Fact]
    public async Task A_line_that_is_slow_is_not_said_to_be_down()
    {
        await using var hub = await RunningServer.StartHubAsync();
        await using var line = new FaultProxy(1, new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, hub.Exchange.Port)) { Fault = new() { Delay = TimeSpan.FromSeconds(1), BytesPerSecond = 8000 } };
        await using var post = await PostFolder.EnrolledAsync(hub, "bridge");
        await File.WriteAllTextAsync(Path.Combine(post.Node.Folder, "settings.json"), $$"""{"hub": "https://127.0.0.1:{{line.Port}}"}""", Cancel);
        Assert.Contains("lineFine", (await LookAsync(post.Node.Folder)).Keys);
    }

    [Fact]
    public async Task Whoever_else_answers_at_the_hubs_address_is_told_as_a_stranger()
    {
        await using var hub = await RunningServer.StartHubAsync();
        await using var other = await RunningServer.StartHubAsync();
        await using var post = await PostFolder.EnrolledAsync(hub, "bridge");
        await File.WriteAllTextAsync(Path.Combine(post.Node.Folder, "settings.json"), $$"""{"hub": "{{other.Exchange}}"}""", Cancel);
        Assert.Contains("lineForged", (await LookAsync(post.Node.Folder)).Keys);
    }

    [Fact]
    public async Task A_hub_is_told_of_its_posts()
    {
        await using var hub = await RunningServer.StartHubAsync();
        await File.WriteAllTextAsync(Path.Combine(hub.Node.Folder, "settings.json"), """{"role": "hub"}""", Cancel);
        Assert.Contains("postsNone", (await LookAsync(hub.Node.Folder)).Keys);
        await using var post = await PostFolder.EnrolledAsync(hub, "bridge");
        await hub.Node.Store.Posts.SeenAsync("bridge", new() { Trouble = "chainForked" }, Cancel);
        Assert.Equal("bridge", (await LookAsync(hub.Node.Folder))["postTrouble"].Subject);
        await hub.Node.Store.Posts.SeenAsync("bridge", new(), Cancel);
        Assert.Contains("postsFine", (await LookAsync(hub.Node.Folder)).Keys);
    }

    [Fact]
    public async Task What_is_not_there_or_cannot_be_opened_is_told_and_nothing_is_made()
    {
        using var folder = new ScratchFolder();
        Assert.Contains("storeAbsent", (await LookAsync(folder.At("nowhere"))).Keys);
        Assert.False(Directory.Exists(folder.At("nowhere")));
        Directory.CreateDirectory(folder.At("torn"));
        await File.WriteAllBytesAsync(folder.At("torn/limen.db"), new byte[8192], Cancel);
        await File.WriteAllTextAsync(folder.At("torn/settings.json"), "{\"post\": 3}", Cancel);
        var torn = await LookAsync(folder.At("torn"));
        Assert.Contains("settingsInvalid", torn.Keys);
        Assert.Contains("diskFine", torn.Keys);
        var refused = await LookAsync(folder.At("torn"), "Host=127.0.0.1;Port=1;Username=nobody;Timeout=2");
        Assert.Contains("storeUnreachable", refused.Keys);
    }

    [Fact]
    public async Task A_damaged_database_file_and_a_damaged_index_are_found()
    {
        await using var server = await RunningServer.StartAsync();
        var folder = server.Node.Folder;
        var index = Directory.EnumerateFiles(Path.Combine(folder, "index"), "docs~*.keys").Single();
        await SpoilAsync(index, new FileInfo(index).Length / 2);
        Assert.Equal("docs", (await LookAsync(folder))["indexDamaged"].Subject);
        using var copy = new ScratchFolder();
        await using (var store = await Store.OpenAsync(new(copy.Root), TimeProvider.System, Cancel))
            for (var i = 0; i < 400; i++) await store.Journal.AppendAsync(new(JournalKind.SignIn, "anna", "anna"), Cancel);
        Assert.Contains("databaseFine", (await LookAsync(copy.Root, full: true)).Keys);
        await SpoilAsync(copy.At("limen.db"), new FileInfo(copy.At("limen.db")).Length - 6000);
        var found = await LookAsync(copy.Root);
        Assert.Contains(found.Values, one => one is { Severity: Health.Wrong, Code: "databaseDamaged" or "storeBroken" or "storeUnreachable" or "journalBroken" });
    }

    [Fact]
    public async Task A_journal_whose_end_was_altered_or_cut_is_found_without_reading_all_of_it()
    {
        using var folder = new ScratchFolder();
        await using (var store = await Store.OpenAsync(new(folder.Root), TimeProvider.System, Cancel))
            for (var i = 0; i < 5; i++) await store.Journal.AppendAsync(new(JournalKind.SignIn, "anna", "anna"), Cancel);
        Assert.Contains("journalFine", (await LookAsync(folder.Root)).Keys);
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={folder.At("limen.db")};Pooling=false"))
        {
            await connection.OpenAsync(Cancel);
            await using var command = connection.CreateCommand();
            command.CommandText = "update journal set who = 'ivan' where n = 4";
            await command.ExecuteNonQueryAsync(Cancel);
        }
        Assert.Equal("journalAltered", (await LookAsync(folder.Root))["journalBroken"].Subject);
    }

    [Fact]
    public async Task A_sealed_store_is_told_with_its_key_and_without_it()
    {
        using var folder = new ScratchFolder();
        var (data, key) = (folder.At("data"), folder.At("keys/limen.key"));
        await Store.SealAsync(new(data) { KeyFile = key }, TimeProvider.System, Cancel);
        Assert.Contains("keyMissing", (await LookAsync(data)).Keys);
        await using var store = await Store.OpenAsync(new(data) { KeyFile = key }, TimeProvider.System, Cancel);
        Assert.Equal(new KeyCondition(key, false, false), store.Checkup.Key());
        if (OperatingSystem.IsWindows()) return;
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Equal(new KeyCondition(key, false, true), store.Checkup.Key());
        Assert.True((await store.Checkup.JournalEndAsync(Cancel)).Whole);
    }

    [Fact]
    public async Task PostgreSQL_is_told_with_its_role()
    {
        Assert.SkipWhen(PostgresServer.Shared is null, PostgresServer.Absent);
        using var folder = new ScratchFolder();
        var database = PostgresServer.Shared!.NewDatabase();
        var found = await LookAsync(folder.Root, database);
        Assert.Contains("databaseAlone", found.Keys);
        Assert.DoesNotContain("storeNotSealed", found.Keys);
    }

    static async Task SpoilAsync(string path, long at)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[4096];
        file.Position = Math.Max(0, at);
        var read = await file.ReadAsync(bytes, Cancel);
        for (var i = 0; i < read; i++) bytes[i] ^= 0xA5;
        file.Position = Math.Max(0, at);
        await file.WriteAsync(bytes.AsMemory(0, read), Cancel);
    }
}
