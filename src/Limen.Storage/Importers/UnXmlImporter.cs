using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Limen.Documents;
using Limen.Screening;

namespace Limen.Storage;

/// <summary>Reads the consolidated list of the United Nations Security Council, one individual at a time; entities are passed over.</summary>
sealed class UnXmlImporter(ImportNotes notes)
{
    static readonly string[] NameParts = ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"];

    public IEnumerable<Parsed> Read(OpenedFile file)
    {
        using var reader = XmlReader.Create(file.Content, new() { IgnoreWhitespace = true, IgnoreComments = true, DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        while (Next(file, reader) is (var line, { } individual))
        {
            var at = new Source(file.Name, line);
            if (Entry(individual) is { } entry) yield return new(at, entry);
            else notes.Reject(at, new("nameMissing", "The individual has no DATAID or no name."));
        }
    }

    (int Line, XElement Individual)? Next(OpenedFile file, XmlReader reader)
    {
        try
        {
            if (reader.NodeType == XmlNodeType.None && (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName != "CONSOLIDATED_LIST"))
                throw new XmlException("Another document.");
            while (!reader.EOF)
            {
                if (reader is { NodeType: XmlNodeType.Element, LocalName: "INDIVIDUAL" })
                    return (((IXmlLineInfo)reader).LineNumber, (XElement)XNode.ReadFrom(reader));
                if (reader is { NodeType: XmlNodeType.Element, LocalName: "ENTITY" }) notes.Skip();
                reader.Read();
            }
        }
        catch (XmlException error)
        {
            notes.Refuse("unreadable", $"{file.Name} is no consolidated list of the United Nations, or is damaged in line {error.LineNumber}.");
        }
        return null;
    }

    static PersonEntry? Entry(XElement individual)
    {
        var id = Text(individual, "DATAID");
        var name = string.Join(' ', NameParts.Select(part => Text(individual, part)).Where(part => part.Length > 0));
        if (id.Length == 0 || !name.Any(char.IsLetter)) return null;
        return new()
        {
            EntryId = id,
            Name = name,
            Aliases = [.. Aliases(individual).Where(alias => alias.Any(char.IsLetter) && alias != name).Distinct()],
            DatesOfBirth = [.. individual.Elements("INDIVIDUAL_DATE_OF_BIRTH").SelectMany(Birth).Concat(AliasBirths(individual)).Distinct()],
            Sex = FieldText.TrySex(Text(individual, "GENDER"), out var sex) ? sex : default,
            Nationalities = [.. States(individual.Elements("NATIONALITY").Elements("VALUE")).Distinct()],
            DocumentNumbers = [.. individual.Elements("INDIVIDUAL_DOCUMENT").Select(document => Text(document, "NUMBER")).Where(IsNumber).Distinct()],
            LegalBasis = Text(individual, "UN_LIST_TYPE") is { Length: > 0 } regime ? $"UN Security Council, {regime}" : null,
            Reference = Text(individual, "REFERENCE_NUMBER") is { Length: > 0 } reference ? reference : null,
        };
    }

    static IEnumerable<string> Aliases(XElement individual) =>
        individual.Elements("INDIVIDUAL_ALIAS").Select(alias => Text(alias, "ALIAS_NAME"))
            .Concat(individual.Elements("NAME_ORIGINAL_SCRIPT").Select(name => Clean(name.Value)))
            .SelectMany(text => text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    static IEnumerable<PartialDate> Birth(XElement birth)
    {
        if (Number(birth, "FROM_YEAR") is { } from && Number(birth, "TO_YEAR") is { } to) return ListedDates.Years(from, to);
        var approximate = Text(birth, "TYPE_OF_DATE") == "APPROXIMATELY";
        if (Text(birth, "DATE") is { Length: >= 10 } text && PartialDate.TryParse(text.AsSpan(0, 10), out var date)) return [approximate ? new(date.Year) : date];
        return Number(birth, "YEAR") is { } year ? ListedDates.Years(year, year) : [];
    }

    static IEnumerable<PartialDate> AliasBirths(XElement individual) =>
        individual.Elements("INDIVIDUAL_ALIAS").SelectMany(alias => ListedDates.Read(Text(alias, "DATE_OF_BIRTH")));

    static IEnumerable<StateCode> States(IEnumerable<XElement> names)
    {
        foreach (var name in names)
            if (StateCodes.TryFromName(Clean(name.Value), out var state)) yield return state; // names only: "na" is not Namibia
    }

    static bool IsNumber(string text) => text.Any(char.IsDigit);

    static int? Number(XElement parent, string name) =>
        int.TryParse(Text(parent, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    static string Text(XElement parent, string name) => Clean((string?)parent.Element(name) ?? "");

    static string Clean(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
