namespace Limen.Documents.Tests;

/// <summary>DG11, DG12 and DG16 as issuers write them; the octets are gmrtd's test cases and the deviations its issues tell of.</summary>
public class DetailTests
{
    [Fact]
    public void Dg11_with_every_field_listed()
    {
        var dg11 = Read(LdsFile.Dg11, "6B605C0A5F0E5F115F425F125F135F0E0D534D4954483C3C4A4F484E3C4A5F110A414E59544F574E3C4D4E5F4217313233204D41504C452052443C414E59544F574E3C4D4E5F120B31363132353535313231325F130C54524156454C3C4147454E54", out var remarks).Dg11!;
        Assert.Equal(("SMITH<<JOHN<J", "ANYTOWN<MN", "16125551212", "TRAVEL<AGENT"), (dg11.FullName, dg11.PlaceOfBirth, dg11.Telephone, dg11.Profession));
        Assert.Equal("123 MAPLE RD<ANYTOWN<MN", dg11.Address);
        Assert.Empty(remarks());
    }

    [Theory]
    [InlineData("6B245C025F0FA01E0201025F0F0B534D4954483C3C4A4F484E5F0F0A4A4F484E3C534D495448", 2, null)]
    [InlineData("6B235C01A0A01E0201025F0F0B534D4954483C3C4A4F484E5F0F0A4A4F484E3C534D495448", 2, "lds.templateInList")] // Belarus
    [InlineData("6B125C025F0F5F0F0B534D4954483C3C4A4F484E", 1, null)]
    public void Other_names_are_read_from_a_template_or_without_one(string hex, int count, string? remark)
    {
        var lds = Read(LdsFile.Dg11, hex, out var remarks);
        Assert.Equal(count, lds.Dg11!.OtherNames.Count);
        Assert.Equal("SMITH<<JOHN", lds.Dg11.OtherNames[0]);
        Assert.Equal(remark is null ? [] : [remark], remarks());
    }

    [Fact]
    public void Names_in_the_national_script_are_read()
    {
        var dg11 = Read(LdsFile.Dg11, "6B1B5C045F0E5F0F5F0E06E8B5B5E5BDAC5F0F095A48414F3C3C42494E", out _).Dg11!;
        Assert.Equal(("赵彬", "ZHAO<<BIN"), (dg11.FullName, Assert.Single(dg11.OtherNames)));
    }

    [Theory]
    [InlineData("6B0F5C025F2B5F2B083139383430373132", "1984-07-12")] // as the standard writes it
    [InlineData("6B0B5C025F2B5F2B0419840712", "1984-07-12")] // two digits to an octet
    [InlineData("6B0F5C025F2B5F2B083139383430303030", "1984")]
    [InlineData("6B0F5C025F2B5F2B083139383430373939", null)]
    [InlineData("6B0B5C025F2B5F2B0419FF0712", null)]
    public void A_date_of_birth_is_read_in_digits_and_packed(string hex, string? date) =>
        Assert.Equal(date, Read(LdsFile.Dg11, hex, out _).Dg11!.DateOfBirth?.ToString());

    [Theory]
    [InlineData("6B0D5C025F0E5F0E0141000000005F", "lds.malformed", false)] // torn at the end
    [InlineData("6B0E5C045F0E5F115F0E024142" + "5F1100", "lds.emptyField", true)]
    [InlineData("6B0E5C025F0E5F0E024142" + "5F8502" + "4D4D", "lds.unlistedField", true)] // Belgium's own tag of two octets
    [InlineData("6B105C045F0E5F855F0E024142" + "5F8502" + "4D4D", "", true)]
    [InlineData("6B0E5C045F0E5F855F0E024142" + "5F8500", "lds.emptyField", true)]
    [InlineData("6B115C025F0E5F0E0241420000" + "5F11" + "0141", "lds.zeroTag lds.unlistedField", true)]
    [InlineData("6B0B5C045F0E5F115F0E0141", "lds.listedFieldAbsent", true)]
    [InlineData("6B045F0E0141", "lds.tagList", true)]
    public void Deviations_are_tolerated_and_told(string hex, string expected, bool readable)
    {
        var bytes = Convert.FromHexString(hex);
        bytes[1] = (byte)(bytes.Length - 2);
        var lds = Read(LdsFile.Dg11, Convert.ToHexString(bytes), out var remarks);
        Assert.Equal(readable, lds.Dg11 is not null);
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), remarks());
    }

    [Fact]
    public void Dg12_tells_authority_dates_and_system()
    {
        var france = Read(LdsFile.Dg12, "6C3E5C045F195F265F192A4A414B41525441202D20414D42415353414445204445204652414E434520454E20494E444F4E455349455F26083230313730393035", out _).Dg12!;
        Assert.Equal(("JAKARTA - AMBASSADE DE FRANCE EN INDONESIE", "2017-09-05"), (france.IssuingAuthority, france.DateOfIssue.ToString()));
        var zealand = Read(LdsFile.Dg12, "6C205C045F555F565F550E32303136313131353031333631325F56064E2D34393632", out _).Dg12!;
        Assert.Equal(("20161115013612", "N-4962"), (zealand.PersonalisedAt, zealand.PersonalisationSystem));
    }

    [Fact]
    public void Dg16_names_persons_to_notify()
    {
        var dg16 = Read(LdsFile.Dg16, Convert.ToHexString(HexVectors.Of("gmrtd_hex.json", "TestNewDG16Happy")[0]), out _).Dg16!;
        Assert.Equal(2, dg16.Persons.Count);
        Assert.Equal(("SMITH<<CHARLES<R", "19525551212", "123 MAPLE RD<ANYTOWN<MN<55100", "2002-01-01"),
            (dg16.Persons[0].Name, dg16.Persons[0].Telephone, dg16.Persons[0].Address, dg16.Persons[0].RecordedOn.ToString()));
    }

    static Lds Read(LdsFile file, string hex, out Func<string[]> remarks)
    {
        var lds = new Lds(new Dictionary<LdsFile, ReadOnlyMemory<byte>> { [file] = Convert.FromHexString(hex) });
        remarks = () => [.. lds.Remarks.Select(remark => remark.Code)];
        return lds;
    }
}
