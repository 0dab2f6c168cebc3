using System.Globalization;

namespace Limen.Storage;

/// <summary>Applies the numbered schema files of a dialect in order, each once, all in one transaction.</summary>
static class SchemaVersions
{
    public static Task ApplyAsync(Database database, CancellationToken cancel) => database.WriteAsync(async session =>
    {
        await database.LockSchemaAsync(session);
        await session.RunAsync("create table if not exists schema_version (version bigint not null)");
        var have = new HashSet<int>();
        var reached = 0L;
        await session.EachAsync("select version from schema_version", row =>
        {
            reached = Math.Max(reached, row.GetInt64(0));
            have.Add((int)row.GetInt64(0));
        });
        var known = Known(database.Dialect);
        var newest = VersionOf(known[^1]);
        if (reached > newest)
            throw new StoreException("storeNewer", $"The store has schema version {reached}; this program knows {newest}. Use the newer program.");
        foreach (var resource in known)
        {
            var version = VersionOf(resource);
            if (have.Contains(version)) continue;
            await session.RunAsync(Text(resource));
            await session.RunAsync("insert into schema_version (version) values (@version)", new { version = (long)version });
        }
    }, cancel);

    /// <summary>True when the store stands at the version of this program, which makes it the program's to read.</summary>
    public static async Task<bool> IsNewestAsync(Session session, string dialect)
    {
        var reached = 0L;
        await session.EachAsync("select version from schema_version", row => reached = Math.Max(reached, row.GetInt64(0)));
        return reached == VersionOf(Known(dialect)[^1]);
    }

    // Three digits each, so the order of their names is that of their numbers.
    static string[] Known(string dialect) =>
    [
        .. typeof(SchemaVersions).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith($"{dialect}/", StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    static int VersionOf(string resource) => int.Parse(resource.AsSpan(resource.IndexOf('/') + 1, 3), CultureInfo.InvariantCulture);

    static string Text(string name)
    {
        using var reader = new StreamReader(typeof(SchemaVersions).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
