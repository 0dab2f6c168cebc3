using System.Text.Json;

namespace Limen.Storage;

/// <summary>
/// The hub's officers, signed, so that they can sign in at a post without the line. It lives for a while after the hub last said that
/// it stands; an officer who is removed is out when the next one comes, or when it has died.
/// </summary>
public sealed class Roster
{
    const string Key = "roster";
    static readonly TimeSpan KeptEvery = TimeSpan.FromMinutes(10);

    readonly Database database;
    readonly Journal journal;
    readonly Officers officers;
    readonly Authority authority;
    readonly Guid store;
    readonly TimeProvider time;
    Held? held;
    DateTimeOffset kept;

    internal Roster(Database database, Journal journal, Officers officers, Authority authority, StoreIdentity identity, TimeProvider time) =>
        (this.database, this.journal, this.officers, this.authority, store, this.time) = (database, journal, officers, authority, identity.Store, time);

    /// <summary>At a hub: which roster stands.</summary>
    public async Task<RosterHead> HeadAsync(CancellationToken cancel)
    {
        var (version, bytes) = await CurrentAsync(cancel);
        return new(version, RosterOfficer.Digest(bytes));
    }

    /// <summary>At a hub: says, signed, which roster stands now.</summary>
    /// <param name="after">The version that the receiver has; the officers are left out where it is this one. Null to have them in any case.</param>
    /// <param name="cancel">Ends it.</param>
    public Task<SignedRoster> SignAsync(long? after, CancellationToken cancel) => SignAsync(after, authority.SignAsync, cancel);

    internal async Task<SignedRoster> SignAsync(long? after, Signer signer, CancellationToken cancel)
    {
        var (version, bytes) = await CurrentAsync(cancel);
        var statement = new RosterStatement(RosterStatement.OurFormat, store, version, RosterOfficer.Digest(bytes), time.GetUtcNow()).Bytes;
        return new(statement, await signer(statement, cancel), version == after ? null : bytes);
    }

    /// <summary>At a post: takes up what the hub has signed, when it is not older than what is held.</summary>
    public async Task<RosterOutcome> TakeAsync(SignedRoster roster, Enrolled hub, CancellationToken cancel)
    {
        if (RosterStatement.Read(roster.Statement) is not { Format: RosterStatement.OurFormat } told || told.Store != hub.Hub || !hub.Vouches(roster.Statement, roster.Signature))
            return new(false, "rosterForged");
        var before = await HeldAsync(cancel);
        if (before is not null && told.Version < before.Version && told.At <= before.At) return new(false, "rosterOlder");
        if (before?.Sha256 == told.Sha256 && before.Version == told.Version)
        {
            await ConfirmAsync(before, told.At, cancel);
            return new(false, null);
        }
        if (roster.Officers is null || RosterOfficer.Digest(roster.Officers) != told.Sha256) return new(false, "rosterForged");
        await KeepAsync(told, roster.Officers, hub, cancel);
        return new(true, null);
    }

    /// <summary>At a post: the same from a bundle in a folder; null where it brings no officers.</summary>
    /// <param name="folder">As <see cref="ListOffer.ExportAsync"/> wrote it.</param>
    /// <param name="hub">Whose it must be.</param>
    /// <param name="cancel">Ends it without a trace.</param>
    public async Task<RosterOutcome?> ImportAsync(string folder, Enrolled hub, CancellationToken cancel) =>
        new Bundle(folder).ReadRoster() is { } roster ? await TakeAsync(roster, hub, cancel) : null;

    /// <summary>At a post: the version that is held; null when none is.</summary>
    public async Task<long?> VersionAsync(CancellationToken cancel) => (await HeldAsync(cancel))?.Version;

    /// <summary>At a post: the officer of the hub with this name, while the roster lives; null when there is none.</summary>
    /// <param name="name">Name to sign in with.</param>
    /// <param name="life">How long the roster lives after the hub last confirmed it.</param>
    /// <param name="now">The moment, as near to the hub's clock as the post knows.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<Officer?> FindAsync(string name, TimeSpan life, DateTimeOffset now, CancellationToken cancel) =>
        await HeldAsync(cancel) is { } roster && now - roster.At <= life ? roster.Officers.GetValueOrDefault(Officers.Key(name)) : null;

    /// <summary>At a post: all officers of the hub by name, whether the roster lives or not.</summary>
    public async Task<IReadOnlyList<Officer>> AllAsync(CancellationToken cancel) =>
        await HeldAsync(cancel) is { } roster ? [.. roster.Officers.Values.OrderBy(one => one.Name, StringComparer.Ordinal)] : [];

    // Read between two looks at the number: a change in between begins again.
    async Task<(long Version, byte[] Bytes)> CurrentAsync(CancellationToken cancel)
    {
        while (true)
        {
            var version = await VersionAtHubAsync(cancel);
            var bytes = RosterOfficer.Bytes(await officers.AllAsync(cancel));
            if (await VersionAtHubAsync(cancel) == version) return (version, bytes);
        }
    }

    Task<long> VersionAtHubAsync(CancellationToken cancel) =>
        database.ReadAsync(session => session.FirstAsync<long>("select roster from hub_changes where id = 1"), cancel);

    // The number is looked at each time: a bundle may have been taken in by another process.
    async Task<Held?> HeldAsync(CancellationToken cancel) => held = await database.ReadAsync(async session =>
    {
        const string sql = "select version as Version, sha256 as Sha256, signed_at as SignedAt from roster where id = 1";
        if (await session.FirstAsync<Row>(sql) is not { } row) return null;
        var at = Stamp.Read(row.SignedAt);
        if (held is { } known && known.Version == row.Version && known.Sha256 == row.Sha256) return known.At >= at ? known : known with { At = at };
        return await Secrets.FindAsync(session, Key) is { } bytes ? new Held(row.Version, row.Sha256, at, RosterOfficer.Read(bytes)) : null;
    }, cancel);

    // An idle post does not write every time the hub says that nothing has changed.
    async Task ConfirmAsync(Held before, DateTimeOffset at, CancellationToken cancel)
    {
        if (at <= before.At) return;
        held = before with { At = at };
        if (at - kept < KeptEvery) return;
        kept = at;
        await database.WriteAsync(session => session.RunAsync("update roster set signed_at = @at where id = 1", new { at = Stamp.Of(at) }), cancel);
    }

    async Task KeepAsync(RosterStatement told, byte[] bytes, Enrolled hub, CancellationToken cancel)
    {
        var read = RosterOfficer.Read(bytes);
        await journal.WriteAsync(async session =>
        {
            const string sql = """
                insert into roster (id, version, sha256, signed_at) values (1, @Version, @Sha256, @at)
                on conflict (id) do update set version = excluded.version, sha256 = excluded.sha256, signed_at = excluded.signed_at
                """;
            await session.RunAsync(sql, new { told.Version, told.Sha256, at = Stamp.Of(told.At) });
            await Secrets.PutAsync(session, Key, bytes);
            var details = JsonSerializer.Serialize(new { hub = hub.Hub, officers = read.Count, disabled = read.Values.Count(one => one.Disabled), sha256 = told.Sha256 });
            return await journal.AppendAsync(session, new(JournalKind.RosterReceived, "limen", $"{told.Version}", details));
        }, cancel);
        (held, kept) = (new(told.Version, told.Sha256, told.At, read), told.At);
    }

    sealed class Row
    {
        public long Version { get; init; }
        public string Sha256 { get; init; } = "";
        public string SignedAt { get; init; } = "";
    }

    sealed record Held(long Version, string Sha256, DateTimeOffset At, IReadOnlyDictionary<string, Officer> Officers);
}
