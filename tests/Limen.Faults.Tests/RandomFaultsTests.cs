using System.Diagnostics;
using System.Globalization;
using System.Text;
using Limen.TestKit;

namespace Limen.Faults.Tests;

/// <summary>
/// A random course of everything that can break, on real processes; its seed is told when it fails, and brings the same course again.
/// LIMEN_FAULT_ROUNDS and LIMEN_FAULT_SEED ask for more rounds, or for those.
/// </summary>
public sealed class RandomFaultsTests
{
    const int Rounds = 30, Entries = 300, Posts = 3;

    static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_breaks_and_whenever_nothing_is_lost_and_nothing_counts_twice()
    {
        var seed = Number("LIMEN_FAULT_SEED", 20261122);
        var rounds = Number("LIMEN_FAULT_ROUNDS", Rounds);
        var random = new Random(seed);
        await using var world = await World.StartAsync(Posts, Limit, seed);
        await using var traffic = new Traffic(world);
        var invariants = new Invariants(world, traffic, Limit);
        var watch = Stopwatch.StartNew();
        var done = new List<string>();
        var tally = new SortedDictionary<string, int>();
        for (var round = 0; round < rounds; round++)
        {
            var course = "";
            try
            {
                done.Clear();
                await RoundAsync(world, traffic, invariants, random, round, done);
                course = string.Join(' ', done);
            }
            catch (Exception broken)
            {
                Assert.Fail($"Seed {seed}, round {round} ({string.Join(' ', done)}): {broken}");
            }
            foreach (var fault in course.Split(' ')) tally[fault] = tally.GetValueOrDefault(fault) + 1;
            TestContext.Current.SendDiagnosticMessage($"{watch.Elapsed:mm\\:ss} round {round}: {course}, settled in {invariants.Settled.TotalSeconds:0.0} s, {traffic.All.Count} acknowledged");
        }
        TestContext.Current.SendDiagnosticMessage($"Seed {seed}, {rounds} rounds in {watch.Elapsed:mm\\:ss}: {string.Join(", ", tally.Select(one => $"{one.Key} {one.Value}"))}; "
            + string.Join(", ", traffic.All.CountBy(one => one.Advice).Select(one => $"{one.Key} {one.Value}")));
        Assert.Contains(traffic.All, one => one.Advice == "clear");
        Assert.Contains(traffic.All, one => one is { Listed: true, Advice: "refer" });
    }

    static async Task RoundAsync(World world, Traffic traffic, Invariants invariants, Random random, int round, List<string> done)
    {
        await world.TryImportAsync(Edition(random));
        traffic.Start();
        await Task.Delay(random.Next(400), Cancel);
        done.Add(await BreakAsync(world, traffic, random, round));
        if (random.Next(3) == 0) done.Add(await BreakAsync(world, traffic, random, round));
        await Task.Delay(random.Next(400), Cancel);
        world.Line.Fault = LineFault.None;
        await traffic.PauseAsync();
        await invariants.HoldAsync();
    }

    static async Task<string> BreakAsync(World world, Traffic traffic, Random random, int round)
    {
        switch (random.Next(10))
        {
            case 0 or 1 or 2:
                await world.KillPostsAsync();
                if (random.Next(2) == 0) Torn.Leave(world, random);
                await world.StartPostsAsync();
                await traffic.OneMoreAsync();
                return "post";
            case 3 or 4:
                Assert.True(await world.KillNodeAsync(round % 2), "A node of the hub had ended by itself.");
                _ = world.NodeAsync(round % 2);
                return "hub";
            case 5:
                var importing = world.TryImportAsync(Edition(random));
                await Task.Delay(random.Next(60), Cancel);
                world.KillDatabase();
                await importing;
                return "database";
            case 6:
                world.Line.Fault = new() { Cut = true };
                await Task.Delay(random.Next(1500), Cancel);
                return "cut";
            case 7:
                world.Line.Fault = new() { Delay = TimeSpan.FromMilliseconds(random.Next(20, 300)), Lost = 0.02 };
                await Task.Delay(random.Next(1500), Cancel);
                return "lossy";
            case 8:
                world.Line.Fault = new() { Altered = 0.1 };
                await Task.Delay(random.Next(1000), Cancel);
                return "altering";
            default:
                await world.PutClockAsync(TimeSpan.FromHours(random.Next(-12, 13)));
                return "clock";
        }
    }

    static string Edition(Random random)
    {
        var rows = new StringBuilder("entryId,number,documentType,issuingState,status\n").Append($"0,{Traffic.Always},P,FRA,stolen\n");
        for (var i = 1; i < Entries; i++)
            if (random.Next(10) > 0) rows.Append(CultureInfo.InvariantCulture, $"{i},AB{i:0000000},P,FRA,{(random.Next(5) == 0 ? "lost" : "stolen")}\n");
        return rows.ToString();
    }

    static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var told) ? told : otherwise;
}

/// <summary>What a power cut may leave of what was being written, and only that: nothing that was acknowledged is touched.</summary>
static class Torn
{
    public static void Leave(World world, Random random)
    {
        foreach (var post in world.Posts)
        {
            var folder = world.FolderOf(post).Folder;
            Append(Path.Combine(folder, "limen.db-wal"), random);
            var incoming = Path.Combine(folder, "exchange", "incoming");
            if (Directory.Exists(incoming)) foreach (var chunk in Directory.EnumerateFiles(incoming)) Cut(chunk, random);
            if (random.Next(2) == 0) Cut(Path.Combine(folder, "journal.head"), random);
        }
        var cache = world.AtNode(0, "exchange", "chunks");
        if (Directory.Exists(cache)) foreach (var chunk in Directory.EnumerateFiles(cache).Where(_ => random.Next(4) == 0)) Cut(chunk, random);
    }

    // The beginning of a frame that was never committed.
    static void Append(string path, Random random)
    {
        if (!File.Exists(path)) return;
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        var rest = new byte[random.Next(1, 5000)];
        random.NextBytes(rest);
        file.Write(rest);
    }

    static void Cut(string path, Random random)
    {
        if (!File.Exists(path)) return;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.SetLength(random.NextInt64(file.Length + 1));
    }
}
