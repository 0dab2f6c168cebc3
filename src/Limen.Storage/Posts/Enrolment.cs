using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Limen.Storage;

/// <summary>What a post knows of its hub, and as what the hub knows it.</summary>
public sealed record Enrolled
{
    /// <summary>Name of the post, as the hub invited it.</summary>
    public required string Post { get; init; }
    /// <summary>Address of the hub's exchange.</summary>
    public required Uri Address { get; init; }
    /// <summary>The hub's store.</summary>
    public required Guid Hub { get; init; }
    /// <summary>Certificate of the hub's authority, in DER: the only one that is trusted.</summary>
    public required byte[] Authority { get; init; }
    /// <summary>Certificate of the key that signs the hub's lists, in DER.</summary>
    public required byte[] Signing { get; init; }
    /// <summary>The post's own certificate, in DER.</summary>
    public required byte[] Certificate { get; init; }
    /// <summary>When it enrolled, by its own clock, UTC.</summary>
    public required DateTimeOffset EnrolledAt { get; init; }
    /// <summary>The newest moment that the hub has signed, by the hub's clock: it is not earlier than this, whatever the post's clock says.</summary>
    public required DateTimeOffset Heard { get; init; }

    /// <summary>True when the hub has signed exactly these bytes.</summary>
    public bool Vouches(ReadOnlyMemory<byte> bytes, ReadOnlyMemory<byte> signature) => ExchangeSignature.Verify(Authority, Signing, bytes, signature);

    /// <summary>True when this is the certificate of a node of the hub. The post's clock is not asked, only what the hub has signed.</summary>
    public bool IsHub(X509Certificate2 certificate)
    {
        using var root = X509CertificateLoader.LoadCertificate(Authority);
        var from = new DateTimeOffset(certificate.NotBefore.ToUniversalTime());
        return Certificates.IsMadeBy(certificate, root, Certificates.ForServers, Heard > from ? Heard : from);
    }
}

/// <summary>At a post: its hub, and the key by which the hub knows it. The key never leaves the store.</summary>
public sealed class Enrolment
{
    const string Key = "enrolment.key", Behind = "enrolment.behind";
    static readonly TimeSpan Fine = TimeSpan.FromMinutes(1);
    const string Columns = """
        post as Post, address as Address, hub as Hub, authority as Authority, signing as Signing, certificate as Certificate,
        enrolled_at as EnrolledAt, heard as Heard
        """;

    readonly Database database;
    readonly Journal journal;
    readonly TimeProvider time;
    TimeSpan? kept;

    internal Enrolment(Database database, Journal journal, TimeProvider time) => (this.database, this.journal, this.time) = (database, journal, time);

    /// <summary>The enrolment; null where there is none.</summary>
    public async Task<Enrolled?> FindAsync(CancellationToken cancel) =>
        (await database.ReadAsync(session => session.FirstAsync<Row>($"select {Columns} from enrolment where id = 1"), cancel))?.Enrolled;

    /// <summary>The post's own certificate with its key; null where there is no enrolment.</summary>
    public Task<X509Certificate2?> CertificateAsync(CancellationToken cancel) => database.ReadAsync(async session =>
    {
        if (await session.FirstAsync<byte[]>("select certificate from enrolment where id = 1") is not { } der || await Secrets.FindAsync(session, Key) is not { } pkcs8) return null;
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(pkcs8, out _);
        using var certificate = X509CertificateLoader.LoadCertificate(der);
        return certificate.CopyWithPrivateKey(key);
    }, cancel);

    /// <summary>Keeps what the hub gave, with the key it was given for, in place of what was there.</summary>
    /// <param name="admission">What the hub gave.</param>
    /// <param name="key">The post's key.</param>
    /// <param name="address">Address of the hub's exchange; null to leave it.</param>
    /// <param name="by">Who enrols.</param>
    /// <param name="cancel">Before the commit, ends without a trace.</param>
    public Task KeepAsync(Admission admission, ECDsa key, Uri? address, string by, CancellationToken cancel) => journal.WriteAsync(async session =>
    {
        const string sql = """
            insert into enrolment (id, post, address, hub, authority, signing, certificate, enrolled_at, heard)
            values (1, @Post, @address, @hub, @Authority, @Signing, @Certificate, @at, @heard)
            on conflict (id) do update set post = excluded.post, address = case when excluded.address = '' then enrolment.address else excluded.address end,
            hub = excluded.hub, authority = excluded.authority, signing = excluded.signing, certificate = excluded.certificate
            """;
        using var certificate = X509CertificateLoader.LoadCertificate(admission.Certificate);
        var heard = Stamp.Of(new DateTimeOffset(certificate.NotBefore.ToUniversalTime()));
        await session.RunAsync(sql, new
        {
            admission.Post,
            address = address?.ToString() ?? "",
            hub = admission.Hub.ToString(),
            admission.Authority,
            admission.Signing,
            admission.Certificate,
            at = Stamp.Of(time.GetUtcNow()),
            heard,
        });
        await Secrets.PutAsync(session, Key, key.ExportPkcs8PrivateKey());
        var details = JsonSerializer.Serialize(new { hub = admission.Hub, serial = certificate.SerialNumber.ToLowerInvariant() });
        return await journal.AppendAsync(session, new(JournalKind.PostEnrolled, by, admission.Post, details));
    }, cancel);

    /// <summary>What the hub signs every ten seconds is written down once in this time: a small post's disk wears with each write.</summary>
    internal static readonly TimeSpan Written = TimeSpan.FromMinutes(1);

    /// <summary>Notes a moment that the hub has signed; one that is earlier, or less than a minute later, than what is known changes nothing.</summary>
    public Task HeardAsync(DateTimeOffset at, CancellationToken cancel) => database.WriteAsync(session => session.RunAsync(
        "update enrolment set heard = @at where id = 1 and heard <= @before", new { at = Stamp.Of(at), before = Stamp.Of(at - Written) }), cancel);

    /// <summary>By how much this post's clock was behind the hub's when it was last heard; nothing where it was not.</summary>
    public async Task<TimeSpan> BehindAsync(CancellationToken cancel) =>
        kept ??= await database.ReadAsync(session => Secrets.FindAsync(session, Behind), cancel) is { Length: sizeof(long) } ticks
            ? TimeSpan.FromTicks(BinaryPrimitives.ReadInt64LittleEndian(ticks)) : TimeSpan.Zero;

    /// <summary>Keeps that, so that it counts after a start without the line; written only when it has changed by a minute.</summary>
    public async Task KeepBehindAsync(TimeSpan behind, CancellationToken cancel)
    {
        if (behind < TimeSpan.Zero) behind = TimeSpan.Zero;
        if ((behind - await BehindAsync(cancel)).Duration() < Fine) return;
        var ticks = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(ticks, behind.Ticks);
        await database.WriteAsync(session => Secrets.PutAsync(session, Behind, ticks), cancel);
        kept = behind;
    }

    sealed class Row
    {
        public string Post { get; init; } = "";
        public string Address { get; init; } = "";
        public string Hub { get; init; } = "";
        public byte[] Authority { get; init; } = [];
        public byte[] Signing { get; init; } = [];
        public byte[] Certificate { get; init; } = [];
        public string EnrolledAt { get; init; } = "";
        public string Heard { get; init; } = "";

        public Enrolled Enrolled => new()
        {
            Post = Post,
            Address = new(Address),
            Hub = Guid.Parse(Hub),
            Authority = Authority,
            Signing = Signing,
            Certificate = Certificate,
            EnrolledAt = Stamp.Read(EnrolledAt),
            Heard = Stamp.Read(Heard),
        };
    }
}
