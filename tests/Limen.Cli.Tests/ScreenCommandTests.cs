using System.Text.Json;
using Limen.TestKit;

namespace Limen.Cli.Tests;

public sealed class ScreenCommandTests : IDisposable
{
    readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    string Persons => folder.Write("persons.csv", """
        entryId,name,aliases,datesOfBirth,sex,nationalities,documentNumbers
        p1,Sergey Nikolayevich VERKHOTUROV,Serge Verkhoturoff;Sergio,1971-03-09,M,RUS,
        p2,Maria SANTOS,,1980,F,PRT,
        p3,Maria SANTANA,,1980-05-06,F,ESP,X1234567
        """);

    static List<JsonElement> Lines(string output) =>
        [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    [Fact]
    public async Task Each_traveller_gets_a_line_with_candidates_best_first_and_their_evidence()
    {
        var queries = folder.Write("queries.csv", "id,name,dateOfBirth,sex,nationality\nq1,VERHOTUROV SERGEI,1971-09-03,M,RU\nq2,MARIA SANTOS,1980,F,\nq3,NOBODY ATALL,,,\n");
        var (code, output, _) = await LimenProcess.RunAsync("", "screen", "--list", Persons, "--queries", queries, "--top", "50", "--json");
        Assert.Equal(0, code);
        var lines = Lines(output);
        Assert.Equal(["q1", "q2", "q3"], lines.Select(line => line.GetProperty("id").GetString()));
        Assert.All(lines, line => Assert.True(line.GetProperty("tookMicros").GetDouble() > 0));
        var first = lines[0].GetProperty("candidates")[0];
        Assert.Equal("p1", first.GetProperty("entryId").GetString());
        Assert.True(first.GetProperty("strength").GetString() is "strong" or "possible", output);
        Assert.NotEmpty(first.GetProperty("evidence").EnumerateArray());
        var marias = lines[1].GetProperty("candidates").EnumerateArray().ToList();
        Assert.Equal("p2", marias[0].GetProperty("entryId").GetString());
        Assert.Equal(marias.OrderByDescending(one => one.GetProperty("score").GetDouble()).Select(one => one.GetProperty("entryId").GetString()), marias.Select(one => one.GetProperty("entryId").GetString()));
        Assert.Empty(lines[2].GetProperty("candidates").EnumerateArray());
    }

    [Fact]
    public async Task What_is_cut_by_top_is_told()
    {
        var queries = folder.Write("queries.csv", "id,name\nq,MARIA SANTOS\n");
        var line = Assert.Single(Lines((await LimenProcess.RunAsync("", "screen", "--list", Persons, "--queries", queries, "--top", "1", "--json")).Output));
        Assert.Equal((1, 1), (line.GetProperty("candidates").GetArrayLength(), line.GetProperty("cut").GetInt32()));
    }

    [Fact]
    public async Task Pairs_of_one_person_score_above_pairs_of_two()
    {
        var pairs = folder.Write("pairs.csv", "name1,name2\nSergey Verkhoturov,SERGEI VERKHOTUROFF\nSergey Verkhoturov,MARIA SANTOS\n");
        var (code, output, _) = await LimenProcess.RunAsync("", "screen", "pairs", pairs, "--json");
        Assert.Equal(0, code);
        var scores = Lines(output).Select(line => line.GetProperty("score").GetDouble()).ToList();
        Assert.True(scores.Count == 2 && scores[0] > 0 && scores[0] > scores[1], output);
    }

    [Fact]
    public async Task What_is_missing_or_cannot_be_read_is_told_with_its_code()
    {
        var (code, _, error) = await LimenProcess.RunAsync("", "screen", "--list", Persons);
        Assert.Equal(2, code);
        Assert.Contains("usage", error, StringComparison.Ordinal);
        (code, _, error) = await LimenProcess.RunAsync("", "screen", "--list", Persons, "--queries", folder.At("absent.csv"));
        Assert.Equal(4, code);
        Assert.Contains("fileUnreadable", error, StringComparison.Ordinal);
        (code, _, error) = await LimenProcess.RunAsync("", "screen", "--list", folder.Write("wrong.csv", "who,what\n1,2\n"), "--queries", folder.Write("none.csv", "id,name\n"));
        Assert.Equal(4, code);
        Assert.Contains("fileUnreadable", error, StringComparison.Ordinal);
    }
}
