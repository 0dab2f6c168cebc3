namespace Limen.Documents.Tests;

public class LdsFileTests
{
    [Theory]
    [InlineData("EF_SOD.bin", LdsFile.Sod)]
    [InlineData("EF_COM.bin", LdsFile.Com)]
    [InlineData("DG1.bin", LdsFile.Dg1)]
    [InlineData("dg14.bin", LdsFile.Dg14)]
    [InlineData("EF.DG2.bin", LdsFile.Dg2)]
    [InlineData("Datagroup15.bin", LdsFile.Dg15)]
    [InlineData("ef011D.bin", LdsFile.Sod)]
    [InlineData("011e.bin", LdsFile.Com)]
    [InlineData("0101.bin", LdsFile.Dg1)]
    [InlineData("0110.bin", LdsFile.Dg16)]
    [InlineData("011C.bin", LdsFile.CardAccess)]
    [InlineData("2F00.bin", LdsFile.Dir)]
    [InlineData("EF_CardSecurity.bin", LdsFile.CardSecurity)]
    [InlineData("dg1.BIN", LdsFile.Dg1)]
    [InlineData("EF.SOD", LdsFile.Sod)]
    [InlineData("ef_dg14", LdsFile.Dg14)]
    public void A_stored_name_means_its_file(string name, LdsFile file)
    {
        Assert.True(LdsFiles.TryFromName(name, out var found));
        Assert.Equal(file, found);
    }

    [Theory]
    [InlineData("readme.txt")]
    [InlineData("DG17.bin")]
    [InlineData("DG0.bin")]
    [InlineData("0111.bin")]
    [InlineData("portrait.jp2")]
    [InlineData("DG2.JPG")]
    [InlineData("DG1.json")]
    [InlineData("DG1 (2).bin")]
    [InlineData(".bin")]
    public void Other_names_mean_none(string name) => Assert.False(LdsFiles.TryFromName(name, out _));

    [Fact]
    public void A_group_that_is_not_there_has_no_content_rather_than_an_empty_one()
    {
        var lds = new Lds(new Dictionary<LdsFile, ReadOnlyMemory<byte>> { [LdsFile.Dg13] = new byte[] { 0x6D, 0x01, 0x07 } });
        Assert.Equal(1, lds.Dg13?.Length);
        Assert.Null(lds.Dg15);
    }

    [Fact] // Doc 9303-10 Tables 34 to 38
    public void Identifiers_and_tags_are_those_of_the_standard()
    {
        Assert.Equal((0x0101, 1, 0x61), (LdsFile.Dg1.FileId(), LdsFile.Dg1.ShortId(), LdsFile.Dg1.Tag()));
        Assert.Equal((0x0110, 16, 0x70), (LdsFile.Dg16.FileId(), LdsFile.Dg16.ShortId(), LdsFile.Dg16.Tag()));
        Assert.Equal((0x011D, 0x1D, 0x77), (LdsFile.Sod.FileId(), LdsFile.Sod.ShortId(), LdsFile.Sod.Tag()));
        Assert.Equal((0x011E, 0x1E, 0x60), (LdsFile.Com.FileId(), LdsFile.Com.ShortId(), LdsFile.Com.Tag()));
        Assert.Equal((0x011C, 0x1C), (LdsFile.CardAccess.FileId(), LdsFile.CardAccess.ShortId()));
        Assert.True(LdsFiles.TryFromTag(0x75, out var face));
        Assert.Equal(LdsFile.Dg2, face);
    }
}
