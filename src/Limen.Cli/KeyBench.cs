using System.Diagnostics;
using Limen.Screening;

namespace Limen.Cli;

/// <summary>Generates, builds and asks one kind of list.</summary>
sealed class KeyBench<TQuery>(
    string kind, long entries, Func<long, IReadOnlyList<ulong>> keysOf, Func<long, TQuery> queryOf,
    Func<TQuery, IReadOnlyList<ulong>> keysAsked, Func<TQuery, IReadOnlyList<ulong>>? keysNear)
{
    const int NearQuestions = 2_000, Parts = 16;

    int Probes => (int)Math.Min(8_000_000, 8 * entries);
    int Questions => (int)Math.Min(500_000, entries);

    public KeyBenchResult Run(string folder, Action<string> told)
    {
        told("building from keys in no order");
        var (first, sorted) = (Path.Combine(folder, "first.keys"), Path.Combine(folder, "sorted.keys"));
        var built = Seconds(() => KeyIndex.Write(first, Generated(), default));
        var memory = MostMemory();
        told("building from keys in order");
        var unsorted = KeyIndex.Open(first, out _)!;
        var builtSortedCore = 0.0;
        var builtSorted = Seconds(() => builtSortedCore = CoreSeconds(() => KeyIndex.Write(sorted, unsorted.Keys(), default)));
        told("asking");
        return Asked(sorted) with
        {
            BuildSeconds = built,
            BuildSortedSeconds = builtSorted,
            BuildSortedCoreSeconds = builtSortedCore,
            BuildMegabytes = memory,
        };
    }

    KeyBenchResult Asked(string path)
    {
        KeyIndex? index = null;
        var mapped = Seconds(() => index = KeyIndex.Open(path, out _));
        var check = Seconds(() => index!.CheckAll());
        var lookups = Probed(index!);
        var listed = Ask(index!, QueriesFrom(0, entries));
        var others = Ask(index!, QueriesFrom(entries, entries));
        double[] micros = [.. listed.Micros, .. others.Micros];
        return WithNear(index!, new()
        {
            Kind = kind,
            Entries = entries,
            Keys = index!.Count,
            BytesPerRecord = (double)index.Bytes / entries,
            MapMillis = mapped * 1e3,
            CheckMillis = check * 1e3,
            LookupsPerSecond = Percentile(lookups, 50),
            LookupsPerSecondBest = lookups.Max(),
            QueriesPerSecond = micros.Length / (listed.Seconds + others.Seconds),
            MedianMicros = Percentile(micros, 50),
            P99Micros = Percentile(micros, 99),
            Missed = Questions - listed.Found,
            FoundByChance = others.Found,
        });
    }

    KeyBenchResult WithNear(KeyIndex index, KeyBenchResult result)
    {
        if (keysNear is null) return result;
        var micros = AskNear(index, keysNear);
        var core = CoreSeconds(() => AskNear(index, keysNear)) / NearQuestions * 1e6;
        return result with { NearMedianMicros = Percentile(micros, 50), NearP99Micros = Percentile(micros, 99), NearCoreMicros = core };
    }

    IEnumerable<ulong> Generated()
    {
        for (var place = 0L; place < entries; place++)
            foreach (var key in keysOf(place)) yield return key;
    }

    // Places spread over the whole row: listed ones from 0, unlisted ones from behind its end.
    TQuery[] QueriesFrom(long first, long many)
    {
        var queries = new TQuery[Questions];
        for (var i = 0; i < queries.Length; i++) queries[i] = queryOf(first + (long)((ulong)i * 2_654_435_761 % (ulong)many));
        return queries;
    }

    double[] Probed(KeyIndex index)
    {
        var keys = new ulong[Probes];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = keysAsked(queryOf((long)((ulong)i * 2_654_435_761 % (ulong)entries) + (i % 2 == 0 ? 0 : entries)))[0];
        var rates = new double[Parts];
        var found = 0L;
        for (var part = 0; part < Parts; part++)
        {
            var some = keys.AsMemory(part * (keys.Length / Parts), keys.Length / Parts);
            rates[part] = some.Length / CoreSeconds(() => found += Count(index, some.Span));
        }
        return found < keys.Length / 2 ? throw new InvalidOperationException("A listed key was missed.") : rates;
    }

    static long Count(KeyIndex index, ReadOnlySpan<ulong> keys)
    {
        var found = 0L;
        foreach (var key in keys) found += index.Contains(key) ? 1 : 0;
        return found;
    }

    (double Seconds, double[] Micros, long Found) Ask(KeyIndex index, TQuery[] queries)
    {
        var micros = new double[queries.Length];
        var found = 0L;
        var took = CoreSeconds(() => found = queries.LongCount(query => Holds(index, keysAsked(query))));
        for (var i = 0; i < queries.Length; i++)
        {
            var at = Stopwatch.GetTimestamp();
            Holds(index, keysAsked(queries[i]));
            micros[i] = Micros(at);
        }
        return (took, micros, found);
    }

    double[] AskNear(KeyIndex index, Func<TQuery, IReadOnlyList<ulong>> near)
    {
        var micros = new double[NearQuestions];
        for (var i = 0; i < micros.Length; i++)
        {
            var query = queryOf(entries + i);
            var at = Stopwatch.GetTimestamp();
            index.Held(near(query));
            micros[i] = Micros(at);
        }
        return micros[(NearQuestions / 10)..];
    }

    static bool Holds(KeyIndex index, IReadOnlyList<ulong> keys)
    {
        var any = false;
        for (var i = 0; i < keys.Count; i++) any |= index.Contains(keys[i]);
        return any;
    }

    // Finer than a TimeSpan, which counts in tenths of a microsecond.
    static double Micros(long since) => (Stopwatch.GetTimestamp() - since) * 1e6 / Stopwatch.Frequency;

    static double Seconds(Action act)
    {
        var begun = Stopwatch.GetTimestamp();
        act();
        return Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    // What a core spent on it: other work of the machine does not count.
    static double CoreSeconds(Action act)
    {
        var begun = Environment.CpuUsage.TotalTime;
        act();
        return (Environment.CpuUsage.TotalTime - begun).TotalSeconds;
    }

    static double Percentile(double[] values, int percent)
    {
        Array.Sort(values);
        return values[(int)((values.Length - 1) * (percent / 100.0))];
    }

    static double MostMemory()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1e6;
    }
}
