using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Limen.Storage.Tests;

public sealed class RosterTests
{
    static readonly TimeSpan Day = TimeSpan.FromHours(24);

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task A_post_knows_the_hubs_officers_while_their_roster_lives(Engine engine)
    {
        await using var hub = await TestStore.OpenAsync(engine);
        await using var post = await TestStore.OpenAsync(Engine.Sqlite);
        var enrolled = await EnrolAsync(hub, post);
        await AddAsync(hub, "anna");
        await AddAsync(hub, "boris");
        Assert.Equal(new(true, null), await post.Store.Roster.TakeAsync(await hub.Store.Roster.SignAsync(null, Cancel), enrolled, Cancel));
        await post.ReopenAsync();
        var anna = await post.Store.Roster.FindAsync(" ANNA", Day, post.Time.GetUtcNow(), Cancel);
        Assert.Equal(("anna", "Officer anna", "hash of anna", "stamp of anna", true), (anna?.Name, anna?.DisplayName, anna?.PasswordHash, anna?.SecurityStamp, anna?.OfHub));
        Assert.Equal([Role.FirstLine, Role.Auditor], anna!.Roles);
        Assert.NotNull(await post.Store.Roster.FindAsync("boris", Day, post.Time.GetUtcNow() + Day, Cancel));
        Assert.Null(await post.Store.Roster.FindAsync("boris", Day, post.Time.GetUtcNow() + Day + TimeSpan.FromSeconds(1), Cancel));
        Assert.Null(await post.Store.Roster.FindAsync("clara", Day, post.Time.GetUtcNow(), Cancel));
    }

    [Fact]
    public async Task A_removed_officer_is_carried_as_removed_and_the_hub_that_confirms_lengthens_the_life()
    {
        await using var hub = await TestStore.OpenAsync(Engine.Sqlite);
        await using var post = await TestStore.OpenAsync(Engine.Sqlite);
        var enrolled = await EnrolAsync(hub, post);
        await AddAsync(hub, "anna");
        await TakeAsync();
        var anna = (await hub.Store.Officers.FindAsync("anna", Cancel))!;
        await hub.Store.Officers.ChangeAsync(anna with { Disabled = true, SecurityStamp = "next" }, "test", "disabled", Cancel);
        Assert.True((await TakeAsync()).Changed);
        var removed = await post.Store.Roster.FindAsync("anna", Day, hub.Time.GetUtcNow(), Cancel);
        Assert.Equal((true, "", "next"), (removed?.Disabled, removed?.PasswordHash, removed?.SecurityStamp));
        hub.Time.Advance(TimeSpan.FromHours(20));
        var version = await post.Store.Roster.VersionAsync(Cancel);
        var confirming = await hub.Store.Roster.SignAsync(version, Cancel);
        Assert.Null(confirming.Officers);
        Assert.Equal(new(false, null), await post.Store.Roster.TakeAsync(confirming, enrolled, Cancel));
        await post.ReopenAsync();
        Assert.NotNull(await post.Store.Roster.FindAsync("anna", Day, hub.Time.GetUtcNow() + TimeSpan.FromHours(23), Cancel));
        var received = await post.Store.Journal.ReadAsync(1, 100, JournalKind.RosterReceived, null, Cancel);
        Assert.Equal(["1", "2"], received.Select(entry => entry.Subject));
        async Task<RosterOutcome> TakeAsync() => await post.Store.Roster.TakeAsync(await hub.Store.Roster.SignAsync(null, Cancel), enrolled, Cancel);
    }

    [Fact]
    public async Task An_older_a_forged_and_another_hubs_roster_change_nothing()
    {
        await using var hub = await TestStore.OpenAsync(Engine.Sqlite);
        await using var other = await TestStore.OpenAsync(Engine.Sqlite);
        await using var post = await TestStore.OpenAsync(Engine.Sqlite);
        var enrolled = await EnrolAsync(hub, post);
        await AddAsync(hub, "anna");
        var old = await hub.Store.Roster.SignAsync(null, Cancel);
        await AddAsync(hub, "boris");
        hub.Time.Advance(TimeSpan.FromMinutes(1));
        var now = await hub.Store.Roster.SignAsync(null, Cancel);
        Assert.True((await post.Store.Roster.TakeAsync(now, enrolled, Cancel)).Changed);
        await AddAsync(other, "mallory");
        var foreign = await other.Store.Roster.SignAsync(null, Cancel);
        Assert.Equal("rosterOlder", (await post.Store.Roster.TakeAsync(old, enrolled, Cancel)).Refused);
        Assert.Equal("rosterForged", (await post.Store.Roster.TakeAsync(foreign, enrolled, Cancel)).Refused);
        Assert.Equal("rosterForged", (await post.Store.Roster.TakeAsync(now with { Statement = foreign.Statement }, enrolled, Cancel)).Refused);
        await AddAsync(hub, "clara");
        var next = await hub.Store.Roster.SignAsync(null, Cancel);
        Assert.Equal("rosterForged", (await post.Store.Roster.TakeAsync(next with { Officers = foreign.Officers }, enrolled, Cancel)).Refused);
        Assert.Equal("rosterForged", (await post.Store.Roster.TakeAsync(next with { Officers = null }, enrolled, Cancel)).Refused);
        Assert.Equal(["anna", "boris"], (await post.Store.Roster.AllAsync(Cancel)).Select(officer => officer.Name));
    }

    static Task<bool> AddAsync(TestStore hub, string name) => hub.Store.Officers.AddAsync(
        new() { Name = name, DisplayName = $"Officer {name}", Roles = [Role.FirstLine, Role.Auditor], PasswordHash = $"hash of {name}", SecurityStamp = $"stamp of {name}" },
        "test", Cancel);

    static async Task<Enrolled> EnrolAsync(TestStore hub, TestStore post)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var code = await hub.Store.Posts.InviteAsync("bridge", TimeSpan.FromHours(1), "test", Cancel);
        var request = new CertificateRequest("CN=post", key, HashAlgorithmName.SHA256).CreateSigningRequest();
        var answer = await hub.Store.PostCertificates.EnrolAsync(code, request, post.Store.Id, Cancel);
        await post.Store.Enrolment.KeepAsync(answer.Admission!, key, new("https://hub.test:5443"), "test", Cancel);
        return (await post.Store.Enrolment.FindAsync(Cancel))!;
    }
}
