using System.Security.Cryptography;
using Limen.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Limen.Server;

/// <summary>An administrator makes a key for a machine. Only its hash is kept.</summary>
static class AddKey
{
    const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    /// <summary>What the key is for.</summary>
    public sealed record Request
    {
        /// <summary>What it is for.</summary>
        public required string Name { get; init; }
        /// <summary>What it may do; at least one, and never administer.</summary>
        public required IReadOnlyList<Role> Roles { get; init; }
        /// <summary>From when on it no longer works; null for never.</summary>
        public DateTimeOffset? ExpiresAt { get; init; }
    }

    public static async Task<Results<Ok<KeyJson>, ProblemResult>> Handle(Request request, HttpContext http, Node node)
    {
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > 100) return Problems.InvalidField.In("name").Result();
        if (request.Roles.Count == 0 || request.Roles.Contains(Role.Administrator)) return Problems.InvalidField.In("roles").Result();
        if (request.ExpiresAt <= node.Time.GetUtcNow()) return Problems.InvalidField.In("expiresAt").Result();
        var (key, secret) = NewKey.Of(request.Name.Trim(), request.Roles, request.ExpiresAt, node.Time.GetUtcNow());
        await node.Store.ApiKeys.AddAsync(key, Asker.Of(http).Name, CancellationToken.None);
        return TypedResults.Ok(KeyJson.Of(key, secret));
    }

    /// <summary>A random key: limen_, its public id, 32 letters and digits (190 bits).</summary>
    internal static class NewKey
    {
        public static (ApiKey Key, string Secret) Of(string name, IReadOnlyList<Role> roles, DateTimeOffset? expiresAt, DateTimeOffset now)
        {
            var id = RandomNumberGenerator.GetString(Letters, 8);
            var secret = $"limen_{id}_{RandomNumberGenerator.GetString(Letters, 32)}";
            var key = new ApiKey { Id = id, Name = name, Roles = [.. roles.Distinct().Order()], Hash = Accounts.HashOf(secret), CreatedAt = now, ExpiresAt = expiresAt };
            return (key, secret);
        }
    }
}
