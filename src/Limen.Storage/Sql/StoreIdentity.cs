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
        const string sql = "select store as Store, secret as Secret from store_identity where id = 1";
        if (await session.FirstAsync<Row>(sql) is not { } row)
        {
            var made = new { store = Guid.CreateVersion7(time.GetUtcNow()).ToString(), secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes)) };
            await session.RunAsync("insert into store_identity (id, store, secret) values (1, @store, @secret) on conflict (id) do nothing", made);
            row = (await session.FirstAsync<Row>(sql))!;
        }
        return new StoreIdentity(Guid.Parse(row.Store), Convert.FromHexString(session.Vault.Open(row.Secret, Places.StoreSecret, row.Store)));
    }, cancel);

    sealed class Row
    {
        public string Store { get; init; } = "";
        public object Secret { get; init; } = "";
    }
}
