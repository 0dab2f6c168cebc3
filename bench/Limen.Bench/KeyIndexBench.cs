using BenchmarkDotNet.Attributes;
using Limen.Documents;
using Limen.Screening;

namespace Limen.Bench;

/// <summary>The inner loops of the screening of documents: key, probe, slips, judge.</summary>
[MemoryDiagnoser]
public class KeyIndexBench
{
    readonly DocumentQuery query = new("AB1O234S7", DocumentClass.Passport, default);
    readonly DocumentEntry entry = new() { EntryId = "1", Number = "AB10234S7" };

    KeyIndex index = KeyIndex.Build([]);
    ulong[] asked = [];
    int at;

    [Params(1_000_000, 10_000_000)]
    public int Keys { get; set; }

    [GlobalSetup]
    public void Build()
    {
        var random = new Random(1);
        var keys = new ulong[Keys];
        for (var i = 0; i < keys.Length; i++) keys[i] = (ulong)random.NextInt64() >> 8;
        index = KeyIndex.Build(keys);
        asked = [.. keys.Take(1 << 19), .. Enumerable.Range(0, 1 << 19).Select(_ => (ulong)random.NextInt64() >> 8)];
        random.Shuffle(asked);
    }

    [Benchmark]
    public bool Probe() => index.Contains(asked[at++ & (asked.Length - 1)]);

    [Benchmark]
    public ulong Key() => DocumentMatching.KeyOf(entry);

    [Benchmark]
    public Candidate? Judge() => DocumentMatching.Judge(query, entry);

    [Benchmark]
    public int Near() => index.Held(DocumentMatching.KeysNear(query)).Count;
}
