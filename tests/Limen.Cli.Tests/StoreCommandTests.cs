using System.Diagnostics;
using System.Text;
using Limen.Storage;
using Limen.TestKit;

namespace Limen.Cli.Tests;

/// <summary><c>limen store seal</c> as a process: what it says, what is refused without the key, and what is left when it is killed.</summary>
public sealed class StoreCommandTests : IDisposable
{
    const int Entries = 20_000, Rounds = 12;

    readonly ScratchFolder folder = new();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    string Data => folder.At("store");
    string Key => folder.At("stick/limen.key");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_sealed_store_is_opened_with_its_key_and_refused_in_one_line_without()
    {
        await ImportAsync();
        var (code, output, _) = await LimenProcess.RunAsync("", "store", "seal", "--data", Data, "--key-file", Key);
        Assert.Equal(0, code);
        Assert.Contains(Key, output, StringComparison.Ordinal);
        Assert.Equal(0, (await LimenProcess.RunAsync("", "journal", "verify", "--data", Data, "--key-file", Key)).Code);
        Assert.Contains("\"wasSealed\":true", (await LimenProcess.RunAsync("", "store", "seal", "--data", Data, "--key-file", Key, "--json")).Output, StringComparison.Ordinal);
        await RefusedAsync("keyMissing", folder.At("gone.key"));
        await RefusedAsync("keyWrong", folder.Write("other.key", "limen-key 1 " + new string('0', 64) + "\n"));
    }

    [Fact]
    public async Task Whatever_the_moment_at_which_sealing_is_killed_the_store_is_whole()
    {
        await ImportAsync();
        CopyFolder(Data, folder.At("before"));
        var random = new Random(20261122);
        var watch = Stopwatch.StartNew();
        using (var whole = Seal()) await whole.WaitForExitAsync(Cancel);
        var longest = (int)watch.ElapsedMilliseconds;
        var sealedOnes = 0;
        for (var round = 0; round < Rounds; round++)
        {
            Directory.Delete(Data, recursive: true);
            CopyFolder(folder.At("before"), Data);
            using var sealing = Seal();
            await Task.Delay(longest / 4 + random.Next(longest), Cancel);
            sealing.Kill();
            await sealing.WaitForExitAsync(Cancel);
            sealedOnes += await WholeAsync() ? 1 : 0;
        }
        TestContext.Current.SendDiagnosticMessage($"{sealedOnes} of {Rounds} were sealed when they were killed");
        using (var last = Seal()) await last.WaitForExitAsync(Cancel);
        Assert.True(await WholeAsync());
        Assert.False(Holds("AB0000777"));
        Assert.Equal(["import.lock", "journal.head", "limen.db", "store.lock"], Directory.GetFiles(Data).Select(Path.GetFileName).Where(name => !name!.StartsWith("limen.db-", StringComparison.Ordinal)).Order());
    }

    async Task<bool> WholeAsync()
    {
        await using var store = await Store.OpenAsync(new(Data) { KeyFile = Key }, TimeProvider.System, Cancel);
        Assert.Equal(Entries, (await store.Lists.FindAsync("sltd", Cancel))!.Entries);
        Assert.True(await store.Lists.IsWholeAsync("sltd", Cancel));
        var check = await store.Journal.VerifyAsync(Cancel);
        Assert.True(check.Whole, check.Words);
        return store.IsSealed;
    }

    async Task RefusedAsync(string told, string key)
    {
        foreach (string[] command in new string[][] { ["lists"], ["journal", "verify"], ["inspect", "--plate", "X1"], ["serve", "--port", "0"] })
        {
            var (code, _, error) = await LimenProcess.RunAsync("", [.. command, "--data", Data, "--key-file", key]);
            Assert.Equal(4, code);
            Assert.Contains($"{told}: ", Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        }
    }

    async Task ImportAsync()
    {
        var list = folder.Write("list.csv", "entryId,number,documentType,issuingState,status\n" + string.Concat(Enumerable.Range(0, Entries).Select(i => $"{i},AB{i:0000000},P,FRA,stolen\n")));
        Assert.Equal(0, (await LimenProcess.RunAsync("", "lists", "import", list, "--list", "sltd", "--kind", "documents", "--format", "csv", "--data", Data)).Code);
        Assert.True(Holds("AB0000777"));
    }

    bool Holds(string text) => Directory.EnumerateFiles(Data, "*", SearchOption.AllDirectories).Where(path => !path.EndsWith(".lock", StringComparison.Ordinal))
        .Any(path => File.ReadAllBytes(path).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

    Process Seal()
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "limen"), ["store", "seal", "--data", Data]) { RedirectStandardOutput = true };
        start.Environment["LIMEN_KEY_FILE"] = Key;
        return Process.Start(start)!;
    }

    static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var path in Directory.GetFiles(from)) File.Copy(path, Path.Combine(to, Path.GetFileName(path)), overwrite: true);
    }
}
