using Limen.Documents;

namespace Limen.Screening.Tests;

public class DocumentMatchingTests
{
    [Fact]
    public void An_equal_number_of_the_same_State_and_class_is_strong()
    {
        var candidate = Judged("L898902C3", "UTO", DocumentClass.Passport, Entry("L898902C3", "UTO", DocumentClass.Passport));
        Assert.Equal(Strength.Strong, candidate?.Strength);
        Assert.Equal("documentNumber", candidate!.Evidence[0].Field);
        Assert.Equal("number equal in all 9 characters", candidate.Evidence[0].Words);
        Assert.Equal(candidate.Score, candidate.Evidence.Sum(piece => piece.Weight));
    }

    [Theory]
    [InlineData("l898902c3")]
    [InlineData("L8 98-902C3<<")]
    [InlineData("L/898.902 C3")]
    [InlineData("Ｌ８９８９０２Ｃ３")]
    public void Blanks_hyphens_fillers_and_case_do_not_count(string listed) =>
        Assert.Equal(Agreement.Equal, Judged("L898902C3", "UTO", DocumentClass.Passport, Entry(listed, "UTO"))?.Evidence[0].Agreement);

    [Theory]
    [InlineData("AB10234", "AB1O234", "number listed as AB1O234: letter O at place 4 read as digit 0")]
    [InlineData("ABI0234", "AB10234", "number listed as AB10234: digit 1 at place 3 read as letter I")]
    [InlineData("G123456", "6I23456", "number listed as 6I23456: digit 6 at place 1 read as letter G, letter I at place 2 read as digit 1")]
    public void The_reading_that_hit_is_told(string asked, string listed, string words)
    {
        var candidate = Judged(asked, "UTO", DocumentClass.Passport, Entry(listed, "UTO"));
        var number = candidate!.Evidence.Single(piece => piece.Field == "documentNumber");
        Assert.Equal(Agreement.EqualAsRead, number.Agreement);
        Assert.Equal(words, number.Words);
        Assert.Equal(Strength.Possible, candidate.Strength);
    }

    [Fact]
    public void Every_pair_of_a_class_of_confusions_shares_a_key_and_no_other_pair_does()
    {
        string[] classes = ["OQD0", "IL1", "S5", "B8", "Z2", "G6"];
        const string All = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        foreach (var one in All)
            foreach (var other in All)
                Assert.Equal(
                    one == other || classes.Any(all => all.Contains(one) && all.Contains(other)),
                    DocumentMatching.KeyOf(Entry($"X{one}12", "")) == DocumentMatching.KeyOf(Entry($"X{other}12", "")));
    }

    [Fact]
    public void An_unknown_State_still_finds_but_is_never_strong()
    {
        Assert.Equal(Strength.Possible, Judged("L898902C3", "", DocumentClass.Passport, Entry("L898902C3", "UTO"))?.Strength);
        Assert.Equal(Strength.Possible, Judged("L898902C3", "UTO", DocumentClass.Passport, Entry("L898902C3", ""))?.Strength);
    }

    [Theory]
    [InlineData("D", "DEU")]
    [InlineData("DEU", "D")]
    public void Germany_has_two_codes_and_is_one_State(string asked, string listed) =>
        Assert.Equal(Strength.Strong, Judged("C01X00T47", asked, DocumentClass.IdentityCard, Entry("C01X00T47", listed))?.Strength);

    [Fact]
    public void A_misread_State_does_not_hide_a_listed_document()
    {
        var candidate = Judged("L898902C3", "UTD", DocumentClass.Passport, Entry("L898902C3", "UTO", DocumentClass.Passport));
        Assert.True(candidate?.Strength >= Strength.Possible);
        Assert.Contains(candidate!.Evidence, piece => piece is { Field: "issuingState", Agreement: Agreement.EqualAsRead });
    }

    [Fact]
    public void The_same_number_of_another_State_or_class_never_refers()
    {
        var entry = Entry("L898902C3", "UTO", DocumentClass.Passport);
        Assert.Equal(Strength.Weak, Judged("L898902C3", "FRA", DocumentClass.Passport, entry)?.Strength);
        Assert.Equal(Strength.Weak, Judged("L898902C3", "UTO", DocumentClass.IdentityCard, entry)?.Strength);
        Assert.Null(Judged("L898902C3", "FRA", DocumentClass.IdentityCard, entry));
        Assert.Null(Judged("L8989O2C3", "FRA", DocumentClass.Passport, entry));
    }

    [Fact]
    public void An_unknown_class_on_either_side_matches_every_class()
    {
        Assert.Equal(Strength.Strong, Judged("L898902C3", "UTO", DocumentClass.Unknown, Entry("L898902C3", "UTO", DocumentClass.Visa))?.Strength);
        Assert.Equal(Strength.Strong, Judged("L898902C3", "UTO", DocumentClass.Visa, Entry("L898902C3", "UTO"))?.Strength);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("<<<<<<<<<")]
    [InlineData("--/.")]
    public void A_number_without_letters_and_digits_asks_nothing(string number)
    {
        Assert.Empty(DocumentMatching.KeysAsked(Query(number, "UTO")));
        Assert.Empty(DocumentMatching.KeysNear(Query(number, "UTO")));
        Assert.Null(Judged(number, "UTO", DocumentClass.Passport, Entry(number, "UTO")));
    }

    [Fact]
    public void Long_numbers_and_short_serials_are_found()
    {
        foreach (var number in new[] { "1", "07", "D23145890XYZ", "1234567890123456789012", new string('7', 500), "ЖЫ1234567" })
        {
            var entry = Entry(number, "UTO");
            Assert.Equal([DocumentMatching.KeyOf(entry)], DocumentMatching.KeysAsked(Query(number, "UTO")));
            Assert.Equal(Strength.Strong, Judged(number, "UTO", DocumentClass.Passport, entry)?.Strength);
        }
    }

    [Fact]
    public void Keys_are_even_over_their_whole_range_and_numbers_of_up_to_eleven_characters_never_share_one()
    {
        var keys = Enumerable.Range(0, 200_000).Select(i => DocumentMatching.KeyOf(Entry($"{i:D9}", ""))).ToArray();
        Assert.Equal(keys.Length, keys.Distinct().Count());
        var buckets = keys.CountBy(key => key >> (KeyIndex.KeyBits - 8)).ToDictionary();
        Assert.Equal(256, buckets.Count);
        Assert.All(buckets.Values, count => Assert.InRange(count, 781 - 200, 781 + 200));
    }

    [Fact]
    public void Second_line_finds_one_slip_beyond_the_confusions()
    {
        foreach (var (asked, listed, words) in new[]
        {
            ("L898902C3", "L898907C3", "number listed as L898907C3: 7 at place 7 instead of 2"),
            ("L898902C3", "L89890C23", "number listed as L89890C23: C and 2 at places 7 and 8 exchanged"),
            ("LB98902C3", "L898902K3", "number listed as L898902K3: K at place 8 instead of C"),
        })
        {
            var entry = Entry(listed, "UTO");
            Assert.DoesNotContain(DocumentMatching.KeyOf(entry), DocumentMatching.KeysAsked(Query(asked, "UTO")));
            Assert.Contains(DocumentMatching.KeyOf(entry), DocumentMatching.KeysNear(Query(asked, "UTO")));
            var candidate = DocumentMatching.JudgeNear(Query(asked, "UTO"), entry);
            Assert.Equal(Strength.Possible, candidate?.Strength);
            Assert.Contains(candidate!.Evidence, piece => piece.Agreement == Agreement.Misspelt && piece.Words == words);
        }
        Assert.Null(DocumentMatching.JudgeNear(Query("L898902C3", "UTO"), Entry("L898977C3", "UTO")));
        Assert.Null(DocumentMatching.JudgeNear(Query("L898902C3", "UTO"), Entry("L8989O2C3", "UTO")));
    }

    static Candidate? Judged(string number, string state, DocumentClass kind, DocumentEntry entry) =>
        DocumentMatching.Judge(Query(number, state, kind), entry);

    static DocumentQuery Query(string number, string state, DocumentClass kind = DocumentClass.Passport) => new(number, kind, State(state));

    static DocumentEntry Entry(string number, string state, DocumentClass kind = DocumentClass.Unknown) =>
        new() { EntryId = "1", Number = number, Class = kind, IssuingState = State(state), Status = DocumentStatus.Stolen };

    static StateCode State(string code) => StateCode.TryParse(code, out var state) ? state : default;
}
