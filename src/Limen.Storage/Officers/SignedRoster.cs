using System.Security.Cryptography;
using System.Text.Json;

namespace Limen.Storage;

/// <summary>A hub's officers on their way to its posts: a signed statement of what stands, and the officers that it speaks of.</summary>
/// <param name="Statement">UTF-8 JSON: format, store, version, sha256 of the officers, at.</param>
/// <param name="Signature">By the hub's signing key, over exactly these bytes.</param>
/// <param name="Officers">UTF-8 JSON; null where the receiver has this version.</param>
public sealed record SignedRoster(byte[] Statement, byte[] Signature, byte[]? Officers)
{
    /// <summary>Where the officers stand, as it is told with the lists.</summary>
    internal OtherHead Head => RosterStatement.Read(Statement) is { } told ? new(told.Version, told.Sha256) : new(0, "");

    /// <summary>Holds verifiers of passwords: says nothing.</summary>
    public override string ToString() => nameof(SignedRoster);
}

/// <summary>Which roster stands at a hub.</summary>
/// <param name="Version">Grows with every change of an officer.</param>
/// <param name="Sha256">Over the officers, in hex.</param>
public sealed record RosterHead(long Version, string Sha256);

/// <summary>What came of a roster at a post.</summary>
/// <param name="Changed">True when other officers may sign in than before.</param>
/// <param name="Refused">Null, or the code: rosterForged, rosterOlder.</param>
public sealed record RosterOutcome(bool Changed, string? Refused);

/// <summary>What a hub signs of its roster.</summary>
sealed record RosterStatement(int Format, Guid Store, long Version, string Sha256, DateTimeOffset At)
{
    public const int OurFormat = 1;

    public byte[] Bytes => JsonSerializer.SerializeToUtf8Bytes(this, StoredJson.Events);

    public static RosterStatement? Read(byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<RosterStatement>(bytes, StoredJson.Events);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>An officer as the roster carries him; who may no longer sign in is carried without a verifier.</summary>
sealed record RosterOfficer(string Name, string DisplayName, string Roles, string Verifier, bool MustChangePassword, bool Disabled, string Stamp)
{
    public Officer Officer => new()
    {
        Name = Name,
        DisplayName = DisplayName,
        Roles = RoleText.Read(Roles),
        PasswordHash = Verifier,
        MustChangePassword = MustChangePassword,
        Disabled = Disabled,
        SecurityStamp = Stamp,
        OfHub = true,
    };

    public static byte[] Bytes(IEnumerable<Officer> officers) => JsonSerializer.SerializeToUtf8Bytes(
        officers.Select(one => new RosterOfficer(
            one.Name, one.DisplayName, RoleText.Of(one.Roles), one.Disabled ? "" : one.PasswordHash, one.MustChangePassword, one.Disabled, one.SecurityStamp)).ToList(),
        StoredJson.Events);

    public static Dictionary<string, Officer> Read(byte[] bytes) =>
        JsonSerializer.Deserialize<List<RosterOfficer>>(bytes, StoredJson.Events)!.ToDictionary(one => one.Name, one => one.Officer, StringComparer.Ordinal);

    public static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Says only the name.</summary>
    public override string ToString() => Name;
}
