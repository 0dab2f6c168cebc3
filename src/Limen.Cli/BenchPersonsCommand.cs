using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Limen.Screening;

namespace Limen.Cli;

/// <summary><c>limen bench persons</c>: builds an index of invented persons and times whole answers, evidence included, on one core.</summary>
static class BenchPersonsCommand
{
    public static Command Create()
    {
        var entries = new Option<int>("--entries") { Description = "Persons to invent", DefaultValueFactory = _ => 1_000_000 };
        var queries = new Option<int>("--queries") { Description = "Travellers to ask for, half of them listed", DefaultValueFactory = _ => 10_000 };
        var top = new Option<int>("--top") { Description = "Candidates for each", DefaultValueFactory = _ => 50 };
        var json = new Option<bool>("--json") { Description = "One JSON object" };
        var command = new Command("persons", """
            Invents persons, builds their index, asks for half of them (with slips, parts left out, order turned) and for as many strangers,
            each three times, of which the quickest counts: other work on the machine is not the engine's. One thread. Exit codes: 0 fine, 2 usage.
            """) { entries, queries, top, json };
        command.SetAction(parsed => Run(parsed.GetValue(entries), parsed.GetValue(queries), parsed.GetValue(top), parsed.GetValue(json)));
        return command;
    }

    static int Run(int entries, int queries, int top, bool json)
    {
        if (entries < 1 || queries < 2 || top < 1) { Console.Error.WriteLine("limen: bench-usage: numbers must be positive."); return 2; }
        using var progress = new Progress();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (inventing, _) = Timed(() => new InventedPersons(1).Make(entries).Count());
        var (building, index) = Timed(() => PersonIndex.Build(progress.Count(new InventedPersons(1).Make(entries), "persons indexed")));
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        var ask = new InventedPersons(2);
        List<PersonQuery> asked = [.. new InventedPersons(1).Make(queries / 2).Select(ask.Ask), .. new InventedPersons(3).Make(queries - queries / 2).Select(ask.Ask)];
        foreach (var query in asked.Take(3000)) index.Search(query, top);
        var micros = progress.Count(asked, "travellers screened").Select(q => Enumerable.Range(0, 3).Min(_ => Micros(index, q, top))).Order().ToArray();
        Print(json, entries, building - inventing, (double)held / entries, micros);
        return 0;
    }

    static (TimeSpan Took, T Result) Timed<T>(Func<T> run)
    {
        var from = Stopwatch.GetTimestamp();
        var result = run();
        return (Stopwatch.GetElapsedTime(from), result);
    }

    static double Micros(PersonIndex index, PersonQuery query, int top)
    {
        var from = Stopwatch.GetTimestamp();
        index.Search(query, top);
        return Stopwatch.GetElapsedTime(from).TotalMicroseconds;
    }

    static void Print(bool json, int entries, TimeSpan building, double bytes, double[] micros)
    {
        double median = micros[micros.Length / 2], p99 = micros[(int)(micros.Length * 0.99)], rate = 1e6 / micros.Average();
        Console.WriteLine(json
            ? string.Create(CultureInfo.InvariantCulture, $$"""{"kind":"persons","entries":{{entries}},"medianMicros":{{median:0.0}},"p99Micros":{{p99:0.0}},"ratePerCore":{{rate:0}},"bytesPerRecord":{{bytes:0.0}},"buildSeconds":{{building.TotalSeconds:0.0}}}""")
            : string.Create(CultureInfo.InvariantCulture, $"{entries:N0} persons: median {median:0} us, p99 {p99:0} us, {rate:N0}/s on one core, {bytes:0} bytes a person, built in {building.TotalSeconds:0.0} s"));
    }
}
