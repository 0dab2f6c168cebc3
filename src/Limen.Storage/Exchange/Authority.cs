using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Limen.Storage;

/// <summary>
/// A hub's own certificate authority, shared by all nodes on its database: it knows its posts by their certificates, its nodes show
/// theirs to the posts, and one key of it signs lists, heads and rosters. Makes itself when it is first needed, once, however many
/// nodes start at the same moment.
/// </summary>
public sealed class Authority : IDisposable
{
    const string AuthorityKey = "authority.key", SigningKey = "authority.signing.key";
    static readonly TimeSpan Life = TimeSpan.FromDays(20 * 365);

    readonly Database database;
    readonly StoreIdentity identity;
    readonly TimeProvider time;
    readonly Lock gate = new();
    Keys? keys;

    internal Authority(Database database, StoreIdentity identity, TimeProvider time) => (this.database, this.identity, this.time) = (database, identity, time);

    /// <summary>The authority's own certificate, in DER.</summary>
    public async Task<byte[]> CertificateAsync(CancellationToken cancel) => (await KeysAsync(cancel)).Root.RawData;

    /// <summary>The certificate of the key that signs, in DER: what <see cref="ExchangeSignature.Verify"/> asks for.</summary>
    public async Task<byte[]> SigningCertificateAsync(CancellationToken cancel) => (await KeysAsync(cancel)).SigningCertificate;

    /// <summary>True when this store has been a hub's before; makes nothing.</summary>
    public async Task<bool> ExistsAsync(CancellationToken cancel) =>
        await database.ReadAsync(session => session.FirstAsync<long>("select count(*) from authority"), cancel) > 0;

    /// <summary>True when the authority has made this certificate for a post. Whether it holds is not asked.</summary>
    public async Task<bool> IsPostAsync(X509Certificate2 certificate, CancellationToken cancel) =>
        Certificates.IsMadeBy(certificate, (await KeysAsync(cancel)).Root, Certificates.ForClients, null);

    /// <summary>True when this authority has made this certificate for a node of its hub; no clock is asked.</summary>
    /// <param name="certificate">Shown by whoever says that it is the hub.</param>
    /// <param name="authority">Certificate of the authority, in DER; trusted by the caller.</param>
    public static bool IsServer(X509Certificate2 certificate, byte[] authority)
    {
        using var root = X509CertificateLoader.LoadCertificate(authority);
        return Certificates.IsMadeBy(certificate, root, Certificates.ForServers, null);
    }

    /// <summary>Signs as <see cref="ExchangeSignature"/> tells.</summary>
    public async Task<byte[]> SignAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        var held = await KeysAsync(cancel);
        lock (gate) return held.Signing.SignData(bytes.Span, HashAlgorithmName.SHA256);
    }

    /// <summary>A certificate with a new key for one node of the hub, by which posts know it; the key is kept nowhere.</summary>
    /// <param name="names">Names and addresses under which posts reach it.</param>
    /// <param name="life">How long it holds.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<X509Certificate2> IssueServerAsync(IReadOnlyList<string> names, TimeSpan life, CancellationToken cancel)
    {
        var held = await KeysAsync(cancel);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        lock (gate)
        {
            using var made = Certificates.Make(held.Root, new(key), names[0], Certificates.ForServers, names, time.GetUtcNow(), life);
            return made.CopyWithPrivateKey(key);
        }
    }

    /// <summary>A certificate for a post's key.</summary>
    internal async Task<X509Certificate2> IssuePostAsync(string post, PublicKey key, TimeSpan life, CancellationToken cancel)
    {
        var held = await KeysAsync(cancel);
        lock (gate) return Certificates.Make(held.Root, key, post, Certificates.ForClients, [], time.GetUtcNow(), life);
    }

    /// <inheritdoc/>
    public void Dispose() => keys?.Dispose();

    async Task<Keys> KeysAsync(CancellationToken cancel)
    {
        if (keys is { } held) return held;
        var loaded = await database.ReadAsync(LoadAsync, cancel) ?? await database.WriteAsync(MakeAsync, cancel);
        lock (gate)
        {
            if (keys is null) keys = loaded;
            else loaded.Dispose();
            return keys;
        }
    }

    static async Task<Keys?> LoadAsync(Session session)
    {
        if (await session.FirstAsync<AuthorityRow>("select certificate as Certificate, signing as Signing from authority where id = 1") is not { } row) return null;
        var (root, signing) = (await Secrets.FindAsync(session, AuthorityKey), await Secrets.FindAsync(session, SigningKey));
        if (root is null || signing is null) throw new StoreException("authorityBroken", "The hub's authority has lost its keys: restore the database from a copy.");
        return Keys.Of(row, root, signing);
    }

    // Whoever inserts the row first makes the authority; the others wait for his commit and find it.
    async Task<Keys> MakeAsync(Session session)
    {
        using var root = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var signing = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = time.GetUtcNow();
        using var certificate = Certificates.MakeAuthority(root, $"Authority of hub {identity.Store}", now, Life);
        using var signer = Certificates.Make(certificate, new(signing), $"Lists of hub {identity.Store}", ExchangeSignature.Purpose, [], now, Life);
        var row = new AuthorityRow { Certificate = certificate.RawData, Signing = signer.RawData };
        if (await session.RunAsync("insert into authority (id, certificate, signing) values (1, @Certificate, @Signing) on conflict (id) do nothing", row) == 1)
        {
            await Secrets.PutAsync(session, AuthorityKey, root.ExportPkcs8PrivateKey());
            await Secrets.PutAsync(session, SigningKey, signing.ExportPkcs8PrivateKey());
        }
        return (await LoadAsync(session))!;
    }

    sealed class AuthorityRow
    {
        public byte[] Certificate { get; init; } = [];
        public byte[] Signing { get; init; } = [];
    }

    sealed record Keys(X509Certificate2 Root, ECDsa Signing, byte[] SigningCertificate) : IDisposable
    {
        public static Keys Of(AuthorityRow row, byte[] rootKey, byte[] signingKey)
        {
            using var certificate = X509CertificateLoader.LoadCertificate(row.Certificate);
            using var root = ECDsa.Create();
            root.ImportPkcs8PrivateKey(rootKey, out _);
            var signing = ECDsa.Create();
            signing.ImportPkcs8PrivateKey(signingKey, out _);
            return new(certificate.CopyWithPrivateKey(root), signing, row.Signing);
        }

        public void Dispose()
        {
            Root.Dispose();
            Signing.Dispose();
        }
    }
}
