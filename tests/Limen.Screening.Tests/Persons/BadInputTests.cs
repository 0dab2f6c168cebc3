using System.Diagnostics;
using System.Text;

namespace Limen.Screening.Tests;

/// <summary>Whatever is listed or asked: an answer, in time, and no exception.</summary>
public sealed class BadInputTests
{
    static readonly string[] Odd =
    [
        "", " ", "A", "AA", "<<<", "1234567890", "😀😀 😀", "\u200f\u200eمحمد", "O'", "'", "-", ",", ",,,,", "A,", "X X X X X X X X X X X X X X X X X X X X X X X X X X X X X X",
        "高石早苗", "ហ៊ុន ម៉ាណាត", "IVAN\0PETROV", "\ud800", "AL", "AL AL", "ABD AL", "BIN BIN BIN", "DR", "DR GENERAL", "DE LA", "OGLY", "Иван IVAN إيفان Ιβάν איוואן",
        new('A', 500), string.Join(' ', Enumerable.Repeat("MOHAMMED", 60)), new string('<', 500), string.Concat(Enumerable.Repeat("XKH", 150)),
    ];

    [Fact]
    public void Every_odd_name_listed_and_asked_gives_an_answer()
    {
        var index = PersonIndex.Build(Odd.Select((name, i) => Listed.Person($"E{i}", name, "1970", aliases: Odd)));
        foreach (var name in Odd)
        {
            index.Search(Listed.Ask(name, "1970-02-03"), 50);
            index.Search(new() { Surname = name, GivenNames = name, NameTruncated = true, DocumentNumber = name }, 50);
            foreach (var other in Odd) Assert.False(double.IsNaN(PersonMatching.ScoreNames(name, other)));
        }
    }

    [Fact]
    public void Random_letters_of_all_scripts_give_an_answer_in_time()
    {
        var random = new Random(1);
        var index = PersonIndex.Build(Listed.Many(5_000, 2));
        index.Search(Listed.Ask("WARM UP"), 50);
        for (var round = 0; round < 300; round++)
        {
            var name = new StringBuilder();
            for (var i = random.Next(500); i >= 0; i--) name.Append(random.Next(4) == 0 ? ' ' : random.Next(3) == 0 ? (char)random.Next(0x10000) : (char)('A' + random.Next(26)));
            var from = Stopwatch.GetTimestamp();
            index.Search(Listed.Ask(name.ToString()), 50);
            Assert.True(Stopwatch.GetElapsedTime(from) < TimeSpan.FromSeconds(2), $"round {round}");
        }
    }

    [Fact]
    public void A_person_with_ten_thousand_aliases_is_built_and_found_in_time()
    {
        var aliases = Listed.Many(10_000, 4).Select(p => p.Name).Append("BAKHYTZHAN ZHVANETSKIY").ToArray();
        var from = Stopwatch.GetTimestamp();
        var index = PersonIndex.Build([Listed.Person("X", "NOBODY AT ALL", "1970-02-03", aliases: aliases)]);
        var found = index.Search(Listed.Ask("BAKHYTZHAN ZHVANETSKIY", "1970-02-03"), 50);
        Assert.Equal("X", Assert.Single(found.Candidates).EntryId);
        Assert.True(Stopwatch.GetElapsedTime(from) < TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void No_candidates_asked_for_are_none(int top) => Assert.Empty(PersonIndex.Build(Listed.Many(10, 1)).Search(Listed.Ask("IVAN"), top).Candidates);

    [Fact]
    public void An_empty_list_has_nobody() => Assert.Empty(PersonIndex.Build([]).Search(Listed.Ask("IVAN PETROV"), 10).Candidates);

    [Fact]
    public void All_candidates_may_be_asked_for() =>
        Assert.True(PersonIndex.Build(Listed.Many(1_000, 1)).Search(Listed.Ask("IVAN PETROVA"), int.MaxValue).Candidates.Count > 10);

    [Fact]
    public void Candidates_and_questions_say_no_names()
    {
        var found = PersonIndex.Build([Listed.Person("X", "BAKHYTZHAN ZHVANETSKIY")]).Search(Listed.Ask("BAKHYTZHAN ZHVANETSKIY"), 1);
        Assert.DoesNotContain("BAKHYTZHAN", found.Candidates[0].ToString() + found.Candidates[0].Evidence[0] + Listed.Ask("BAKHYTZHAN"), StringComparison.Ordinal);
    }
}
