using System.Runtime.InteropServices;

namespace Limen.Storage;

/// <summary>
/// Keys of one list's rows on their way in, given back in the order of their table: the more at once, the fewer of its pages are written twice.
/// More than memory should hold lie beside the store, one file for each stretch of keys, masked already where the store is sealed.
/// </summary>
sealed class KeyPile(Database database) : IDisposable
{
    const int InMemory = 1 << 20, Stretches = 64, StretchBits = 6, AtOnce = 100_000, Buffer = 1 << 16;

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
        if (stretches.Length > 0) Lay();
        foreach (var stretch in stretches)
        {
            recent.Clear();
            CollectionsMarshal.SetCount(recent, (int)(stretch.Length / Marshal.SizeOf<StagedKey>()));
            stretch.Position = 0;
            stretch.ReadExactly(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(recent)));
            foreach (var part in Parts()) yield return part;
        }
        if (stretches.Length > 0) yield break;
        foreach (var part in Parts()) yield return part;
    }

    IEnumerable<ReadOnlyMemory<StagedKey>> Parts()
    {
        recent.Sort();
        return recent.Chunk(AtOnce).Select(part => (ReadOnlyMemory<StagedKey>)part);
    }

    void Lay()
    {
        if (stretches.Length == 0) stretches = [.. Enumerable.Range(0, Stretches).Select(Open)];
        foreach (var key in recent)
            stretches[key.Key >> (Limen.Screening.KeyIndex.KeyBits - StretchBits)].Write(MemoryMarshal.AsBytes(new ReadOnlySpan<StagedKey>(in key)));
        recent.Clear();
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
