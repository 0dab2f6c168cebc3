using System.Diagnostics;
using Limen.Screening;

namespace Limen.Cli;

/// <summary>What a measuring of documents or vehicles found; all on one thread.</summary>
/// <param name="Kind">documents or vehicles.</param>
/// <param name="Entries">Entries generated.</param>
/// <param name="Keys">Distinct keys among them.</param>
/// <param name="BytesPerRecord">Of the index file, for each entry.</param>
/// <param name="BuildSeconds">From keys in no order, the generating of the entries included.</param>
/// <param name="BuildSortedSeconds">From keys in order.</param>
/// <param name="BuildSortedCoreSeconds">The same, as a core counts it: other work of the machine and waiting for the disk left out.</param>
/// <param name="BuildMegabytes">Most memory the process had by the end of the first building.</param>
/// <param name="MapMillis">Opening the file as after a restart.</param>
/// <param name="CheckMillis">Comparing all of it with its checksums.</param>
/// <param name="LookupsPerSecond">Probes in a second of one core, for keys made beforehand, half of them listed.</param>
/// <param name="QueriesPerSecond">The same, from the question as text to the answer of the index.</param>
/// <param name="MedianMicros">A question by the clock on the wall.</param>
/// <param name="P99Micros">The same.</param>
/// <param name="NearMedianMicros">One substitution or transposition beyond the confusions; null where nobody asks that.</param>
/// <param name="NearP99Micros">The same.</param>
/// <param name="NearCoreMicros">Their mean, as a core counts it.</param>
/// <param name="Missed">Listed questions, half of them misread in two places, that were not found: 0.</param>
/// <param name="FoundByChance">Of the questions for unlisted entries, those whose key another entry has.</param>
sealed record KeyBenchResult(
    string Kind, long Entries, long Keys, double BytesPerRecord, double BuildSeconds, double BuildSortedSeconds,
    double BuildSortedCoreSeconds, double BuildMegabytes, double MapMillis, double CheckMillis, double LookupsPerSecond, double QueriesPerSecond,
    double MedianMicros, double P99Micros, double? NearMedianMicros, double? NearP99Micros, double? NearCoreMicros,
    long Missed, long FoundByChance);

/// <summary>Generates, builds and asks one kind of list.</summary>
sealed class KeyBench<TQuery>(
    string kind, long entries, Func<long, IReadOnlyList<ulong>> keysOf, Func<long, TQuery> queryOf,
    Func<TQuery, IReadOnlyList<ulong>> keysAsked, Func<TQuery, IReadOnlyList<ulong>>? keysNear)
{
    const int NearQuestions = 2_000;

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
        KeyIndex? index = null;
        var mapped = Seconds(() => index = KeyIndex.Open(sorted, out _));
        var check = Seconds(() => index!.CheckAll());
        told("asking");
        var lookups = Probes / Probed(index!);
        var listed = Ask(index!, QueriesFrom(0, entries));
        var others = Ask(index!, QueriesFrom(entries, entries));
        var near = keysNear is null ? null : AskNear(index!, keysNear);
        double? nearCore = keysNear is null ? null : CoreSeconds(() => AskNear(index!, keysNear)) / NearQuestions * 1e6;
        return new(
            kind, entries, index!.Count, (double)index.Bytes / entries, built, builtSorted, builtSortedCore, memory, mapped * 1e3,
            check * 1e3, lookups, 2 * Questions / (listed.Seconds + others.Seconds), Percentile([.. listed.Micros, .. others.Micros], 50),
            Percentile([.. listed.Micros, .. others.Micros], 99), near is null ? null : Percentile(near, 50),
            near is null ? null : Percentile(near, 99), nearCore, Questions - listed.Found, others.Found);
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

    double Probed(KeyIndex index)
    {
        var keys = new ulong[Probes];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = keysAsked(queryOf((long)((ulong)i * 2_654_435_761 % (ulong)entries) + (i % 2 == 0 ? 0 : entries)))[0];
        var found = 0L;
        var took = CoreSeconds(() =>
        {
            foreach (var key in keys)
                if (index.Contains(key)) found++;
        });
        return found < Probes / 2 ? throw new InvalidOperationException("A listed key was missed.") : took;
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
