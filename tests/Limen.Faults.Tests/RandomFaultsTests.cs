using System.Diagnostics;
using System.Globalization;
using System.Text;
using Limen.TestKit;

namespace Limen.Faults.Tests;

/// <summary>
/// A random course of everything that can break, on real processes; its seed is told when it fails, and brings the same course again. Several
/// worlds go their courses side by side, each with a hub, a database and posts of its own: while one waits the other works. What is asked
/// for: LIMEN_FAULT_ROUNDS in all worlds together, LIMEN_FAULT_SEED of the first, LIMEN_FAULT_WORLDS, and LIMEN_FAULT_MINUTES after which no
/// round begins.
/// </summary>
public sealed class RandomFaultsTests
{
    const int Rounds = 200, Worlds = 2, Minutes = 10, Fewest = 30, Entries = 300, Posts = 3;

    static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_breaks_and_whenever_nothing_is_lost_and_nothing_counts_twice()
    {
        var (rounds, worlds) = (Number("LIMEN_FAULT_ROUNDS", Rounds), Number("LIMEN_FAULT_WORLDS", Worlds));
        var (seed, time) = (Number("LIMEN_FAULT_SEED", 20261122), TimeSpan.FromMinutes(Number("LIMEN_FAULT_MINUTES", Minutes)));
        var courses = await Task.WhenAll(Enumerable.Range(0, worlds).Select(n => Task.Run(() => CourseAsync(seed + n, (rounds + worlds - 1 - n) / worlds, time), Cancel)));
        var told = Course.Sum(courses);
        TestContext.Current.SendDiagnosticMessage(told.ToString());
        await File.WriteAllTextAsync(Project.At("artifacts", "faults.txt"), $"{told}\n", Cancel);
        Assert.True(told.Rounds >= Math.Min(rounds, Fewest), $"Only {told.Rounds} rounds in {time}.");
        Assert.Contains("clear", told.Advice.Keys);
        Assert.Contains("refer", told.Advice.Keys);
    }

    static async Task<Course> CourseAsync(int seed, int rounds, TimeSpan time)
    {
        var random = new Random(seed);
        await using var world = await World.StartAsync(Posts, Limit, seed);
        await using var traffic = new Traffic(world);
        var invariants = new Invariants(world, traffic, Limit);
        var watch = Stopwatch.StartNew();
        var (done, course) = (new List<string>(), new Course());
        for (var round = 0; round < rounds && watch.Elapsed < time; round++)
        {
            done.Clear();
            try
            {
                await RoundAsync(world, traffic, invariants, random, round, done);
            }
            catch (Exception broken)
            {
                Assert.Fail($"Seed {seed}, round {round} ({string.Join(' ', done)}): {broken}");
            }
            course.Add(done);
            TestContext.Current.SendDiagnosticMessage($"{watch.Elapsed:mm\\:ss} seed {seed} round {round}: {string.Join(' ', done)}, settled in {invariants.Settled.TotalSeconds:0.0} s, {traffic.All.Count} acknowledged");
        }
        course.End(seed, watch.Elapsed, traffic.All);
        return course;
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
                if (await world.KillNodeAsync(round % 2) is { } fell) Assert.Fail($"A node of the hub had ended by itself: {fell}");
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

/// <summary>What came of a course, for whoever wants to know what was tried.</summary>
sealed class Course
{
    readonly SortedDictionary<string, int> faults = [];
    readonly List<int> seeds = [];
    TimeSpan took;

    public int Rounds { get; private set; }

    /// <summary>How often officers were told what, where it was acknowledged.</summary>
    public SortedDictionary<string, int> Advice { get; } = [];

    public void Add(IEnumerable<string> broken)
    {
        Rounds++;
        foreach (var fault in broken) faults[fault] = faults.GetValueOrDefault(fault) + 1;
    }

    public void End(int seed, TimeSpan time, IEnumerable<Acknowledged> all)
    {
        took = time;
        seeds.Add(seed);
        foreach (var (advice, count) in all.CountBy(one => one.Advice)) Advice[advice] = count;
        Assert.DoesNotContain(all, one => one is { Listed: true, Advice: "clear" });
    }

    public static Course Sum(IReadOnlyCollection<Course> courses)
    {
        var sum = new Course { Rounds = courses.Sum(course => course.Rounds), took = courses.Max(course => course.took) };
        foreach (var course in courses)
        {
            sum.seeds.AddRange(course.seeds);
            foreach (var (fault, count) in course.faults) sum.faults[fault] = sum.faults.GetValueOrDefault(fault) + count;
            foreach (var (advice, count) in course.Advice) sum.Advice[advice] = sum.Advice.GetValueOrDefault(advice) + count;
        }
        return sum;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Rounds} rounds in {took:mm\\:ss} (seeds {string.Join(", ", seeds)}): {Words(faults)}; acknowledged: {Words(Advice)}");

    static string Words(SortedDictionary<string, int> counts) => string.Join(", ", counts.Select(one => $"{one.Key} {one.Value}"));
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
