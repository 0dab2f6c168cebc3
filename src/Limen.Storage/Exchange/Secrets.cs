namespace Limen.Storage;

/// <summary>What only this program may read: private keys and the like. The one way to keep them; sealed in a sealed store.</summary>
public sealed class Secrets
{
    readonly Database database;

    internal Secrets(Database database) => this.database = database;

    /// <summary>Keeps a secret under a name, in place of an earlier one; durable when the task ends.</summary>
    public Task PutAsync(string name, ReadOnlyMemory<byte> body, CancellationToken cancel) =>
        database.WriteAsync(session => PutAsync(session, name, body), cancel);

    /// <summary>The secret of this name; null when there is none.</summary>
    public Task<byte[]?> FindAsync(string name, CancellationToken cancel) => database.ReadAsync(session => FindAsync(session, name), cancel);

    /// <summary>The same within a transaction.</summary>
    internal static Task PutAsync(Session session, string name, ReadOnlyMemory<byte> body) => session.RunAsync(
        "insert into secrets (name, body) values (@name, @body) on conflict (name) do update set body = excluded.body", new { name, body = session.Vault.Seal(body.Span, Places.Secret, name) });

    /// <summary>The same within a transaction.</summary>
    internal static async Task<byte[]?> FindAsync(Session session, string name) =>
        await session.FirstAsync<byte[]>("select body from secrets where name = @name", new { name }) is { } kept ? session.Vault.OpenBytes(kept, Places.Secret, name) : null;
}
