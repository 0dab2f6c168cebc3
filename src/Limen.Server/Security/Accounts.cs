using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Limen.Storage;

namespace Limen.Server;

/// <summary>
/// Officers and keys as they stand, remembered for a second: a change made here counts at once, one made by another process within
/// that second.
/// </summary>
/// <param name="node">Where they are kept; at a post, the hub's officers too, while their roster lives.</param>
sealed class Accounts(Node node)
{
    const int Most = 10_000;
    static readonly TimeSpan Remembered = TimeSpan.FromSeconds(1);
    static readonly TimeSpan TouchedEvery = TimeSpan.FromMinutes(1);

    readonly Store store = node.Store;
    readonly TimeProvider time = node.Time;
    readonly ConcurrentDictionary<string, (Officer? Officer, DateTimeOffset Until)> officers = new();
    readonly ConcurrentDictionary<string, (ApiKey? Key, DateTimeOffset Until)> keys = new();
    readonly ConcurrentDictionary<string, DateTimeOffset> touched = new();
    int changes;

    /// <summary>Hash under which a key is kept: SHA-256, in hex; the key itself has 190 random bits and needs no slow hash.</summary>
    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>The officer of this name; null when there is none.</summary>
    public async Task<Officer?> OfficerAsync(string name, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (officers.TryGetValue(name, out var known) && now < known.Until) return known.Officer;
        var before = Volatile.Read(ref changes);
        var officer = await FreshAsync(name, cancel);
        Remember(officers, name, (officer, now + Remembered), before);
        return officer;
    }

    /// <summary>The officer of this name as he stands at this moment: the node's own, else the hub's; null when there is none.</summary>
    public async Task<Officer?> FreshAsync(string name, CancellationToken cancel) =>
        await store.Officers.FindAsync(name, cancel)
        ?? await store.Roster.FindAsync(name, TimeSpan.FromHours(node.Settings.RosterHours), node.HubTime.GetUtcNow(), cancel);

    /// <summary>The key, when it holds; null when there is none or it has ended.</summary>
    public async Task<ApiKey?> KeyAsync(string key, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var hash = HashOf(key);
        if (!keys.TryGetValue(hash, out var known) || now >= known.Until)
        {
            var before = Volatile.Read(ref changes);
            known = (await store.ApiKeys.FindAsync(hash, cancel), now + Remembered);
            Remember(keys, hash, known, before);
        }
        if (known.Key is not { } found || !found.HoldsAt(node.HubTime.GetUtcNow())) return null;
        await TouchAsync(found, now);
        return found;
    }

    /// <summary>Forgets everything: something was changed.</summary>
    public void Forget()
    {
        Interlocked.Increment(ref changes);
        officers.Clear();
        keys.Clear();
    }

    // What was read before something was changed is not remembered after it: who is locked out in between is out at once.
    void Remember<T>(ConcurrentDictionary<string, T> all, string which, T found, int before)
    {
        if (all.Count > Most) all.Clear();
        all[which] = found;
        if (Volatile.Read(ref changes) != before) all.TryRemove(which, out _);
    }

    // When a key was last used is worth knowing, but no question fails for it: it is noted again with a later one.
    async Task TouchAsync(ApiKey key, DateTimeOffset now)
    {
        if (touched.TryGetValue(key.Id, out var last) && now - last < TouchedEvery) return;
        touched[key.Id] = now;
        try
        {
            await store.ApiKeys.TouchAsync(key.Id, CancellationToken.None);
        }
        catch (System.Data.Common.DbException)
        {
            touched.TryRemove(key.Id, out _);
        }
    }
}
