using Limen.Screening;

namespace Limen.Storage;

/// <summary>A file opened for reading: unpacked when it was packed.</summary>
sealed record OpenedFile(string Name, Stream Content);

/// <summary>Chooses the reader of a format.</summary>
static class Importer
{
    public static bool Gives(ListFormat format, ListKind kind) => format switch
    {
        ListFormat.Csv => true,
        ListFormat.UnXml or ListFormat.OfacCsv => kind == ListKind.Persons,
        ListFormat.FtmJson => true,
    };

    /// <summary>Entries in the order of the files; what cannot be taken in goes to the notes. Stops when the notes hold a refusal.</summary>
    public static IEnumerable<Parsed> Read(ListFormat format, ListKind kind, IReadOnlyList<OpenedFile> files, ImportNotes notes) => format switch
    {
        ListFormat.Csv => files.SelectMany(file => new CsvImporter(kind, notes).Read(file)),
        ListFormat.UnXml => files.SelectMany(file => new UnXmlImporter(notes).Read(file)),
        ListFormat.OfacCsv => new OfacCsvImporter(notes).Read(files),
        ListFormat.FtmJson => files.SelectMany(file => new FtmJsonImporter(kind, notes).Read(file)),
    };
}
