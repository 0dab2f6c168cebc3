using System.Text.RegularExpressions;
using Limen.TestKit;

namespace Limen.Documents.Tests;

public partial class ReasonTests
{
    [Fact]
    public void Every_reason_has_its_line_and_every_line_its_reason()
    {
        var told = File.ReadLines(Project.At("docs", "errors.md")).Select(line => Row().Match(line)).Where(row => row.Success).Select(row => row.Groups[1].Value);
        var given = new[] { "Limen.Documents", "Limen.Cli" }.SelectMany(project => Directory.GetFiles(Project.At("src", project), "*.cs", SearchOption.AllDirectories))
            .SelectMany(file => Literal().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).Distinct().Where(code => code != ChipError.None.Code());
        Assert.Equal(given.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^\| ((?:pa|chip|lds|trust|vds)\.\w+) \|")]
    private static partial Regex Row();

    [GeneratedRegex("\"((?:pa|chip|lds|trust|vds)\\.\\w+)\"")]
    private static partial Regex Literal();
}
