using System.Data.Common;
using Limen.Screening;

namespace Limen.Storage;

/// <summary>What an officer of the second line finds: that a match of an inspection is not what the entry describes.</summary>
/// <param name="List">The list's id.</param>
/// <param name="EntryId">The entry's id within it.</param>
/// <param name="By">The officer.</param>
/// <param name="Reason">In the officer's words; not empty.</param>
/// <param name="Until">From this moment on it no longer holds.</param>
public sealed record ClearRequest(string List, string EntryId, string By, string Reason, DateTimeOffset Until)
{
    /// <summary>The reason may name a person: says only the entry.</summary>
    public override string ToString() => $"{List}/{EntryId}";
}

/// <summary>What came of it.</summary>
public enum ClearOutcome
{
    /// <summary>The match is cleared.</summary>
    Recorded = 1,
    /// <summary>The inspection has no such match.</summary>
    NoSuchMatch = 2,
    /// <summary>No list of this node answered it: whoever holds the list clears there.</summary>
    NoSuchList = 3,
    /// <summary>Number, State or whole date of birth is missing, or the match came from the chip's reading alone.</summary>
    TravellerUnknown = 4,
    /// <summary>The entry is gone or reads otherwise than it was shown.</summary>
    EntryChanged = 5,
}

/// <summary>Outcome, and the cleared match where there is one.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="Match">Null unless recorded.</param>
public sealed record ClearResult(ClearOutcome Outcome, ClearedMatch? Match = null);

/// <summary>A match that was cleared.</summary>
/// <param name="Id">Version 7 UUID.</param>
/// <param name="Cleared">For whom, what, by whom, why and until when.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Inspection">Id of the inspection that showed it.</param>
/// <param name="WithdrawnBy">Who took it back; null while it stands.</param>
/// <param name="WithdrawnAt">When, UTC; null while it stands.</param>
public sealed record ClearedMatch(Guid Id, Cleared Cleared, DateTimeOffset At, Guid Inspection, string? WithdrawnBy, DateTimeOffset? WithdrawnAt)
{
    /// <summary>Says only the entry and until when.</summary>
    public override string ToString() => Cleared.ToString();
}

/// <summary>A row of <c>cleared_matches</c>.</summary>
sealed class ClearedRow
{
    public const string Columns = """
        id as Id, traveller as Traveller, list as List, entry_id as KeptId, entry_digest as KeptDigest, inspection as Inspection,
        cleared_by as ClearedBy, cleared_at as ClearedAt, reason as KeptReason, until as Until, withdrawn_by as WithdrawnBy, withdrawn_at as WithdrawnAt
        """;

    public string Id { get; init; } = "";
    public string Traveller { get; init; } = "";
    public string List { get; init; } = "";
    public string EntryId { get; set; } = "";
    public string EntryDigest { get; set; } = "";
    public string Inspection { get; init; } = "";
    public string ClearedBy { get; init; } = "";
    public string ClearedAt { get; init; } = "";
    public string Reason { get; set; } = "";
    public string Until { get; init; } = "";
    public string? WithdrawnBy { get; init; }
    public string? WithdrawnAt { get; init; }

    public object KeptId { get; init; } = "";
    public object KeptDigest { get; init; } = "";
    public object KeptReason { get; init; } = "";

    /// <summary>The rows of which a condition holds.</summary>
    public static async Task<List<ClearedRow>> AllAsync(Session session, string condition, object values)
    {
        var rows = await session.RowsAsync<ClearedRow>($"select {Columns} from cleared_matches where {condition}", values);
        foreach (var row in rows)
        {
            row.EntryId = session.Vault.OpenName(row.KeptId);
            row.EntryDigest = session.Vault.Open(row.KeptDigest, Places.ClearedDigest, row.Id);
            row.Reason = session.Vault.Open(row.KeptReason, Places.ClearedReason, row.Id);
        }
        return rows;
    }

    /// <summary>For the verification: what cannot be opened is left empty, and so is not what was written.</summary>
    public static ClearedRow Read(DbDataReader reader, int at, Vault vault) => new()
    {
        Id = reader.GetString(at),
        Traveller = reader.GetString(at + 1),
        List = reader.GetString(at + 2),
        EntryId = vault.TryOpenName(reader.GetValue(at + 3)) ?? "",
        EntryDigest = vault.TryOpen(reader.GetValue(at + 4), Places.ClearedDigest, reader.GetString(at)) ?? "",
        Inspection = reader.GetString(at + 5),
        ClearedBy = reader.GetString(at + 6),
        ClearedAt = reader.GetString(at + 7),
        Reason = vault.TryOpen(reader.GetValue(at + 8), Places.ClearedReason, reader.GetString(at)) ?? "",
        Until = reader.GetString(at + 9),
        WithdrawnBy = reader.IsDBNull(at + 10) ? null : reader.GetString(at + 10),
        WithdrawnAt = reader.IsDBNull(at + 11) ? null : reader.GetString(at + 11),
    };

    /// <summary>The values as they are kept.</summary>
    public object Kept(Vault vault) => new
    {
        Id,
        Traveller,
        List,
        EntryId = vault.SealName(EntryId),
        EntryDigest = vault.Seal(EntryDigest, Places.ClearedDigest, Id),
        Inspection,
        ClearedBy,
        ClearedAt,
        Reason = vault.Seal(Reason, Places.ClearedReason, Id),
        Until,
    };

    public Cleared Cleared => new(new(Traveller), List, EntryId, EntryDigest, ClearedBy, Reason, Stamp.Read(Until));

    public ClearedMatch Match => new(Guid.Parse(Id), Cleared, Stamp.Read(ClearedAt), Guid.Parse(Inspection), WithdrawnBy, Stamp.ReadOrNull(WithdrawnAt));

    public string Digest => Chain.Hash(Id, Traveller, List, EntryId, EntryDigest, Inspection, ClearedBy, ClearedAt, Reason, Until);

    public string? WithdrawalDigest => WithdrawnAt is null ? null : Chain.Hash(Id, WithdrawnBy, WithdrawnAt);
}
