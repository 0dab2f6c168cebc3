using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Limen.Storage;

/// <summary>At a hub: the certificates of its posts. A certificate that is not kept here, or has ended, is refused, whoever signed it.</summary>
public sealed class PostCertificates
{
    /// <summary>How long a certificate holds. A post renews it over the line when half of that has passed.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(180);

    const string Columns = "serial as Serial, post as Post, store as Store";

    readonly Database database;
    readonly Journal journal;
    readonly Authority authority;
    readonly TimeProvider time;
    readonly Guid hub;

    internal PostCertificates(Database database, Journal journal, Authority authority, StoreIdentity identity, TimeProvider time) =>
        (this.database, this.journal, this.authority, this.time, hub) = (database, journal, authority, time, identity.Store);

    /// <summary>All that hold, by serial number.</summary>
    public async Task<IReadOnlyDictionary<string, PostCertificate>> HoldingAsync(CancellationToken cancel)
    {
        var rows = await database.ReadAsync(session => session.RowsAsync<Row>($"select {Columns} from post_certificates where ended_at is null"), cancel);
        return rows.ToDictionary(row => row.Serial, row => row.Certificate);
    }

    /// <summary>The certificate of this serial number where it holds; null where it does not.</summary>
    public async Task<PostCertificate?> FindAsync(string serial, CancellationToken cancel)
    {
        const string sql = $"select {Columns} from post_certificates where serial = @serial and ended_at is null";
        return (await database.ReadAsync(session => session.FirstAsync<Row>(sql, new { serial }), cancel))?.Certificate;
    }

    /// <summary>A post enrols with its code: once. Its earlier certificates end.</summary>
    /// <param name="code">The code that was given for it.</param>
    /// <param name="request">PKCS #10 with its public key, signed by the private one, in DER.</param>
    /// <param name="store">Which store of the post asks.</param>
    /// <param name="cancel">Before the commit, ends without a trace.</param>
    public async Task<AdmissionAnswer> EnrolAsync(EnrolmentCode code, byte[] request, Guid store, CancellationToken cancel)
    {
        if (KeyIn(request) is not { } key) return new(null, "certificateRequestInvalid");
        var invited = await database.ReadAsync(session => session.FirstAsync<PostRow>(
            $"select {PostRow.Columns} from posts where invitation = @hash", new { hash = code.Hash }), cancel);
        if (invited is null) return new(null, "enrolmentCodeWrong");
        using var certificate = await authority.IssuePostAsync(invited.Name, key, Life, cancel);
        var refused = await journal.WriteAsync(async session =>
        {
            const string sql = """
                update posts set invited_until = null, enrolled_at = @at, revoked_at = null, last_seen = null, facts = null
                where name = @Name and invitation = @hash and invited_until > @at
                """;
            var at = Stamp.Of(time.GetUtcNow());
            if (await session.RunAsync(sql, new { invited.Name, hash = code.Hash, at }) == 0)
                return invited.InvitedUntil is { } until && string.CompareOrdinal(until, at) <= 0 ? "enrolmentCodeExpired" : "enrolmentCodeUsed";
            await session.RunAsync("update post_certificates set ended_at = @at where post = @Name and ended_at is null", new { invited.Name, at });
            await AddAsync(session, invited.Name, store, certificate, at, "code");
            return null;
        }, cancel);
        return refused is null ? new(await AdmissionAsync(invited.Name, certificate, cancel), null) : new(null, refused);
    }

    /// <summary>A post gets a certificate for a new key, over the line. The one it asks with holds on until the next time; older ones end.</summary>
    /// <param name="asking">The certificate it asks with.</param>
    /// <param name="request">PKCS #10 with the new public key, in DER.</param>
    /// <param name="cancel">Before the commit, ends without a trace.</param>
    public async Task<AdmissionAnswer> RenewAsync(PostCertificate asking, byte[] request, CancellationToken cancel)
    {
        if (KeyIn(request) is not { } key) return new(null, "certificateRequestInvalid");
        using var certificate = await authority.IssuePostAsync(asking.Post, key, Life, cancel);
        var renewed = await journal.WriteAsync(async session =>
        {
            // Writing first makes a revocation at the same moment wait, or be seen.
            if (await session.RunAsync("update post_certificates set ended_at = null where serial = @Serial and ended_at is null", asking) == 0) return false;
            var at = Stamp.Of(time.GetUtcNow());
            await session.RunAsync("update post_certificates set ended_at = @at where post = @Post and serial <> @Serial and ended_at is null", new { asking.Post, asking.Serial, at });
            await AddAsync(session, asking.Post, asking.Store, certificate, at, "renewal");
            return true;
        }, cancel);
        return renewed ? new(await AdmissionAsync(asking.Post, certificate, cancel), null) : new(null, "postRevoked");
    }

    /// <summary>Tells the other nodes that posts or their certificates have changed.</summary>
    internal static Task TellAsync(Session session) => session.RunAsync("update hub_changes set posts = posts + 1 where id = 1");

    async Task AddAsync(Session session, string post, Guid store, X509Certificate2 certificate, string at, string by)
    {
        var serial = certificate.SerialNumber.ToLowerInvariant();
        var until = Stamp.Of(new DateTimeOffset(certificate.NotAfter.ToUniversalTime()));
        await session.RunAsync(
            "insert into post_certificates (serial, post, store, issued_at, until) values (@serial, @post, @store, @at, @until)",
            new { serial, post, store = store.ToString(), at, until });
        await TellAsync(session);
        await journal.AppendAsync(session, new(JournalKind.PostEnrolled, $"post:{post}", post, JsonSerializer.Serialize(new { by, serial, store, until })));
    }

    async Task<Admission> AdmissionAsync(string post, X509Certificate2 certificate, CancellationToken cancel) =>
        new(post, hub, await authority.CertificateAsync(cancel), await authority.SigningCertificateAsync(cancel), certificate.RawData);

    // What else the request says of itself counts nothing: the hub names its posts.
    static PublicKey? KeyIn(byte[] request)
    {
        try
        {
            var read = CertificateRequest.LoadSigningRequest(request, HashAlgorithmName.SHA256);
            using var key = read.PublicKey.GetECDsaPublicKey();
            return key is { KeySize: 256 } ? read.PublicKey : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    sealed class Row
    {
        public string Serial { get; init; } = "";
        public string Post { get; init; } = "";
        public string Store { get; init; } = "";

        public PostCertificate Certificate => new(Serial, Post, Guid.Parse(Store));
    }
}
