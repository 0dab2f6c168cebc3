using System.Diagnostics;
using Limen.Storage;
using Limen.TestKit;

namespace Limen.Cli.Tests;

/// <summary>Real processes, killed without warning while they write, again and again on one store.</summary>
public class KilledTests
{
    const int Entries = 30_000;

    [Theory]
    [InlineData(false, 10)]
    [InlineData(true, 5)]
    public async Task Whatever_the_moment_lists_are_whole_and_nothing_acknowledged_is_lost(bool postgres, int rounds)
    {
        if (postgres) Assert.SkipWhen(PostgresServer.Shared is null, PostgresServer.Absent);
        var cancel = TestContext.Current.CancellationToken;
        using var folder = new ScratchFolder();
        var where = new StoreLocation(folder.At("store"), postgres ? PostgresServer.Shared!.NewDatabase() : null);
        var files = new[] { WriteList(folder, 0), WriteList(folder, 1) };
        var random = new Random(20261122);
        var acknowledged = new List<Guid>();
        for (var round = 0; round < rounds; round++)
        {
            await RunAndKillAsync(where, files[round % 2], TimeSpan.FromMilliseconds(random.Next(0, 1500)), acknowledged, cancel);
            await CheckAsync(where, acknowledged, cancel);
        }
        Assert.NotEmpty(acknowledged);
        using var last = Start("limen", where, "lists", "import", files[0], "--list", "sltd", "--kind", "documents", "--format", "csv", "--json");
        await last.WaitForExitAsync(cancel);
        Assert.Equal(0, last.ExitCode);
        await using var store = await Store.OpenAsync(where, TimeProvider.System, cancel);
        Assert.Equal(Entries, (await store.Lists.FindAsync("sltd", cancel))!.Entries);
        Assert.True(await store.Lists.IsWholeAsync("sltd", cancel));
    }

    static string WriteList(ScratchFolder folder, int edition) => folder.Write($"edition{edition}.csv", "entryId,number,documentType,issuingState,status\n"
        + string.Concat(Enumerable.Range(0, Entries).Select(i => $"{i},AB{i:0000000},P,FRA,{(edition == 0 || i % 3 > 0 ? "stolen" : "lost")}\n")));

    static async Task RunAndKillAsync(StoreLocation where, string file, TimeSpan after, List<Guid> acknowledged, CancellationToken cancel)
    {
        using var recorder = Start("Limen.Cli.Tests", where);
        using var import = Start("limen", where, "lists", "import", file, "--list", "sltd", "--kind", "documents", "--format", "csv", "--json");
        var first = await recorder.StandardOutput.ReadLineAsync(cancel).AsTask().WaitAsync(TimeSpan.FromMinutes(2), cancel);
        Assert.True(Guid.TryParse(first, out var id), "the recorder did not come up");
        acknowledged.Add(id);
        await Task.Delay(after, cancel);
        import.Kill();
        recorder.Kill();
        await Task.WhenAll(recorder.WaitForExitAsync(cancel), import.WaitForExitAsync(cancel));
        while (await recorder.StandardOutput.ReadLineAsync(cancel) is { Length: 36 } line) acknowledged.Add(Guid.Parse(line));
    }

    static async Task CheckAsync(StoreLocation where, List<Guid> acknowledged, CancellationToken cancel)
    {
        await using var store = await Store.OpenAsync(where, TimeProvider.System, cancel);
        var check = await store.Journal.VerifyAsync(cancel);
        Assert.True(check.Whole, check.Words);
        foreach (var list in await store.Lists.AllAsync(cancel)) Assert.True(await store.Lists.IsWholeAsync(list.Id, cancel));
        foreach (var id in acknowledged) Assert.NotNull((await store.Inspections.FindAsync(id, cancel))?.Decision);
    }

    static Process Start(string program, StoreLocation where, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, program), arguments) { RedirectStandardOutput = true };
        start.Environment["LIMEN_DATA"] = where.Folder;
        start.Environment["LIMEN_DATABASE"] = where.ConnectionString ?? "";
        if (program != "limen") start.Environment[Recorder.Variable] = where.Folder;
        return Process.Start(start)!;
    }
}
