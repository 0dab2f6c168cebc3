using BenchmarkDotNet.Attributes;
using Limen.Cli;
using Limen.Screening;

namespace Limen.Bench;

/// <summary>The inner loops of the screening of persons: a decision as the second line and as the first line asks for it, and one pair of names.</summary>
[MemoryDiagnoser]
public class PersonIndexBench
{
    const int Queries = 1 << 10;

    PersonIndex index = PersonIndex.Build([]);
    PersonQuery[] asked = [];
    int at;

    [Params(10_000, 1_000_000)]
    public int Persons { get; set; }

    [GlobalSetup]
    public void Build()
    {
        var invented = new InventedPersons(1);
        index = PersonIndex.Build(invented.Make(Persons));
        asked = [.. new InventedPersons(1).Make(Queries).Select(invented.Ask)];
    }

    [Benchmark]
    public int Everybody() => index.Search(asked[at++ & (Queries - 1)], 50).Candidates.Count;

    [Benchmark]
    public int PossibleOnes() => index.Search(asked[at++ & (Queries - 1)], 50, Strength.Possible).Candidates.Count;

    [Benchmark]
    public double Pair() => PersonMatching.ScoreNames("Sergey Nikolayevich Verkhoturov", "VERKHOTUROFF SERGE");
}
