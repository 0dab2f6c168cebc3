namespace Limen.Screening;

/// <summary>The keys of all entries of one list kind as the store held them at one version, read in one transaction.</summary>
/// <param name="Origin">The store, and its version as the transaction sees it.</param>
/// <param name="Keys">In any order, repeats allowed; enumerated once, on a thread of the builder, and disposed.</param>
public sealed record KeyStream(StoreVersion Origin, IEnumerable<ulong> Keys);

/// <summary>
/// What one list kind holds, for questions from any number of threads: a file of keys, mapped, and in an overlay the keys of entries
/// that were added or changed since. A removed entry needs no overlay: its key may still answer, and the store then has no entry
/// to fetch; the next rebuild forgets it. Nothing here is ever locked for a question, and a rebuild swaps the whole at once.
/// </summary>
public sealed class ListSnapshot
{
    const int OverlayAlways = 100_000, OverlayShare = 20;

    readonly KeyFolder files;
    readonly Lock gate = new();
    KeyGeneration current;
    Task? building;

    ListSnapshot(KeyFolder files, KeyGeneration first) => (this.files, current) = (files, first);

    /// <summary>
    /// Maps the newest sound index of that kind in the folder, which need not exist. Without one the snapshot is not
    /// <see cref="IsReady"/> and answers true to every question, so that the store is asked and nothing is missed until a rebuild.
    /// </summary>
    /// <param name="folder">Where the index files lie; several processes may share it.</param>
    /// <param name="kind">The beginning of their names: documents, vehicles.</param>
    /// <param name="store">The store as it is now; a file of another store or of a later version (the store was put back) is refused.</param>
    public static ListSnapshot Open(string folder, string kind, StoreVersion store)
    {
        var files = new KeyFolder(folder, kind);
        var index = files.OpenNewest(store, out var problems);
        return new(files, new(index, [])) { Problems = problems };
    }

    /// <summary>Files that were refused at opening and why, for the log.</summary>
    public IReadOnlyList<string> Problems { get; private init; } = [];

    /// <summary>True when an index is mapped; false while every question goes to the store.</summary>
    public bool IsReady => Now.Index is not null;

    /// <summary>The store's version up to which all changes are known here; the caller adds what came after. 0 when nothing is known.</summary>
    public long Version => Now.Version;

    /// <summary>Distinct keys in the index, without the overlay.</summary>
    public long Count => Now.Index?.Count ?? 0;

    /// <summary>Keys in the overlay.</summary>
    public long Waiting => Now.Waiting;

    /// <summary>Bytes of the index file; with the overlay, bytes in use.</summary>
    public long Bytes => Now.Bytes;

    /// <summary>True when a rebuild is due: no index, a damaged one, or an overlay of more than 100,000 keys and a twentieth of the index.</summary>
    public bool NeedsRebuild => Now is var now &&
        (now.Index is null or { Damaged: true } || now.Waiting > Math.Max(OverlayAlways, now.Index.Count / OverlayShare));

    KeyGeneration Now => Volatile.Read(ref current);

    /// <summary>False when no entry has this key; true when the store must be asked. Allocates nothing.</summary>
    public bool MayHold(ulong key) => Now.MayHold(key);

    /// <summary>Those of many keys for which <see cref="MayHold"/> is true; for the slips of a number, faster than one after another.</summary>
    public IReadOnlyList<ulong> Held(IReadOnlyList<ulong> keys) => Now.Held(keys);

    /// <summary>
    /// Makes added and changed entries known from this moment on. Call it once the store has committed them, with every change since
    /// <see cref="Version"/>. A large import is better followed by a rebuild; its keys may wait here until then, five bytes each.
    /// </summary>
    /// <param name="version">The store's version with these changes.</param>
    /// <param name="keys">All keys of the added or changed entries; empty when entries were only removed.</param>
    public void Add(long version, IEnumerable<ulong> keys)
    {
        var added = KeyIndex.Build(keys);
        lock (gate) Volatile.Write(ref current, current.With(new(version, added)));
    }

    /// <summary>
    /// Builds a new index from the store in the background: written aside, flushed, checked whole, renamed, swapped. Questions in flight
    /// finish on the old one. What was added with a later version than the stream's stays in the overlay. While a rebuild runs,
    /// another call joins it. I/O errors and cancellation fault the task and leave the old index in place.
    /// </summary>
    /// <param name="read">Opens the stream; runs on the builder's thread.</param>
    /// <param name="cancel">Breaks the rebuild off.</param>
    public Task RebuildAsync(Func<CancellationToken, KeyStream> read, CancellationToken cancel)
    {
        lock (gate)
        {
            if (building is not { IsCompleted: false }) building = Task.Run(() => Rebuild(read, cancel), cancel);
            return building;
        }
    }

    /// <summary>Checks every part of the index file now; false when one is damaged. Runs for as long as reading the file takes.</summary>
    public Task<bool> CheckAsync(CancellationToken cancel) =>
        Task.Run(() => Now.Index?.CheckAll(cancel) ?? true, cancel);

    void Rebuild(Func<CancellationToken, KeyStream> read, CancellationToken cancel)
    {
        var stream = read(cancel);
        var index = files.Write(stream, cancel);
        lock (gate) Volatile.Write(ref current, current.On(index));
        files.DeleteOthers(index.Origin);
    }
}
