using System.Text;

namespace Limen.Storage;

/// <summary>
/// Lists in a folder, to be carried by hand: <c>heads.json</c>, <c>manifests/LIST.json</c> and <c>chunks/SHA256</c>, and <c>roster.json</c> with the
/// digest of <c>officers.json</c>; beside each file that is signed, its signature under the same name with <c>.sig</c>.
/// </summary>
sealed class Bundle(string folder)
{
    const string Heads = "heads.json", Roster = "roster.json", Officers = "officers.json";

    string Manifests => Path.Combine(folder, "manifests");

    string Chunks => Path.Combine(folder, "chunks");

    public bool IsThere => File.Exists(Path.Combine(folder, Heads));

    public void WriteHeads(Statement heads) => Write(Path.Combine(folder, Heads), heads);

    /// <summary>The officers first: a statement without them is refused.</summary>
    public void WriteRoster(SignedRoster roster)
    {
        Directory.CreateDirectory(folder);
        Put(Path.Combine(folder, Officers), roster.Officers!);
        Write(Path.Combine(folder, Roster), new Statement(roster.Statement, roster.Signature));
    }

    /// <summary>Null where there is none, or only a part of one.</summary>
    public SignedRoster? ReadRoster() => File.Exists(Path.Combine(folder, Officers)) && Read(Path.Combine(folder, Roster)) is { } statement
        ? new(statement.Bytes, statement.Signature, File.ReadAllBytes(Path.Combine(folder, Officers)))
        : null;

    public void Write(Manifest manifest, Statement statement)
    {
        Directory.CreateDirectory(Manifests);
        Write(Path.Combine(Manifests, manifest.List + ".json"), statement);
    }

    public bool Has(ChunkOf chunk) => new FileInfo(PathOf(chunk)) is { Exists: true } file && file.Length == chunk.Bytes;

    public async Task WriteAsync(ChunkOf chunk, Stream content, CancellationToken cancel)
    {
        Directory.CreateDirectory(Chunks);
        var partly = PathOf(chunk) + ".part";
        await using (var file = File.Create(partly))
        {
            await content.CopyToAsync(file, cancel);
            file.Flush(flushToDisk: true);
        }
        File.Move(partly, PathOf(chunk), overwrite: true);
    }

    public FileStream? Open(ChunkOf chunk) => File.Exists(PathOf(chunk)) ? File.OpenRead(PathOf(chunk)) : null;

    public Statement? ReadHeads() => Read(Path.Combine(folder, Heads));

    /// <summary>By name; null for one without its signature. Hidden files are those of whatever computer the stick was in.</summary>
    public IEnumerable<(string Name, Statement? Statement)> ReadManifests() => !Directory.Exists(Manifests) ? []
        : Directory.EnumerateFiles(Manifests, "*.json").Where(path => !Path.GetFileName(path).StartsWith('.')).Order(StringComparer.Ordinal).Select(path => (Path.GetFileNameWithoutExtension(path), Read(path)));

    /// <summary>Takes away chunks that no manifest of the folder names.</summary>
    public void Tidy()
    {
        if (!Directory.Exists(Chunks)) return;
        var named = ReadManifests().SelectMany(read => read.Statement is { } statement && Manifest.Read(statement.Bytes) is { } manifest ? manifest.Chunks : []).Select(chunk => chunk.Sha256).ToHashSet();
        foreach (var path in Directory.EnumerateFiles(Chunks).Where(path => !named.Contains(Path.GetFileName(path)))) File.Delete(path);
    }

    string PathOf(ChunkOf chunk) => Path.Combine(Chunks, chunk.Sha256);

    // The signature first: bytes without one are refused, a signature without bytes is nothing.
    static void Write(string path, Statement statement)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Put(path + ".sig", Encoding.ASCII.GetBytes(Convert.ToBase64String(statement.Signature) + "\n"));
        Put(path, statement.Bytes);
    }

    // On the stick before it is said to be: it is pulled out at once.
    static void Put(string path, byte[] bytes)
    {
        using var file = File.Create(path);
        file.Write(bytes);
        file.Flush(flushToDisk: true);
    }

    static Statement? Read(string path)
    {
        if (!File.Exists(path) || !File.Exists(path + ".sig")) return null;
        var text = File.ReadAllText(path + ".sig").Trim();
        var signature = new byte[text.Length];
        return Convert.TryFromBase64String(text, signature, out var length) ? new(File.ReadAllBytes(path), signature[..length]) : null;
    }
}
