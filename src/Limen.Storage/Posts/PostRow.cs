using System.Text.Json;

namespace Limen.Storage;

/// <summary>A row of <c>posts</c>.</summary>
sealed class PostRow
{
    public const string Columns = """
        name as Name, invitation as Invitation, invited_at as InvitedAt, invited_until as InvitedUntil, enrolled_at as EnrolledAt,
        revoked_at as RevokedAt, last_seen as LastSeen, facts as Facts
        """;

    public string Name { get; init; } = "";
    public string? Invitation { get; init; }
    public string InvitedAt { get; init; } = "";
    public string? InvitedUntil { get; init; }
    public string? EnrolledAt { get; init; }
    public string? RevokedAt { get; init; }
    public string? LastSeen { get; init; }
    public string? Facts { get; init; }

    public Post PostAt(DateTimeOffset now) => new()
    {
        Name = Name,
        State = StateAt(now),
        InvitedAt = Stamp.Read(InvitedAt),
        InvitedUntil = Stamp.ReadOrNull(InvitedUntil),
        EnrolledAt = Stamp.ReadOrNull(EnrolledAt),
        RevokedAt = Stamp.ReadOrNull(RevokedAt),
        LastSeen = Stamp.ReadOrNull(LastSeen),
        Facts = Facts is null ? null : JsonSerializer.Deserialize<PostFacts>(Facts, StoredJson.Events),
    };

    PostState StateAt(DateTimeOffset now)
    {
        if (EnrolledAt is not null && RevokedAt is null) return PostState.Enrolled;
        if (Stamp.ReadOrNull(InvitedUntil) > now) return PostState.Invited;
        return RevokedAt is not null ? PostState.Revoked : PostState.Lapsed;
    }
}
