using BenchmarkDotNet.Attributes;
using Limen.Documents;

namespace Limen.Bench;

/// <summary>
/// Reading zones; the goal is a million a second on one core and nothing allocated for a rejected one.
/// <c>dotnet run -c Release --project bench/Limen.Bench -- --filter '*MrzBench*'</c>
/// </summary>
[MemoryDiagnoser]
public class MrzBench
{
    readonly DateOnly today = new(2026, 11, 1);

    const string Passport = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";
    const string Card = "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<";
    const string Misread = "P<UT0ERIK55ON<<ANNA<MAR1A<<<<<<<<<<<<<<<<<<<\nL898902C36UTO740BIZZF12041S9ZE184226B<<<<<1O";
    const string Short = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<1";
    const string Prose = "The quick brown fox jumps over the lazy dog.\nPack my box with five dozen liquor jugs, now";
    readonly string name = "Щербаков Юрий Núñez-Müller";

    [Benchmark(Baseline = true)]
    public bool ReadPassport() => Mrz.TryRead(Passport, today, out _, out _);

    [Benchmark]
    public bool ReadCardWithLongNumber() => Mrz.TryRead(Card, today, out _, out _);

    [Benchmark]
    public bool ReadMisread() => Mrz.TryRead(Misread, today, out _, out _);

    [Benchmark]
    public bool RejectWrongLength() => Mrz.TryRead(Short, today, out _, out _);

    [Benchmark]
    public bool RejectProse() => Mrz.TryRead(Prose, today, out _, out _);

    [Benchmark]
    public int FoldName()
    {
        Span<char> folded = stackalloc char[128];
        return Transliteration.Fold(name, folded);
    }
}
