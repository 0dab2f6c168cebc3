using Limen.Storage;

namespace Limen.Server;

/// <summary>A post as its hub knows it.</summary>
public sealed record PostJson
{
    /// <summary>Name by which it was invited.</summary>
    public required string Name { get; init; }
    /// <summary>How the hub stands to it.</summary>
    public required PostState State { get; init; }
    /// <summary>Until when its code is open, UTC; null when none is.</summary>
    public required DateTimeOffset? InvitedUntil { get; init; }
    /// <summary>When it last enrolled; null for never.</summary>
    public required DateTimeOffset? EnrolledAt { get; init; }
    /// <summary>When it was locked out; null while it is not.</summary>
    public required DateTimeOffset? RevokedAt { get; init; }
    /// <summary>When it last told of itself, by the hub's clock; null for never.</summary>
    public required DateTimeOffset? LastSeen { get; init; }
    /// <summary>True when that was within half a minute.</summary>
    public required bool Connected { get; init; }
    /// <summary>Version of each list that it answers from, by the list's id.</summary>
    public required IReadOnlyDictionary<string, long> ListVersions { get; init; }
    /// <summary>What waits there to be taken by the hub.</summary>
    public required PostQueueJson Queue { get; init; }
    /// <summary>Version of its program; empty when it has told nothing yet.</summary>
    public required string Program { get; init; }
    /// <summary>Seconds by which its clock is ahead of the hub's; null when unknown.</summary>
    public required double? ClockOffsetSeconds { get; init; }
    /// <summary>Code of what troubles it; null when nothing does.</summary>
    public required string? Trouble { get; init; }
    /// <summary>The code for its enrolment, shown this once; null elsewhere.</summary>
    public required string? Code { get; init; }

    /// <summary>The post at this moment.</summary>
    public static PostJson Of(Post post, DateTimeOffset now, string? code = null) => new()
    {
        Name = post.Name,
        State = post.State,
        InvitedUntil = post.InvitedUntil,
        EnrolledAt = post.EnrolledAt,
        RevokedAt = post.RevokedAt,
        LastSeen = post.LastSeen,
        Connected = post.State == PostState.Enrolled && now - post.LastSeen < TimeSpan.FromSeconds(30),
        ListVersions = post.Facts?.ListVersions ?? new Dictionary<string, long>(),
        Queue = new(post.Facts?.Waiting ?? 0, post.Facts?.OldestWaiting),
        Program = post.Facts?.Program ?? "",
        ClockOffsetSeconds = post.Facts?.ClockOffsetSeconds,
        Trouble = post.Facts?.Trouble,
        Code = code,
    };

    /// <summary>May hold a code: says only the name.</summary>
    public override string ToString() => Name;
}

/// <summary>Events that wait at a post.</summary>
/// <param name="Waiting">How many.</param>
/// <param name="Oldest">Moment of the oldest, UTC; null when none waits.</param>
public sealed record PostQueueJson(long Waiting, DateTimeOffset? Oldest);
