using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Limen.Storage;

/// <summary>Chunks in a folder, each under its digest. A cache: whatever is gone is made or fetched again, so the oldest go when it is full.</summary>
sealed class ChunkFolder(string root, long most)
{
    static readonly TimeSpan Trusted = TimeSpan.FromMinutes(1);

    readonly Lock gate = new();
    readonly ConcurrentDictionary<string, (long Bytes, long At)> whole = new(StringComparer.Ordinal);
    long? held;

    public string Root => root;

    /// <summary>Null when it is not there, or damaged: then it is thrown away, to be made anew. Many who ask at once cost one look.</summary>
    public FileStream? Open(string sha256)
    {
        try
        {
            var file = new FileStream(Path.Combine(root, sha256), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            File.SetLastWriteTimeUtc(file.SafeFileHandle, File.GetLastWriteTimeUtc(file.SafeFileHandle));
            if (IsStillWhole(file, sha256)) return file;
            file.Dispose();
            File.Delete(Path.Combine(root, sha256));
            return null;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public bool Has(string sha256) => File.Exists(Path.Combine(root, sha256));

    public void Keep(string sha256, byte[] bytes)
    {
        if (Has(sha256)) return;
        Directory.CreateDirectory(root);
        var partly = Path.Combine(root, $"{sha256}.{Path.GetRandomFileName()}");
        File.WriteAllBytes(partly, bytes);
        File.Move(partly, Path.Combine(root, sha256), overwrite: true);
        lock (gate)
        {
            held = (held ?? Measure()) + bytes.LongLength;
            if (held > most) held = Trim();
        }
    }

    /// <summary>Whether a chunk's bytes are those of its name.</summary>
    public static bool IsWhole(Stream chunk, string sha256) => Convert.ToHexStringLower(SHA256.HashData(chunk)) == sha256;

    bool IsStillWhole(FileStream file, string sha256)
    {
        if (whole.TryGetValue(sha256, out var seen) && seen.Bytes == file.Length && TimeProvider.System.GetElapsedTime(seen.At) < Trusted) return true;
        if (!IsWhole(file, sha256)) return false;
        file.Position = 0;
        whole[sha256] = (file.Length, TimeProvider.System.GetTimestamp());
        return true;
    }

    long Measure() => Files().Sum(file => file.Length);

    // Another node of this folder may be writing, or clearing up too: what is gone when it is looked at counts nothing.
    List<FileInfo> Files()
    {
        var files = new DirectoryInfo(root).GetFiles();
        foreach (var file in files) file.Refresh();
        return [.. files.Where(file => file.Exists)];
    }

    // Down to three quarters, so that not every new chunk looks through the folder.
    long Trim()
    {
        var files = Files().OrderBy(file => file.LastWriteTimeUtc).ToList();
        var left = files.Sum(file => file.Length);
        foreach (var file in files)
        {
            if (left <= most / 4 * 3) break;
            left -= file.Length;
            file.Delete();
        }
        return left;
    }
}
