using Limen.Documents;
using Limen.Gateway;

namespace Limen.Inspections.Tests;

public class DocumentChecksTests
{
    static readonly DateOnly Today = new(2026, 11, 1);

    // The passport of Doc 9303-4 Appendix B, given to a State that exists and a date of expiry to come.
    const string Upper = "P<FRAERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<";
    const string Lower = "L898902C36FRA7408122F3004157ZE184226B<<<<<16";

    [Fact]
    public void A_good_document_raises_nothing()
    {
        var (document, checks) = Run($"{Upper}\n{Lower}");
        Assert.NotNull(document);
        Assert.Empty(Findings(checks));
        Assert.All(checks, check => Assert.Equal(CheckResult.Successful, check.Result));
    }

    // A specimen card of France, as the documentation of cheminfo/mrz prints it.
    [Fact]
    public void An_older_French_card_is_clean_and_the_officer_is_told_to_look_at_its_date()
    {
        var (document, checks) = Run("IDFRATEST<NAME<<<<<<<<<<<<<<<<0CHE02\n1710GVA123451ROBERTA<<<<<<<9112311F2");
        Assert.Equal("1710GVA12345", document?.DocumentNumber);
        var note = Assert.Single(Findings(checks));
        Assert.Equal(("nationalLayout", Severity.Note), (note.Code, note.Severity));
        Assert.Equal(CheckResult.NotPerformed, checks.Single(check => check.Name == "expiry").Result);
    }

    [Theory]
    [InlineData("L898902C37FRA7408122F3004157ZE184226B<<<<<16", "checkDigitFailed", Severity.Refer)]
    [InlineData("L898902C36FRA7408122F1204159ZE184226B<<<<<10", "documentExpired", Severity.Refer)]
    [InlineData("L898902C36FRA74O8122F3004157ZE184226B<<<<<16", "mrzDoubtful", Severity.Gap)]
    [InlineData("L898902C36QQQ7408122F3004157ZE184226B<<<<<16", "unknownNationality", Severity.Refer)]
    [InlineData("L898902C36FRA7413320F3004157ZE184226B<<<<<16", "dateImpossible", Severity.Gap)]
    public void Each_irregularity_is_one_named_finding(string lower, string code, Severity severity)
    {
        var found = Findings(Run($"{Upper}\n{lower}").Checks);
        Assert.Contains(found, finding => finding.Code == code && finding.Severity == severity);
    }

    [Theory]
    [InlineData("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "specimenIssuer")]
    [InlineData("P<QQQERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "unknownIssuingState")]
    public void The_issuer_is_looked_up(string upper, string code) =>
        Assert.Equal(code, Assert.Single(Findings(Run($"{upper}\n{Lower}").Checks)).Code);

    [Theory]
    [InlineData("XXA")]
    [InlineData("XXB")]
    [InlineData("XXC")]
    [InlineData("XXX")]
    public void Stateless_persons_and_refugees_are_travellers_like_others(string nationality) =>
        Assert.Empty(Findings(Run($"{Upper}\nL898902C36{nationality}7408122F3004157ZE184226B<<<<<16").Checks));

    [Theory]
    [InlineData("PP")]
    [InlineData("PD")]
    [InlineData("PN")]
    [InlineData("P<")]
    public void Harmonised_and_national_passport_codes_are_all_good(string code) =>
        Assert.Empty(Findings(Run($"{code}{Upper[2..]}\n{Lower}").Checks));

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("P<FRAERIKSSON<<ANNA")]
    public void What_cannot_be_read_leaves_a_gap_and_says_where(string text)
    {
        var (document, checks) = Run(text);
        Assert.Null(document);
        var finding = Assert.Single(Findings(checks));
        Assert.Equal(("documentUnreadable", Severity.Gap), (finding.Code, finding.Severity));
    }

    [Fact]
    public void A_document_is_good_on_its_last_day()
    {
        Assert.Empty(Findings(DocumentChecks.Run(Scan($"{Upper}\n{Lower}"), new(2030, 4, 15)).Checks));
        Assert.Equal("documentExpired", Assert.Single(Findings(DocumentChecks.Run(Scan($"{Upper}\n{Lower}"), new(2030, 4, 16)).Checks)).Code);
    }

    [Fact]
    public void A_typed_document_is_checked_too()
    {
        Assert.True(StateCode.TryParse("UTO", out var utopia));
        var request = Scan(null) with { Typed = new() { DocumentNumber = "X1", PrimaryIdentifier = "A", IssuingState = utopia, DateOfExpiry = new(2020, 1) } };
        Assert.Equal(["specimenIssuer", "documentExpired"], Findings(DocumentChecks.Run(request, Today).Checks).Select(f => f.Code));
    }

    static (TravelDocument? Document, IReadOnlyList<DocumentCheck> Checks) Run(string mrz) => DocumentChecks.Run(Scan(mrz), Today);

    static InspectionRequest Scan(string? mrz) => new(Purpose.BorderCheck, Direction.Entry, "ion") { Mrz = mrz };

    static Finding[] Findings(IEnumerable<DocumentCheck> checks) => [.. checks.Where(c => c.Finding is not null).Select(c => c.Finding!)];
}
