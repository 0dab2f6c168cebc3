using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Limen.Screening;

namespace Limen.Cli;

/// <summary><c>limen bench documents</c> and <c>limen bench vehicles</c>: how large, how fast and how whole the index of keys is.</summary>
static class BenchKeysCommand
{
    const int Fine = 0, Found = 1, Broken = 4;
    static readonly JsonSerializerOptions camelCase = new(JsonSerializerDefaults.Web);

    const string Help = """
        Generate N invented entries, build their index from keys in no order and in order, map it, and ask it.
        Prints median, p99, rate on one core, bytes a record, build time and the time to map. Needs about 18 bytes of disk an entry.
        Exit codes: 0 every listed number was found, 1 one was missed, 2 usage, 4 the folder cannot be written.
        """;

    /// <summary>For stolen and lost documents.</summary>
    public static Command Documents() => Create("documents", (entries, folder, told) => new KeyBench<DocumentQuery>(
        "documents", entries,
        place => [DocumentMatching.KeyOf(new() { EntryId = "", Number = InventedNumbers.DocumentNumber(place) })],
        InventedNumbers.DocumentAsked, DocumentMatching.KeysAsked, DocumentMatching.KeysNear).Run(folder, told));

    /// <summary>For vehicles by VIN, plate and engine number.</summary>
    public static Command Vehicles() => Create("vehicles", (entries, folder, told) => new KeyBench<VehicleQuery>(
        "vehicles", entries, place => VehicleMatching.KeysOf(InventedNumbers.Vehicle(place)),
        InventedNumbers.VehicleAsked, VehicleMatching.KeysAsked, null).Run(folder, told));

    static Command Create(string kind, Func<long, string, Action<string>, KeyBenchResult> bench)
    {
        var entries = new Option<long>("--entries") { Description = "How many entries.", HelpName = "N", DefaultValueFactory = _ => 1_000_000 };
        entries.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<long>() is < 1_000 or > 1_000_000_000) result.AddError("--entries wants 1000 to 1000000000.");
        });
        var folder = new Option<string>("--folder") { Description = "Where to build; default: a new folder among the temporary ones.", HelpName = "DIR" };
        var json = new Option<bool>("--json") { Description = "The result as one JSON object." };
        var command = new Command(kind, Help) { entries, folder, json };
        command.SetAction(parsed => Run(
            told => Within(parsed.GetValue(folder), place => bench(parsed.GetValue(entries), place, told)), parsed.GetValue(json),
            parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }

    static int Run(Func<Action<string>, KeyBenchResult> bench, bool json, TextWriter output, TextWriter error)
    {
        try
        {
            var result = bench(step => error.WriteLine($"{step} ..."));
            output.WriteLine(json ? JsonSerializer.Serialize(result, camelCase) : Text(result));
            return result.Missed == 0 ? Fine : Found;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"limen bench: {broken.Message}");
            return Broken;
        }
    }

    static KeyBenchResult Within(string? parent, Func<string, KeyBenchResult> bench)
    {
        if (parent is not null) Directory.CreateDirectory(parent);
        var folder = parent is null
            ? Directory.CreateTempSubdirectory("limen-bench-").FullName
            : Directory.CreateDirectory(Path.Combine(parent, $"limen-bench-{Environment.ProcessId}")).FullName;
        try { return bench(folder); }
        finally { Directory.Delete(folder, recursive: true); }
    }

    static string Text(KeyBenchResult found) => string.Create(CultureInfo.InvariantCulture, $"""
        {found.Kind}: {found.Entries:N0} entries, {found.Keys:N0} keys, {found.BytesPerRecord:0.00} bytes an entry
        built in {found.BuildSeconds:0.0} s in no order, {found.BuildSortedSeconds:0.0} s in order ({found.BuildSortedCoreSeconds:0.0} s of a core), {found.BuildMegabytes:N0} MB at most
        mapped in {found.MapMillis:0.0} ms, checked whole in {found.CheckMillis:0} ms
        {found.LookupsPerSecond:N0} lookups/s, {found.QueriesPerSecond:N0} queries/s, median {found.MedianMicros:0.00} us, p99 {found.P99Micros:0.00} us
        missed {found.Missed:N0} of the listed, found by chance {found.FoundByChance:N0} of the unlisted{Near(found)}
        """);

    static string Near(KeyBenchResult found) => found.NearCoreMicros is null ? "" : string.Create(CultureInfo.InvariantCulture, $"""

        one slip beyond the confusions: median {found.NearMedianMicros:0} us, p99 {found.NearP99Micros:0} us, {found.NearCoreMicros:0} us of a core
        """);
}
