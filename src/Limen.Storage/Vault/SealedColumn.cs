namespace Limen.Storage;

/// <summary>A column that is not kept as it is, as SQL over the functions <c>seal</c>, <c>open</c>, both with <c>_bytes</c> too, <c>name</c>, <c>mask</c>, <c>mask_digest</c>.</summary>
/// <param name="Table">Table.</param>
/// <param name="Column">Column.</param>
/// <param name="Place">The place to which its values are bound; empty for a column that is compared: <paramref name="Row"/> is its function then.</param>
/// <param name="Row">The row to which they are bound: columns, with / between.</param>
/// <param name="Empty">A column that says 0 or nothing where there is no value yet; null when there always is one.</param>
/// <param name="Bytes">True where the values are bytes and no text.</param>
sealed record SealedColumn(string Table, string Column, string Place, string Row, string? Empty = null, bool Bytes = false)
{
    /// <summary>Every one of them. Whatever is not named here is copied as it is.</summary>
    public static IReadOnlyList<SealedColumn> All { get; } =
    [
        new("entries", "entry_id", "", "name"),
        new("entries", "digest", "", "mask_digest"),
        new("entries", "body", Places.Entry, "row_id"),
        new("entry_keys", "lookup_key", "", "mask"),
        new("lists", "digest", Places.ListDigest, "id", "version"),
        new("list_versions", "digest", Places.VersionDigest, "id/version"),
        new("inspections", "body", Places.Inspection, "id"),
        new("decisions", "reason", Places.DecisionReason, "inspection/seq"),
        new("cleared_matches", "entry_id", "", "name"),
        new("cleared_matches", "entry_digest", Places.ClearedDigest, "id"),
        new("cleared_matches", "reason", Places.ClearedReason, "id"),
        new("journal", "details", Places.JournalDetails, "n"),
        new("journal", "hash", Places.JournalHash, "n"),
        new("journal_head", "hash", Places.JournalHead, "n", "n"),
        new("officers", "password_hash", Places.Password, "name"),
        new("store_identity", "secret", Places.StoreSecret, "store"),
        new("secrets", "body", Places.Secret, "name", Bytes: true),
        new("hub_heads", "body", Places.HubHeads, "hub"),
        new("post_journal", "details", Places.PostDetails, "post/store/n"),
        new("post_journal", "hash", Places.PostHash, "post/store/n"),
        new("post_chains", "hash", Places.ChainHash, "post/store"),
    ];

    public static SealedColumn? Of(string table, string column) => All.FirstOrDefault(one => one.Table == table && one.Column == column);

    /// <summary>True when it can be opened again; the others are compared as they are kept.</summary>
    public bool Opens => Place.Length > 0;

    /// <summary>What to keep of a clear row.</summary>
    public string Kept(string from) => Opens ? Over("seal", from) : $"{Row}({from}.{Column})";

    /// <summary>The clear value of a row that is kept.</summary>
    public string Opened(string from) => Over("open", from);

    string Over(string function, string from)
    {
        var row = string.Join(" || '/' || ", Row.Split('/').Select(column => $"cast({from}.{column} as text)"));
        var value = $"{function}{(Bytes ? "_bytes" : "")}('{Place}', {row}, {from}.{Column})";
        return Empty is null ? value : $"case {from}.{Empty} when 0 then {from}.{Column} else {value} end";
    }
}
