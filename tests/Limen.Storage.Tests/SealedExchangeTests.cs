using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Limen.Inspections;
using Limen.Screening;
using Limen.TestKit;

namespace Limen.Storage.Tests;

/// <summary>What a sealed post has from its hub, and a sealed hub from its post, tells nothing either.</summary>
public sealed class SealedExchangeTests : IDisposable
{
    const string Documents = "entryId,number,documentType,issuingState,status\nSLTD-55501,L898902C3,P,UTO,stolen\nSLTD-55502,XK7730159,P,FRA,lost\n";
    const string Reason = "waved through by sergeant Quillfeather";

    readonly ScratchFolder folder = new();
    readonly ManualTime time = new();
    readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    StoreLocation Hub => new(folder.At("hub")) { KeyFile = folder.At("keys/hub.key") };

    StoreLocation Post => new(folder.At("post")) { KeyFile = folder.At("keys/post.key") };

    public void Dispose()
    {
        key.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_byte_of_an_enrolled_post_or_of_its_hub_tells_what_they_exchanged(bool sealedFirst)
    {
        if (sealedFirst) foreach (var where in new[] { Hub, Post }) await Store.SealAsync(where, time, Cancel);
        await ExchangeAsync();
        if (!sealedFirst)
        {
            Assert.Equal(Secrets.Keys, Found(Post).Concat(Found(Hub)).Distinct().Order(StringComparer.Ordinal));
            foreach (var where in new[] { Hub, Post }) await Store.SealAsync(where, time, Cancel);
        }
        Assert.Empty(Found(Post));
        Assert.Empty(Found(Hub));
        await StillTrueAsync();
    }

    [Theory]
    [InlineData("update post_journal set details = (select details from post_journal p where p.n = 2) where n = 1", "postJournalAltered")]
    [InlineData("update post_journal set hash = (select hash from post_journal p where p.n = 2) where n = 1", "postJournalAltered")]
    [InlineData("update post_chains set hash = (select hash from post_journal p where p.n = 1)", "postJournalAltered")]
    public async Task What_is_swapped_in_a_sealed_hub_is_found(string sql, string code)
    {
        await Store.SealAsync(Hub, time, Cancel);
        await ExchangeAsync();
        await using var hub = await Store.OpenAsync(Hub, time, Cancel);
        await hub.Lists.Database.WriteAsync(session => session.RunAsync(sql), Cancel);
        Assert.Equal(code, (await hub.Journal.VerifyAsync(Cancel)).Code);
    }

    [Fact]
    public async Task A_chunk_on_its_way_into_a_sealed_post_lies_sealed_is_gone_on_with_to_the_byte_and_goes_when_it_is_taken_in()
    {
        await Store.SealAsync(Post, time, Cancel);
        await using var hub = await Store.OpenAsync(Hub, time, Cancel);
        await using var post = await Store.OpenAsync(Post, time, Cancel);
        var rows = string.Concat(Enumerable.Range(0, 3000).Select(n => $"{n},QX{n * 7919:00000000},P,UTO,stolen\n"));
        await hub.Lists.ImportAsync(new("sltd", ListKind.Documents, ListFormat.Csv, [new("list.csv", new MemoryStream(Encoding.UTF8.GetBytes($"entryId,number,documentType,issuingState,status\n{rows}")))], "anna"), null, Cancel);
        var statement = (await hub.Offer.ManifestAsync("sltd", 0, hub.Authority.SignAsync, Cancel))!;
        var chunk = Assert.Single(Manifest.Read(statement.Bytes)!.Chunks);
        using var copy = new MemoryStream();
        await using (var content = (await hub.Offer.ChunkAsync(chunk.Sha256, null, 0, 0, Cancel))!) await content.CopyToAsync(copy, Cancel);
        var bytes = copy.ToArray();
        Assert.True(bytes.Length > 10_000);
        var incoming = post.Reception.Incoming;
        foreach (var upTo in new[] { 1, 4099, 8192, bytes.Length })
        {
            await using (var part = incoming.Append(chunk))
            {
                Assert.Equal(incoming.Held(chunk), part.Position);
                await part.WriteAsync(bytes.AsMemory((int)part.Position, upTo - (int)part.Position), Cancel);
            }
            Assert.Equal(upTo, incoming.Held(chunk));
            var lying = await File.ReadAllBytesAsync(Assert.Single(Incoming()), Cancel);
            // No sixteen bytes of the chunk, of which a packed list could be made again, stand anywhere.
            for (var at = 0; at + 16 <= upTo; at += 16) Assert.True(lying.AsSpan().IndexOf(bytes.AsSpan(at, 16)) < 0);
        }
        Assert.True(incoming.TryFinish(chunk));
        await using (var whole = incoming.Open(chunk)!) Assert.True(ChunkFolder.IsWhole(whole, chunk.Sha256));
        Assert.Null((await post.Reception.TakeAsync(statement, Trusted(await EnrolAsync(hub, post)), incoming.Open, Cancel)).Refused);
        Assert.True(await post.Lists.IsWholeAsync("sltd", Cancel));
        incoming.KeepOnly(new HashSet<string>());
        Assert.Empty(Incoming());
        foreach (var path in Directory.EnumerateFiles(Post.Folder, "*", SearchOption.AllDirectories).Where(path => !path.EndsWith(".lock", StringComparison.Ordinal)))
            Assert.True((await File.ReadAllBytesAsync(path, Cancel)).AsSpan().IndexOf("QX00007919"u8) < 0, path);

        IEnumerable<string> Incoming() => Directory.EnumerateFiles(Path.Combine(Post.Folder, "exchange", "incoming"));
    }

    // A list, the officers and the certificate go down, an inspection with its decision goes up.
    async Task ExchangeAsync()
    {
        await using var hub = await Store.OpenAsync(Hub, time, Cancel);
        await using var post = await Store.OpenAsync(Post, time, Cancel);
        var enrolled = await EnrolAsync(hub, post);
        await hub.Lists.ImportAsync(new("sltd", ListKind.Documents, ListFormat.Csv, [new("list.csv", new MemoryStream(Encoding.UTF8.GetBytes(Documents)))], "anna"), null, Cancel);
        await hub.Officers.AddAsync(new() { Name = "anna", DisplayName = "Anna", PasswordHash = "pbkdf2-of-nobody", SecurityStamp = "s" }, "boss", Cancel);
        await hub.Offer.ExportAsync(folder.At("stick"), [], hub.Authority.SignAsync, Cancel);
        Assert.Null(Assert.Single(await post.Reception.ImportAsync(folder.At("stick"), Trusted(enrolled), Cancel)).Refused);
        Assert.True((await post.Roster.ImportAsync(folder.At("stick"), enrolled, Cancel))!.Changed);
        await post.Inspections.RecordAsync(Specimens.Inspection(time.GetUtcNow()), Specimens.Policy, new(DecisionKind.Admit, "anna", time.GetUtcNow(), Reason), Cancel);
        await post.Outbox.KeepAsync(await hub.PostEvents.TakeAsync("bridge", await post.Outbox.NextAsync(100, 1 << 20, Cancel), Cancel), Cancel);
    }

    async Task<Enrolled> EnrolAsync(Store hub, Store post)
    {
        var code = await hub.Posts.InviteAsync("bridge", TimeSpan.FromHours(1), "test", Cancel);
        var request = new CertificateRequest("CN=post", key, HashAlgorithmName.SHA256).CreateSigningRequest();
        await post.Enrolment.KeepAsync((await hub.PostCertificates.EnrolAsync(code, request, post.Id, Cancel)).Admission!, key, new("https://hub.test:5443"), "test", Cancel);
        return (await post.Enrolment.FindAsync(Cancel))!;
    }

    static TrustedHub Trusted(Enrolled enrolled) => new(enrolled.Hub, (bytes, signature) => enrolled.Vouches(bytes.ToArray(), signature.ToArray()));

    async Task StillTrueAsync()
    {
        await using var hub = await Store.OpenAsync(Hub, time, Cancel);
        await using var post = await Store.OpenAsync(Post, time, Cancel);
        foreach (var store in new[] { hub, post }) Assert.True(await store.Journal.VerifyAsync(Cancel) is { Whole: true }, (await store.Journal.VerifyAsync(Cancel)).Words);
        Assert.Equal(2, (await post.Reception.SeenAsync(hub.Id, Cancel))!.Lists.Single().Entries);
        Assert.Equal("pbkdf2-of-nobody", Assert.Single(await post.Roster.AllAsync(Cancel)).PasswordHash);
        using var certificate = (await post.Enrolment.CertificateAsync(Cancel))!;
        Assert.Equal(key.ExportPkcs8PrivateKey(), certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKey());
        Assert.True((await hub.Authority.SignAsync(Encoding.UTF8.GetBytes("still"), Cancel)).Length > 0);
        // The same chain goes on.
        await post.Inspections.RecordAsync(Specimens.Inspection(time.GetUtcNow()), Specimens.Policy, null, Cancel);
        Assert.Null((await hub.PostEvents.TakeAsync("bridge", await post.Outbox.NextAsync(100, 1 << 20, Cancel), Cancel)).Refused);
    }

    // The last is the number that is the private key.
    SortedDictionary<string, byte[]> Secrets => new(new[] { "L898902C3", "XK7730159", "SLTD-55501", "ERIKSSON", "Quillfeather", "pbkdf2-of-nobody" }
        .ToDictionary(text => text, Encoding.UTF8.GetBytes).Append(new("private key", key.ExportParameters(includePrivateParameters: true).D!)).ToDictionary(), StringComparer.Ordinal);

    List<string> Found(StoreLocation where)
    {
        var files = Directory.EnumerateFiles(where.Folder, "*", SearchOption.AllDirectories).Where(path => !path.EndsWith(".lock", StringComparison.Ordinal)).Select(File.ReadAllBytes).ToList();
        return [.. Secrets.Where(secret => files.Exists(file => file.AsSpan().IndexOf(secret.Value) >= 0)).Select(secret => secret.Key)];
    }
}
