using Limen.Documents;

namespace Limen.Screening.Tests;

public class VehicleMatchingTests
{
    // Worked examples of the check digit of 49 CFR 565.15: X at place 9; all ones holds as well.
    const string American = "1M8GDM9AXKP042788", European = "WVWZZZ1KZAW000001";

    [Fact]
    public void An_equal_VIN_is_strong_and_its_check_digit_is_told_where_it_must_have_one()
    {
        var american = Judged(new() { Vin = American }, new() { EntryId = "1", Vin = American });
        Assert.Equal(Strength.Strong, american?.Strength);
        Assert.Equal("VIN equal in all 17 characters, its check digit holds", american!.Evidence[0].Words);
        var broken = American.Replace("042788", "042789");
        Assert.EndsWith("does not hold", Judged(new() { Vin = broken }, new() { EntryId = "1", Vin = broken })!.Evidence[0].Words);
        var european = Judged(new() { Vin = European }, new() { EntryId = "1", Vin = European });
        Assert.Equal("VIN equal in all 17 characters", european!.Evidence[0].Words);
    }

    [Fact]
    public void I_O_and_Q_are_in_no_VIN_and_read_as_the_digits_without_doubt()
    {
        var candidate = Judged(new() { Vin = "IM8GDM9AXKPQ4278B" }, new() { EntryId = "1", Vin = "1M8GDM9AXKP04278B" });
        Assert.Equal(Strength.Strong, candidate?.Strength);
        Assert.Equal(Agreement.Equal, candidate!.Evidence[0].Agreement);
    }

    [Fact]
    public void The_check_digit_tells_a_misreading_from_another_vehicle()
    {
        var misread = Judged(new() { Vin = "1MBGDM9AXKP042788" }, new() { EntryId = "1", Vin = American });
        Assert.Equal(Strength.Strong, misread?.Strength);
        Assert.EndsWith("the check digit holds as listed, not as read", misread!.Evidence[0].Words);

        var twin = Twin(American);
        var other = Judged(new() { Vin = twin }, new() { EntryId = "1", Vin = American });
        Assert.Equal(Strength.Weak, other?.Strength);
        Assert.EndsWith("both check digits hold, so these may be two vehicles", other!.Evidence[0].Words);
    }

    [Theory]
    [InlineData("01KG777ABC", "KGZ", "01 KG 777 ABC", "KGZ", Strength.Strong)]
    [InlineData("А123ВС77", "RUS", "A123BC77", "RUS", Strength.Strong)]
    [InlineData("AB123CD", "F", "AB123CD", "FRA", Strength.Strong)]
    [InlineData("BCD1234", "D", "BCD1234", "DEU", Strength.Strong)]
    [InlineData("C123BRV", "MD", "C123BRV", "MDA", Strength.Strong)]
    [InlineData("CAB1234", "CL", "CAB1234", "LKA", Strength.Strong)]
    [InlineData("CAB1234", "CL", "CAB1234", "CHL", Strength.Strong)]
    [InlineData("AB123CD", "QQ", "AB123CD", "FRA", Strength.Possible)]
    [InlineData("ΥΖΑ1234", "GRC", "YZA-1234", "GRC", Strength.Strong)]
    [InlineData("AO1234", "UKR", "A01234", "UKR", Strength.Possible)]
    [InlineData("B12", "KGZ", "B12", "", Strength.Possible)]
    [InlineData("B12", "", "B12", "KGZ", Strength.Possible)]
    public void A_plate_is_found_with_and_without_its_State(string asked, string askedState, string listed, string listedState, Strength strength)
    {
        var entry = new VehicleEntry { EntryId = "1", Plate = listed, PlateState = State(listedState) };
        Assert.Equal(strength, Judged(new() { Plate = asked, PlateState = State(askedState) }, entry)?.Strength);
    }

    [Fact]
    public void A_plate_of_another_State_is_another_plate() =>
        Assert.Null(Judged(
            new() { Plate = "B1234", PlateState = State("KGZ") },
            new() { EntryId = "1", Plate = "B1234", PlateState = State("UZB") }));

    [Fact]
    public void A_stolen_car_under_new_plates_and_stolen_plates_on_another_car_are_both_found()
    {
        var entry = new VehicleEntry { EntryId = "1", Vin = European, Plate = "B1234", PlateState = State("D") };
        Assert.Equal(Strength.Strong, Judged(new() { Vin = European, Plate = "XX999", PlateState = State("D") }, entry)?.Strength);
        Assert.Equal(Strength.Possible, Judged(new() { Vin = American, Plate = "B1234", PlateState = State("DEU") }, entry)?.Strength);
    }

    [Fact]
    public void An_engine_number_alone_is_a_possible_match()
    {
        var candidate = Judged(new() { EngineNumber = "M54-B30 2261 4407" }, new() { EntryId = "1", EngineNumber = "M54B3022614407" });
        Assert.Equal(Strength.Possible, candidate?.Strength);
    }

    [Fact]
    public void Old_chassis_numbers_of_any_length_are_found()
    {
        var candidate = Judged(new() { Vin = "ZH-115 8812" }, new() { EntryId = "1", Vin = "2H1158812" });
        Assert.NotNull(candidate);
        Assert.Equal(Agreement.EqualAsRead, candidate.Evidence[0].Agreement);
    }

    [Fact]
    public void The_three_kinds_of_numbers_have_keys_of_their_own()
    {
        var same = new VehicleEntry { EntryId = "1", Vin = "ABC123", Plate = "ABC123", EngineNumber = "ABC123" };
        Assert.Equal(3, VehicleMatching.KeysOf(same).Distinct().Count());
        Assert.Empty(VehicleMatching.KeysAsked(new() { Vin = "--", Plate = "", EngineNumber = null }));
        Assert.Null(VehicleMatching.Judge(new() { Plate = "ABC123" }, new() { EntryId = "1", Vin = "ABC123" }));
    }

    static Candidate? Judged(VehicleQuery query, VehicleEntry entry)
    {
        Assert.NotEmpty(VehicleMatching.KeysAsked(query).Intersect(VehicleMatching.KeysOf(entry)));
        return VehicleMatching.Judge(query, entry);
    }

    // Another VIN with a check digit that holds, told apart from the first only by confusable characters.
    static string Twin(string vin)
    {
        // 8 and B at places 3, 16 and 17 (weights 6, 3 and 2): 8 counts 8 and B counts 2, so places 3, 16, 17 together change the sum by 66.
        return $"{vin[..2]}B{vin[3..15]}BB";
    }

    static StateCode State(string code) => StateCode.TryParse(code, out var state) ? state : default;
}
