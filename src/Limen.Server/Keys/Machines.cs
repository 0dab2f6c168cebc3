using System.Security.Cryptography;
using Limen.Storage;

namespace Limen.Server;

/// <summary>Keys of machines as an administrator makes and revokes them, over HTTP or at the node itself: the rules are the same.</summary>
public static class Machines
{
    const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    /// <summary>Makes a key; only its hash is kept.</summary>
    /// <param name="store">Where keys are kept.</param>
    /// <param name="name">What it is for: 1 to 100 signs.</param>
    /// <param name="roles">What it may do; at least one, and never administer.</param>
    /// <param name="expiresAt">From when on it no longer works; null for never.</param>
    /// <param name="by">Who makes it.</param>
    /// <param name="now">UTC.</param>
    /// <returns>Refused with invalidField.</returns>
    public static async Task<Ordered<ApiKey>> AddAsync(Store store, string name, IReadOnlyList<Role> roles, DateTimeOffset? expiresAt, string by, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > 100) return Ordered<ApiKey>.No(Problems.InvalidField.In("name"));
        if (roles.Count == 0 || roles.Contains(Role.Administrator)) return Ordered<ApiKey>.No(Problems.InvalidField.In("roles"));
        if (expiresAt <= now) return Ordered<ApiKey>.No(Problems.InvalidField.In("expiresAt"));
        var (key, secret) = New(name.Trim(), roles, expiresAt, now);
        await store.ApiKeys.AddAsync(key, by, CancellationToken.None);
        return Ordered<ApiKey>.Done(key, secret);
    }

    /// <summary>Revokes a key; it stops working at once, in another process within a second.</summary>
    /// <returns>Refused with unknownKey where no key that still holds has this id.</returns>
    public static async Task<Ordered<ApiKey>> RevokeAsync(Store store, string id, string by, CancellationToken cancel) =>
        await store.ApiKeys.RevokeAsync(id, by, CancellationToken.None)
            ? Ordered<ApiKey>.Done((await store.ApiKeys.AllAsync(cancel)).Single(key => key.Id == id))
            : Ordered<ApiKey>.No(Problems.UnknownKey);

    /// <summary>A random key: limen_, its public id, 32 letters and digits (190 bits).</summary>
    internal static (ApiKey Key, string Secret) New(string name, IReadOnlyList<Role> roles, DateTimeOffset? expiresAt, DateTimeOffset now)
    {
        var id = RandomNumberGenerator.GetString(Letters, 8);
        var secret = $"limen_{id}_{RandomNumberGenerator.GetString(Letters, 32)}";
        return (new() { Id = id, Name = name, Roles = [.. roles.Distinct().Order()], Hash = Accounts.HashOf(secret), CreatedAt = now, ExpiresAt = expiresAt }, secret);
    }
}
