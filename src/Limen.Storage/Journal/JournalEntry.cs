namespace Limen.Storage;

/// <summary>What a journal entry tells of; persisted, so numbers never change.</summary>
public enum JournalKind
{
    /// <summary>An inspection was recorded. Subject: its id.</summary>
    Inspection = 1,
    /// <summary>An officer decided on an inspection. Subject: its id.</summary>
    Decision = 2,
    /// <summary>A list was imported, whether it changed or not. Subject: the list's id.</summary>
    Import = 3,
    /// <summary>An import was refused. Subject: the list's id.</summary>
    ImportRefused = 4,
    /// <summary>An officer signed in. Subject: the officer's name.</summary>
    SignIn = 5,
    /// <summary>A sign-in failed. Subject: the name that was tried.</summary>
    SignInFailed = 6,
    /// <summary>An officer signed out. Subject: the officer's name.</summary>
    SignOut = 7,
    /// <summary>An officer's roles, name, state or password changed. Subject: the officer's name.</summary>
    OfficerChanged = 8,
    /// <summary>An API key was made. Subject: its id.</summary>
    KeyCreated = 9,
    /// <summary>An API key was revoked. Subject: its id.</summary>
    KeyRevoked = 10,
    /// <summary>An officer was added. Subject: the officer's name.</summary>
    OfficerAdded = 11,
    /// <summary>Entries whose review date had passed were deleted. Subject: the list's id.</summary>
    EntriesExpired = 12,
    /// <summary>The journal was verified. Subject: the number of its last entry.</summary>
    JournalVerified = 13,
    /// <summary>Another node was answered from this node's lists. Subject: the machine that asked.</summary>
    QueryAnswered = 14,
    /// <summary>Certificates, revocation or deviation lists were imported, whether they changed anything or not. Subject: the file's name.</summary>
    TrustImported = 20,
    /// <summary>Second line cleared a match for a traveller. Subject: id of the cleared match.</summary>
    MatchCleared = 21,
    /// <summary>A cleared match was taken back. Subject: its id.</summary>
    ClearingWithdrawn = 22,
    /// <summary>A version of a list was received from the hub. Subject: the list's id.</summary>
    ListReceived = 23,
    /// <summary>Part of a post's journal was taken in, with what it vouches for. Subject: the post's name.</summary>
    EventsReceived = 24,
    /// <summary>A post's journal does not go on from what is here, or something that it vouches for was altered. Subject: the post's name.</summary>
    EventsRefused = 25,
    /// <summary>The hub answered an inspection otherwise than this node did. Subject: the inspection's id.</summary>
    AnswersDiffered = 26,
    /// <summary>At a hub: a post was invited. Subject: the post's name.</summary>
    PostInvited = 30,
    /// <summary>At a hub: a post enrolled, or got a certificate for a new key; at a post: it enrolled. Subject: the post's name.</summary>
    PostEnrolled = 31,
    /// <summary>At a hub: a post was locked out. Subject: the post's name.</summary>
    PostRevoked = 32,
    /// <summary>At a post: the hub's officers changed. Subject: version of the roster.</summary>
    RosterReceived = 33,
    /// <summary>Inspections of a month (or a day) were taken away with their decisions, because they were older than they are kept. Subject: the month or day.</summary>
    PartitionRetired = 34,
}

/// <summary>What is to be journalled.</summary>
/// <param name="Kind">What it tells of.</param>
/// <param name="Who">Name of the officer or machine that did it.</param>
/// <param name="Subject">What it was done to.</param>
/// <param name="Details">A JSON object without data of travellers: ids, counts, digests.</param>
public sealed record JournalRecord(JournalKind Kind, string Who, string Subject, string Details = "{}");

/// <summary>One link of the journal.</summary>
/// <param name="N">Its place, from 1 without gaps.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Kind">What it tells of.</param>
/// <param name="Who">Who did it.</param>
/// <param name="Subject">To what.</param>
/// <param name="Details">A JSON object.</param>
/// <param name="Hash">SHA-256, in hex, over the hash before and everything above.</param>
public sealed record JournalEntry(long N, DateTimeOffset At, JournalKind Kind, string Who, string Subject, string Details, string Hash);

/// <summary>Whether the journal holds.</summary>
/// <param name="Entries">Entries that were read and hold, up to the first broken place.</param>
/// <param name="BrokenAt">Place of the first entry that does not hold; null when all do.</param>
/// <param name="Code">Null, or camelCase code: journalAltered, journalGap, journalCut, secondHeadDamaged, inspectionAltered, inspectionMissing, inspectionUnknown, decisionAltered, decisionMissing, decisionUnknown, trustAltered, clearingAltered, clearingMissing, clearingUnknown, and of the journals of posts postJournalAltered, postJournalGap, postJournalCut.</param>
/// <param name="Words">The same as a sentence.</param>
public sealed record JournalCheck(long Entries, long? BrokenAt, string? Code, string Words)
{
    /// <summary>True when every entry, inspection and decision is as it was written, and no certificate was slipped in or taken away.</summary>
    public bool Whole => Code is null;
}

/// <summary>Place and hash of the last entry; 0 and empty before the first.</summary>
readonly record struct JournalHead(long N, string Hash);

/// <summary>A row of <c>journal</c>.</summary>
sealed record JournalRow(long N, string At, long Kind, string Who, string Subject, string Details, string Hash)
{
    public JournalEntry Entry => new(N, Stamp.Read(At), (JournalKind)Kind, Who, Subject, Details, Hash);

    public const string Columns = "n, at, kind, who, subject, details, hash";

    /// <summary>Reads <see cref="Columns"/> from where the reader stands. What cannot be opened is left empty, and so is not what was written.</summary>
    public static JournalRow Read(System.Data.Common.DbDataReader reader, Vault vault)
    {
        var row = Vault.Row(reader.GetInt64(0));
        return new(
            reader.GetInt64(0), reader.GetString(1), reader.GetInt64(2), reader.GetString(3), reader.GetString(4),
            vault.TryOpen(reader.GetValue(5), Places.JournalDetails, row) ?? "", vault.TryOpen(reader.GetValue(6), Places.JournalHash, row) ?? "");
    }

    /// <summary>The values as they are kept.</summary>
    public object Kept(Vault vault)
    {
        var row = Vault.Row(N);
        return new
        {
            N,
            At,
            Kind,
            Who,
            Subject,
            Details = vault.Seal(Details, Places.JournalDetails, row),
            Hash = vault.Seal(Hash, Places.JournalHash, row),
        };
    }

    public string HashAfter(string previous) =>
        Chain.Hash(previous, N.ToString(System.Globalization.CultureInfo.InvariantCulture), At,
            Kind.ToString(System.Globalization.CultureInfo.InvariantCulture), Who, Subject, Details);

    /// <summary>The digest of what an entry vouches for, as its details tell it; null where they tell none.</summary>
    public static string? Told(string details)
    {
        try
        {
            using var json = System.Text.Json.JsonDocument.Parse(details);
            return json.RootElement.ValueKind == System.Text.Json.JsonValueKind.Object && json.RootElement.TryGetProperty("digest", out var digest) && digest.ValueKind == System.Text.Json.JsonValueKind.String ? digest.GetString() : null;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
