using System.Text.RegularExpressions;
using Limen.TestKit;

namespace Limen.Server.Tests;

public sealed partial class ErrorCodesTests
{
    static readonly string[] Lines = File.ReadAllLines(Project.At("docs", "errors.md"));

    [Fact]
    public void Every_problem_of_the_server_has_its_line_and_every_line_its_problem() =>
        Assert.Equal(Codes("Problems of the server").Order(), InSource("Limen.Server", OfProblem()).Order());

    [Fact]
    public void Every_finding_has_its_line()
    {
        var told = Codes("Findings").ToHashSet();
        var found = InSource("Limen.Inspections", OfFinding());
        Assert.True(found.Count > 10);
        Assert.Equal([], found.Except(told));
    }

    static List<string> InSource(string project, Regex code) =>
        [.. Directory.GetFiles(Project.At("src", project), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => code.Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).Distinct()];

    static IEnumerable<string> Codes(string section) =>
        Lines.SkipWhile(line => line != $"## {section}").Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Select(line => Row().Match(line)).Where(row => row.Success).Select(row => row.Groups[1].Value).Where(code => code != "code");

    [GeneratedRegex("""Of\([0-9]{3}, "(\w+)",""")]
    public static partial Regex OfProblem();

    [GeneratedRegex("""(?:"([a-z]+[A-Z]\w+)",\s*\$?"[A-Z])""")]
    public static partial Regex OfFinding();

    [GeneratedRegex(@"^\| (\w+) \|")]
    public static partial Regex Row();
}
