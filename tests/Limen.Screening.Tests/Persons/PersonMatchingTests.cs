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

    // A kunya is borne beside a name: one that differs from a name says less against it than another name does, or than another kunya.
    [Fact]
    public void A_kunya_contradicts_a_name_less_than_another_name_does()
    {
        var kunya = PersonMatching.ScoreNames("ABU MUQATIL ALZHVANETI", "RASHID ALZHVANETI");
        Assert.True(kunya > PersonMatching.ScoreNames("MUQATIL ALZHVANETI", "RASHID ALZHVANETI") + 4);
        Assert.True(kunya > PersonMatching.ScoreNames("ABU MUQATIL ALZHVANETI", "ABU RASHID ALZHVANETI") + 4);
        Assert.True(kunya < PersonMatching.ScoreNames("RASHID ALZHVANETI", "RASHID ALZHVANETI") - 4);
    }

    [Theory]
    [InlineData("N. Nazarbayev", "Nursultan Nazarbayev", "M. Nazarbayev")]
    [InlineData("J.-C. Juncker", "Jean-Claude Juncker", "P. Juncker")]
    public void An_initial_says_little_for_a_name_and_nothing_against_it(string initial, string name, string another)
    {
        Assert.True(PersonMatching.ScoreNames(initial, name) > PersonMatching.ScoreNames(another, name) + 10);
        Assert.True(PersonMatching.ScoreNames(initial, name) < PersonMatching.ScoreNames(name, name));
    }

    [Fact]
    public void Initials_alone_know_nobody() =>
        Assert.True(PersonMatching.ScoreNames("N. N.", "Nursultan Nazarbayev") < PersonMatching.ScoreNames("N. Nazarbayev", "Nursultan Nazarbayev") - 4);

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
