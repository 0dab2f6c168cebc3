using Limen.Documents;

namespace Limen.Storage;

/// <summary>Reads the kept objects and puts each under the files that brought it.</summary>
sealed class TrustLoading(Session session)
{
    readonly Dictionary<string, Certificate> certificates = new(StringComparer.Ordinal);
    readonly Dictionary<string, RevocationList> revocations = new(StringComparer.Ordinal);
    readonly Dictionary<string, DeviationList> deviations = new(StringComparer.Ordinal);
    readonly List<string> altered = [];

    /// <summary>Asked before the objects are read: an import that commits meanwhile is then noticed the next time.</summary>
    public static async Task<long> VersionAsync(Session session)
    {
        var version = 0L;
        await session.EachAsync("select version from trust_head where id = 1", row => version = row.GetInt64(0));
        return version;
    }

    public async Task<TrustState> RunAsync(long version)
    {
        await session.EachAsync("select sha256, kind, der from trust order by sha256", reader =>
            Take(reader.GetString(0), (TrustKind)reader.GetInt64(1), reader.GetFieldValue<byte[]>(2)));
        var (store, brought, last) = (TrustStore.Empty, new List<string>(), (string?)null);
        await session.EachAsync("select sha256, source from trust_sources order by source", reader =>
        {
            var source = reader.GetString(1);
            if (last is not null && last != source) Close();
            last = source;
            brought.Add(reader.GetString(0));
        });
        if (last is not null) Close();
        return new(store, version, altered);

        void Close()
        {
            store = store.With(MaterialOf(last, brought));
            brought = [];
        }
    }

    /// <summary>One digest over the SHA-256 of every kept object.</summary>
    public static async Task<string> DigestAsync(Session session) =>
        Chain.Hash([.. await session.RowsAsync<string>("select sha256 from trust order by sha256")]);

    void Take(string sha256, TrustKind kind, ReadOnlyMemory<byte> der)
    {
        var whole = kind switch
        {
            TrustKind.Certificate => Certificate.TryParse(der, out var certificate) && Known(certificates, certificate, certificate.Sha256),
            TrustKind.RevocationList => RevocationList.TryParse(der, out var list) && Known(revocations, list, list.Sha256),
            TrustKind.DeviationList => DeviationList.TryParse(der, out var list) && Known(deviations, list, list.Sha256),
        };
        if (!whole) altered.Add(sha256);

        bool Known<T>(Dictionary<string, T> all, T one, string told)
        {
            if (told == sha256) all[sha256] = one;
            return told == sha256;
        }
    }

    TrustMaterial MaterialOf(string source, List<string> brought) => new(source, Of(certificates, brought), Of(revocations, brought), Of(deviations, brought));

    static List<T> Of<T>(Dictionary<string, T> all, List<string> brought) =>
        [.. brought.Where(all.ContainsKey).Select(sha256 => all[sha256])];
}
