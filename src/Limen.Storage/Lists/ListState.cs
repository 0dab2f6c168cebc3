using Limen.Screening;

namespace Limen.Storage;

/// <summary>How a list is written in a file.</summary>
public enum ListFormat
{
    /// <summary>Comma-separated values with a header: the project's own columns.</summary>
    Csv = 1,
    /// <summary>Consolidated list of the United Nations Security Council, XML.</summary>
    UnXml = 2,
    /// <summary>Legacy comma-separated files of the SDN list (SDN, ALT, ADD) of the US Treasury, without headers.</summary>
    OfacCsv = 3,
    /// <summary>FollowTheMoney entities, one JSON object a line, as OpenSanctions publishes every public list.</summary>
    FtmJson = 4,
}

/// <summary>The names of formats as commands, addresses and rows write them.</summary>
public static class ListFormats
{
    /// <summary>csv, un-xml, ofac-csv or ftm-json.</summary>
    public static string Name(this ListFormat format) => format switch
    {
        ListFormat.Csv => "csv",
        ListFormat.UnXml => "un-xml",
        ListFormat.OfacCsv => "ofac-csv",
        ListFormat.FtmJson => "ftm-json",
    };

    /// <summary>Reads such a name.</summary>
    public static bool TryParse(string? name, out ListFormat format)
    {
        format = default;
        foreach (var known in Enum.GetValues<ListFormat>())
            if (known.Name() == name) format = known;
        return format != default;
    }
}

/// <summary>A list as it stands.</summary>
/// <param name="Id">Its id: small letters, digits and hyphens.</param>
/// <param name="Title">Its name for the officer.</param>
/// <param name="Kind">What its entries are about.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="Version">Counts from 1; grows with every change.</param>
/// <param name="Entries">Entries in this version.</param>
/// <param name="ImportedAt">When it was last imported, also when that changed nothing: so old its content is.</param>
/// <param name="Format">Format of the last import.</param>
/// <param name="Digest">256 bits in hex that depend on every entry and not on their order: equal lists have equal digests.</param>
public sealed record ListState(
    string Id, string Title, ListKind Kind, string Owner, long Version, long Entries, DateTimeOffset ImportedAt, ListFormat Format, string Digest)
{
    /// <summary>True when the hub owns it: it is received, and nothing is imported into it here.</summary>
    public bool FromHub { get; init; }
}

/// <summary>One version in a list's history.</summary>
/// <param name="Version">Counts from 1.</param>
/// <param name="ImportedAt">When, UTC.</param>
/// <param name="ImportedBy">By whom.</param>
/// <param name="Format">From which format.</param>
/// <param name="Entries">Entries in it.</param>
/// <param name="Added">Entries that the version before had not.</param>
/// <param name="Changed">Entries that read otherwise than before.</param>
/// <param name="Removed">Entries that it no longer has.</param>
/// <param name="Digest">As in <see cref="ListState"/>.</param>
public sealed record ListVersion(
    long Version, DateTimeOffset ImportedAt, string ImportedBy, ListFormat Format, long Entries, long Added, long Changed, long Removed, string Digest);

/// <summary>A row of <c>lists</c>.</summary>
sealed class ListRow
{
    const string Columns = """
        id as Id, list_no as ListNo, title as Title, kind as Kind, owner as Owner, format as Format, version as Version,
        entries as Entries, imported_at as ImportedAt, digest as Kept, hub as Hub, turn as Turn
        """;

    public string Id { get; init; } = "";
    public long ListNo { get; init; }
    public string Title { get; init; } = "";
    public long Kind { get; init; }
    public string Owner { get; init; } = "";
    public string Format { get; init; } = "";
    public long Version { get; init; }
    public long Entries { get; init; }
    public string ImportedAt { get; init; } = "";
    public object Kept { get; init; } = "";
    public string Digest { get; private set; } = "";
    public string Hub { get; init; } = "";

    /// <summary>Whose turn it was last to make a version, as it stood when this was read; empty before the first.</summary>
    public string Turn { get; init; } = "";

    /// <summary>The rows of <c>lists</c> of which this holds.</summary>
    public static async Task<List<ListRow>> AllAsync(Session session, string condition, object? values = null)
    {
        var rows = await session.RowsAsync<ListRow>($"select {Columns} from lists where {condition}", values);
        // A list that was never published has none yet.
        foreach (var row in rows) row.Digest = row.Kept is "" ? "" : session.Vault.Open(row.Kept, Places.ListDigest, row.Id);
        return rows;
    }

    /// <summary>The first of them; null when there is none.</summary>
    public static async Task<ListRow?> FindAsync(Session session, string condition, object values) =>
        (await AllAsync(session, $"{condition} limit 1", values)).FirstOrDefault();

    public ListState State => new(Id, Title, (ListKind)Kind, Owner, Version, Entries, Stamp.Read(ImportedAt), FormatOf(Format), Digest) { FromHub = Hub.Length > 0 };

    public RowRange Rows => RowRange.Of(ListNo);

    /// <summary>The number of its next version: above its own, and above what posts hold of a line that a restore took back.</summary>
    public long Next => Math.Max(Version, told) + 1;

    /// <summary>True when posts hold what this list never was under numbers that it would use again: it is published anew even when nothing changed.</summary>
    public bool MustGoOn => Version > 0 && told >= Version;

    long told;

    /// <summary>Learns the highest version that posts hold and that it never had; 0 for none.</summary>
    public ListRow Above(long version)
    {
        told = version;
        return this;
    }

    public static ListFormat FormatOf(string name) => ListFormats.TryParse(name, out var format) ? format : default;
}

/// <summary>A row of <c>list_versions</c>.</summary>
sealed class VersionRow
{
    public long Version { get; init; }
    public string ImportedAt { get; init; } = "";
    public string ImportedBy { get; init; } = "";
    public string Format { get; init; } = "";
    public long Entries { get; init; }
    public long Added { get; init; }
    public long Changed { get; init; }
    public long Removed { get; init; }
    public object Kept { get; init; } = "";

    public ListVersion Told(Vault vault, string listId) => new(
        Version, Stamp.Read(ImportedAt), ImportedBy, ListRow.FormatOf(Format), Entries, Added, Changed, Removed,
        vault.Open(Kept, Places.VersionDigest, Place(listId, Version)));

    /// <summary>The row to which its digest is bound.</summary>
    public static string Place(string listId, long version) => $"{listId}/{Vault.Row(version)}";
}

/// <summary>The row ids of one list: it lies together, whatever else is in the table.</summary>
readonly record struct RowRange(long First, long Last)
{
    const int Bits = 40;

    public static RowRange Of(long listNo) => new((listNo << Bits) + 1, ((listNo + 1) << Bits) - 1);
}
