using System.Collections.Concurrent;

namespace Limen.Storage;

/// <summary>Changes whenever the heads do.</summary>
/// <param name="Versions">Of all lists together.</param>
/// <param name="Lists">Their number.</param>
/// <param name="ImportedAt">The newest import.</param>
/// <param name="Trust">Version of the certificates.</param>
/// <param name="Roster">Version of the officers.</param>
public sealed record HeadsStamp(long Versions, long Lists, string ImportedAt, long Trust, long Roster);

/// <summary>
/// What this node gives out of its own lists: where they stand, each version as a manifest over chunks, and the chunks. All of it is made
/// from the rows; what lies in the folder is there so that it is not made twice.
/// </summary>
public sealed class ListOffer
{
    const int MostRemembered = 256, Tries = 20;
    const long MostBytes = 4L << 30, FewChanges = 1000, MostParts = 1L << 28;

    readonly Database database;
    readonly Lists lists;
    readonly Roster roster;
    readonly StoreIdentity identity;
    readonly ChunkFolder chunks;
    readonly string snapshots;
    readonly TimeProvider time;
    readonly ConcurrentDictionary<(ListState List, long After), Lazy<Task<Statement?>>> made = new();

    internal ListOffer(Database database, Lists lists, Roster roster, StoreIdentity identity, string folder, TimeProvider time)
    {
        (this.database, this.lists, this.roster, this.identity, this.time) = (database, lists, roster, identity, time);
        chunks = new(Path.Combine(folder, "exchange", "chunks"), MostBytes);
        snapshots = Path.Combine(folder, "exchange", "snapshots");
    }

    /// <summary>Where this node's own lists stand now, signed.</summary>
    /// <param name="signer">Signs as the hub.</param>
    /// <param name="roster">Where the officers stand.</param>
    /// <param name="cancel">Ends the reading.</param>
    public async Task<Statement> HeadsAsync(Signer signer, OtherHead roster, CancellationToken cancel)
    {
        var own = (await OwnAsync(cancel)).Select(row => row.State)
            .Select(list => new ListHead(list.Id, list.Title, list.Kind, list.Version, list.Entries, list.Digest, list.ImportedAt));
        var trust = await database.ReadAsync(session => session.FirstAsync<TrustRow>("select version as Version, digest as Digest from trust_head where id = 1"), cancel);
        var bytes = new Heads(Heads.CurrentFormat, identity.Store, time.GetUtcNow(), [.. own], roster, new(trust!.Version, trust.Digest)).ToBytes();
        return new(bytes, await signer(bytes, cancel));
    }

    /// <summary>What is enough to see whether the heads have changed: one small query.</summary>
    public Task<HeadsStamp> StampAsync(CancellationToken cancel) => database.ReadAsync(session => session.FirstAsync<HeadsStamp>("""
        select (select cast(coalesce(sum(version), 0) as bigint) from lists where version > 0 and hub = '') as Versions,
        (select count(*) from lists where version > 0 and hub = '') as Lists,
        (select coalesce(max(imported_at), '') from lists where version > 0 and hub = '') as ImportedAt,
        (select version from trust_head where id = 1) as Trust, (select roster from hub_changes where id = 1) as Roster
        """), cancel)!;

    /// <summary>
    /// How the newest version of a list comes out of another, signed; a snapshot where there is no other, or where that is shorter.
    /// Null when this node owns no such list.
    /// </summary>
    /// <param name="listId">The list.</param>
    /// <param name="after">The version that is there already; 0 for none.</param>
    /// <param name="signer">Signs as the hub.</param>
    /// <param name="cancel">Ends the wait; the making goes on for whoever asks next.</param>
    public async Task<Statement?> ManifestAsync(string listId, long after, Signer signer, CancellationToken cancel)
    {
        if ((await OwnAsync(cancel)).Find(row => row.Id == listId) is not { } list) return null;
        if (after < 0 || after >= list.Version) after = 0;
        if (made.Count > MostRemembered) made.Clear();
        var key = (list.State, after);
        var making = made.GetOrAdd(key, _ => new(() => Task.Run(() => MakeAsync(listId, after, signer), CancellationToken.None)));
        try
        {
            return await making.Value.WaitAsync(cancel);
        }
        catch when (making.Value.IsCompleted && !making.Value.IsCompletedSuccessfully)
        {
            made.TryRemove(new(key, making));
            throw;
        }
    }

    /// <summary>A chunk of a manifest; made again from the rows where it is no longer kept. Null when the list has gone on: ask for its manifest again.</summary>
    /// <param name="sha256">Its digest.</param>
    /// <param name="listId">The list of its manifest; null when only what is kept is wanted.</param>
    /// <param name="after">The version that the manifest starts from.</param>
    /// <param name="part">Its part.</param>
    /// <param name="cancel">Ends the making.</param>
    public async Task<Stream?> ChunkAsync(string sha256, string? listId, long after, long part, CancellationToken cancel)
    {
        if (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigitLower)) return null;
        if (chunks.Open(sha256) is { } kept) return kept;
        if (after < 0 || part is < -MostParts or > MostParts) return null;
        if (listId is null || (await OwnAsync(cancel)).Find(row => row.Id == listId) is not { } list) return null;
        if (await new ChunkCutter(database, list, after).CutAsync(part, cancel) is not { } cut || cut.Named.Sha256 != sha256) return null;
        chunks.Keep(sha256, cut.Bytes);
        return new MemoryStream(cut.Bytes, writable: false);
    }

    /// <summary>Writes lists and officers as a bundle into a folder: what is there already under the same digest stays. The same bytes that a post gets over the line.</summary>
    /// <param name="folder">Made when it is not there.</param>
    /// <param name="listIds">Which lists; empty for all of this node's own.</param>
    /// <param name="signer">Signs as the hub.</param>
    /// <param name="cancel">Ends the writing; what was written stays and is good.</param>
    /// <returns>What was written; null for a list that this node does not own.</returns>
    public async Task<IReadOnlyList<(string List, Manifest? Written)>> ExportAsync(string folder, IReadOnlyList<string> listIds, Signer signer, CancellationToken cancel)
    {
        var bundle = new Bundle(folder);
        var written = new List<(string, Manifest?)>();
        foreach (var id in listIds.Count > 0 ? listIds : [.. (await OwnAsync(cancel)).Select(row => row.Id)])
            written.Add((id, await WriteAsync(bundle, id, signer, cancel)));
        var officers = await roster.SignAsync(null, signer, cancel);
        bundle.WriteRoster(officers);
        bundle.WriteHeads(await HeadsAsync(signer, officers.Head, cancel));
        bundle.Tidy();
        return written;
    }

    async Task<Manifest?> WriteAsync(Bundle bundle, string listId, Signer signer, CancellationToken cancel)
    {
        for (var tried = 0; tried < Tries; tried++)
        {
            if (await ManifestAsync(listId, 0, signer, cancel) is not { } statement) return null;
            var manifest = Storage.Manifest.Read(statement.Bytes)!;
            if (!await CopyAsync(bundle, manifest, cancel)) continue;
            bundle.Write(manifest, statement);
            return manifest;
        }
        throw new StoreException("listBusy", $"The list {listId} changes faster than it can be given out.");
    }

    async Task<bool> CopyAsync(Bundle bundle, Manifest manifest, CancellationToken cancel)
    {
        foreach (var chunk in manifest.Chunks)
        {
            if (bundle.Has(chunk)) continue;
            await using var content = await ChunkAsync(chunk.Sha256, manifest.List, manifest.From, chunk.Part, cancel);
            if (content is null) return false;
            await bundle.WriteAsync(chunk, content, cancel);
        }
        return true;
    }

    internal async Task<List<ListRow>> OwnAsync(CancellationToken cancel) => [.. (await lists.RowsAsync(cancel)).Where(row => row.Hub.Length == 0)];

    async Task<Statement?> MakeAsync(string listId, long after, Signer signer)
    {
        var cancel = CancellationToken.None;
        for (var tried = 0; tried < Tries; tried++)
        {
            // Anew each time: an import while chunks are cut takes away what they are cut from.
            if ((await OwnAsync(cancel)).Find(row => row.Id == listId) is not { } list) return null;
            var delta = after > 0 && after < list.Version && await IsShorterAsync(list, after, cancel);
            if (await (delta ? CutAllAsync(list, after, cancel) : SnapshotAsync(list, cancel)) is not { } cut) continue;
            var bytes = Manifest(list, delta ? after : 0, cut).ToBytes();
            return new(bytes, await signer(bytes, cancel));
        }
        throw new StoreException("listBusy", $"The list {listId} changes faster than it can be given out.");
    }

    async Task<bool> IsShorterAsync(ListRow list, long after, CancellationToken cancel) =>
        Math.Max(await new ChunkCutter(database, list, after).ChangesAsync(cancel), FewChanges) <= Math.Max(list.Entries / 2, FewChanges);

    async Task<List<ChunkOf>?> CutAllAsync(ListRow list, long after, CancellationToken cancel)
    {
        var cutter = new ChunkCutter(database, list, after);
        return await CutAsync(cutter, await cutter.PartsAsync(cancel), new Dictionary<long, ChunkOf>(), cancel);
    }

    // Of a snapshot only those ranges are cut in which something changed since the last one.
    async Task<List<ChunkOf>?> SnapshotAsync(ListRow list, CancellationToken cancel)
    {
        var path = Path.Combine(snapshots, IndexFolder.NameOf(list));
        var before = File.Exists(path) ? Storage.Manifest.Read(await File.ReadAllBytesAsync(path, cancel)) : null;
        var cutter = new ChunkCutter(database, list, 0);
        var known = new Dictionary<long, ChunkOf>();
        // Of this line of versions: a database that was put back from an older copy uses its numbers again.
        if (before is not null && before.Store == identity.Store && (await lists.VersionsAsync(list.Id, cancel)).Any(version => version.Version == before.Version && version.Digest == before.Digest))
        {
            var renewed = await cutter.RenewedAsync(before.Version, cancel);
            known = before.Chunks.Where(chunk => !renewed.Contains(chunk.Part)).ToDictionary(chunk => chunk.Part);
        }
        if (await CutAsync(cutter, await cutter.PartsAsync(cancel), known, cancel) is not { } cut) return null;
        Directory.CreateDirectory(snapshots);
        var partly = $"{path}.{Path.GetRandomFileName()}";
        await File.WriteAllBytesAsync(partly, Manifest(list, 0, cut).ToBytes(), cancel);
        File.Move(partly, path, overwrite: true);
        return cut;
    }

    async Task<List<ChunkOf>?> CutAsync(ChunkCutter cutter, List<long> parts, Dictionary<long, ChunkOf> known, CancellationToken cancel)
    {
        var all = new List<ChunkOf>(parts.Count);
        foreach (var part in parts)
        {
            if (known.TryGetValue(part, out var before))
            {
                all.Add(before);
                continue;
            }
            if (await cutter.CutAsync(part, cancel) is not { } cut) return null;
            if (cut.Rows == 0) continue;
            all.Add(cut.Named);
            chunks.Keep(all[^1].Sha256, cut.Bytes);
        }
        return all;
    }

    Manifest Manifest(ListRow list, long from, IReadOnlyList<ChunkOf> cut) => new(
        Storage.Manifest.CurrentFormat, identity.Store, list.Id, list.Title, (Screening.ListKind)list.Kind, list.Owner, list.Format, from, list.Version, list.Entries,
        list.Digest, Stamp.Read(list.ImportedAt), cut);

    sealed class TrustRow
    {
        public long Version { get; init; }
        public string Digest { get; init; } = "";
    }
}
