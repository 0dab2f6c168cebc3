using System.Text.Unicode;
using CsvHelper;
using Limen.Screening;

namespace Limen.Storage;

/// <summary>Reads the project's own columns, in any order, by the names in the header.</summary>
sealed class CsvImporter(ListKind kind, ImportNotes notes)
{
    const int LongestRow = 1 << 20;

    static readonly Fault FieldCount = new("fieldCount", "The row does not have as many fields as the header.");
    static readonly Fault Quotes = new("quotes", "Text stands behind the closing quotation mark of a field.");
    static readonly Fault Encoded = new("encoding", "The row holds bytes that are not UTF-8.");

    CsvMalformedReason? malformed;

    public IEnumerable<Parsed> Read(OpenedFile file)
    {
        using var reader = CsvReader.Create(file.Content, Options(), true);
        if (!Header(file, reader)) yield break;
        var fields = new CsvFields(reader);
        while (Next(file, reader))
        {
            var at = new Source(file.Name, reader.LineNumber);
            if (Row(reader) is { } fault) notes.Reject(at, fault);
            else if (Entry(fields) is { } entry) yield return new(at, entry);
            else notes.Reject(at, fields.Fault!);
        }
    }

    CsvReaderOptions Options() => new()
    {
        TrimWhitespace = true,
        TrimInsideQuotes = true,
        TrackLineNumbers = true,
        MaxRecordSize = LongestRow,
        IncludeValuesInExceptions = false,
        OnMalformedRecord = record => malformed = record.Reason,
    };

    bool Header(OpenedFile file, CsvReader reader)
    {
        if (!Guarded(file, reader, () => { reader.ReadHeader(); return true; })) return false;
        var known = CsvColumns.Of(kind);
        foreach (var name in reader.Headers.Where(name => name.Length > 0 && !known.Contains(name))) notes.UnknownColumn(name);
        var missing = CsvColumns.Missing(kind, reader);
        if (missing.Count > 0)
            notes.Refuse("columnsMissing", $"{file.Name} has no column {string.Join(", ", missing)}. Its first line must name the columns, in UTF-8.");
        return missing.Count == 0;
    }

    bool Next(OpenedFile file, CsvReader reader)
    {
        malformed = null;
        if (notes.Refused is not null || !Guarded(file, reader, reader.Read)) return false;
        if (malformed != CsvMalformedReason.UnterminatedQuote) return true;
        notes.Refuse("unreadable", $"{file.Name}: in line {reader.LineNumber} a quotation mark is opened and never closed.");
        return false;
    }

    bool Guarded(OpenedFile file, CsvReader reader, Func<bool> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is CsvFormatException or IOException or InvalidDataException)
        {
            var why = error is CsvFormatException ? "a row is too long; is a quotation mark not closed?" : "the file is damaged or was cut off.";
            notes.Refuse("unreadable", $"{file.Name} cannot be read beyond row {reader.RowNumber}: {why}");
            return false;
        }
    }

    Fault? Row(CsvReader reader)
    {
        if (reader.FieldCount != reader.Headers.Count) return FieldCount;
        if (malformed == CsvMalformedReason.TextAfterClosingQuote) return Quotes;
        var raw = reader.RawRecord;
        return Utf8.IsValid(raw) && !raw.Contains((byte)0) ? null : Encoded;
    }

    object? Entry(CsvFields fields)
    {
        fields.Begin();
        return kind switch
        {
            ListKind.Documents => CsvEntries.Document(fields),
            ListKind.Persons => CsvEntries.Person(fields),
            ListKind.Vehicles => CsvEntries.Vehicle(fields),
        };
    }
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

    static readonly string[] AnyOf = ["vin", "plate", "engineNumber"];

    public static HashSet<string> Of(ListKind kind) => kind switch
    {
        ListKind.Documents => Documents,
        ListKind.Persons => Persons,
        ListKind.Vehicles => Vehicles,
    };

    public static List<string> Missing(ListKind kind, CsvReader reader)
    {
        string[] needed = kind switch
        {
            ListKind.Documents => ["entryId", "number", "issuingState"],
            ListKind.Persons => ["entryId", "name"],
            ListKind.Vehicles => ["entryId"],
        };
        List<string> missing = [.. needed.Where(name => !reader.TryGetFieldIndex(name, out _))];
        if (kind == ListKind.Vehicles && !AnyOf.Any(name => reader.TryGetFieldIndex(name, out _)))
            missing.Add("vin, plate or engineNumber");
        return missing;
    }

    static HashSet<string> Set(params string[] names) => new(names, StringComparer.OrdinalIgnoreCase);
}
