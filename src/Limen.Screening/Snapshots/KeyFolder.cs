using System.Globalization;

namespace Limen.Screening;

/// <summary>
/// The index files of one list kind: <c>documents.VERSION.keys</c>. A new version is a new file, so that nothing that somebody has
/// mapped is ever written; it gets its name only when it is whole and on the disk.
/// </summary>
sealed class KeyFolder(string folder, string kind)
{
    /// <summary>The newest file that opens, or null; every one refused on the way is told.</summary>
    public KeyIndex? OpenNewest(StoreVersion store, out IReadOnlyList<string> problems)
    {
        var refused = new List<string>();
        problems = refused;
        foreach (var (path, _) in Files().OrderByDescending(file => file.Version))
        {
            var index = KeyIndex.Open(path, out var problem);
            if (index is not null && index.Origin.Store == store.Store && index.Origin.Number <= store.Number) return index;
            refused.Add($"{Path.GetFileName(path)}: {problem ?? "of another store, or of a later version than the store has"}");
        }
        return null;
    }

    /// <summary>Builds, checks and names the file of the stream's version.</summary>
    public KeyIndex Write(KeyStream stream, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        DeleteLeftovers();
        var name = $"{kind}.{stream.Origin.Number.ToString(CultureInfo.InvariantCulture)}";
        var aside = Path.Combine(folder, $"{name}.{Environment.ProcessId}.new");
        try
        {
            KeyIndex.Write(aside, stream.Keys, stream.Origin, cancel: cancel);
            var index = KeyIndex.Open(aside, out var problem);
            if (index is null || !index.CheckAll(cancel)) throw new IOException($"The index just written is {problem ?? "damaged"}.");
            File.Move(aside, Path.Combine(folder, $"{name}.keys"), overwrite: true);
            return index;
        }
        finally { File.Delete(aside); }
    }

    /// <summary>Deletes the files of other versions; one that a system keeps because somebody has it mapped goes next time.</summary>
    public void DeleteOthers(StoreVersion kept)
    {
        foreach (var (path, version) in Files())
            if (version != kept.Number) TryDelete(path);
    }

    // What a killed builder left. A living one holds its files open, and they are passed over.
    void DeleteLeftovers()
    {
        foreach (var path in Directory.EnumerateFiles(folder, $"{kind}.*.new*")) TryDelete(path);
    }

    static void TryDelete(string path)
    {
        try
        {
            using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None)) { }
            File.Delete(path);
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException) { }
    }

    IEnumerable<(string Path, long Version)> Files()
    {
        if (!Directory.Exists(folder)) yield break;
        foreach (var path in Directory.EnumerateFiles(folder, $"{kind}.*.keys"))
            if (long.TryParse(Path.GetFileName(path).AsSpan()[(kind.Length + 1)..^5], NumberStyles.None, CultureInfo.InvariantCulture, out var version))
                yield return (path, version);
    }
}
