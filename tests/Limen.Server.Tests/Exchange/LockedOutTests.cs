using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Limen.TestKit;

namespace Limen.Server.Tests;

public sealed class LockedOutTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stranger_is_refused_whatever_certificate_he_shows()
    {
        var time = new ForwardTime();
        await using var hub = await RunningServer.StartHubAsync(time: time);
        await using var other = await RunningServer.StartHubAsync();
        await using var post = await PostFolder.EnrolledAsync(hub, "bridge");
        await using var foreign = await PostFolder.EnrolledAsync(other, "bridge");
        using var line = await post.LineAsync();
        using (await foreign.LineAsync()) { }
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var selfMade = new CertificateRequest("O=Limen, CN=bridge", key, HashAlgorithmName.SHA256).CreateSelfSigned(time.GetUtcNow().AddDays(-1), time.GetUtcNow().AddDays(9));
        using var server = await hub.Node.Store.Authority.IssueServerAsync(["bridge"], TimeSpan.FromDays(1), Cancel);
        foreach (var shown in new[] { null, selfMade, server, foreign.Node.PostCertificate })
        {
            using var client = HubLine.ClientFor(hub.Exchange, line.Enrolled.IsHub, () => shown);
            Assert.Equal("notEnrolled", await (await client.PostAsync("/api/queries", new { purpose = "border-check" })).CodeAsync());
        }
        time.Advance(TimeSpan.FromDays(181));
        Assert.Equal("certificateExpired", await (await line.Client.PostAsync("/api/queries", new { purpose = "border-check" })).CodeAsync());
    }

    [Fact]
    public async Task A_certificate_is_renewed_for_a_new_key_and_older_ones_end()
    {
        var time = new ForwardTime();
        await using var hub = await RunningServer.StartHubAsync(time: time);
        await using var post = await PostFolder.EnrolledAsync(hub, "bridge", time);
        using var line = await post.LineAsync();
        var serials = new List<X509Certificate2> { post.Node.PostCertificate! };
        Assert.False(Renewal.IsDue(serials[0], time.GetUtcNow()));
        time.Advance(TimeSpan.FromDays(91));
        Assert.True(Renewal.IsDue(serials[0], time.GetUtcNow()));
        for (var i = 0; i < 2; i++)
        {
            using var fresh = await post.LineAsync();
            Assert.True(await Renewal.TryRenewAsync(post.Node, fresh, Cancel));
            serials.Add(post.Node.PostCertificate!);
        }
        Assert.Equal(3, serials.Select(one => Convert.ToHexString(one.PublicKey.EncodedKeyValue.RawData)).Distinct().Count());
        Assert.Equal(["postRevoked", "", ""], await Task.WhenAll(serials.Select(async shown =>
        {
            using var client = HubLine.ClientFor(hub.Exchange, line.Enrolled.IsHub, () => shown);
            using var response = await client.PostAsync("/api/queries", new { purpose = "border-check", vehicle = new { plate = "X1" } });
            return response.StatusCode == HttpStatusCode.OK ? "" : await response.CodeAsync() ?? "";
        })));
        using var kept = await post.Node.Store.Enrolment.CertificateAsync(Cancel);
        Assert.Equal(serials[^1].SerialNumber, kept!.SerialNumber);
    }

    [Fact]
    public async Task A_post_that_enrols_anew_ends_what_it_had()
    {
        await using var hub = await RunningServer.StartHubAsync();
        await using var lost = await PostFolder.EnrolledAsync(hub, "bridge");
        await using var found = await PostFolder.EnrolledAsync(hub, "bridge");
        using var line = await lost.LineAsync();
        Assert.Equal("postRevoked", await (await line.Client.PostAsync("/api/queries", new { purpose = "border-check" })).CodeAsync());
        using var own = await found.LineAsync();
        Assert.Equal(HttpStatusCode.OK, (await own.Client.PostAsync("/api/queries", new { purpose = "border-check", vehicle = new { plate = "X1" } })).StatusCode);
    }

    [Fact]
    public async Task A_post_locked_out_at_one_node_is_out_at_every_node_at_once_with_what_it_holds_open()
    {
        Assert.SkipWhen(PostgresServer.Shared is null, PostgresServer.Absent);
        var database = PostgresServer.Shared!.NewDatabase();
        await using var first = await RunningServer.StartHubAsync(database);
        await using var second = await RunningServer.StartHubAsync(database);
        Assert.Equal(await first.Node.Store.Authority.CertificateAsync(Cancel), await second.Node.Store.Authority.CertificateAsync(Cancel));
        await using var stolen = await PostFolder.EnrolledAsync(first, "bridge");
        await using var other = await PostFolder.EnrolledAsync(second, "tunnel");
        using var stolenLine = await stolen.LineAsync();
        using var otherLine = await other.LineAsync();
        using var stolenClient = HubLine.ClientFor(second.Exchange, stolenLine.Enrolled.IsHub, () => stolen.Node.PostCertificate);
        using var otherClient = HubLine.ClientFor(first.Exchange, otherLine.Enrolled.IsHub, () => other.Node.PostCertificate);
        var (held, heldByOther) = (await HoldAsync(stolenClient), await HoldAsync(otherClient));
        Assert.False(held.IsCompleted || heldByOther.IsCompleted);
        var clock = Undisturbed.Start();
        Assert.True(await first.Node.Store.Posts.RevokeAsync("bridge", "test", Cancel));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => held.WaitAsync(TimeSpan.FromMinutes(1), Cancel));
        Assert.Equal("postRevoked", await AskedAsync(stolenClient));
        // Each node looks by itself, and closes the connection whatever it carries.
        await Wait.UntilAsync(async () =>
        {
            try { return await AskedAsync(stolenLine.Client) == "postRevoked"; }
            catch (HttpRequestException) { return false; }
        }, "The first node lets it in.");
        Assert.True(clock.IsWithin(TimeSpan.FromSeconds(1)), $"{clock}");
        Assert.False(heldByOther.IsCompleted);
    }

    static async Task<string?> AskedAsync(HttpClient client)
    {
        using var answer = await client.PostAsync("/api/queries", new { purpose = "border-check", vehicle = new { plate = "X1" } });
        return answer.StatusCode == HttpStatusCode.OK ? null : await answer.CodeAsync();
    }

    // A request that its sender never ends: held open as long as both want. Over a connection of which the hub knows whose it is.
    static async Task<Task<HttpResponseMessage>> HoldAsync(HttpClient client)
    {
        Assert.Null(await AskedAsync(client));
        var endless = new Endless();
        var held = client.PostAsync("/api/queries", endless, Cancel);
        await await Task.WhenAny(endless.Begun, held);
        return held;
    }

    sealed class Endless : HttpContent
    {
        readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Endless() => Headers.ContentType = new("application/json");

        public Task Begun => begun.Task;

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync("{"u8.ToArray(), Cancel);
            while (true)
            {
                await stream.WriteAsync(new byte[256].Select(_ => (byte)' ').ToArray(), Cancel);
                await stream.FlushAsync(Cancel);
                begun.TrySetResult();
                await Task.Delay(TimeSpan.FromMilliseconds(200), Cancel);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
