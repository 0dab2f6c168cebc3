using System.Security.Cryptography;

namespace Limen.Storage;

/// <summary>Which store this is, however often it is copied or moved, and its own secret.</summary>
sealed class StoreIdentity(Guid store, byte[] secret)
{
    const int SecretBytes = 32;

    public Guid Store => store;

    public ReadOnlySpan<byte> Secret => secret;

    /// <summary>Reads it; the first who opens a store makes it.</summary>
    public static Task<StoreIdentity> OfAsync(Database database, TimeProvider time, CancellationToken cancel) => database.WriteAsync(async session =>
    {
        if (await RowAsync(session) is not { } row)
        {
            var made = new { store = Guid.CreateVersion7(time.GetUtcNow()).ToString(), secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes)) };
            await session.RunAsync("insert into store_identity (id, store, secret) values (1, @store, @secret) on conflict (id) do nothing", made);
            row = (await RowAsync(session))!;
        }
        return new StoreIdentity(Guid.Parse(row.Store), Convert.FromHexString(session.Vault.Open(row.Secret, Places.StoreSecret, row.Store)));
    }, cancel);

    static async Task<Row?> RowAsync(Session session)
    {
        Row? row = null;
        await session.EachAsync("select store, secret from store_identity where id = 1", reader => row = new(reader.GetString(0), reader.GetValue(1)));
        return row;
    }

    sealed record Row(string Store, object Secret);
}
