using Limen.TestKit;

namespace Limen.Documents.Tests;

public class MrzProblemCodeTests
{
    [Fact]
    public void Every_problem_has_its_line_in_the_page_of_errors()
    {
        var page = File.ReadAllText(Project.At("docs", "errors.md"));
        foreach (var code in Enum.GetNames<MrzProblemCode>())
            Assert.Contains($"\n| {char.ToLowerInvariant(code[0])}{code[1..]} |", page, StringComparison.Ordinal);
    }
}
