using Limen.Storage;

namespace Limen.Server;

/// <summary>An officer as administrators see him.</summary>
public sealed record OfficerJson
{
    /// <summary>Name to sign in with.</summary>
    public required string Name { get; init; }
    /// <summary>Name to show.</summary>
    public required string DisplayName { get; init; }
    /// <summary>What he may do.</summary>
    public required IReadOnlyList<Role> Roles { get; init; }
    /// <summary>True while the password must be changed before anything else.</summary>
    public required bool MustChangePassword { get; init; }
    /// <summary>True when he may no longer sign in.</summary>
    public required bool Disabled { get; init; }
    /// <summary>True at a post for an officer of the hub: he can be changed only there.</summary>
    public required bool OfHub { get; init; }
    /// <summary>When added, UTC; null for an officer of the hub.</summary>
    public required DateTimeOffset? CreatedAt { get; init; }
    /// <summary>The first password, shown this once; null elsewhere.</summary>
    public required string? Password { get; init; }

    internal static OfficerJson Of(Officer officer, string? password = null) => new()
    {
        Name = officer.Name,
        DisplayName = officer.DisplayName,
        Roles = officer.Roles,
        MustChangePassword = officer.MustChangePassword,
        Disabled = officer.Disabled,
        OfHub = officer.OfHub,
        CreatedAt = officer.OfHub ? null : officer.CreatedAt,
        Password = password,
    };

    /// <summary>May hold a password: says only the name.</summary>
    public override string ToString() => Name;
}
