using System.Security.Cryptography;

namespace Limen.Storage;

/// <summary>Chunks in a folder, each under its digest. A cache: whatever is gone is made or fetched again, so the oldest go when it is full.</summary>
sealed class ChunkFolder(string root, long most)
{
    readonly Lock gate = new();
    long? held;

    public string Root => root;

    /// <summary>Null when it is not there.</summary>
    public FileStream? Open(string sha256)
    {
        try
        {
            var file = new FileStream(Path.Combine(root, sha256), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            File.SetLastWriteTimeUtc(file.SafeFileHandle, File.GetLastWriteTimeUtc(file.SafeFileHandle));
            return file;
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
