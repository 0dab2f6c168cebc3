using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Limen.Screening;

namespace Limen.Storage;

/// <summary>Reads the project's own columns, in any order, by the names in the header.</summary>
sealed class CsvImporter(ListKind kind, ImportNotes notes)
{
    const int LongestField = 64 * 1024;

    static readonly Fault FieldCount = new("fieldCount", "The row does not have as many fields as the header.");
    static readonly Fault Quotes = new("quotes", "A quotation mark stands inside a field that is not quoted.");
    static readonly Fault Encoded = new("encoding", "The row holds bytes that are not UTF-8.");

    bool badQuotes;

    public IEnumerable<Parsed> Read(OpenedFile file)
    {
        using var reader = new StreamReader(file.Content, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, 1 << 16);
        using var parser = new CsvParser(reader, Configuration());
        if (Header(file, parser) is not { } columns) yield break;
        var fields = new CsvFields(columns);
        for (var line = parser.RawRow + 1; Next(file, parser, line); line = parser.RawRow + 1)
        {
            var at = new Source(file.Name, line);
            if (Row(parser, fields) is { } fault) notes.Reject(at, fault);
            else if (Entry(fields) is { } entry) yield return new(at, entry);
            else notes.Reject(at, fields.Fault!);
        }
    }

    CsvConfiguration Configuration() => new(CultureInfo.InvariantCulture)
    {
        MaxFieldSize = LongestField,
        BadDataFound = _ => badQuotes = true,
        TrimOptions = TrimOptions.Trim,
        BufferSize = 1 << 16,
    };

    Dictionary<string, int>? Header(OpenedFile file, CsvParser parser)
    {
        if (!Next(file, parser, 1)) return null;
        var columns = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var known = CsvColumns.Of(kind);
        for (var i = 0; i < parser.Count; i++)
        {
            var name = parser[i].Trim('\uFEFF', ' ');
            if (known.Contains(name)) columns.TryAdd(name, i);
            else if (name.Length > 0) notes.UnknownColumn(name);
        }
        columns[CsvFields.Width] = parser.Count;
        var missing = CsvColumns.Missing(kind, columns);
        if (missing.Count == 0) return columns;
        notes.Refuse("columnsMissing", $"{file.Name} has no column {string.Join(", ", missing)}. Its first line must name the columns, in UTF-8, with commas between.");
        return null;
    }

    bool Next(OpenedFile file, CsvParser parser, long line)
    {
        try
        {
            badQuotes = false;
            return notes.Refused is null && parser.Read();
        }
        catch (Exception error) when (error is CsvHelperException or IOException or InvalidDataException)
        {
            var why = error is MaxFieldSizeException ? $"a field is longer than {LongestField} characters; is a quotation mark not closed?" : "it is damaged there.";
            notes.Refuse("unreadable", $"{file.Name} cannot be read from line {line} on: {why}");
            return false;
        }
    }

    Fault? Row(CsvParser parser, CsvFields fields)
    {
        if (badQuotes) return Quotes;
        if (parser.Count != fields.Count) return FieldCount;
        fields.Begin(parser);
        for (var i = 0; i < parser.Count; i++)
            if (Broken(parser[i])) return Encoded;
        return null;
    }

    // The reader puts U+FFFD where bytes are not UTF-8; a NUL is the mark of UTF-16.
    static bool Broken(string field) => field.AsSpan().ContainsAny('\uFFFD', '\0');

    object? Entry(CsvFields fields) => kind switch
    {
        ListKind.Documents => CsvEntries.Document(fields),
        ListKind.Persons => CsvEntries.Person(fields),
        ListKind.Vehicles => CsvEntries.Vehicle(fields),
    };
}

/// <summary>The columns of each kind.</summary>
static class CsvColumns
{
    static readonly HashSet<string> Documents = Set(
        "entryId", "number", "documentType", "issuingState", "status", "reportedOn", "reviewOn", "theftState", "reference", "legalBasis", "action");
    static readonly HashSet<string> Persons = Set(
        "entryId", "name", "aliases", "datesOfBirth", "sex", "nationalities", "documentNumbers", "legalBasis", "action", "reviewOn", "reference");
    static readonly HashSet<string> Vehicles = Set(
        "entryId", "vin", "plate", "plateState", "engineNumber", "make", "model", "colour", "status", "legalBasis", "action", "reviewOn");

    public static HashSet<string> Of(ListKind kind) => kind switch
    {
        ListKind.Documents => Documents,
        ListKind.Persons => Persons,
        ListKind.Vehicles => Vehicles,
    };

    public static List<string> Missing(ListKind kind, Dictionary<string, int> columns)
    {
        string[] needed = kind switch
        {
            ListKind.Documents => ["entryId", "number", "issuingState"],
            ListKind.Persons => ["entryId", "name"],
            ListKind.Vehicles => ["entryId"],
        };
        List<string> missing = [.. needed.Where(name => !columns.ContainsKey(name))];
        if (kind == ListKind.Vehicles && !columns.ContainsKey("vin") && !columns.ContainsKey("plate") && !columns.ContainsKey("engineNumber"))
            missing.Add("vin, plate or engineNumber");
        return missing;
    }

    static HashSet<string> Set(params string[] names) => new(names, StringComparer.OrdinalIgnoreCase);
}
