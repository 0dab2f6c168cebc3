using System.Text.Json;
using Limen.TestKit;

namespace Limen.Cli.Tests;

/// <summary><c>limen mrz</c> as other programs run it: its standard output and exit code are a contract.</summary>
public sealed class MrzCommandTests
{
    const string Passport = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10\n";
    const string Card = "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<\n";
    const string Misread = "P<UT0ERIK55ON<<ANNA<MAR1A<<<<<<<<<<<<<<<<<<<\nL898902C36UTO740BIZZF12041S9ZE184226B<<<<<1O\n";
    const string Visa = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C<3UTO69<<<<9<94<<<<5ZE184226B<<<<<<<\n";

    static readonly string[] keys =
    [
        "format", "documentCode", "issuingState", "documentNumber", "primaryIdentifier", "secondaryIdentifier", "nationality",
        "dateOfBirth", "sex", "dateOfExpiry", "optionalData", "nameTruncated", "checks", "problem",
    ];

    [Fact]
    public async Task The_JSON_of_four_zones_is_as_it_was()
    {
        var (code, output) = await Run(string.Join("\n", Passport, Card, Misread, Visa, "P<UTO\n"), "--json");
        Assert.Equal(1, code);
        Assert.Equal(await File.ReadAllTextAsync(Project.At("tests", "Limen.Cli.Tests", "Golden", "mrz.jsonl"), TestContext.Current.CancellationToken), output);
    }

    [Fact]
    public async Task The_text_for_the_eye_marks_what_is_doubtful()
    {
        var (code, output) = await Run(Misread);
        Assert.Equal(1, code);
        Assert.Equal(await File.ReadAllTextAsync(Project.At("tests", "Limen.Cli.Tests", "Golden", "mrz.txt"), TestContext.Current.CancellationToken), output);
    }

    [Theory]
    [InlineData(Passport, 0, 1)]
    [InlineData(Passport + "\n\n" + Card, 0, 2)]
    [InlineData("\ufeff" + Passport + " \t \n" + Card, 0, 2)]
    [InlineData("", 1, 1)]
    [InlineData("\n\n\n", 1, 1)]
    [InlineData(Passport + "\nnonsense\n", 1, 2)]
    [InlineData("1\n2\n3\n4\n5\n6\n", 1, 1)]
    public async Task Every_zone_gets_one_line_with_every_key(string input, int expected, int lines)
    {
        var (code, output) = await Run(input, "--json");
        Assert.Equal(expected, code);
        var objects = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(lines, objects.Length);
        foreach (var line in objects)
            Assert.Equal(keys, JsonDocument.Parse(line).RootElement.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task A_huge_file_without_line_ends_is_one_answer()
    {
        var (code, output) = await Run(new string('<', 20_000_000), "--json");
        Assert.Equal(1, code);
        Assert.Equal("lineLength", JsonDocument.Parse(output).RootElement.GetProperty("problem").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_broken_not_clean()
    {
        var (code, output) = await Run("", "no-such-file.txt", "--json");
        Assert.Equal(4, code);
        Assert.Empty(output);
    }

    static async Task<(int Code, string Output)> Run(string input, params string[] arguments)
    {
        var (code, output, _) = await LimenProcess.RunAsync(input, ["mrz", "--today", "2026-11-01", .. arguments]);
        return (code, output);
    }
}
