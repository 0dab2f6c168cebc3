using System.Text.Json;
using Limen.TestKit;

namespace Limen.Documents.Tests;

/// <summary>The 46 zones that public MRZ readers test with (shared data <c>documents/mrz/samples.json</c>).</summary>
public sealed class MrzSampleTests
{
    static readonly DateOnly today = new(2026, 11, 1);

    public static TheoryData<int> Numbers()
    {
        var numbers = new TheoryData<int>();
        for (var number = 0; number < Samples().Length; number++) numbers.Add(number);
        return numbers;
    }

    [Fact]
    public void There_are_46_samples()
    {
        Assert.SkipWhen(Shared.File("documents", "mrz", "samples.json") is null, Shared.Absent);
        Assert.Equal(46, Samples().Length);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Numbers))]
    public void Every_check_agrees_with_the_sample(int number)
    {
        var (lines, format, expected) = Samples()[number];
        var read = Mrz.TryRead(string.Join('\n', lines), today, out var mrz, out var problem);
        if (format.StartsWith("other", StringComparison.Ordinal))
        {
            Assert.False(read);
            Assert.Equal(new MrzProblem(1, 36, MrzProblemCode.LineLength), problem);
            return;
        }
        Assert.True(read);
        Assert.Equal(format, mrz!.Format.Name());
        // The samples judge France's older card by Doc 9303, by which each of its digits is wrong; by its own layout all are right.
        if (mrz.Format == MrzFormat.Td2France) expected = new() { ["doc"] = true, ["dob"] = true, ["comp"] = true };
        foreach (var (check, correct) in expected)
            Assert.Equal(correct ? CheckResult.Successful : CheckResult.Failed, Of(mrz.Checks, check));
        Assert.Equal(lines, mrz.Lines);
    }

    static CheckResult Of(MrzChecks checks, string name) => name switch
    {
        "doc" => checks.DocumentNumber,
        "dob" => checks.DateOfBirth,
        "exp" => checks.DateOfExpiry,
        "opt" => checks.OptionalData,
        "comp" => checks.Composite,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "not a check of the samples"),
    };

    static (string[] Lines, string Format, Dictionary<string, bool> Checks)[] Samples()
    {
        if (Shared.File("documents", "mrz", "samples.json") is not { } path) return [];
        using var json = JsonDocument.Parse(File.ReadAllText(path));
        return [.. json.RootElement.EnumerateArray().Select(sample => (
            sample.GetProperty("lines").EnumerateArray().Select(line => line.GetString()!).ToArray(),
            sample.GetProperty("format").GetString()!,
            sample.GetProperty("checkDigitsCorrect").EnumerateObject().ToDictionary(check => check.Name, check => check.Value.GetBoolean())))];
    }
}
