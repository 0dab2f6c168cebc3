using System.Text.Json;
using Limen.Documents;

namespace Limen.Storage;

/// <summary>
/// What this node trusts, kept object by object as DER: certificates, revocation and deviation lists. Importing only adds, and what is there
/// already gains only its source; the version grows with each change, so that others can be given what came after theirs.
/// </summary>
public sealed class TrustRecords
{
    readonly Database database;
    readonly Journal journal;
    readonly TimeProvider time;
    volatile TrustState? held;

    internal TrustRecords(Database database, Journal journal, TimeProvider time) =>
        (this.database, this.journal, this.time) = (database, journal, time);

    /// <summary>What is trusted now, also after an import by another process; read anew only when its version has changed.</summary>
    public Task<TrustState> CurrentAsync(CancellationToken cancel) => database.ReadAsync(async session =>
    {
        var version = await TrustLoading.VersionAsync(session);
        return held is { } current && current.Version == version ? current : held = await new TrustLoading(session).RunAsync(version);
    }, cancel);

    /// <summary>Imports one file in one transaction with its journal entry. The same file again changes nothing.</summary>
    /// <param name="source">The name to remember it by.</param>
    /// <param name="content">Master list, LDIF, certificates or revocation lists in DER or PEM; read once.</param>
    /// <param name="allowUnverified">Take signed lists whose signature is broken, and deviation lists whose signer may not speak.</param>
    /// <param name="by">Who imports.</param>
    /// <param name="cancel">Before the commit, ends without a trace.</param>
    public async Task<TrustReport> ImportAsync(string source, Stream content, bool allowUnverified, string by, CancellationToken cancel)
    {
        var known = (await CurrentAsync(cancel)).Store;
        var imported = await Task.Run(() => TrustImport.Read(source, content, known, allowUnverified, cancel), cancel);
        return await journal.WriteAsync(session => KeepAsync(session, imported, by), cancel);
    }

    /// <summary>What came after a version, for a post.</summary>
    public Task<TrustBundle> SinceAsync(long after, CancellationToken cancel) => database.ReadAsync(async session =>
    {
        // The version first: what comes while the objects are read is left for the next time.
        var version = await session.FirstAsync<long>("select version from trust_head where id = 1");
        var (all, objects) = (new List<string>(), new List<TrustObject>());
        await session.EachAsync("select sha256, kind, state, der, since from trust where since <= @version order by sha256", reader =>
        {
            all.Add(reader.GetString(0));
            if (reader.GetInt64(4) > after) objects.Add(new(all[^1], reader.GetInt64(1), reader.GetString(2), reader.GetFieldValue<byte[]>(3)));
        }, ("@version", version));
        return new TrustBundle(version, all, objects);
    }, cancel);

    /// <summary>Up to which version of a hub's certificates this node has them; 0 for none.</summary>
    public Task<long> HeldAsync(Guid hub, CancellationToken cancel) =>
        database.ReadAsync(session => session.FirstAsync<long>("select version from hub_trust where hub = @hub", new { hub = hub.ToString() }), cancel);

    /// <summary>Takes in what a hub trusts, in one transaction with its journal entry; false when it is not what the hub has signed.</summary>
    /// <param name="hub">The hub's store.</param>
    /// <param name="head">Of the newest heads.</param>
    /// <param name="bundle">What it gave.</param>
    /// <param name="cancel">Before the commit, ends without a trace.</param>
    public async Task<bool> TakeAsync(Guid hub, OtherHead head, TrustBundle bundle, CancellationToken cancel) => bundle.IsOf(head) && await journal.WriteAsync(async session =>
    {
        var before = await session.FirstAsync<long>("update trust_head set version = version where id = 1 returning version");
        var adding = new TrustAdding(session, "hub", before + 1, Stamp.Of(time.GetUtcNow()), "hub");
        foreach (var one in bundle.Objects) await adding.AddAsync((TrustKind)one.Kind, one.Sha256, one.State, one.Der);
        var version = adding.Changed ? before + 1 : before;
        var digest = await TrustLoading.DigestAsync(session);
        await session.RunAsync("update trust_head set version = @version, digest = @digest where id = 1", new { version, digest });
        await session.RunAsync("""
            insert into hub_trust (hub, version) values (@hub, @Version) on conflict (hub) do update set version = excluded.version
            """, new { hub = hub.ToString(), bundle.Version });
        await journal.AppendAsync(session, new(JournalKind.TrustImported, "hub", "hub", JsonSerializer.Serialize(new { added = adding.Added, version, hubVersion = bundle.Version, digest })));
        return true;
    }, cancel);

    async Task<TrustReport> KeepAsync(Session session, TrustImported imported, string by)
    {
        // Writing first makes a second import wait for this one, in both databases.
        var before = await session.FirstAsync<long>("update trust_head set version = version where id = 1 returning version");
        var adding = new TrustAdding(session, imported.Material.Source, before + 1, Stamp.Of(time.GetUtcNow()), by);
        foreach (var each in imported.Material.Certificates) await adding.AddAsync(TrustKind.Certificate, each.Sha256, each.Country, each.Der);
        var added = adding.Added;
        foreach (var each in imported.Material.Revocations) await adding.AddAsync(TrustKind.RevocationList, each.Sha256, each.Country, each.Der);
        foreach (var each in imported.Material.Deviations) await adding.AddAsync(TrustKind.DeviationList, each.Sha256, each.Country, each.Der);
        var version = adding.Changed ? before + 1 : before;
        var digest = await TrustLoading.DigestAsync(session);
        await session.RunAsync("update trust_head set version = @version, digest = @digest where id = 1", new { version, digest });
        var report = new TrustReport(imported, added, adding.Added - added, version);
        await journal.AppendAsync(session, new(JournalKind.TrustImported, by, imported.Material.Source, Details(report, digest)));
        return report;
    }

    static string Details(TrustReport report, string digest) => JsonSerializer.Serialize(new
    {
        certificates = report.Imported.Material.Certificates.Count,
        revocations = report.Imported.Material.Revocations.Count,
        deviations = report.Imported.Material.Deviations.Count,
        added = report.Added + report.AddedLists,
        refused = report.Imported.Refused,
        unreadable = report.Imported.Unreadable,
        version = report.Version,
        digest,
    });
}

/// <summary>Adds the objects of one file; what is known gains its source.</summary>
sealed class TrustAdding(Session session, string source, long since, string at, string by)
{
    /// <summary>Objects that were not there.</summary>
    public int Added { get; private set; }

    /// <summary>True when an object or a source was added.</summary>
    public bool Changed { get; private set; }

    public async Task AddAsync(TrustKind kind, string sha256, string state, ReadOnlyMemory<byte> der)
    {
        const string adding = """
            insert into trust (sha256, kind, state, der, since, imported_at, imported_by) values (@sha256, @kind, @state, @der, @since, @at, @by)
            on conflict (sha256) do nothing
            """;
        const string naming = "insert into trust_sources (sha256, source) values (@sha256, @source) on conflict (sha256, source) do nothing";
        var added = await session.RunAsync(adding, new { sha256, kind = (long)kind, state, der = der.ToArray(), since, at, by });
        var named = await session.RunAsync(naming, new { sha256, source });
        Added += added;
        Changed |= added + named > 0;
    }
}
