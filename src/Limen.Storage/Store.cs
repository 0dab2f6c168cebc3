using System.Data.Common;

namespace Limen.Storage;

/// <summary>Everything this node keeps: lists, inspections, cleared matches, officers, API keys, what it trusts, and the journal of what was done with them.</summary>
public sealed class Store : IAsyncDisposable
{
    readonly Database database;
    readonly IDisposable? use;

    Store(Database database, StoreIdentity identity, StoreLocation where, IDisposable? use, TimeProvider time)
    {
        (this.database, this.use, Id) = (database, use, identity.Store);
        Indexes = new(where.Folder, identity.Store, database.Vault);
        var witness = new JournalWitness(Path.Combine(where.Folder, "journal.head"), database.Vault);
        Journal = new(database, witness, time);
        Lists = new(database, Journal, time);
        Inspections = new(database, Journal);
        Officers = new(database, Journal, time);
        ApiKeys = new(database, Journal, time);
        Trust = new(database, Journal, time);
        Cleared = new(database, Journal, identity, time);
        Retention = new(database, Journal, time);
        Reception = new(database, Lists, Journal, where.Folder);
        Outbox = new(database, identity, time);
        PostEvents = new(database, Journal, time);
        Secrets = new(database);
        Authority = new(database, identity, time);
        Posts = new(database, Journal, Authority, time);
        PostCertificates = new(database, Journal, Authority, identity, time);
        Enrolment = new(database, Journal, time);
        Roster = new(database, Journal, Officers, Authority, identity, time);
        Offer = new(database, Lists, Roster, identity, where.Folder, time);
        Checkup = new(database, where, Lists, Indexes, Journal, witness, Id);
    }

    /// <summary>Lists and their imports.</summary>
    public Lists Lists { get; }

    /// <summary>What was done, by whom, unalterable.</summary>
    public Journal Journal { get; }

    /// <summary>Inspections and the decisions on them.</summary>
    public InspectionRecords Inspections { get; }

    /// <summary>Who may sign in.</summary>
    public Officers Officers { get; }

    /// <summary>Which machines may ask.</summary>
    public ApiKeys ApiKeys { get; }

    /// <summary>Whose signatures on chips and seals are believed.</summary>
    public TrustRecords Trust { get; }

    /// <summary>Matches that second line has found to be false.</summary>
    public ClearedMatches Cleared { get; }

    /// <summary>How long inspections are kept.</summary>
    public Retention Retention { get; }

    /// <summary>True when what is kept is sealed under a key that is kept apart.</summary>
    public bool IsSealed => database.Vault.IsSealed;

    /// <summary>What this node gives out of its own lists.</summary>
    public ListOffer Offer { get; }

    /// <summary>What this node takes in of a hub's lists.</summary>
    public ListReception Reception { get; }

    /// <summary>At a post: what it has still to tell its hub.</summary>
    public Outbox Outbox { get; }

    /// <summary>At a hub: what its posts tell.</summary>
    public PostEvents PostEvents { get; }

    /// <summary>Which store this is, however often it is copied or moved.</summary>
    public Guid Id { get; }

    /// <summary>Private keys and the like.</summary>
    public Secrets Secrets { get; }

    /// <summary>At a hub: by what it knows its posts and they know it.</summary>
    public Authority Authority { get; }

    /// <summary>At a hub: its posts.</summary>
    public Posts Posts { get; }

    /// <summary>At a hub: the certificates of its posts.</summary>
    public PostCertificates PostCertificates { get; }

    /// <summary>The hub's officers, on their way to its posts.</summary>
    public Roster Roster { get; }

    /// <summary>At a post: its hub.</summary>
    public Enrolment Enrolment { get; }

    /// <summary>Whether anything here is damaged.</summary>
    public StoreCheckup Checkup { get; }

    internal IndexFolder Indexes { get; }

    /// <summary>Opens the store, making folder and tables when they are not there and bringing an older schema up to date.</summary>
    /// <exception cref="StoreException">storeNewer: written by a newer program; storeUnreachable: cannot be opened or written; storeInUse: is being sealed; keyMissing, keyWrong: is sealed.</exception>
    public static async Task<Store> OpenAsync(StoreLocation where, TimeProvider time, CancellationToken cancel)
    {
        Database? database = null;
        IDisposable? use = null;
        try
        {
            Directory.CreateDirectory(where.Folder);
            use = where.ConnectionString is null ? await SealingFiles.UseAsync(where.Folder, cancel) : null;
            database = DatabaseAt(where);
            await SchemaVersions.ApplyAsync(database, cancel);
            database.Vault = await StoreVault.OpenAsync(database, where, cancel);
            await StoredKeys.KeepToRuleAsync(database, cancel);
            await StaleFiles.DropAsync(database, new(Path.Combine(where.Folder, "journal.head"), database.Vault), where.Folder, cancel);
            return new(database, await StoreIdentity.OfAsync(database, time, cancel), where, use, time);
        }
        catch (Exception error) when (error is DbException or IOException or UnauthorizedAccessException or ArgumentException or StoreException)
        {
            if (database is not null) await database.DisposeAsync();
            use?.Dispose();
            if (error is StoreException) throw;
            throw new StoreException("storeUnreachable", $"The store in {where.Folder} cannot be opened: {error.Message}", error);
        }
    }

    /// <summary>
    /// What a store trusts, for a process that asks nothing else of it: neither schema nor journal, identity or key is looked at, for what is
    /// trusted is public. A store of another version of the program, or one that cannot be read so, is opened whole.
    /// </summary>
    /// <exception cref="StoreException">As <see cref="OpenAsync"/>.</exception>
    public static async Task<TrustState> TrustedAsync(StoreLocation where, TimeProvider time, CancellationToken cancel)
    {
        try
        {
            using var use = where.ConnectionString is null ? await SealingFiles.UseAsync(where.Folder, cancel) : null;
            await using var database = DatabaseAt(where);
            if (await database.ReadAsync(async session => await SchemaVersions.IsNewestAsync(session, database.Dialect)
                ? await new TrustLoading(session).RunAsync(await TrustLoading.VersionAsync(session)) : null, cancel) is { } trust) return trust;
        }
        catch (Exception error) when (error is DbException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Told by opening it whole, which also mends what can be mended.
        }
        await using var store = await OpenAsync(where, time, cancel);
        return await store.Trust.CurrentAsync(cancel);
    }

    static Database DatabaseAt(StoreLocation where) =>
        where.ConnectionString is { } connection ? new PostgresDatabase(connection, where.Folder) : new SqliteDatabase(where.Folder);

    /// <summary>
    /// Seals a SQLite store, whatever is in it, or a new one: all is written anew, sealed, beside the old file, compared with it, and put in its
    /// place; the old one is overwritten and removed. Killed on the way, the store is the old one or the new one, whole. Nobody else may have
    /// it open. One that is sealed already stays as it is.
    /// </summary>
    /// <param name="where">The store, with its key file; null for the default. A file that is there is used; else a new key is made.</param>
    /// <param name="time">Clock of a store that is made now.</param>
    /// <param name="cancel">Breaks it off; the store then stays as it was.</param>
    /// <exception cref="StoreException">sealNotHere: not a SQLite store; keyBesideStore; keyWrong, keyMissing; storeInUse; journalBroken: its journal does not hold; sealFailed: the copy was not equal.</exception>
    public static Task<SealReport> SealAsync(StoreLocation where, TimeProvider time, CancellationToken cancel) => new Sealing(where, time).RunAsync(cancel);

    /// <summary>True when the store answers; for health checks.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancel)
    {
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        soon.CancelAfter(TimeSpan.FromSeconds(2));
        try
        {
            return await database.ReadAsync(session => session.FirstAsync<long>("select count(*) from journal_head"), soon.Token) == 1;
        }
        catch (Exception error) when (error is DbException || (error is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Journal.DisposeAsync();
        Authority.Dispose();
        await database.DisposeAsync();
        database.Vault.Dispose();
        use?.Dispose();
    }
}
