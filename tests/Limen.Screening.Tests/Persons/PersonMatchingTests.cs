using Limen.TestKit;

namespace Limen.Screening.Tests;

public sealed class PersonMatchingTests
{
    [Theory]
    [InlineData("Volodymyr Zelensky", "Володимир Зеленський", "Volodymyr Groysman")]
    [InlineData("Frost, William W.", "William W Frost", "William Frobisher")]
    [InlineData("Bashar al-Assad", "Bachar el-Assad", "Rifaat al-Assad")]
    [InlineData("Pol Pot", "PolPot", "Pol Pinter")]
    [InlineData("John Doe", "John Doe", "Jane Smith")]
    public void The_same_name_scores_above_another(string name, string same, string another) =>
        Assert.True(PersonMatching.ScoreNames(name, same) > PersonMatching.ScoreNames(name, another) + 5);

    [Fact]
    public void A_name_without_letters_scores_below_everything() => Assert.Equal(PersonMatching.NoName, PersonMatching.ScoreNames("123", "IVAN"));

    // A gate against accidents, well below what bench/accuracy.md says.
    [Fact]
    public void Labelled_pairs_of_names_are_told_apart()
    {
        var file = Shared.File("screening", "name_pairs.csv");
        Assert.SkipWhen(file is null, Shared.Absent);
        List<(double Score, bool Same)> pairs = [];
        foreach (var line in File.ReadLines(file!).Skip(1))
        {
            var fields = line.Split(',');
            if (line.Contains('"', StringComparison.Ordinal) || fields[1] != "Person") continue;
            pairs.Add((PersonMatching.ScoreNames(fields[2], fields[3]), fields[4] == "true"));
        }
        Assert.True(pairs.Count > 200);
        Assert.True(pairs.Max(p => BestF1(pairs, p.Score)) > 0.84);
    }

    static double BestF1(List<(double Score, bool Same)> pairs, double threshold)
    {
        double hits = pairs.Count(p => p.Same && p.Score >= threshold), wrong = pairs.Count(p => !p.Same && p.Score >= threshold), all = pairs.Count(p => p.Same);
        return 2 * hits / (2 * hits + wrong + all - hits);
    }
}
