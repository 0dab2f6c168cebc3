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
        var row = await database.ReadAsync(session => session.FirstAsync<Row>(
            "select i.store as Store, v.key_check as KeyCheck from store_vault v join store_identity i on i.id = 1 where v.id = 1"), cancel);
        if (row is null) return Vault.None;
        var store = Guid.Parse(row.Store);
        var path = where.KeyFile ?? KeyFile.Default(store);
        var vault = new Vault(KeyFile.Read(path), store);
        if (vault.TryOpen(row.KeyCheck, Places.KeyCheck, row.Store) == Proof) return vault;
        vault.Dispose();
        throw new StoreException("keyWrong", $"The key in {path} is not the key of this store ({store}).");
    }

    /// <summary>What to keep, so that the key is known again.</summary>
    public static object Check(Vault vault, Guid store) => vault.Seal(Proof, Places.KeyCheck, store.ToString());

    sealed class Row
    {
        public string Store { get; init; } = "";
        public byte[] KeyCheck { get; init; } = [];
    }
}
