using System.Text;
using System.Xml.Linq;
using Limen.TestKit;

namespace Limen.Documents.Tests;

/// <summary>Doc 9303-3 §5 and the names that the UN's and OFAC's lists give.</summary>
public sealed class StateCodeTests
{
    [Theory]
    [InlineData("D", StateKind.State)]
    [InlineData("DEU", StateKind.State)]
    [InlineData("FRA", StateKind.State)]
    [InlineData("RKS", StateKind.State)]
    [InlineData("GBD", StateKind.BritishStatus)]
    [InlineData("GBN", StateKind.BritishStatus)]
    [InlineData("GBO", StateKind.BritishStatus)]
    [InlineData("GBP", StateKind.BritishStatus)]
    [InlineData("GBS", StateKind.BritishStatus)]
    [InlineData("EUE", StateKind.Organisation)]
    [InlineData("UNO", StateKind.Organisation)]
    [InlineData("UNA", StateKind.Organisation)]
    [InlineData("UNK", StateKind.Organisation)]
    [InlineData("XBA", StateKind.Organisation)]
    [InlineData("XIM", StateKind.Organisation)]
    [InlineData("XCC", StateKind.Organisation)]
    [InlineData("XCE", StateKind.Organisation)]
    [InlineData("XCO", StateKind.Organisation)]
    [InlineData("XEC", StateKind.Organisation)]
    [InlineData("XPO", StateKind.Organisation)]
    [InlineData("XES", StateKind.Organisation)]
    [InlineData("XMP", StateKind.Organisation)]
    [InlineData("XOM", StateKind.Organisation)]
    [InlineData("XDC", StateKind.Organisation)]
    [InlineData("XXA", StateKind.Stateless)]
    [InlineData("XXB", StateKind.Refugee)]
    [InlineData("XXC", StateKind.Refugee)]
    [InlineData("XXX", StateKind.Unspecified)]
    [InlineData("UTO", StateKind.Specimen)]
    [InlineData("ANT", StateKind.Withdrawn)]
    [InlineData("NTZ", StateKind.Withdrawn)]
    public void Every_kind_of_code_of_section_5_is_known(string letters, StateKind kind)
    {
        Assert.True(StateCodes.TryFind(Code(letters), out var name));
        Assert.Equal(kind, name.Kind);
        Assert.NotEmpty(name.English);
        Assert.NotEmpty(name.Russian);
    }

    [Theory]
    [InlineData("ZZZ")]
    [InlineData("DE")]
    [InlineData("UT")]
    public void An_unassigned_code_is_not_known(string letters) => Assert.False(StateCodes.TryFind(Code(letters), out _));

    [Fact]
    public void All_249_countries_of_ISO_3166_are_there_once()
    {
        var states = StateCodes.All.Where(state => state.Kind == StateKind.State && state.Code.Value != "RKS").ToList();
        Assert.Equal(249, states.Count);
        Assert.Equal(249, states.Select(state => state.Alpha2).Distinct().Count());
        Assert.All(states, state => Assert.Equal(2, state.Alpha2.Length));
        Assert.All(StateCodes.All, state => Assert.Matches("^[А-ЯЁ]", state.Russian));
    }

    [Theory]
    [InlineData("de", "D")]
    [InlineData("GB", "GBR")]
    [InlineData("xk", "RKS")]
    [InlineData("ru", "RUS")]
    [InlineData("eu", "EUE")]
    [InlineData("su", "SUN")]
    [InlineData("suhh", "SUN")]
    public void Two_letters_give_the_code_of_the_zone(string letters, string code)
    {
        Assert.True(StateCodes.TryFromAlpha2(letters, out var found));
        Assert.Equal(code, found.Value);
    }

    [Theory]
    [InlineData("Democratic Republic of the Congo", "COD")]
    [InlineData("Congo, Democratic Republic of the", "COD")]
    [InlineData("Congo, Republic of the", "COG")]
    [InlineData("Russian Federation", "RUS")]
    [InlineData("Russia", "RUS")]
    [InlineData("Iran (Islamic Republic of)", "IRN")]
    [InlineData("Democratic People's Republic of Korea", "PRK")]
    [InlineData("Korea, North", "PRK")]
    [InlineData("Korea, South", "KOR")]
    [InlineData("United Kingdom of Great Britain and Northern Ireland", "GBR")]
    [InlineData("Syrian Arab Republic", "SYR")]
    [InlineData("Türkiye", "TUR")]
    [InlineData("Turkey", "TUR")]
    [InlineData("Burma", "MMR")]
    [InlineData("Palestinian", "PSE")]
    [InlineData("State of Palestine", "PSE")]
    [InlineData("State of Kuwait", "KWT")]
    [InlineData("Cote d Ivoire", "CIV")]
    [InlineData("Côte d'Ivoire", "CIV")]
    [InlineData("The Gambia", "GMB")]
    [InlineData("Bahamas, The", "BHS")]
    [InlineData("Virgin Islands, British", "VGB")]
    [InlineData("Germany", "D")]
    [InlineData("Macedonia, The Former Yugoslav Republic of", "MKD")]
    [InlineData("China, Hong Kong Special Administrative Region", "HKG")]
    [InlineData("Узбекистан", "UZB")]
    [InlineData("stateless", "XXA")]
    [InlineData("KGZ", "KGZ")]
    [InlineData("D", "D")]
    [InlineData("Niger", "NER")]
    [InlineData("Nigeria", "NGA")]
    [InlineData("Dominica", "DMA")]
    [InlineData("Dominican Republic", "DOM")]
    [InlineData("Guinea-Bissau", "GNB")]
    public void A_country_is_found_by_the_names_that_lists_use(string name, string code)
    {
        Assert.True(StateCodes.TryFromName(name, out var found));
        Assert.Equal(code, found.Value);
    }

    [Theory]
    [InlineData("na")]
    [InlineData("")]
    [InlineData("Region: Kafia Kingi")]
    [InlineData("undetermined")]
    [InlineData("Republic")]
    public void What_is_no_country_is_none(string name) => Assert.False(StateCodes.TryFromName(name, out _));

    [Fact]
    public void Every_country_of_the_UN_list_is_found()
    {
        var file = Shared.File("lists", "un_consolidated_2026-02-27.xml");
        Assert.SkipWhen(file is null, Shared.Absent);
        var names = XDocument.Load(file).Descendants()
            .Where(element => element.Name.LocalName is "COUNTRY" or "COUNTRY_OF_ISSUE" or "ISSUING_COUNTRY"
                || (element.Name.LocalName == "VALUE" && element.Parent!.Name.LocalName == "NATIONALITY"))
            .Select(element => element.Value.Trim()).Where(name => name.Length > 0).Distinct().ToList();
        Assert.True(names.Count > 70);
        Assert.Equal(["na"], names.Where(name => !StateCodes.TryFromName(name, out _)));
    }

    [Fact]
    public void Every_country_of_the_OFAC_addresses_is_found()
    {
        var file = Shared.File("lists", "ofac_2021-07_add.csv");
        Assert.SkipWhen(file is null, Shared.Absent);
        var names = File.ReadLines(file, Encoding.Latin1).Select(Country)
            .Where(name => name.Length > 0).Distinct().ToList();
        Assert.True(names.Count > 120);
        Assert.All(names.Where(name => !StateCodes.TryFromName(name, out _)),
            name => Assert.True(name == "undetermined" || name.StartsWith("Region: ", StringComparison.Ordinal), name));
    }

    // The fifth column; -0- is OFAC's word for nothing.
    static string Country(string line)
    {
        var columns = new List<string>();
        var quoted = false;
        var column = new StringBuilder();
        foreach (var sign in line)
            if (sign == '"') quoted = !quoted;
            else if (sign == ',' && !quoted) { columns.Add(column.ToString().Trim()); column.Clear(); }
            else column.Append(sign);
        return columns.Count > 4 && columns[4] != "-0-" ? columns[4] : "";
    }

    [Fact]
    public void Utopia_is_the_specimen()
    {
        Assert.True(StateCodes.IsSpecimen(Code("UTO")));
        Assert.False(StateCodes.IsSpecimen(Code("FRA")));
    }

    static StateCode Code(string letters) => StateCode.TryParse(letters, out var code) ? code : default;
}
