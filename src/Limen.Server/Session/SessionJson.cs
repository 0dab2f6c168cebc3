using Limen.Storage;

namespace Limen.Server;

/// <summary>Who is signed in, and where.</summary>
public sealed record SessionJson
{
    /// <summary>Name to sign in with; a machine's is key: and the key's id.</summary>
    public required string Name { get; init; }
    /// <summary>Name to show.</summary>
    public required string DisplayName { get; init; }
    /// <summary>What he may do.</summary>
    public required IReadOnlyList<Role> Roles { get; init; }
    /// <summary>True while the password must be changed before anything else.</summary>
    public required bool MustChangePassword { get; init; }
    /// <summary>Post and lane; empty when they have no name.</summary>
    public required string Post { get; init; }
    /// <summary>True when everything here is invented.</summary>
    public required bool Demo { get; init; }
    /// <summary>Version of the program.</summary>
    public required string Version { get; init; }
    /// <summary>When the session ends if nothing is done, UTC; null for a machine.</summary>
    public required DateTimeOffset? ExpiresAt { get; init; }

    internal static SessionJson Of(Officer officer, About about, DateTimeOffset? expiresAt) => new()
    {
        Name = officer.Name,
        DisplayName = officer.DisplayName,
        Roles = officer.Roles,
        MustChangePassword = officer.MustChangePassword,
        Post = about.Place,
        Demo = about.Demo,
        Version = about.Version,
        ExpiresAt = expiresAt,
    };
}
