using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Limen.Screening;

namespace Limen.Storage;

/// <summary>
/// The file of an index of persons: <c>LIST.VERSION.persons</c>. It holds what one build of the program made of one version of one list
/// of one store, and a SHA-256 over all of it, which is compared before anything is believed; in a sealed store it is sealed instead.
/// </summary>
sealed class PersonFile(IndexFolder folder, ListRow list)
{
    const ulong Magic = 0x524550_4E454D494C; // "LIMENPER", low byte first
    const int HeaderLength = 64, HashLength = 32;

    readonly string name = IndexFolder.NameOf(list);

    /// <summary>The newest sound file of this version or an older one; null when there is none.</summary>
    public (PersonIndex Index, long Version)? ReadNewest()
    {
        foreach (var (path, version) in Files().Where(file => file.Version <= list.Version).OrderByDescending(file => file.Version))
            if (Read(path, version) is { } index) return (index, version);
        return null;
    }

    /// <summary>The newest version of which there is a file, sound or not; 0 without any.</summary>
    public long Newest => Files().Select(file => file.Version).DefaultIfEmpty().Max();

    /// <summary>How the newest file stands. One that another build of the program made is as good as none.</summary>
    public IndexState Condition()
    {
        var (path, version) = Files().OrderByDescending(file => file.Version).FirstOrDefault();
        if (path is null) return IndexState.Absent;
        try
        {
            if (IsWhole(path, version)) return IndexState.Whole;
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 0);
            var header = new byte[HeaderLength];
            return file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) == HeaderLength && !header.AsSpan(0, 48).SequenceEqual(Header(version).AsSpan(0, 48))
                ? IndexState.Absent
                : IndexState.Damaged;
        }
        catch (IOException broken)
        {
            // Another process may have built a newer one meanwhile, and deleted this.
            return broken is FileNotFoundException ? IndexState.Absent : IndexState.Damaged;
        }
    }

    /// <summary>Writes aside, reads it back, gives it its name and deletes those of other versions. By the holder of the turn.</summary>
    public void Write(PersonIndex index, long version)
    {
        foreach (var left in Directory.EnumerateFiles(folder.Root, name + ".*.aside")) File.Delete(left);
        var named = Path.Combine(folder.Root, Invariant($"{name}.{version}.persons"));
        var aside = named + ".aside";
        try
        {
            Fill(aside, index, version);
            if (!IsWhole(aside, version)) throw new IOException("The index just written is damaged.");
            File.Move(aside, named, overwrite: true);
        }
        finally { File.Delete(aside); }
        foreach (var (path, other) in Files().Where(file => file.Version != version).ToList()) File.Delete(path);
    }

    void Fill(string path, PersonIndex index, long version)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        if (folder.Vault.IsSealed)
        {
            file.Write(Header(version));
            using (var content = new SealedWriter(folder.Vault, file, Header(version))) index.WriteTo(content);
            file.Flush(flushToDisk: true);
            return;
        }
        using var sha = SHA256.Create();
        using (var hashed = new CryptoStream(file, sha, CryptoStreamMode.Write, leaveOpen: true))
        {
            hashed.Write(Header(version));
            index.WriteTo(hashed);
        }
        file.Write(sha.Hash);
        file.Flush(flushToDisk: true);
    }

    PersonIndex? Read(string path, long version)
    {
        try
        {
            if (!IsWhole(path, version)) return null;
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16);
            file.Position = HeaderLength;
            if (!folder.Vault.IsSealed) return PersonIndex.ReadFrom(file);
            using var content = new SealedReader(folder.Vault, file, Header(version));
            return PersonIndex.ReadFrom(content);
        }
        catch (Exception refused) when (refused is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    bool IsWhole(string path, long version)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 0);
        if (file.Length < HeaderLength + HashLength) return false;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        file.ReadExactly(buffer, 0, HeaderLength);
        if (!buffer.AsSpan(0, HeaderLength).SequenceEqual(Header(version))) return false;
        if (folder.Vault.IsSealed) return IsProved(file, version);
        hash.AppendData(buffer, 0, HeaderLength);
        for (var left = file.Length - HeaderLength - HashLength; left > 0;)
        {
            var read = file.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            if (read == 0) return false;
            hash.AppendData(buffer, 0, read);
            left -= read;
        }
        file.ReadExactly(buffer, 0, HashLength);
        return buffer.AsSpan(0, HashLength).SequenceEqual(hash.GetHashAndReset());
    }

    bool IsProved(FileStream file, long version)
    {
        try
        {
            using var content = new SealedReader(folder.Vault, file, Header(version));
            content.CopyTo(Stream.Null);
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    // The module's own id stands for the engine: names are folded and weighed while the index is built.
    byte[] Header(long version)
    {
        var header = new byte[HeaderLength];
        MemoryMarshal.Write(header, Magic);
        MemoryMarshal.Write(header.AsSpan(8), PersonIndex.Version);
        MemoryMarshal.Write(header.AsSpan(16), typeof(PersonIndex).Module.ModuleVersionId);
        MemoryMarshal.Write(header.AsSpan(32), folder.Version(version).Store);
        MemoryMarshal.Write(header.AsSpan(48), version);
        return header;
    }

    IEnumerable<(string Path, long Version)> Files()
    {
        if (!Directory.Exists(folder.Root)) yield break;
        foreach (var path in Directory.EnumerateFiles(folder.Root, name + ".*.persons"))
            if (long.TryParse(Path.GetFileName(path).AsSpan()[(name.Length + 1)..^8], NumberStyles.None, CultureInfo.InvariantCulture, out var version))
                yield return (path, version);
    }

    static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
