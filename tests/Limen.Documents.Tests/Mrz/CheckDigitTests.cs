namespace Limen.Documents.Tests;

/// <summary>Doc 9303-3 §4.9 and App. A.</summary>
public sealed class CheckDigitTests
{
    // App. A examples 1 and 2; 9303-6 App. B specimen; App. A examples 3, 4, 5 (composites: sums 448, 392, 448).
    [Theory]
    [InlineData("520727", 3)]
    [InlineData("AB2134<<<", 5)]
    [InlineData("740812", 2)]
    [InlineData("120415", 9)]
    [InlineData("HA672242<658022549601086<<<<<<<<<<<<<<0", 8)]
    [InlineData("D231458907<<<<<<<<<<<<<<<34071279507122<<<<<<<<<<<", 2)]
    [InlineData("HA672242<658022549601086<<<<<<<", 8)]
    [InlineData("D23145890XYZ", 5)]
    [InlineData("", 0)]
    public void The_published_examples_come_out(string characters, int digit) => Assert.Equal(digit, CheckDigit.Of(characters));

    [Theory]
    [InlineData("12 34")]
    [InlineData("ab")]
    [InlineData("Ä")]
    public void Over_a_foreign_character_there_is_no_digit(string characters) => Assert.Equal(-1, CheckDigit.Of(characters));

    [Fact]
    public void A_single_substitution_is_missed_only_where_values_are_equal_modulo_ten()
    {
        const string alphabet = "<0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        var blind = 0;
        foreach (var one in alphabet)
            foreach (var other in alphabet.Where(other => other > one))
                for (var place = 0; place < 3; place++)
                {
                    char[] text = ['L', 'M', 'N'], changed = ['L', 'M', 'N'];
                    text[place] = one;
                    changed[place] = other;
                    var equal = (CheckDigit.ValueOf(one) - CheckDigit.ValueOf(other)) % 10 == 0;
                    Assert.Equal(equal, CheckDigit.Of(text) == CheckDigit.Of(changed));
                    if (equal && place == 0) blind++;
                }
        Assert.Equal(52, blind);
    }
}
