using System.Globalization;

namespace Limen.Storage;

/// <summary>Applies the numbered schema files of a dialect in order, each once, all in one transaction.</summary>
static class SchemaVersions
{
    public static Task ApplyAsync(Database database, CancellationToken cancel) => database.WriteAsync(async session =>
    {
        await database.LockSchemaAsync(session);
        await session.RunAsync("create table if not exists schema_version (version bigint not null)");
        var have = (await session.RowsAsync<long>("select version from schema_version")).ToHashSet();
        var known = Known(database.Dialect);
        if (have.Count > 0 && have.Max() > known.Keys[^1])
            throw new StoreException("storeNewer", $"The store has schema version {have.Max()}; this program knows {known.Keys[^1]}. Use the newer program.");
        foreach (var (version, file) in known.Where(one => !have.Contains(one.Key)))
        {
            await session.RunAsync(Text(file));
            await session.RunAsync("insert into schema_version (version) values (@version)", new { version });
        }
    }, cancel);

    static SortedList<long, string> Known(string dialect)
    {
        var files = typeof(SchemaVersions).Assembly.GetManifestResourceNames().Where(name => name.StartsWith($"{dialect}/", StringComparison.Ordinal));
        return new(files.ToDictionary(name => long.Parse(Path.GetFileNameWithoutExtension(name), CultureInfo.InvariantCulture)));
    }

    static string Text(string name)
    {
        using var reader = new StreamReader(typeof(SchemaVersions).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
