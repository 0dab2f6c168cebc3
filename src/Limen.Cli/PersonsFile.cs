using Limen.Documents;
using Limen.Screening;

namespace Limen.Cli;

/// <summary>Persons and travellers from CSV files, for measuring without a store.</summary>
static class PersonsFile
{
    /// <summary>Reads <c>entryId,name,aliases,datesOfBirth,sex,nationalities,documentNumbers</c>, plain or gzip; what is in no known form is left out of the entry.</summary>
    public static IEnumerable<PersonEntry> Entries(string path)
    {
        using var csv = new CsvRows(path, "entryId", "name");
        while (csv.Read())
            yield return new()
            {
                EntryId = csv["entryId"],
                Name = csv["name"],
                Aliases = Several(csv, "aliases"),
                DatesOfBirth = [.. Several(csv, "datesOfBirth").Select(Date).OfType<PartialDate>()],
                Sex = SexOf(csv["sex"]),
                Nationalities = [.. Several(csv, "nationalities").Select(State).Where(s => !s.IsEmpty)],
                DocumentNumbers = Several(csv, "documentNumbers"),
            };
    }

    /// <summary>Reads <c>id,name,dateOfBirth,sex,nationality</c>.</summary>
    public static IEnumerable<(string Id, PersonQuery Query)> Queries(string path)
    {
        using var csv = new CsvRows(path, "id", "name");
        while (csv.Read())
            yield return (csv["id"], new()
            {
                GivenNames = csv["name"],
                DateOfBirth = Date(csv["dateOfBirth"]),
                Sex = SexOf(csv["sex"]),
                Nationality = State(csv["nationality"]),
            });
    }

    /// <summary>Reads <c>name1,name2</c>.</summary>
    public static IEnumerable<(string One, string Other)> Pairs(string path)
    {
        using var csv = new CsvRows(path, "name1", "name2");
        while (csv.Read()) yield return (csv["name1"], csv["name2"]);
    }

    static string[] Several(CsvRows csv, string column) =>
        csv[column].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    static PartialDate? Date(string text) => PartialDate.TryParse(text, out var date) ? date : null;

    static Sex SexOf(string text) => text is "M" or "m" or "male" ? Sex.Male : text is "F" or "f" or "female" ? Sex.Female : Sex.Unspecified;

    // Tables write "na" for Namibia where lists write it for "not available": here two letters are a State.
    static StateCode State(string text) =>
        StateCodes.TryFromAlpha2(text, out var code) || StateCodes.TryFromName(text, out code) || (text.Length == 3 && StateCode.TryParse(text, out code)) ? code : default;
}
