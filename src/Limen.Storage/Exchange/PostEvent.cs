using System.Text.Json;
using Limen.Inspections;

namespace Limen.Storage;

/// <summary>An inspection as its journal entry vouches for it: the columns of its row.</summary>
public sealed record SentInspection(string Id, string StartedAt, string Officer, string Post, long Advice, string Body)
{
    internal string Digest => InspectionRow.Digest(Id, StartedAt, Officer, Post, Advice, Body);

    internal bool Means(string subject) => Id == subject && PostEvent.IsId(Id) && Stamp.IsMoment(StartedAt) && Enum.IsDefined((Advice)Advice) && PostEvent.AreText(Officer, Post, Body);

    /// <summary>Says only the id.</summary>
    public override string ToString() => Id;
}

/// <summary>A decision as its journal entry vouches for it: the columns of its row.</summary>
public sealed record SentDecision(string Inspection, long Seq, long Kind, string DecidedBy, string DecidedAt, string? Reason)
{
    internal string Digest => DecisionRow.Digest(Inspection, Seq, Kind, DecidedBy, DecidedAt, Reason);

    internal bool Means(string subject) => Inspection == subject && PostEvent.IsId(Inspection) && Seq > 0 && Enum.IsDefined((DecisionKind)Kind) && Stamp.IsMoment(DecidedAt) && PostEvent.AreText(DecidedBy, Reason ?? "");

    /// <summary>Says only the inspection's id.</summary>
    public override string ToString() => Inspection;
}

/// <summary>A cleared match as its journal entry vouches for it: the columns of its row.</summary>
public sealed record SentClearing(
    string Id, string Traveller, string List, string EntryId, string EntryDigest, string Inspection, string ClearedBy, string ClearedAt, string Reason, string Until)
{
    internal string Digest => Chain.Hash(Id, Traveller, List, EntryId, EntryDigest, Inspection, ClearedBy, ClearedAt, Reason, Until);

    internal bool Means(string subject) =>
        Id == subject && PostEvent.IsId(Id) && PostEvent.IsId(Inspection) && Stamp.IsMoment(ClearedAt) && Stamp.IsMoment(Until)
        && PostEvent.AreText(Traveller, List, EntryId, EntryDigest, ClearedBy, Reason);

    /// <summary>Says only the id.</summary>
    public override string ToString() => Id;
}

/// <summary>That a cleared match was taken back.</summary>
public sealed record SentWithdrawal(string Id, string WithdrawnBy, string WithdrawnAt)
{
    internal string Digest => Chain.Hash(Id, WithdrawnBy, WithdrawnAt);

    internal bool Means(string subject) => Id == subject && PostEvent.IsId(Id) && Stamp.IsMoment(WithdrawnAt) && PostEvent.AreText(WithdrawnBy);
}

/// <summary>One entry of a post's journal on its way to the hub, with what it vouches for.</summary>
/// <param name="N">Its place.</param>
/// <param name="At">When, as it stands in the journal.</param>
/// <param name="Kind">A <see cref="JournalKind"/> by number, or one that only a newer program knows.</param>
/// <param name="Who">Who did it.</param>
/// <param name="Subject">To what.</param>
/// <param name="Details">A JSON object, as it stands in the journal.</param>
/// <param name="Hash">SHA-256 in hex over the hash before and everything above.</param>
public sealed record PostEvent(long N, string At, long Kind, string Who, string Subject, string Details, string Hash)
{
    /// <summary>Of an entry of kind 1; null for others, or where the row is gone.</summary>
    public SentInspection? Inspection { get; init; }
    /// <summary>Of an entry of kind 2; null for others, or where the row is gone.</summary>
    public SentDecision? Decision { get; init; }
    /// <summary>Of an entry of kind 21; null for others, or where the row is gone.</summary>
    public SentClearing? Clearing { get; init; }
    /// <summary>Of an entry of kind 22; null for others, or where the row is gone.</summary>
    public SentWithdrawal? Withdrawal { get; init; }

    /// <summary>An inspection as the next entry of a journal, chained and vouched for as a node does it.</summary>
    /// <param name="inspection">What was recorded.</param>
    /// <param name="n">The entry's place.</param>
    /// <param name="at">When.</param>
    /// <param name="previousHash">Hash of the entry before; empty before the first.</param>
    public static PostEvent Of(SentInspection inspection, long n, DateTimeOffset at, string previousHash)
    {
        var details = JsonSerializer.Serialize(new { digest = inspection.Digest });
        var row = new JournalRow(n, Stamp.Of(at), (long)JournalKind.Inspection, inspection.Officer, inspection.Id, details, "");
        return new(row.N, row.At, row.Kind, row.Who, row.Subject, row.Details, row.HashAfter(previousHash)) { Inspection = inspection };
    }

    internal JournalRow Row => new(N, At, Kind, Who, Subject, Details, Hash);

    /// <summary>Null, or why what the entry vouches for cannot be taken in with it.</summary>
    internal string? Flaw => (JournalKind)Kind switch
    {
        JournalKind.Inspection => FlawOf("inspection", Inspection?.Digest, Inspection?.Means(Subject)),
        JournalKind.Decision => FlawOf("decision", Decision?.Digest, Decision?.Means(Subject)),
        JournalKind.MatchCleared => FlawOf("clearing", Clearing?.Digest, Clearing?.Means(Subject)),
        JournalKind.ClearingWithdrawn => FlawOf("clearing", Withdrawal?.Digest, Withdrawal?.Means(Subject)),
        _ => null,
    };

    /// <summary>Says only place and kind.</summary>
    public override string ToString() => $"{N} {(JournalKind)Kind}";

    /// <summary>True for what a journal can hold at all.</summary>
    internal bool IsEntry => Stamp.IsMoment(At) && AreText(Who, Subject, Details);

    /// <summary>True for what every database keeps as text: PostgreSQL refuses the character 0.</summary>
    internal static bool AreText(params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts) if (text.Contains('\0', StringComparison.Ordinal)) return false;
        return true;
    }

    /// <summary>True for an id as this program writes it.</summary>
    internal static bool IsId(string text) => Guid.TryParseExact(text, "D", out var id) && id.ToString() == text;

    // A row that is wrong in itself would stop whoever reads it here later.
    string? FlawOf(string what, string? digest, bool? means) =>
        digest is null ? what + "Missing" : digest != JournalRow.Told(Details) ? what + "Altered" : means != true ? what + "Invalid" : null;
}

/// <summary>Part of a post's journal on its way to the hub.</summary>
/// <param name="Format">1.</param>
/// <param name="Store">Id of the post's store.</param>
/// <param name="From">Place of the first event; without events, the place that comes next.</param>
/// <param name="PreviousHash">Hash of the entry before that; empty before the first.</param>
/// <param name="Events">In order, without gaps; may be empty.</param>
public sealed record EventBatch(int Format, Guid Store, long From, string PreviousHash, IReadOnlyList<PostEvent> Events)
{
    /// <summary>What this program writes and reads.</summary>
    public const int CurrentFormat = 1;

    // Some times what a post sends at once: all of it is one transaction, for which others wait.
    const int MostEvents = 2000;

    /// <summary>The bytes that are sent.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, ExchangeJson.Default.EventBatch);

    /// <summary>Reads such bytes; null where they say nothing that this program understands.</summary>
    public static EventBatch? Read(ReadOnlySpan<byte> bytes) =>
        ExchangeJson.Read(bytes, ExchangeJson.Default.EventBatch) is { Format: CurrentFormat } read && read.IsSound ? read : null;

    bool IsSound => Events.Count <= MostEvents && Events.All(one => one is not null);
}

/// <summary>The hub's answer to a part of a post's journal.</summary>
/// <param name="Acknowledged">The last entry that the hub has, on its disk.</param>
/// <param name="Refused">Null, or chainGap, chainForked, chainAltered.</param>
public sealed record EventReceipt(long Acknowledged, string? Refused)
{
    /// <summary>The bytes that are sent.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, ExchangeJson.Default.EventReceipt);

    /// <summary>Reads such bytes; null where they say nothing that this program understands.</summary>
    public static EventReceipt? Read(ReadOnlySpan<byte> bytes) => ExchangeJson.Read(bytes, ExchangeJson.Default.EventReceipt);
}
