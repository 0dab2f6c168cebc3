using Limen.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Limen.Server;

/// <summary>A machine's key as administrators see it.</summary>
public sealed record KeyJson
{
    /// <summary>Public part: names the key in lists and journal.</summary>
    public required string Id { get; init; }
    /// <summary>What it is for.</summary>
    public required string Name { get; init; }
    /// <summary>What it may do.</summary>
    public required IReadOnlyList<Role> Roles { get; init; }
    /// <summary>When made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
    /// <summary>From when on it no longer works; null for never.</summary>
    public required DateTimeOffset? ExpiresAt { get; init; }
    /// <summary>When it was last used, to the minute; null for never.</summary>
    public required DateTimeOffset? LastUsedAt { get; init; }
    /// <summary>When it was revoked; null while it holds.</summary>
    public required DateTimeOffset? RevokedAt { get; init; }
    /// <summary>The key itself, shown this once; null elsewhere.</summary>
    public required string? Key { get; init; }

    internal static KeyJson Of(ApiKey key, string? secret = null) => new()
    {
        Id = key.Id,
        Name = key.Name,
        Roles = key.Roles,
        CreatedAt = key.CreatedAt,
        ExpiresAt = key.ExpiresAt,
        LastUsedAt = key.LastUsedAt,
        RevokedAt = key.RevokedAt,
        Key = secret,
    };

    /// <summary>May hold a key: says only the id.</summary>
    public override string ToString() => Id;
}

/// <summary>All keys, revoked ones too.</summary>
static class ShowKeys
{
    public static async Task<Ok<KeyJson[]>> Handle(Node node, CancellationToken cancel) =>
        TypedResults.Ok<KeyJson[]>([.. (await node.Store.ApiKeys.AllAsync(cancel)).Select(key => KeyJson.Of(key))]);
}
