using System.Text.Unicode;
using CsvHelper;
using Limen.Screening;

namespace Limen.Storage;

/// <summary>
/// Reads the legacy files of the SDN list: SDN (twelve fields), its a.k.a. (ALT, five) and addresses (ADD, six), in any order.
/// They have no header; <c>-0-</c> stands for nothing, and a control-Z ends them. Only individuals are taken in.
/// </summary>
sealed class OfacCsvImporter(ImportNotes notes)
{
    const int SdnFields = 12, AltFields = 5, AddFields = 6, LongestRow = 1 << 20;
    const string Nothing = "-0-";

    sealed record Line(Source At, string[] Fields);

    public IEnumerable<Parsed> Read(IReadOnlyList<OpenedFile> files)
    {
        var persons = new List<Line>();
        var aliases = new List<Line>();
        foreach (var line in files.SelectMany(Lines))
            switch (line.Fields.Length)
            {
                case SdnFields when line.Fields[2] == "individual": persons.Add(line); break;
                case SdnFields: notes.Skip(); break;
                case AltFields: aliases.Add(line); break;
                case AddFields: break;
                default: notes.Reject(line.At, new("fieldCount", "The row has neither the twelve fields of SDN nor the five of ALT nor the six of ADD.")); break;
            }
        if (notes.Refused is null && persons.Count == 0 && aliases.Count > 0)
            notes.Refuse("columnsMissing", "None of the files is the SDN file, which names the persons.");
        var byPerson = aliases.ToLookup(line => line.Fields[0], line => line.Fields[3]);
        return persons.Select(person => new Parsed(person.At, Entry(person.Fields, byPerson[person.Fields[0]])));
    }

    IEnumerable<Line> Lines(OpenedFile file)
    {
        using var reader = CsvReader.Create(file.Content, Options(), true);
        while (Next(file, reader))
        {
            var at = new Source(file.Name, reader.LineNumber);
            if (reader is { FieldCount: 1 } && reader.GetString(0).Trim('\x1a').Length == 0) continue;
            if (!Utf8.IsValid(reader.RawRecord)) notes.Reject(at, new("encoding", "The row holds bytes that are not UTF-8."));
            else yield return new(at, [.. Enumerable.Range(0, reader.FieldCount).Select(i => Field(reader, i))]);
        }
    }

    static string Field(CsvReader reader, int i) => reader.GetString(i).Trim() is var text && text == Nothing ? "" : text;

    static CsvReaderOptions Options() => new()
    {
        HasHeader = false,
        Separator = ',',
        TrimWhitespace = true,
        TrackLineNumbers = true,
        MaxRecordSize = LongestRow,
        IncludeValuesInExceptions = false,
    };

    bool Next(OpenedFile file, CsvReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException)
        {
            notes.Refuse("unreadable", $"{file.Name} cannot be read beyond row {reader.RowNumber}: a row is too long.");
            return false;
        }
    }

    static PersonEntry Entry(string[] fields, IEnumerable<string> aliases)
    {
        var remarks = OfacRemarks.Read(fields[11]);
        var name = GivenFirst(fields[1]);
        return new()
        {
            EntryId = fields[0],
            Name = name,
            Aliases = [.. aliases.Select(GivenFirst).Concat(remarks.WeakAliases).Where(alias => alias.Any(char.IsLetter) && alias != name).Distinct()],
            DatesOfBirth = [.. remarks.Births.Distinct()],
            Sex = remarks.Sex,
            Nationalities = [.. remarks.Nationalities.Distinct()],
            DocumentNumbers = [.. remarks.Numbers.Distinct()],
            LegalBasis = fields[3].Length == 0 ? null : $"OFAC SDN, {fields[3].Replace("] [", ", ", StringComparison.Ordinal).Trim('[', ']')}",
            Reference = $"SDN {fields[0]}",
        };
    }

    /// <summary>"SURNAME, Given" as "Given SURNAME".</summary>
    static string GivenFirst(string name) =>
        name.Split(',', 2, StringSplitOptions.TrimEntries) is [var surname, { Length: > 0 } given] ? $"{given} {surname}" : name.TrimEnd(',', ' ');
}
