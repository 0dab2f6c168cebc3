namespace Limen.Storage;

/// <summary>What an officer or a machine may do; persisted, so numbers never change.</summary>
public enum Role
{
    /// <summary>Inspect, decide, see the sources.</summary>
    FirstLine = 1,
    /// <summary>Also see the inspections of all officers.</summary>
    SecondLine = 2,
    /// <summary>Import lists.</summary>
    ListOwner = 3,
    /// <summary>Add and change officers and API keys.</summary>
    Administrator = 4,
    /// <summary>Read journal and inspections.</summary>
    Auditor = 5,
}

/// <summary>Someone who may sign in.</summary>
public sealed record Officer
{
    /// <summary>The name to sign in with; compared without regard to case, kept in small letters.</summary>
    public required string Name { get; init; }
    /// <summary>The name to show.</summary>
    public required string DisplayName { get; init; }
    /// <summary>What the officer may do.</summary>
    public IReadOnlyList<Role> Roles { get; init; } = [];
    /// <summary>Text of the password's hash, as the server's hasher writes it.</summary>
    public required string PasswordHash { get; init; }
    /// <summary>True while the password must be changed before anything else.</summary>
    public bool MustChangePassword { get; init; }
    /// <summary>True when the officer may no longer sign in.</summary>
    public bool Disabled { get; init; }
    /// <summary>Changes with password, roles and state: a session that carries another one has ended.</summary>
    public required string SecurityStamp { get; init; }
    /// <summary>When added, UTC; set by the store.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>True for one who came with the hub's roster: he can be changed only there.</summary>
    public bool OfHub { get; init; }

    /// <summary>Says only the name.</summary>
    public override string ToString() => Name;
}

/// <summary>A machine that may ask.</summary>
public sealed record ApiKey
{
    /// <summary>Public part: names the key in lists and journal.</summary>
    public required string Id { get; init; }
    /// <summary>What it is for.</summary>
    public required string Name { get; init; }
    /// <summary>What it may do.</summary>
    public IReadOnlyList<Role> Roles { get; init; } = [];
    /// <summary>Hash of the secret part; the secret itself is never kept.</summary>
    public required string Hash { get; init; }
    /// <summary>When made, UTC; set by the store.</summary>
    public DateTimeOffset CreatedAt { get; init; }
    /// <summary>From when on it no longer works; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
    /// <summary>When it was last used; null for never.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }
    /// <summary>When it was revoked; null while it holds.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>True while it may be used.</summary>
    public bool HoldsAt(DateTimeOffset now) => RevokedAt is null && (ExpiresAt is not { } end || now < end);

    /// <summary>Says only the id.</summary>
    public override string ToString() => Id;
}

/// <summary>Roles as text: names with commas, in the order of their numbers.</summary>
static class RoleText
{
    public static string Of(IEnumerable<Role> roles) => string.Join(',', roles.Distinct().Order());

    public static Role[] Read(string text) =>
        [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(name => Enum.Parse<Role>(name))];
}
