using System.Text.Json;

namespace Limen.Storage;

/// <summary>Keys of machines. Making and revoking are journalled in the same transaction; use is not.</summary>
public sealed class ApiKeys
{
    const string Columns = """
        id as Id, name as Name, roles as Roles, hash as Hash, created_at as CreatedAt, expires_at as ExpiresAt,
        last_used_at as LastUsedAt, revoked_at as RevokedAt
        """;

    readonly Database database;
    readonly Journal journal;
    readonly TimeProvider time;

    internal ApiKeys(Database database, Journal journal, TimeProvider time) =>
        (this.database, this.journal, this.time) = (database, journal, time);

    /// <summary>The key with this hash, whether it holds or not; null when there is none.</summary>
    public async Task<ApiKey?> FindAsync(string hash, CancellationToken cancel)
    {
        var row = await database.ReadAsync(session => session.FirstAsync<KeyRow>($"select {Columns} from api_keys where hash = @hash", new { hash }), cancel);
        return row?.Key;
    }

    /// <summary>All keys, newest first, revoked ones too.</summary>
    public async Task<IReadOnlyList<ApiKey>> AllAsync(CancellationToken cancel)
    {
        var rows = await database.ReadAsync(session => session.RowsAsync<KeyRow>($"select {Columns} from api_keys order by created_at desc, id"), cancel);
        return [.. rows.Select(row => row.Key)];
    }

    /// <summary>Adds a key; false when its id or hash is taken.</summary>
    public Task<bool> AddAsync(ApiKey key, string by, CancellationToken cancel) => journal.WriteAsync(async session =>
    {
        const string sql = """
            insert into api_keys (id, name, roles, hash, created_at, expires_at)
            values (@Id, @Name, @Roles, @Hash, @CreatedAt, @ExpiresAt) on conflict do nothing
            """;
        if (await session.RunAsync(sql, KeyRow.Of(key with { CreatedAt = time.GetUtcNow() })) == 0) return false;
        var details = JsonSerializer.Serialize(new { name = key.Name, roles = RoleText.Of(key.Roles), expires = Stamp.Of(key.ExpiresAt) });
        await journal.AppendAsync(session, new(JournalKind.KeyCreated, by, key.Id, details));
        return true;
    }, cancel);

    /// <summary>Revokes a key at once; false when there is none of this id that is not revoked yet.</summary>
    public Task<bool> RevokeAsync(string id, string by, CancellationToken cancel) => journal.WriteAsync(async session =>
    {
        var at = Stamp.Of(time.GetUtcNow());
        if (await session.RunAsync("update api_keys set revoked_at = @at where id = @id and revoked_at is null", new { at, id }) == 0) return false;
        await journal.AppendAsync(session, new(JournalKind.KeyRevoked, by, id));
        return true;
    }, cancel);

    /// <summary>Notes that a key was used now. Worth calling at most once a minute for a key.</summary>
    public Task TouchAsync(string id, CancellationToken cancel) => database.WriteAsync(
        session => session.RunAsync("update api_keys set last_used_at = @at where id = @id", new { at = Stamp.Of(time.GetUtcNow()), id }), cancel);
}

/// <summary>A row of <c>api_keys</c>.</summary>
sealed class KeyRow
{
    public string Id { get; init; } = "";
    public string Name { get; init; } = "";
    public string Roles { get; init; } = "";
    public string Hash { get; init; } = "";
    public string CreatedAt { get; init; } = "";
    public string? ExpiresAt { get; init; }
    public string? LastUsedAt { get; init; }
    public string? RevokedAt { get; init; }

    public ApiKey Key => new()
    {
        Id = Id,
        Name = Name,
        Roles = RoleText.Read(Roles),
        Hash = Hash,
        CreatedAt = Stamp.Read(CreatedAt),
        ExpiresAt = Stamp.ReadOrNull(ExpiresAt),
        LastUsedAt = Stamp.ReadOrNull(LastUsedAt),
        RevokedAt = Stamp.ReadOrNull(RevokedAt),
    };

    public static KeyRow Of(ApiKey key) => new()
    {
        Id = key.Id,
        Name = key.Name,
        Roles = RoleText.Of(key.Roles),
        Hash = key.Hash,
        CreatedAt = Stamp.Of(key.CreatedAt),
        ExpiresAt = Stamp.Of(key.ExpiresAt),
    };
}
