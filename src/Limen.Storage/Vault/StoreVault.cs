namespace Limen.Storage;

/// <summary>How a store says that it is sealed, and by which key.</summary>
static class StoreVault
{
    const string Proof = "limen";

    /// <summary>The vault of a store: none where it is not sealed.</summary>
    /// <exception cref="StoreException">keyMissing, keyWrong.</exception>
    public static async Task<Vault> OpenAsync(Database database, StoreLocation where, CancellationToken cancel)
    {
        if (where.ConnectionString is not null) return Vault.None;
        if (await database.ReadAsync(RowAsync, cancel) is not { } row) return Vault.None;
        var store = Guid.Parse(row.Store);
        var path = where.KeyFile ?? KeyFile.Default(store);
        var vault = new Vault(KeyFile.Read(path), store);
        if (vault.TryOpen(row.KeyCheck, Places.KeyCheck, row.Store) == Proof) return vault;
        vault.Dispose();
        throw new StoreException("keyWrong", $"The key in {path} is not the key of this store ({store}).");
    }

    /// <summary>What to keep, so that the key is known again.</summary>
    public static object Check(Vault vault, Guid store) => vault.Seal(Proof, Places.KeyCheck, store.ToString());

    static async Task<Row?> RowAsync(Session session)
    {
        Row? row = null;
        await session.EachAsync("select i.store, v.key_check from store_vault v join store_identity i on i.id = 1 where v.id = 1",
            reader => row = new(reader.GetString(0), reader.GetFieldValue<byte[]>(1)));
        return row;
    }

    sealed record Row(string Store, byte[] KeyCheck);
}
