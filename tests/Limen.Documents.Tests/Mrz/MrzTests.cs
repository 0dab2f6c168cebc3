namespace Limen.Documents.Tests;

/// <summary>The rules of Doc 9303-3 §4 and -4 to -7 §4.2, and the cases at which readers in the field break.</summary>
public sealed class MrzTests
{
    static readonly DateOnly today = new(2026, 11, 1);
    const string Top = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<";
    const string Bottom = "L898902C36UTO7408122F1204159ZE184226B<<<<<10";

    [Fact]
    public void Every_field_of_a_passport_has_its_value()
    {
        var mrz = Read(Top, Bottom);
        Assert.Equal(MrzFormat.Td3, mrz.Format);
        Assert.Equal("P", mrz.DocumentCode);
        Assert.Equal(DocumentClass.Passport, mrz.DocumentClass);
        Assert.Equal("UTO", mrz.IssuingState.Value);
        Assert.Equal("L898902C3", mrz.DocumentNumber);
        Assert.Equal("ERIKSSON", mrz.PrimaryIdentifier);
        Assert.Equal("ANNA MARIA", mrz.SecondaryIdentifier);
        Assert.False(mrz.NameTruncated);
        Assert.Equal("UTO", mrz.Nationality.Value);
        Assert.Equal(new PartialDate(1974, 8, 12), mrz.DateOfBirth);
        Assert.Equal(Sex.Female, mrz.Sex);
        Assert.Equal(new PartialDate(2012, 4, 15), mrz.DateOfExpiry);
        Assert.Equal(["ZE184226B"], mrz.OptionalData);
        Assert.True(mrz.Checks.AllPassed);
        Assert.Empty(mrz.Problems);
        Assert.Empty(mrz.Doubtful);
        Assert.Equal("ERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", mrz.Text(MrzField.Name));
        Assert.Equal("740812", mrz.Text(MrzField.DateOfBirth));
        Assert.Equal("L898902C3674081221204159", mrz.MrzInformation);
    }

    // Doc 9303-3 App. A examples 3, 4 and 5; their upper lines are not printed there but for the TD1.
    [Theory]
    [InlineData("P<YTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nHA672242<6YTO5802254M9601086<<<<<<<<<<<<<<08", "HA672242")]
    [InlineData("I<YTOD231458907<<<<<<<<<<<<<<<\n3407127M9507122YTO<<<<<<<<<<<2\nSTEVENSON<<PETER<<<<<<<<<<<<<<", "D23145890")]
    [InlineData("I<YTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nHA672242<6YTO5802254M9601086<<<<<<<8", "HA672242")]
    public void The_worked_examples_of_the_standard_pass_every_check(string text, string number)
    {
        Assert.True(Mrz.TryRead(text, today, out var mrz, out var problem));
        Assert.Null(problem);
        Assert.True(mrz.Checks.AllPassed);
        Assert.Equal(number, mrz.DocumentNumber);
        Assert.True(StateCodes.IsSpecimen(mrz.IssuingState));
    }

    // Specimen cards of France, as printed by the cheminfo/mrz and idcheck.io documentation; the second without the office's number.
    [Theory]
    [InlineData("IDFRATEST<NAME<<<<<<<<<<<<<<<<0CHE02", "1710GVA123451ROBERTA<<<<<<<9112311F2", "1710GVA12345", "TEST NAME", "ROBERTA", "1991-12-31")]
    [InlineData("IDFRABERTHIER<<<<<<<<<<<<<<<<<<<<<<<", "9409923102854CORINNE<<<<<<<6512068F4", "940992310285", "BERTHIER", "CORINNE", "1965-12-06")]
    public void Frances_older_cards_are_read_in_their_own_layout(string upper, string lower, string number, string primary, string secondary, string born)
    {
        var mrz = Read(upper, lower);
        Assert.Equal(MrzFormat.Td2France, mrz.Format);
        Assert.Equal(DocumentClass.IdentityCard, mrz.DocumentClass);
        Assert.Equal(number, mrz.DocumentNumber);
        Assert.Equal((primary, secondary, born), (mrz.PrimaryIdentifier, mrz.SecondaryIdentifier, mrz.DateOfBirth?.ToString()));
        Assert.Equal("FRA", mrz.Nationality.Value);
        Assert.Equal(Sex.Female, mrz.Sex);
        Assert.Null(mrz.DateOfExpiry);
        Assert.Equal(new(CheckResult.Successful, CheckResult.Successful, CheckResult.NotPerformed, CheckResult.NotPerformed, CheckResult.Successful), mrz.Checks);
        Assert.Empty(mrz.Problems);
        Assert.Empty(mrz.Doubtful);
    }

    // A misread surname has no check digit of its own on any other card; here the composite digit covers the names too.
    [Fact]
    public void A_misread_name_on_Frances_older_card_fails_the_whole_zone()
    {
        var mrz = Read("IDFRABERTHLER<<<<<<<<<<<<<<<<<<<<<<<", "9409923102854CORINNE<<<<<<<6512068F4");
        Assert.Equal(CheckResult.Failed, mrz.Checks.Composite);
        Assert.Equal(CheckResult.Successful, mrz.Checks.DocumentNumber);
    }

    [Fact]
    public void A_card_of_France_in_the_layout_of_the_standard_stays_a_TD2() =>
        Assert.Equal(MrzFormat.Td2, Read("IDFRADUPONT<<CAMILLE<<<<<<<<<<<<<<<<", "HA672242<6FRA5802254M9601086<<<<<<<8").Format);

    // Doc 9303-11 App. D.2: a TD1 with a number of twelve characters.
    [Fact]
    public void A_long_number_is_put_together_and_its_parts_are_placed()
    {
        var mrz = Read("I<UTOD23145890<7349<<<<<<<<<<<", "3407127M9507122UTO<<<<<<<<<<<2", "STEVENSON<<PETER<JOHN<<<<<<<<<");
        Assert.Equal("D23145890734", mrz.DocumentNumber);
        Assert.Equal(CheckResult.Successful, mrz.Checks.DocumentNumber);
        Assert.Empty(mrz.OptionalData);
        Assert.Equal("734", mrz.Text(MrzField.DocumentNumberRest));
        Assert.Equal(new(MrzField.DocumentNumberCheckDigit, 1, 19, 1), mrz.Place(MrzField.DocumentNumberCheckDigit));
        Assert.Equal(new(MrzField.OptionalData, 1, 20, 11), mrz.Place(MrzField.OptionalData));
        Assert.Equal("D23145890734934071279507122", mrz.MrzInformation);
    }

    // The vector of snifter/MRZCode.NET issue 9: a number of ten characters.
    [Fact]
    public void A_long_number_may_have_only_one_character_more()
    {
        var mrz = Read("IDUTO123456789<07<<<<<<<<<<<<<", "8601012M3001019UTO<<<<<<<<<<<6", "SPECIMEN<<JANE<<<<<<<<<<<<<<<<");
        Assert.Equal("1234567890", mrz.DocumentNumber);
        Assert.True(mrz.Checks.AllPassed);
        Assert.Empty(mrz.Problems);
    }

    // Published specimens. The filler counts in the digit of the older ones: Portugal's that expires in 2020 (PRADO, by JMRTD's
    // MRZInfoTest.testPRTFromPrado) and PRADO's BEL-BO-03003; in that of the newer ones it does not: Portugal's of 2024 (a published
    // picture, by cheminfo/mrz's td1 tests) and BEL-BO-11005. PRADO's PRT-BO-04001 has the same digit either way.
    [Theory]
    [InlineData("I<PRT000024759<ZZ72<<<<<<<<<<<", "8010100F2006017PRT<<<<<<<<<<<8", "CARLOS<MONTEIRO<<AMELIA<VANESS", "000024759ZZ7")]
    [InlineData("I<PRT007777779<ZZ92<<<<<<<<<<<", "8303143M3405282PRT<<<<<<<<<<<2", "CACADOR<DE<ARAUJO<<ANDRE<ESTEV", "007777779ZZ9")]
    [InlineData("I<PRT007666667<ZZ00<<<<<<<<<<<", "8303143M3405293PRT<<<<<<<<<<<4", "CACADOR<DE<ARAUJO<<ANDRE<ESTEV", "007666667ZZ0")]
    [InlineData("IDBEL000590240<6013<<<<<<<<<<<", "8512017F1311048BEL851201002007", "REINARTZ<<ULRIKE<KATIA<E<<<<<<", "000590240601")]
    [InlineData("IDBEL600001795<0152<<<<<<<<<<<", "1301014F2311207BEL130101987398", "SPECIMEN<<SPECIMEN<<<<<<<<<<<<", "600001795015")]
    public void The_long_numbers_of_Belgium_and_Portugal_pass_by_either_rule(string upper, string middle, string lower, string number)
    {
        var mrz = Read(upper, middle, lower);
        Assert.Equal(number, mrz.DocumentNumber);
        Assert.True(mrz.Checks.AllPassed);
        Assert.Empty(mrz.Problems);
        Assert.Empty(mrz.Doubtful);
    }

    // The first is misread, and the second is of a State that is not known to count the filler.
    [Theory]
    [InlineData("I<PRT000024759<ZZ73<<<<<<<<<<<")]
    [InlineData("I<UTO000024759<ZZ72<<<<<<<<<<<")]
    public void No_other_digit_and_no_other_State_passes_so(string upper) =>
        Assert.Equal(CheckResult.Failed, Read(upper, "8010100F2006017PRT<<<<<<<<<<<8", "CARLOS<MONTEIRO<<AMELIA<VANESS").Checks.DocumentNumber);

    [Theory]
    [InlineData("IDUTO123456789<07<X<<<<<<<<<<<", 19, MrzProblemCode.OptionalData)]
    [InlineData("IDUTO123456789<012345678901234", 30, MrzProblemCode.DocumentNumber)]
    [InlineData("IDUTO123456789<0A<<<<<<<<<<<<<", 17, MrzProblemCode.CheckDigit)]
    public void What_does_not_fit_a_long_number_is_told(string line, int column, MrzProblemCode code)
    {
        Assert.True(Mrz.TryRead($"{line}\n8601012M3001019UTO<<<<<<<<<<<6\nSPECIMEN<<JANE<<<<<<<<<<<<<<<<", today, out var mrz, out var problem));
        Assert.Equal(new MrzProblem(1, column, code), problem);
        Assert.StartsWith("123456789", mrz.DocumentNumber, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_number_on_a_TD2_goes_on_in_its_optional_data()
    {
        var mrz = Read("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D23145890<UTO7408122F1204159XYZ5<<<6");
        Assert.Equal("D23145890XYZ", mrz.DocumentNumber);
        Assert.Equal(CheckResult.Successful, mrz.Checks.DocumentNumber);
    }

    [Fact]
    public void Passports_have_no_long_number()
    {
        var mrz = Read(Top, "L898902C3<UTO7408122F1204159ZE184226B<<<<<10");
        Assert.Equal("L898902C3", mrz.DocumentNumber);
        Assert.Equal(CheckResult.Failed, mrz.Checks.DocumentNumber);
    }

    [Theory]
    [InlineData("D<<")]
    [InlineData("DEU")]
    public void Germany_is_one_State_under_both_codes(string code)
    {
        var mrz = Read($"P<{code}MUSTERMANN<<ERIKA".PadRight(44, '<'), $"C01X00T478{code}6408125F2702283<<<<<<<<<<<<<<<4");
        Assert.Equal("D", mrz.IssuingState.Canonical);
        Assert.True(mrz.IssuingState.SameState(mrz.Nationality));
        Assert.True(StateCodes.TryFind(mrz.IssuingState, out var name));
        Assert.Equal("Germany", name.English);
        Assert.Equal(CheckResult.Successful, mrz.Checks.OptionalData);
        Assert.Empty(mrz.Problems);
    }

    [Theory]
    [InlineData('<', CheckResult.Successful)]
    [InlineData('0', CheckResult.Successful)]
    [InlineData('1', CheckResult.Failed)]
    public void Empty_optional_data_of_a_passport_has_zero_or_a_filler_as_its_digit(char digit, CheckResult result)
    {
        var mrz = Read(Top, $"L898902C36UTO7408122F1204159<<<<<<<<<<<<<<{digit}8");
        Assert.Equal(result, mrz.Checks.OptionalData);
        Assert.Empty(mrz.OptionalData);
        Assert.Equal(digit == '1' ? CheckResult.Failed : CheckResult.Successful, mrz.Checks.Composite);
    }

    [Theory]
    [InlineData("P<IND<<ABCDEF<GHI<<<<<<<<<<<<<<<<<<<<<<<<<<<", "", "ABCDEF GHI")]
    [InlineData("P<UTOARKFREITH<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<", "ARKFREITH", "")]
    [InlineData("P<UTOSATRIYA<SUDARPA<<<<<<<<<<<<<<<<<<<<<<<<", "SATRIYA SUDARPA", "")]
    [InlineData("P<UTOVAN<DER<MUELLEN<<MARTIN<<<<<<<<<<<<<<<<", "VAN DER MUELLEN", "MARTIN")]
    [InlineData("P<UTO<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<", "", "")]
    public void A_name_may_lack_either_identifier(string top, string primary, string secondary)
    {
        var mrz = Read(top, Bottom);
        Assert.Equal(primary, mrz.PrimaryIdentifier);
        Assert.Equal(secondary, mrz.SecondaryIdentifier);
        Assert.False(mrz.NameTruncated);
    }

    // Doc 9303-4 §4.2.3.4, -5 and -6 §4.2.3.3: a name that fits to the last position must be taken as truncated.
    [Theory]
    [InlineData("PPUTOPAPANDROPOULOUS<<JONATHON<WARREN<TREVOR", "JONATHON WARREN TREVOR")]
    [InlineData("PPUTONILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K", "CHAYAPA DEJTHAMRONG K")]
    public void A_letter_in_the_last_position_means_truncated(string top, string secondary)
    {
        var mrz = Read(top, Bottom);
        Assert.True(mrz.NameTruncated);
        Assert.Equal(secondary, mrz.SecondaryIdentifier);
    }

    [Theory]
    [InlineData("74<<<<", "1974")]
    [InlineData("7408<<", "1974-08")]
    [InlineData("74<<12", "1974")]
    [InlineData("<<0812", null)]
    [InlineData("<<<<<<", null)]
    [InlineData("7<0812", null)]
    public void Unknown_parts_of_a_date_stay_unknown_and_the_rest_is_kept(string text, string? value)
    {
        var digit = CheckDigit.Of(text);
        var mrz = Read(Top, $"L898902C36UTO{text}{digit}F1204159ZE184226B<<<<<1{Composite(text, digit)}");
        Assert.Equal(value, mrz.DateOfBirth?.ToString());
        Assert.Equal(text, mrz.Text(MrzField.DateOfBirth));
        Assert.Equal(CheckResult.Successful, mrz.Checks.DateOfBirth);
        Assert.Empty(mrz.Problems);
    }

    [Theory]
    [InlineData("740231", 5)]
    [InlineData("741312", 3)]
    [InlineData("740012", 3)]
    [InlineData("740800", 5)]
    [InlineData("010229", 5)]
    public void An_impossible_date_is_told_and_the_rest_is_kept(string text, int column)
    {
        var digit = CheckDigit.Of(text);
        var line = $"L898902C36UTO{text}{digit}F1204159ZE184226B<<<<<1{Composite(text, digit)}";
        Assert.True(Mrz.TryRead($"{Top}\n{line}", today, out var mrz, out var problem));
        Assert.Null(mrz.DateOfBirth);
        Assert.Equal(new MrzProblem(2, 13 + column, MrzProblemCode.DateOfBirth), problem);
        Assert.Equal(CheckResult.Successful, mrz.Checks.DateOfBirth);
        Assert.Equal("L898902C3", mrz.DocumentNumber);
    }

    [Theory]
    [InlineData("261101", "2026-11-01")]
    [InlineData("261102", "1926-11-02")]
    [InlineData("2611<<", "2026-11")]
    [InlineData("2612<<", "1926-12")]
    [InlineData("26<<<<", "2026")]
    [InlineData("27<<<<", "1927")]
    [InlineData("000229", "2000-02-29")]
    public void A_birth_is_never_after_the_given_day(string text, string value) =>
        Assert.Equal(value, Read(Top, $"L898902C36UTO{text}0F1204159ZE184226B<<<<<10").DateOfBirth?.ToString());

    [Theory]
    [InlineData("760101", "2076-01-01")]
    [InlineData("770101", "1977-01-01")]
    [InlineData("940623", "1994-06-23")]
    [InlineData("360101", "2036-01-01")]
    public void An_expiry_is_within_fifty_years_of_the_given_day(string text, string value) =>
        Assert.Equal(value, Read(Top, $"L898902C36UTO7408122F{text}0ZE184226B<<<<<10").DateOfExpiry?.ToString());

    [Theory]
    [InlineData("P<", DocumentKind.Passport)]
    [InlineData("PP", DocumentKind.OrdinaryPassport)]
    [InlineData("PE", DocumentKind.EmergencyPassport)]
    [InlineData("PD", DocumentKind.DiplomaticPassport)]
    [InlineData("PO", DocumentKind.OfficialPassport)]
    [InlineData("PR", DocumentKind.RefugeePassport)]
    [InlineData("PT", DocumentKind.AlienPassport)]
    [InlineData("PS", DocumentKind.StatelessPassport)]
    [InlineData("PL", DocumentKind.LaissezPasser)]
    [InlineData("PM", DocumentKind.MilitaryPassport)]
    [InlineData("PU", DocumentKind.SingleSheet)]
    [InlineData("PN", DocumentKind.NationalPassport)]
    [InlineData("PX", DocumentKind.NationalPassport)]
    public void Every_passport_code_of_2026_and_of_before_is_read(string code, DocumentKind kind)
    {
        var mrz = Read(string.Concat(code, Top.AsSpan(2)), Bottom);
        Assert.Equal(kind, mrz.Kind);
        Assert.Equal(code.TrimEnd('<'), mrz.DocumentCode);
        Assert.Equal(code is not ("P<" or "PN" or "PX"), DocumentCodes.IsHarmonised(mrz.Kind));
        Assert.Empty(mrz.Problems);
    }

    [Theory]
    [InlineData("AC", DocumentKind.CrewMemberCertificate)]
    [InlineData("A<", DocumentKind.Card)]
    [InlineData("C<", DocumentKind.Card)]
    [InlineData("ID", DocumentKind.Card)]
    [InlineData("IV", DocumentKind.Card)]
    public void Every_card_code_is_read(string code, DocumentKind kind)
    {
        var mrz = Read($"{code}UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<");
        Assert.Equal(kind, mrz.Kind);
        Assert.Equal(DocumentClass.IdentityCard, mrz.DocumentClass);
    }

    // Doc 9303-7 §4.2.2 and §5.2.2, specimens of App. A and B.
    [Theory]
    [InlineData("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C<3UTO6908061F9406236ZE184226B<<<<<<<", MrzFormat.MrvA)]
    [InlineData("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nL898902C<3UTO6908061F9406236ZE184226", MrzFormat.MrvB)]
    public void Visas_are_told_by_their_letter_and_have_no_composite(string text, MrzFormat format)
    {
        Assert.True(Mrz.TryRead(text, today, out var mrz, out var problem));
        Assert.Null(problem);
        Assert.Equal(format, mrz.Format);
        Assert.Equal(DocumentKind.Visa, mrz.Kind);
        Assert.Equal(new MrzChecks(CheckResult.Successful, CheckResult.Successful, CheckResult.Successful,
            CheckResult.NotPerformed, CheckResult.NotPerformed), mrz.Checks);
        Assert.Equal("L898902C", mrz.DocumentNumber);
    }

    [Theory]
    [InlineData(7, '*', MrzProblemCode.Character)]
    [InlineData(7, '5', MrzProblemCode.Name)]
    [InlineData(7, 'e', MrzProblemCode.LowerCase)]
    [InlineData(7, 'Ä', MrzProblemCode.Character)]
    [InlineData(1, 'Q', MrzProblemCode.DocumentCode)]
    [InlineData(2, '1', MrzProblemCode.DocumentCode)]
    [InlineData(5, '0', MrzProblemCode.IssuingState)]
    [InlineData(44 + 11, '0', MrzProblemCode.Nationality)]
    [InlineData(44 + 14, 'T', MrzProblemCode.DateOfBirth)]
    [InlineData(44 + 20, 'Z', MrzProblemCode.CheckDigit)]
    [InlineData(44 + 21, 'H', MrzProblemCode.Sex)]
    [InlineData(44 + 27, 'S', MrzProblemCode.DateOfExpiry)]
    [InlineData(44 + 44, 'O', MrzProblemCode.CheckDigit)]
    public void A_character_that_does_not_belong_is_told_with_its_place_and_the_rest_is_read(int place, char character, MrzProblemCode code)
    {
        var text = (Top + Bottom).ToCharArray();
        text[place - 1] = character;
        Assert.True(Mrz.TryRead(text, today, out var mrz, out var problem));
        Assert.Equal(new MrzProblem(place > 44 ? 2 : 1, place > 44 ? place - 44 : place, code), problem);
        Assert.Equal("L898902C3", mrz.DocumentNumber);
        Assert.Equal("ANNA MARIA", mrz.SecondaryIdentifier);
        Assert.Contains(mrz.Doubtful, doubt => doubt.Line == problem!.Value.Line && doubt.Column == problem.Value.Column);
    }

    [Fact]
    public void A_check_that_a_foreign_character_prevents_is_undetermined()
    {
        var mrz = Read(Top, "L8989?2C36UTO7408122F1204159ZE184226B<<<<<10", problems: 1);
        Assert.Equal(CheckResult.Undetermined, mrz.Checks.DocumentNumber);
        Assert.Equal(CheckResult.Undetermined, mrz.Checks.Composite);
        Assert.Equal(CheckResult.Successful, mrz.Checks.DateOfBirth);
    }

    [Fact]
    public void A_letter_in_a_date_whose_sum_agrees_proves_nothing()
    {
        // K is 20, as good as 0 to the sum.
        var mrz = Read(Top, "L898902C36UTO74K8122F1204159ZE184226B<<<<<10", problems: 1);
        Assert.Equal(CheckResult.Undetermined, mrz.Checks.DateOfBirth);
        Assert.Null(mrz.DateOfBirth);
    }

    [Theory]
    [InlineData("{0}\n{1}")]
    [InlineData("{0}\r\n{1}\r\n")]
    [InlineData("{0}\r{1}\r")]
    [InlineData("{0}{1}")]
    [InlineData("\ufeff{0}\n{1}")]
    [InlineData("  {0}  \n\n\t{1}\n\n\n")]
    [InlineData("\u0002{0}\r{1}\u0003")]
    [InlineData("{0}\u2028{1}")]
    [InlineData("{0}\t{1}\t")]
    [InlineData("\u00a0{0}\u0085{1}\u200b")]
    public void Lines_are_found_however_the_scanner_sends_them(string form)
    {
        Assert.True(Mrz.TryRead(string.Format(null, form, Top, Bottom), today, out var mrz, out var problem));
        Assert.Null(problem);
        Assert.Equal([Top, Bottom], mrz.Lines);
    }

    [Fact]
    public void Small_letters_are_read_and_told()
    {
        Assert.True(Mrz.TryRead((Top + "\n" + Bottom).ToLowerInvariant(), today, out var mrz, out var problem));
        Assert.Equal(new MrzProblem(1, 1, MrzProblemCode.LowerCase), problem);
        Assert.Equal(Read(Top, Bottom), mrz);
        Assert.True(mrz.Checks.AllPassed);
        Assert.Single(mrz.Problems);
    }

    [Theory]
    [InlineData("", 1, 1, MrzProblemCode.Empty)]
    [InlineData(" \r\n\t\n", 1, 1, MrzProblemCode.Empty)]
    [InlineData("hello", 1, 6, MrzProblemCode.LineLength)]
    [InlineData(Top, 2, 1, MrzProblemCode.LineCount)]
    [InlineData(Top + "\n" + Bottom + "\n" + Top + "\n" + Bottom, 4, 1, MrzProblemCode.LineCount)]
    [InlineData(Top + "\n" + Bottom + "0", 2, 45, MrzProblemCode.LineLength)]
    [InlineData("P<UTOERIKSSON\n" + Bottom, 1, 14, MrzProblemCode.LineLength)]
    [InlineData("I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6", 3, 1, MrzProblemCode.LineCount)]
    [InlineData("I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON", 3, 9, MrzProblemCode.LineLength)]
    [InlineData("Das ist kein Text einer maschinenlesbaren Zone, aber er hat genau so viele Zeichen...!!!", 1, 4, MrzProblemCode.Character)]
    public void What_is_no_zone_is_rejected_with_a_place(string text, int line, int column, MrzProblemCode code)
    {
        Assert.False(Mrz.TryRead(text, today, out var mrz, out var problem));
        Assert.Null(mrz);
        Assert.Equal(new MrzProblem(line, column, code), problem);
    }

    [Fact]
    public void A_rejected_text_costs_no_allocation()
    {
        var text = Top + "\n" + Bottom + "0";
        Mrz.TryRead(text, today, out _, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 1000; round++) Mrz.TryRead(text, today, out _, out _);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void No_person_stands_in_its_words()
    {
        Assert.Equal("MRZ TD3", Read(Top, Bottom).ToString());
        Assert.Equal("MRZ TD3", $"{Read(Top, Bottom)}");
    }

    static Mrz Read(params string[] lines) => Read(lines, 0);

    static Mrz Read(string top, string bottom, int problems) => Read([top, bottom], problems);

    static Mrz Read(string[] lines, int problems)
    {
        Assert.True(Mrz.TryRead(string.Join('\n', lines), today, out var mrz, out _));
        if (problems > 0) Assert.Equal(problems, mrz.Problems.Count);
        return mrz;
    }

    static int Composite(string birth, int digit) => CheckDigit.Of($"L898902C36{birth}{digit}1204159ZE184226B<<<<<1");
}
