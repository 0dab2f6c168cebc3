using System.Runtime.InteropServices;
using Limen.Screening;

namespace Limen.Storage;

/// <summary>
/// Keys of one list's rows on their way in, given back in the order of their table: the more at once, the fewer of its pages are written twice.
/// More than memory should hold lie beside the store, one file for each stretch of keys, masked already where the store is sealed.
/// </summary>
sealed class KeyPile(Database database) : IDisposable
{
    const int InMemory = 1 << 20, StretchBits = 6, AtOnce = 100_000, Buffer = 1 << 16;

    readonly List<StagedKey> recent = [];
    FileStream[] stretches = [];

    public void Add(ulong key, long row)
    {
        recent.Add(new(unchecked((long)database.Vault.Mask(key)), row));
        if (recent.Count == InMemory) Lay();
    }

    /// <summary>All of them, in parts for one transaction each.</summary>
    public IEnumerable<ReadOnlyMemory<StagedKey>> Sorted()
    {
        if (stretches.Length == 0) return Parts();
        Lay();
        return stretches.SelectMany(stretch =>
        {
            OnDisk(() => Load(stretch));
            return Parts();
        });
    }

    IEnumerable<ReadOnlyMemory<StagedKey>> Parts()
    {
        recent.Sort();
        return recent.Chunk(AtOnce).Select(part => (ReadOnlyMemory<StagedKey>)part);
    }

    void Load(FileStream stretch)
    {
        CollectionsMarshal.SetCount(recent, (int)(stretch.Length / Marshal.SizeOf<StagedKey>()));
        stretch.Position = 0;
        stretch.ReadExactly(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(recent)));
    }

    void Lay() => OnDisk(() =>
    {
        if (stretches.Length == 0) stretches = [.. Enumerable.Range(0, 1 << StretchBits).Select(Open)];
        foreach (var key in recent)
            stretches[key.Key >> (KeyIndex.KeyBits - StretchBits)].Write(MemoryMarshal.AsBytes(new ReadOnlySpan<StagedKey>(in key)));
        recent.Clear();
    });

    // Told apart from a file of the list's owner that cannot be read, which he would look for in vain.
    void OnDisk(Action work)
    {
        try
        {
            work();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreException("storeUnreachable", $"What is being imported cannot be kept in {database.Folder} meanwhile: {error.Message}", error);
        }
    }

    // Nameless from the beginning, so that nothing is left of it however the process ends.
    FileStream Open(int stretch)
    {
        var path = Path.Combine(database.Folder, $"keys.{stretch}.pile");
        var file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Delete, Buffer);
        File.Delete(path);
        return file;
    }

    public void Dispose()
    {
        foreach (var stretch in stretches) stretch.Dispose();
    }
}
