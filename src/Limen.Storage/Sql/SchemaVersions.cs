using System.Globalization;

namespace Limen.Storage;

/// <summary>Applies the numbered schema files of a dialect in order, each once, all in one transaction.</summary>
static class SchemaVersions
{
    public static Task ApplyAsync(Database database, CancellationToken cancel) => database.WriteAsync(async session =>
    {
        await database.LockSchemaAsync(session);
        await session.RunAsync("create table if not exists schema_version (version bigint not null)");
        var have = await session.FirstAsync<long?>("select max(version) from schema_version") ?? 0;
        var known = Known(database.Dialect);
        if (have > known.Count)
            throw new StoreException("storeNewer", $"The store has schema version {have}; this program knows {known.Count}. Use the newer program.");
        for (var version = have + 1; version <= known.Count; version++)
        {
            await session.RunAsync(known[(int)version - 1]);
            await session.RunAsync("insert into schema_version (version) values (@version)", new { version });
        }
    }, cancel);

    static List<string> Known(string dialect)
    {
        var texts = new List<string>();
        while (Text($"{dialect}/{(texts.Count + 1).ToString("000", CultureInfo.InvariantCulture)}.sql") is { } text) texts.Add(text);
        return texts;
    }

    static string? Text(string name)
    {
        using var resource = typeof(SchemaVersions).Assembly.GetManifestResourceStream(name);
        if (resource is null) return null;
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }
}
