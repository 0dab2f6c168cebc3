namespace Limen.Documents.Tests;

public class AccessKeyTests
{
    const string Upper = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", Lower = "L898902C36UTO7408122F1204159ZE184226B<<<<<10";

    static string Seed(string mrz) => Convert.ToHexString(Read(mrz).BacSeed());

    static AccessKey Read(string mrz) => AccessKey.TryFromMrz(mrz, out var key) ? key! : throw new InvalidOperationException("Not read.");

    static string Seed(string number, string birth, string expiry) =>
        AccessKey.TryFromFields(number, birth, expiry, out var key) ? Convert.ToHexString(key!.BacSeed()) : "";

    [Fact]
    public void Number_birth_and_expiry_alone_decide()
    {
        var key = Seed(Upper + "\n" + Lower);
        Assert.Equal(Seed("L898902C3", "740812", "120415"), key);
        Assert.Equal(key, Seed(Upper + Lower[..^1] + "7"));
        Assert.Equal(key, Seed(Upper.Replace("ANNA", "BNNB") + Lower.Replace("ZE184226B", "XX184226B")));
        Assert.Equal(key, Seed(Upper + Lower.Replace("L898902C36", "L898902C30").ToLowerInvariant()));
    }

    // Doc 9303-11 App. D.2: TD1 with a number longer than nine characters, and TD2.
    [Fact]
    public void Long_numbers_spill_over_into_the_optional_data() =>
        Assert.Equal(Seed("D23145890734", "340712", "950712"),
            Seed("I<UTOD23145890<7349<<<<<<<<<<<" + "3407127M9507122UTO<<<<<<<<<<<2" + "STEVENSON<<PETER<JOHN<<<<<<<<<"));

    [Fact]
    public void Short_numbers_are_filled_up() =>
        Assert.Equal(Seed("L898902C", "690806", "940623"),
            Seed("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<" + "L898902C<3UTO6908061F9406236ZE184226B<<<<<14"));

    [Theory]
    [InlineData("")]
    [InlineData("P<UTO")]
    public void Texts_of_no_known_size_are_not_read(string text) => Assert.False(AccessKey.TryFromMrz(text, out _));

    [Fact]
    public void Letters_no_MRZ_has_are_not_read()
    {
        Assert.False(AccessKey.TryFromFields("Ä1", "690806", "940623", out _));
        Assert.False(AccessKey.TryFromFields("L8989", "69-8-6", "940623", out _));
        Assert.False(AccessKey.TryFromCan("", out _));
        Assert.False(AccessKey.TryFromCan("12 34 56 78 90 12 34 56", out _));
    }

    [Fact]
    public void Nothing_of_the_holder_is_written_out() => Assert.Equal("MRZ", Read(Upper + Lower).ToString());
}
