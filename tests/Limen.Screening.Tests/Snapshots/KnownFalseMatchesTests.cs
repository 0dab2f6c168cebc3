using System.Text;
using Limen.Documents;

namespace Limen.Screening.Tests;

public class KnownFalseMatchesTests
{
    static readonly byte[] Secret = Encoding.UTF8.GetBytes("the installation's own");
    static readonly DateTimeOffset Now = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
    static readonly PersonEntry Listed = new() { EntryId = "QDi.001", Name = "Ali Ahmed", Aliases = ["Abu Ali", "Ahmad Ali"] };
    static readonly Candidate Found = new("QDi.001", 21, Strength.Possible, []), Other = new("QDi.002", 30, Strength.Strong, []);

    [Fact]
    public void A_cleared_candidate_is_shown_as_cleared_and_does_not_refer_again()
    {
        var cleared = Clear(Traveller());
        var marked = Mark([Other, Found], Traveller(), [cleared], Listed);
        Assert.Equal([Other, Found], marked.Select(one => one.Candidate));
        Assert.Equal([null, cleared], marked.Select(one => one.Cleared));
        Assert.Equal([true, false], marked.Select(one => one.Refers));
    }

    [Fact]
    public void It_holds_until_its_day_and_not_beyond()
    {
        var cleared = Clear(Traveller());
        Assert.NotNull(Mark([Found], Traveller(), [cleared], Listed, cleared.Until.AddTicks(-1))[0].Cleared);
        Assert.Null(Mark([Found], Traveller(), [cleared], Listed, cleared.Until)[0].Cleared);
    }

    [Fact]
    public void It_falls_when_the_entry_changes_or_is_gone()
    {
        var cleared = Clear(Traveller());
        Assert.Null(Mark([Found], Traveller(), [cleared], Listed with { Aliases = ["Abu Ali", "Ahmad Ali", "Ali A."] })[0].Cleared);
        Assert.Null(Mark([Found], Traveller(), [cleared], null)[0].Cleared);
        Assert.NotNull(Mark([Found], Traveller(), [cleared], Listed with { Aliases = ["Ahmad Ali", "Abu Ali"] })[0].Cleared);
    }

    [Theory]
    [InlineData("L898902C4", "UTO", "1974-08-12")]
    [InlineData("L8989O2C3", "UTO", "1974-08-12")]
    [InlineData("L898902C3", "FRA", "1974-08-12")]
    [InlineData("L898902C3", "UTO", "1974-08-13")]
    public void It_holds_for_nobody_else(string number, string state, string born) =>
        Assert.Null(Mark([Found], Traveller(number, state, born), [Clear(Traveller())], Listed)[0].Cleared);

    [Theory]
    [InlineData("", "UTO", "1974-08-12")]
    [InlineData("L898902C3", "", "1974-08-12")]
    [InlineData("L898902C3", "UTO", "1974")]
    public void Who_is_not_fully_known_is_never_cleared(string number, string state, string born)
    {
        Assert.Null(Traveller(number, state, born));
        Assert.Null(Mark([Found], null, [Clear(Traveller())], Listed)[0].Cleared);
    }

    [Fact]
    public void It_holds_in_its_own_list_only() =>
        Assert.Null(KnownFalseMatches.Mark("ofac", [Found], Traveller(), [Clear(Traveller())], _ => EntryDigest.Of(Listed), Now)[0].Cleared);

    [Fact]
    public void A_traveller_is_the_same_however_the_document_is_written_and_another_installation_cannot_tell_who()
    {
        Assert.Equal(Traveller("C01X00T47", "D", "1974-08-12"), Traveller("c01x-00t47<", "DEU", "1974-08-12"));
        Assert.NotEqual(Traveller(), TravellerKey.Of("L898902C3", State("UTO"), Day("1974-08-12"), "another secret"u8));
    }

    [Fact]
    public void Every_field_of_an_entry_is_in_its_digest()
    {
        var vehicle = new VehicleEntry { EntryId = "1", Vin = "A", Plate = "B" };
        VehicleEntry[] vehicles =
        [
            vehicle, vehicle with { EntryId = "2" }, vehicle with { Vin = "AB", Plate = "" }, vehicle with { Vin = null }, vehicle with { Vin = "" },
            vehicle with { PlateState = State("UTO") }, vehicle with { EngineNumber = "A" }, vehicle with { Make = "A" }, vehicle with { Model = "A" },
            vehicle with { Colour = "A" }, vehicle with { Status = "A" }, vehicle with { LegalBasis = "A" }, vehicle with { Action = "A" },
            vehicle with { ReviewOn = new(2030, 1, 1) },
        ];
        Assert.Equal(vehicles.Length, vehicles.Select(EntryDigest.Of).Distinct().Count());
        var document = new DocumentEntry { EntryId = "1", Number = "A" };
        DocumentEntry[] documents =
        [
            document, document with { EntryId = "2" }, document with { Number = "B" }, document with { Class = DocumentClass.Passport },
            document with { IssuingState = State("UTO") }, document with { Status = DocumentStatus.Lost }, document with { ReportedOn = new(2020) },
            document with { ReviewOn = new(2030, 1, 1) }, document with { TheftState = State("UTO") }, document with { Reference = "A" },
            document with { LegalBasis = "A" }, document with { Action = "A" },
        ];
        Assert.Equal(documents.Length, documents.Select(EntryDigest.Of).Distinct().Count());
        PersonEntry[] persons =
        [
            Listed, Listed with { EntryId = "2" }, Listed with { Name = "B" }, Listed with { Aliases = [] }, Listed with { DatesOfBirth = [new(1970)] },
            Listed with { Sex = Sex.Male }, Listed with { Nationalities = [State("UTO")] }, Listed with { DocumentNumbers = ["A"] },
            Listed with { LegalBasis = "A" }, Listed with { Action = "A" }, Listed with { ReviewOn = new(2030, 1, 1) }, Listed with { Reference = "A" },
        ];
        Assert.Equal(persons.Length, persons.Select(EntryDigest.Of).Distinct().Count());
    }

    static IReadOnlyList<MarkedCandidate> Mark(
        IReadOnlyList<Candidate> candidates, TravellerKey? traveller, Cleared[] cleared, PersonEntry? listed, DateTimeOffset? now = null) =>
        KnownFalseMatches.Mark("un", candidates, traveller, cleared, id => id == listed?.EntryId ? EntryDigest.Of(listed) : null, now ?? Now);

    static Cleared Clear(TravellerKey? traveller) =>
        new(traveller!.Value, "un", "QDi.001", EntryDigest.Of(Listed), "officer 7", "another father's name", Now.AddYears(1));

    static TravellerKey? Traveller(string number = "L898902C3", string state = "UTO", string born = "1974-08-12") =>
        TravellerKey.Of(number, State(state), Day(born), Secret);

    static PartialDate Day(string text) => PartialDate.TryParse(text, out var date) ? date : default;

    static StateCode State(string code) => StateCode.TryParse(code, out var state) ? state : default;
}
