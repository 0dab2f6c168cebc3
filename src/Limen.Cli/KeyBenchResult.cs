namespace Limen.Cli;

/// <summary>What a measuring of documents or vehicles found; all on one thread.</summary>
sealed record KeyBenchResult
{
    /// <summary>documents or vehicles.</summary>
    public required string Kind { get; init; }
    /// <summary>Entries generated.</summary>
    public long Entries { get; init; }
    /// <summary>Distinct keys among them.</summary>
    public long Keys { get; init; }
    /// <summary>Of the index file, for each entry.</summary>
    public double BytesPerRecord { get; init; }
    /// <summary>From keys in no order, the generating of the entries included.</summary>
    public double BuildSeconds { get; init; }
    /// <summary>From keys in order.</summary>
    public double BuildSortedSeconds { get; init; }
    /// <summary>The same, as a core counts it: other work of the machine and waiting for the disk left out.</summary>
    public double BuildSortedCoreSeconds { get; init; }
    /// <summary>Most memory the process had by the end of the first building.</summary>
    public double BuildMegabytes { get; init; }
    /// <summary>Opening the file as after a restart.</summary>
    public double MapMillis { get; init; }
    /// <summary>Comparing all of it with its checksums.</summary>
    public double CheckMillis { get; init; }
    /// <summary>Probes in a second of one core, for keys made beforehand, half of them listed: the median of sixteen parts.</summary>
    public double LookupsPerSecond { get; init; }
    /// <summary>The best part, least disturbed by other work in the processor's caches.</summary>
    public double LookupsPerSecondBest { get; init; }
    /// <summary>From the question as text to the answer of the index, in a second of one core.</summary>
    public double QueriesPerSecond { get; init; }
    /// <summary>A question by the clock on the wall.</summary>
    public double MedianMicros { get; init; }
    /// <summary>The same, the slowest in a hundred.</summary>
    public double P99Micros { get; init; }
    /// <summary>One substitution or transposition beyond the confusions; null where nobody asks that.</summary>
    public double? NearMedianMicros { get; init; }
    /// <summary>The same, the slowest in a hundred.</summary>
    public double? NearP99Micros { get; init; }
    /// <summary>Their mean, as a core counts it.</summary>
    public double? NearCoreMicros { get; init; }
    /// <summary>Listed questions, half of them misread in two places, that were not found: 0.</summary>
    public long Missed { get; init; }
    /// <summary>Of the questions for unlisted entries, those whose key another entry has.</summary>
    public long FoundByChance { get; init; }
}
