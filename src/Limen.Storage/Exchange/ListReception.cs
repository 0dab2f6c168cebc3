namespace Limen.Storage;

/// <summary>What this node takes in of a hub's lists: over the line or from a folder, always signed, never older than what is here.</summary>
public sealed class ListReception
{
    static readonly TimeSpan Lag = TimeSpan.FromSeconds(10);

    readonly Database database;
    readonly Lists lists;
    readonly Journal journal;

    internal ListReception(Database database, Lists lists, Journal journal, string folder)
    {
        (this.database, this.lists, this.journal) = (database, lists, journal);
        Incoming = new(Path.Combine(folder, "exchange", "incoming"), database.Vault);
    }

    /// <summary>Chunks on their way in.</summary>
    public IncomingChunks Incoming { get; }

    /// <summary>
    /// Takes note of where the hub stands. Heads that are older than the newest that were seen and take something back are refused; a list of which the newest version is here
    /// already is from now on as old as the hub says.
    /// </summary>
    public async Task<HeadsReceipt> SeeAsync(Statement statement, TrustedHub hub, CancellationToken cancel)
    {
        if (!hub.Holds(statement.Bytes, statement.Signature)) return new(null, "bundleForged");
        if (Heads.Read(statement.Bytes) is not { } heads) return new(null, "bundleUnreadable");
        if (heads.Store != hub.Store) return new(null, "bundleOther");
        return await database.WriteAsync(async session =>
        {
            var values = new
            {
                hub = heads.Store.ToString(),
                at = Stamp.Of(heads.At),
                body = session.Vault.Seal(Convert.ToBase64String(statement.Bytes), Places.HubHeads, heads.Store.ToString()),
                signature = Convert.ToBase64String(statement.Signature),
            };
            var known = await SeenAsync(session, heads.Store);
            var older = known is not null && heads.At < known.At;
            // The clocks of a hub's nodes differ: earlier words are old only when they take something back.
            if (older && TakesBack(heads, known!)) return new HeadsReceipt(null, "bundleOlder");
            // A beat that tells nothing new is not worth a write to the disk each time.
            if (known is not null && heads.At - known.At < Enrolment.Written && SayTheSame(heads, known)) return new(heads, null);
            if (!older) await session.RunAsync("""
                insert into hub_heads (hub, at, body, signature) values (@hub, @at, @body, @signature)
                on conflict (hub) do update set at = @at, body = @body, signature = @signature
                """, values);
            const string renew = """
                update lists set imported_at = @at, title = @Title where id = @List and hub = @hub and version = @Version
                and (imported_at < @at or title <> @Title and imported_at <= @at)
                """;
            // The same number over other entries makes nothing younger: it is of another line, which a restore has begun.
            var here = (await ListRow.AllAsync(session, "hub = @hub and version > 0", new { values.hub })).ToDictionary(row => row.Id, row => row.Digest, StringComparer.Ordinal);
            foreach (var list in heads.Lists.Where(list => here.GetValueOrDefault(list.List) == list.Digest))
                await session.RunAsync(renew, new { at = Stamp.Of(list.ImportedAt), list.Title, list.List, values.hub, list.Version });
            return new(heads, null);
        }, cancel);
    }

    /// <summary>The newest heads of a hub that this node has seen; null before the first.</summary>
    public Task<Heads?> SeenAsync(Guid hub, CancellationToken cancel) => database.ReadAsync(session => SeenAsync(session, hub), cancel);

    /// <summary>The lists of which a hub has a newer version, the smallest first: they answer while the large ones are on their way.</summary>
    public async Task<IReadOnlyList<WantedList>> WantedAsync(Heads heads, CancellationToken cancel)
    {
        var rows = (await lists.RowsAsync(cancel)).ToDictionary(row => row.Id, StringComparer.Ordinal);
        return
        [
            .. from head in heads.Lists
               let here = rows.GetValueOrDefault(head.List)
               where here is null || here.Version < head.Version
               orderby head.Entries
               select new WantedList(head.List, here is not null && here.Hub == heads.Store.ToString() ? here.Version : 0, head.Version),
        ];
    }

    /// <summary>
    /// Versions that are here of a hub's lists and that these heads do not confirm, by the list's id: the hub was put back from an older copy, and
    /// has lost them. They go on answering, and grow old, until the hub publishes something newer. What came only just now is not judged:
    /// the words of another node of the hub may be a little behind.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, long>> StraysAsync(Heads heads, CancellationToken cancel)
    {
        var told = heads.Lists.ToDictionary(list => list.List, StringComparer.Ordinal);
        return (await lists.RowsAsync(cancel))
            .Where(here => here.Version > 0 && here.Hub == heads.Store.ToString() && heads.At - Stamp.Read(here.ImportedAt) > Lag)
            .Where(here => told.GetValueOrDefault(here.Id) is not { } head || head.Version < here.Version || (head.Version == here.Version && head.Digest != here.Digest))
            .ToDictionary(here => here.Id, here => here.Version, StringComparer.Ordinal);
    }

    /// <summary>Takes in one version: whole, or nothing at all, also when the process is killed on the way. The old one answers until then.</summary>
    /// <param name="statement">The manifest.</param>
    /// <param name="hub">Whose it must be.</param>
    /// <param name="open">Opens a chunk, to be read from any place; null where it is missing.</param>
    /// <param name="cancel">Before the last transaction, ends without a trace.</param>
    public async Task<ListReceipt> TakeAsync(Statement statement, TrustedHub hub, Func<ChunkOf, Stream?> open, CancellationToken cancel)
    {
        if (!hub.Holds(statement.Bytes, statement.Signature)) return Refused("bundleForged", "The manifest is not signed by the hub that this node trusts.");
        if (Manifest.Read(statement.Bytes) is not { } manifest) return Refused("bundleUnreadable", "The manifest says what this program does not understand.");
        if (manifest.Store != hub.Store) return Refused("bundleOther", "The manifest is of another hub.");
        using var reception = new Reception(database, journal, manifest, open);
        return await Task.Run(() => reception.RunAsync(cancel), cancel);
    }

    /// <summary>Takes in a bundle from a folder, list by list.</summary>
    /// <param name="folder">As <see cref="ListOffer.ExportAsync"/> wrote it.</param>
    /// <param name="hub">Whose it must be.</param>
    /// <param name="cancel">Ends between two lists, or in one without a trace of that one.</param>
    public async Task<IReadOnlyList<ListReceipt>> ImportAsync(string folder, TrustedHub hub, CancellationToken cancel)
    {
        var bundle = new Bundle(folder);
        var receipts = new List<ListReceipt>();
        foreach (var (name, statement) in bundle.ReadManifests())
        {
            var receipt = statement is null ? Refused("bundleForged", "The manifest has no signature.") : await TakeAsync(statement, hub, bundle.Open, cancel);
            receipts.Add(receipt.List.Length == 0 ? receipt with { List = name } : receipt);
        }
        if (bundle.ReadHeads() is { } heads) await SeeAsync(heads, hub, cancel);
        return receipts;
    }

    static bool TakesBack(Heads heads, Heads known)
    {
        var told = heads.Lists.ToDictionary(list => list.List, list => list.Version, StringComparer.Ordinal);
        return heads.Trust.Version < known.Trust.Version || heads.Roster.Version < known.Roster.Version || known.Lists.Any(list => told.GetValueOrDefault(list.List) < list.Version);
    }

    static bool SayTheSame(Heads heads, Heads known) =>
        heads.Trust == known.Trust && heads.Roster == known.Roster && heads.Lists.SequenceEqual(known.Lists);

    static ListReceipt Refused(string code, string words) => new("", 0) { Refused = code, RefusedWords = words };

    static async Task<Heads?> SeenAsync(Session session, Guid hub) =>
        await session.FirstAsync<KeptValue>("select body as Kept from hub_heads where hub = @hub", new { hub = hub.ToString() }) is { } body
            ? Heads.Read(Convert.FromBase64String(session.Vault.Open(body.Kept, Places.HubHeads, hub.ToString())))
            : null;
}
