namespace Limen.Storage;

/// <summary>
/// Chunks on their way in: what was fetched before the line or the power went is not fetched again, to the byte. Where the store is sealed, so
/// are they.
/// </summary>
public sealed class IncomingChunks
{
    readonly string root;
    readonly Vault vault;

    internal IncomingChunks(string root, Vault vault) => (this.root, this.vault) = (root, vault);

    /// <summary>True when all of a chunk is here.</summary>
    public bool Has(ChunkOf chunk) => File.Exists(PathOf(chunk));

    /// <summary>Opens a whole chunk; null when it is not here.</summary>
    public Stream? Open(ChunkOf chunk) => Has(chunk) ? VeiledFile.Over(File.OpenRead(PathOf(chunk)), vault) : null;

    /// <summary>Bytes of a chunk that are here, whole or not.</summary>
    public long Held(ChunkOf chunk) => Has(chunk) ? chunk.Bytes : new FileInfo(PartOf(chunk)) is { Exists: true } part ? VeiledFile.LengthIn(part.Length, vault) : 0;

    /// <summary>Opens what is here of a chunk, to write on from its end; from its beginning where more is here than there can be.</summary>
    public Stream Append(ChunkOf chunk)
    {
        Directory.CreateDirectory(root);
        var part = VeiledFile.Over(new FileStream(PartOf(chunk), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), vault);
        if (part.Length >= chunk.Bytes) part.SetLength(0);
        part.Position = part.Length;
        return part;
    }

    /// <summary>Looks at a chunk that has come to its end: true when it is whole; else it is thrown away, to be fetched anew.</summary>
    public bool TryFinish(ChunkOf chunk)
    {
        bool whole;
        using (var part = VeiledFile.Over(File.OpenRead(PartOf(chunk)), vault)) whole = part.Length == chunk.Bytes && ChunkFolder.IsWhole(part, chunk.Sha256);
        if (whole) File.Move(PartOf(chunk), PathOf(chunk), overwrite: true);
        else File.Delete(PartOf(chunk));
        return whole;
    }

    /// <summary>Throws away one that turned out to be damaged.</summary>
    public void Drop(string sha256) => File.Delete(Path.Combine(root, sha256));

    /// <summary>Throws away all but these: what is left over from lists that are taken in, or have gone on meanwhile.</summary>
    public void KeepOnly(IReadOnlySet<string> sha256)
    {
        if (!Directory.Exists(root)) return;
        foreach (var path in Directory.EnumerateFiles(root))
            if (!sha256.Contains(Path.GetFileNameWithoutExtension(path))) File.Delete(path);
    }

    string PathOf(ChunkOf chunk) => Path.Combine(root, chunk.Sha256);

    string PartOf(ChunkOf chunk) => PathOf(chunk) + ".part";
}
