using System.Globalization;

namespace Limen.Storage;

/// <summary>Applies the numbered schema files of a dialect in order, each once, all in one transaction.</summary>
static class SchemaVersions
{
    public static Task ApplyAsync(Database database, CancellationToken cancel) => database.WriteAsync(async session =>
    {
        await database.LockSchemaAsync(session);
        await session.RunAsync("create table if not exists schema_version (version bigint not null)");
        var have = await session.RowsAsync<long>("select version from schema_version");
        var known = Known(database.Dialect);
        var newest = known.Keys.Max();
        if (have.DefaultIfEmpty().Max() is var reached && reached > newest)
            throw new StoreException("storeNewer", $"The store has schema version {reached}; this program knows {newest}. Use the newer program.");
        foreach (var (version, resource) in known)
        {
            if (have.Contains(version)) continue;
            await session.RunAsync(Text(resource));
            await session.RunAsync("insert into schema_version (version) values (@version)", new { version });
        }
    }, cancel);

    static SortedDictionary<long, string> Known(string dialect) => new(typeof(SchemaVersions).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith($"{dialect}/", StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
        .ToDictionary(name => long.Parse(name.AsSpan(dialect.Length + 1, 3), CultureInfo.InvariantCulture)));

    static string Text(string name)
    {
        using var reader = new StreamReader(typeof(SchemaVersions).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
