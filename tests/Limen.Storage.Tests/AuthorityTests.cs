using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Limen.Storage.Tests;

public sealed class AuthorityTests
{
    static readonly byte[] Heads = Encoding.UTF8.GetBytes("""{"store":"hub","at":"2026-11-01T12:00:00Z"}""");

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task What_a_hub_signs_is_believed_and_one_altered_bit_is_not(Engine engine)
    {
        await using var hub = await TestStore.OpenAsync(engine);
        var (authority, signing) = await CertificatesAsync(hub.Store);
        var signature = await hub.Store.Authority.SignAsync(Heads, Cancel);
        Assert.Equal(64, signature.Length);
        Assert.True(ExchangeSignature.Verify(authority, signing, Heads, signature));
        for (var bit = 0; bit < 512; bit += 37)
        {
            var altered = signature.ToArray();
            altered[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(ExchangeSignature.Verify(authority, signing, Heads, altered));
        }
        Assert.False(ExchangeSignature.Verify(authority, signing, Heads.AsMemory(1), signature));
        Assert.False(ExchangeSignature.Verify(authority, signing, Heads, signature.AsMemory(1)));
    }

    [Fact]
    public async Task Another_hub_a_certificate_for_another_purpose_and_no_certificate_are_not_believed()
    {
        await using var hub = await TestStore.OpenAsync(Engine.Sqlite);
        await using var other = await TestStore.OpenAsync(Engine.Sqlite);
        var (authority, signing) = await CertificatesAsync(hub.Store);
        var (otherAuthority, otherSigning) = await CertificatesAsync(other.Store);
        var signature = await hub.Store.Authority.SignAsync(Heads, Cancel);
        Assert.False(ExchangeSignature.Verify(otherAuthority, signing, Heads, signature));
        Assert.False(ExchangeSignature.Verify(authority, otherSigning, Heads, await other.Store.Authority.SignAsync(Heads, Cancel)));
        Assert.False(ExchangeSignature.Verify(authority, Encoding.ASCII.GetBytes("no certificate"), Heads, signature));
        Assert.False(ExchangeSignature.Verify(Array.Empty<byte>(), signing, Heads, signature));
        using var server = await hub.Store.Authority.IssueServerAsync(["hub.example"], TimeSpan.FromDays(30), Cancel);
        using var key = server.GetECDsaPrivateKey()!;
        Assert.False(ExchangeSignature.Verify(authority, server.RawData, Heads, key.SignData(Heads, HashAlgorithmName.SHA256)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Nodes_that_start_at_the_same_moment_make_one_authority(Engine engine)
    {
        await using var first = await TestStore.OpenAsync(engine);
        var nodes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Store.OpenAsync(first.Where, first.Time, Cancel)));
        var made = await Task.WhenAll(nodes.Select(node => Task.Run(() => CertificatesAsync(node), Cancel)));
        Assert.Single(made.Select(one => Convert.ToHexString(one.Authority) + Convert.ToHexString(one.Signing)).Distinct());
        foreach (var node in nodes)
        {
            Assert.True(ExchangeSignature.Verify(made[0].Authority, made[0].Signing, Heads, await node.Authority.SignAsync(Heads, Cancel)));
            await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_node_shows_its_names_under_the_authority_and_the_authority_outlives_the_program()
    {
        await using var hub = await TestStore.OpenAsync(Engine.Sqlite);
        var (authority, _) = await CertificatesAsync(hub.Store);
        await hub.ReopenAsync();
        using var server = await hub.Store.Authority.IssueServerAsync(["hub.example", "192.0.2.7"], TimeSpan.FromDays(30), Cancel);
        using var root = X509CertificateLoader.LoadCertificate(authority);
        Assert.True(server.HasPrivateKey);
        Assert.True(server.MatchesHostname("hub.example"));
        Assert.True(server.MatchesHostname("192.0.2.7"));
        Assert.True(Certificates.IsMadeBy(server, root, Certificates.ForServers, hub.Time.GetUtcNow()));
        Assert.False(Certificates.IsMadeBy(server, root, Certificates.ForServers, hub.Time.GetUtcNow().AddDays(31)));
        Assert.False(Certificates.IsMadeBy(server, root, Certificates.ForClients, null));
        Assert.False(Certificates.IsMadeBy(root, root, Certificates.ForServers, null));
    }

    static async Task<(byte[] Authority, byte[] Signing)> CertificatesAsync(Store store) =>
        (await store.Authority.CertificateAsync(Cancel), await store.Authority.SigningCertificateAsync(Cancel));
}
