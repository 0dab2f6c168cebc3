using System.Text.Json;
using Limen.Documents;
using Limen.TestKit;

namespace Limen.Cli.Tests;

/// <summary>The main job from end to end: real lists imported, an MRZ of a listed person refers, one of nobody on them is clear.</summary>
public sealed class InspectRealListsTests : IDisposable
{
    readonly string data = Directory.CreateTempSubdirectory("limen-inspect-").FullName;

    public void Dispose() => Directory.Delete(data, recursive: true);

    [Fact]
    public async Task A_listed_person_refers_with_the_entry_named_and_an_unlisted_one_is_clear()
    {
        Assert.SkipWhen(Shared.File("lists") is null, Shared.Absent);
        await ImportAsync("un", "un-xml", ["un_consolidated_2026-02-27.xml"], 730);
        await ImportAsync("ofac", "ofac-csv", ["ofac_2021-07_sdn.csv", "ofac_2021-07_alt.csv", "ofac_2021-07_add.csv"], 4620);

        var (refers, listed) = await InspectAsync(Passport("COD", "BWAMBALE", "FRANK KAKOLELE", new(1970, 1, 1)));
        Assert.Equal(1, refers);
        Assert.Equal("refer", listed.GetProperty("verdict").GetProperty("advice").GetString());
        var finding = listed.GetProperty("verdict").GetProperty("findings")[0];
        Assert.Equal(("un", "6907994"), (finding.GetProperty("source").GetString(), finding.GetProperty("entryId").GetString()));
        Assert.Contains("KAKOLELE BWAMBALE", finding.GetProperty("words").GetString(), StringComparison.Ordinal);

        var (clears, unlisted) = await InspectAsync(Passport("FRA", "DUPONT", "CAMILLE ODETTE", new(1988, 4, 12)));
        Assert.Equal(0, clears);
        Assert.Equal(2, unlisted.GetProperty("answers").GetArrayLength());

        var (whole, _, _) = await LimenProcess.RunAsync("", "journal", "verify", "--data", data);
        Assert.Equal(0, whole);
    }

    [Fact]
    public async Task Without_any_list_nothing_is_clear()
    {
        var (code, inspection) = await InspectAsync(Passport("FRA", "DUPONT", "CAMILLE ODETTE", new(1988, 4, 12)));
        Assert.Equal(3, code);
        Assert.Equal("incomplete", inspection.GetProperty("verdict").GetProperty("advice").GetString());
    }

    async Task ImportAsync(string list, string format, string[] files, int entries)
    {
        var paths = files.Select(file => Shared.File("lists", file)!);
        var (code, output, error) = await LimenProcess.RunAsync(
            "", ["lists", "import", .. paths, "--list", list, "--kind", "persons", "--format", format, "--data", data, "--json"]);
        Assert.True(code == 0, error);
        Assert.Equal(entries, JsonDocument.Parse(output).RootElement.GetProperty("entries").GetInt32());
    }

    async Task<(int Code, JsonElement Inspection)> InspectAsync(string mrz)
    {
        var (code, output, error) = await LimenProcess.RunAsync(mrz, "inspect", "-", "--data", data, "--json");
        Assert.Empty(error);
        return (code, JsonDocument.Parse(output).RootElement);
    }

    static string Passport(string state, string surname, string givenNames, DateOnly birth)
    {
        Assert.True(StateCode.TryParse(state, out var code));
        var content = new MrzContent
        {
            Format = MrzFormat.Td3,
            DocumentCode = "P",
            IssuingState = code,
            DocumentNumber = "AB1234567",
            PrimaryIdentifier = surname,
            SecondaryIdentifier = givenNames,
            Nationality = code,
            DateOfBirth = new(birth.Year, birth.Month, birth.Day),
            Sex = Sex.Unspecified,
            DateOfExpiry = new(TimeProvider.System.GetUtcNow().Year + 5, 1, 31),
        };
        Assert.True(MrzWriter.TryWrite(content, out var lines, out _));
        return string.Join('\n', lines!);
    }
}
