using Limen.Screening;

namespace Limen.Storage;

/// <summary>A file to import.</summary>
/// <param name="Name">Its name, for the report and to tell several files apart.</param>
/// <param name="Content">Read once, forwards; gzip is noticed by its first bytes. Not closed.</param>
public sealed record ImportFile(string Name, Stream Content);

/// <summary>What to import.</summary>
/// <param name="ListId">Small letters, digits and hyphens, at most 64; a new one makes a new list.</param>
/// <param name="Kind">What the entries are about.</param>
/// <param name="Format">How the files are written.</param>
/// <param name="Files">At least one; together they are the whole list.</param>
/// <param name="By">Who imports.</param>
public sealed record ImportRequest(string ListId, ListKind Kind, ListFormat Format, IReadOnlyList<ImportFile> Files, string By)
{
    /// <summary>True to let the list lose more than a fifth of its entries.</summary>
    public bool AcceptShrink { get; init; }
    /// <summary>The list's name for the officer; null keeps it, and names a new list after its id.</summary>
    public string? Title { get; init; }
    /// <summary>Who answers for the list; null keeps it, and makes the importer the owner of a new one.</summary>
    public string? Owner { get; init; }
}

/// <summary>How far an import has come.</summary>
/// <param name="Rows">Rows read.</param>
/// <param name="Bytes">Bytes of the files read.</param>
/// <param name="TotalBytes">Bytes of all files; null when not known.</param>
public readonly record struct ImportProgress(long Rows, long Bytes, long? TotalBytes);

/// <summary>A row that was not taken in.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Line">Line in it, from 1.</param>
/// <param name="Code">camelCase code with an entry in docs/errors.md.</param>
/// <param name="Words">Why, as a sentence without data of persons.</param>
public sealed record RejectedRow(string File, long Line, string Code, string Words);

/// <summary>What came of an import.</summary>
public sealed record ImportReport
{
    /// <summary>So many rejected rows are listed; all are counted.</summary>
    public const int RejectedListed = 1000;

    /// <summary>The list.</summary>
    public required string ListId { get; init; }
    /// <summary>What it is about.</summary>
    public required ListKind Kind { get; init; }
    /// <summary>The version that now stands: a new one, or the old one when nothing changed or the import was refused; 0 for none.</summary>
    public long Version { get; init; }
    /// <summary>Entries in that version.</summary>
    public long Entries { get; init; }
    /// <summary>Entries that are new.</summary>
    public long Added { get; init; }
    /// <summary>Entries that read otherwise than before.</summary>
    public long Changed { get; init; }
    /// <summary>Entries that are no longer there.</summary>
    public long Removed { get; init; }
    /// <summary>Entries that stayed as they were.</summary>
    public long Unchanged { get; init; }
    /// <summary>Records passed over because the format holds more than this kind of list takes (organisations, vessels).</summary>
    public long Skipped { get; init; }
    /// <summary>The first rejected rows.</summary>
    public IReadOnlyList<RejectedRow> Rejected { get; init; } = [];
    /// <summary>All rejected rows.</summary>
    public long RejectedCount { get; init; }
    /// <summary>Columns that were ignored because nobody knows them.</summary>
    public IReadOnlyList<string> UnknownColumns { get; init; } = [];
    /// <summary>Null, or why nothing was imported: wouldShrink, nothingValid, unreadable, columnsMissing, kindMismatch, formatMismatch, listIdInvalid, ownedByHub.</summary>
    public string? Refused { get; init; }
    /// <summary>The refusal as a sentence; null when there is none.</summary>
    public string? RefusedWords { get; init; }
    /// <summary>How long it took, in milliseconds.</summary>
    public long TookMs { get; init; }
}
