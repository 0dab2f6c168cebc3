namespace Limen.Documents.Tests;

/// <summary>Writing zones: Doc 9303-3 §4.6, -4, -5, -6 §4.2.2 and §4.2.3.</summary>
public sealed class MrzWriterTests
{
    static readonly DateOnly today = new(2026, 11, 1);

    [Fact]
    public void The_specimen_of_Utopia_comes_out_letter_by_letter()
    {
        Assert.Equal(["PPUTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"],
            Write(Anna(MrzFormat.Td3, "PP") with { OptionalData = "ZE184226B" }));
        Assert.Equal(["I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"],
            Write(Anna(MrzFormat.Td1, "I") with { DocumentNumber = "D23145890" }));
        // Doc 9303-6 App. B.
        Assert.Equal(["I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6"],
            Write(Anna(MrzFormat.Td2, "I") with { DocumentNumber = "D23145890" }));
        // Doc 9303-7 App. A and B.
        var visa = Anna(MrzFormat.MrvA, "V") with
        {
            DocumentNumber = "L898902C",
            DateOfBirth = new(1969, 8, 6),
            DateOfExpiry = new(1994, 6, 23),
            OptionalData = "ZE184226B",
        };
        Assert.Equal(["V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C<3UTO6908061F9406236ZE184226B<<<<<<<"], Write(visa));
        Assert.Equal(["V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L898902C<3UTO6908061F9406236ZE184226"], Write(visa with { Format = MrzFormat.MrvB, OptionalData = "ZE184226" }));
    }

    // D23145890734 stands in Doc 9303-11 App. D.2; D23145890XYZ with check digit 5 follows from 9303-5 §4.2.4.
    [Theory]
    [InlineData("D23145890734", "I<UTOD23145890<7349<<<<<<<<<<<")]
    [InlineData("D23145890XYZ", "I<UTOD23145890<XYZ5<<<<<<<<<<<")]
    [InlineData("1234567890", "I<UTO123456789<07<<<<<<<<<<<<<")]
    public void A_long_number_goes_on_in_the_optional_data(string number, string line)
    {
        var lines = Write(Anna(MrzFormat.Td1, "I") with { DocumentNumber = number });
        Assert.Equal(line, lines[0]);
        Assert.True(Mrz.TryRead(string.Join('\n', lines), today, out var mrz, out var problem));
        Assert.Null(problem);
        Assert.Equal(number, mrz.DocumentNumber);
        Assert.True(mrz.Checks.AllPassed);
    }

    // Names that Doc 9303-4 §4.2.3.1, §4.2.3.2 a and §4.2.3.4 print.
    [Theory]
    [InlineData("ERIKSSON", "ANNA MARIA", "ERIKSSON<<ANNA<MARIA")]
    [InlineData("HENG", "DEBORAH MING LO", "HENG<<DEBORAH<MING<LO")]
    [InlineData("SMITH-JONES", "SUSIE MARGARET", "SMITH<JONES<<SUSIE<MARGARET")]
    [InlineData("O'CONNOR", "ENYA SIOBHAN", "OCONNOR<<ENYA<SIOBHAN")]
    [InlineData("AL-BASRI", "HUDA MUHAMMAD JAWAD", "AL<BASRI<<HUDA<MUHAMMAD<JAWAD")]
    [InlineData("VILARCHAO FERNANDEZ", "JOSE RAMON", "VILARCHAO<FERNANDEZ<<JOSE<RAMON")]
    [InlineData("ARKFREITH", "", "ARKFREITH")]
    [InlineData("", "ABCDEF GHI", "<<ABCDEF<GHI")]
    [InlineData("NILAVADHANANANDA", "CHAYAPA DEJTHAMRONG KRASUANG", "NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K")]
    [InlineData("PAPANDROPOULOUS", "JONATHON WARREN TREVOR", "PAPANDROPOULOUS<<JONATHON<WARREN<TREVOR")]
    public void Names_are_written_as_the_standards_examples_show(string primary, string secondary, string name) =>
        Assert.Equal(name, MrzWriter.Name(primary, secondary, 39));

    [Theory]
    [InlineData("BENNELONG WOOLOOMOOLOO WARRANDYTE WARNAMBOOL", "DINGO POTOROO")]
    [InlineData("NILAVADHANANANDA", "ARNPOL PETCH CHARONGUANG")]
    [InlineData("BENNELONG WOOLOOMOOLOO WARRANDYTE WARNAMBOOL", "")]
    [InlineData("NILAVADHANANANDANILAVADHANANANDANILAVADHANANANDA", "X")]
    public void A_name_too_long_ends_in_a_letter_and_keeps_the_start_of_both_identifiers(string primary, string secondary)
    {
        foreach (var length in (int[])[39, 31, 30])
        {
            var name = MrzWriter.Name(primary, secondary, length);
            Assert.Equal(length, name.Length);
            Assert.NotEqual('<', name[^1]);
            Assert.StartsWith(primary[..1], name, StringComparison.Ordinal);
            if (secondary.Length > 0) Assert.Contains("<<" + secondary[0], name, StringComparison.Ordinal);
            else Assert.DoesNotContain("<<", name, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Initials_that_no_cut_can_end_in_a_letter_still_fit()
    {
        const string initials = "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z";
        Assert.Equal("A<B<C<D<E<F<G<H<I<J<K<L<M<N<O<P<Q<R<<A", MrzWriter.Name(initials, initials, 39));
        Assert.Equal("A<B<C<D<E<F<G<H<I<J<K<L<M<N<<A", MrzWriter.Name(initials, initials, 30));
    }

    [Fact]
    public void Names_of_other_scripts_are_transliterated_by_their_language()
    {
        var lines = Write(Anna(MrzFormat.Td3, "PP") with { PrimaryIdentifier = "Григорук", SecondaryIdentifier = "Юлія", Language = "uk" });
        Assert.StartsWith("PPUTOHRYHORUK<<YULIIA<<<", lines[0], StringComparison.Ordinal);
    }

    public static TheoryData<MrzContent, MrzProblem> Unfit() => new()
    {
        { Anna(MrzFormat.Td3, "I"), new(1, 1, MrzProblemCode.DocumentCode) },
        { Anna(MrzFormat.Td3, "PPP"), new(1, 3, MrzProblemCode.DocumentCode) },
        { Anna(MrzFormat.Td3, "P") with { IssuingState = default }, new(1, 3, MrzProblemCode.IssuingState) },
        { Anna(MrzFormat.Td3, "P") with { DocumentNumber = "1234567890" }, new(2, 10, MrzProblemCode.DocumentNumber) },
        { Anna(MrzFormat.Td3, "P") with { DocumentNumber = "" }, new(2, 1, MrzProblemCode.DocumentNumber) },
        { Anna(MrzFormat.Td1, "I") with { DocumentNumber = "12345678901234567890123" }, new(1, 16, MrzProblemCode.DocumentNumber) },
        { Anna(MrzFormat.Td1, "I") with { DocumentNumber = "1234567890", OptionalData = "X" }, new(1, 16, MrzProblemCode.OptionalData) },
        { Anna(MrzFormat.Td2, "I") with { OptionalData = "12345678" }, new(2, 36, MrzProblemCode.OptionalData) },
        { Anna(MrzFormat.Td2, "I") with { PrimaryIdentifier = "金", SecondaryIdentifier = "" }, new(1, 6, MrzProblemCode.Name) },
    };

    [Theory]
    [MemberData(nameof(Unfit))]
    public void What_does_not_fit_is_told_and_nothing_is_written(MrzContent content, MrzProblem expected)
    {
        Assert.False(MrzWriter.TryWrite(content, out var lines, out var problem));
        Assert.Null(lines);
        Assert.Equal(expected, problem);
    }

    static IReadOnlyList<string> Write(MrzContent content)
    {
        Assert.True(MrzWriter.TryWrite(content, out var lines, out var problem), problem?.ToString());
        return lines;
    }

    static MrzContent Anna(MrzFormat format, string code)
    {
        Assert.True(StateCode.TryParse("UTO", out var utopia));
        return new()
        {
            Format = format,
            DocumentCode = code,
            IssuingState = utopia,
            DocumentNumber = "L898902C3",
            PrimaryIdentifier = "Eriksson",
            SecondaryIdentifier = "Anna Maria",
            Nationality = utopia,
            DateOfBirth = new(1974, 8, 12),
            Sex = Sex.Female,
            DateOfExpiry = new(2012, 4, 15),
        };
    }
}
