namespace Limen.Storage;

/// <summary>How a hub stands to a post; persisted by its words, so names never change.</summary>
public enum PostState
{
    /// <summary>A code is open; nobody has enrolled with it yet.</summary>
    Invited = 1,
    /// <summary>It has a certificate that holds.</summary>
    Enrolled = 2,
    /// <summary>It is locked out.</summary>
    Revoked = 3,
    /// <summary>Its code has expired unused.</summary>
    Lapsed = 4,
}

/// <summary>A post as its hub knows it.</summary>
public sealed record Post
{
    /// <summary>Name by which it was invited: small letters, digits, dots, dashes.</summary>
    public required string Name { get; init; }
    /// <summary>How the hub stands to it.</summary>
    public required PostState State { get; init; }
    /// <summary>When it was last invited, UTC.</summary>
    public required DateTimeOffset InvitedAt { get; init; }
    /// <summary>Until when the code is open; null when it has been used or taken back.</summary>
    public DateTimeOffset? InvitedUntil { get; init; }
    /// <summary>When it last enrolled; null for never.</summary>
    public DateTimeOffset? EnrolledAt { get; init; }
    /// <summary>When it was locked out; null while it is not.</summary>
    public DateTimeOffset? RevokedAt { get; init; }
    /// <summary>When it last told of itself, by the hub's clock; null for never.</summary>
    public DateTimeOffset? LastSeen { get; init; }
    /// <summary>What it told; null when it has told nothing yet.</summary>
    public PostFacts? Facts { get; init; }
}

/// <summary>What a post tells its hub of itself.</summary>
public sealed record PostFacts
{
    const int LongestWord = 64;

    /// <summary>Version of each list that it answers from, by the list's id.</summary>
    public IReadOnlyDictionary<string, long> ListVersions { get => field ?? new Dictionary<string, long>(); init; }
    /// <summary>Versions of the hub's lists that it holds and the hub does not know, by the list's id: the hub was put back from an older copy.</summary>
    public IReadOnlyDictionary<string, long> Strays { get => field ?? new Dictionary<string, long>(); init; }
    /// <summary>Events that wait to be taken by the hub.</summary>
    public long Waiting { get; init; }
    /// <summary>Moment of the oldest of them, UTC; null when none waits.</summary>
    public DateTimeOffset? OldestWaiting { get; init; }
    /// <summary>Version of its program.</summary>
    public string Program { get => field ?? ""; init; }
    /// <summary>Seconds by which its clock is ahead of the hub's; null when it does not know.</summary>
    public double? ClockOffsetSeconds { get; init; }
    /// <summary>Code of what troubles it, with an entry in docs/errors.md; null when nothing does.</summary>
    public string? Trouble { get; init; }

    /// <summary>The bytes that are sent.</summary>
    public byte[] ToBytes() => System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(this, ExchangeJson.Default.PostFacts);

    /// <summary>Reads such bytes; null where they say nothing that this program understands.</summary>
    public static PostFacts? Read(ReadOnlySpan<byte> bytes) => ExchangeJson.Read(bytes, ExchangeJson.Default.PostFacts) is { } read
        ? read with { ListVersions = Known(read.ListVersions), Strays = Known(read.Strays), Program = Word(read.Program), Trouble = read.Trouble is null ? null : Word(read.Trouble) }
        : null;

    static Dictionary<string, long> Known(IReadOnlyDictionary<string, long> versions) => versions.Where(one => ImportRules.IsListId(one.Key)).ToDictionary();

    // Shown on an operator's terminal: what steers one does not get there.
    static string Word(string text) => string.Concat(text.Where(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '+' or '_' or ' ').Take(LongestWord));
}

/// <summary>A certificate that holds.</summary>
/// <param name="Serial">Serial number, in hex, small letters.</param>
/// <param name="Post">Whose it is.</param>
/// <param name="Store">Which store of the post asked for it.</param>
public sealed record PostCertificate(string Serial, string Post, Guid Store);

/// <summary>What a post gets when it enrols.</summary>
/// <param name="Post">Its name.</param>
/// <param name="Hub">The hub's store.</param>
/// <param name="Authority">Certificate of the hub's authority, in DER.</param>
/// <param name="Signing">Certificate of the key that signs lists, in DER.</param>
/// <param name="Certificate">The post's own certificate, in DER.</param>
public sealed record Admission(string Post, Guid Hub, byte[] Authority, byte[] Signing, byte[] Certificate);

/// <summary>What came of a post's request for a certificate.</summary>
/// <param name="Admission">What it gets; null when it was refused.</param>
/// <param name="Refused">Null, or the code: enrolmentCodeWrong, enrolmentCodeUsed, enrolmentCodeExpired, certificateRequestInvalid, postRevoked.</param>
public sealed record AdmissionAnswer(Admission? Admission, string? Refused);

/// <summary>Numbers that grow with every change at a hub.</summary>
/// <param name="Posts">Posts and their certificates.</param>
/// <param name="Roster">Officers.</param>
public readonly record struct HubChanges(long Posts, long Roster);
