using static Limen.Storage.Tests.TestStore;

namespace Limen.Storage.Tests;

public class StoreTests
{
    [Theory, ClassData(typeof(Engines))]
    public async Task A_schema_of_a_newer_program_is_refused(Engine engine)
    {
        await using var kept = await OpenAsync(engine);
        await kept.TamperAsync("insert into schema_version (version) values (99)");
        var refused = await Assert.ThrowsAsync<StoreException>(() => Store.OpenAsync(kept.Where, kept.Time, Cancel));
        Assert.Equal("storeNewer", refused.Code);
        await kept.TamperAsync("delete from schema_version where version = 99");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Many_that_open_a_new_store_at_once_make_it_once(Engine engine)
    {
        await using var kept = await OpenAsync(engine);
        var have = await VersionsAsync(kept);
        var (list, drop) = engine == Engine.Sqlite
            ? ("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'", "drop table if exists {0}")
            : ("select tablename from pg_tables where schemaname = current_schema()", "drop table if exists {0} cascade");
        foreach (var table in await kept.Store.Lists.Database.ReadAsync(session => session.RowsAsync<string>(list), Cancel))
            await kept.TamperAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, drop, table));
        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Store.OpenAsync(kept.Where, kept.Time, Cancel)));
        Assert.Equal(have, await VersionsAsync(kept));
        foreach (var store in stores) await store.DisposeAsync();
    }

    static Task<List<long>> VersionsAsync(TestStore kept) =>
        kept.Store.Lists.Database.ReadAsync(session => session.RowsAsync<long>("select version from schema_version order by version"), Cancel);

    [Fact]
    public async Task A_store_that_cannot_be_opened_says_so()
    {
        using var folder = new TestKit.ScratchFolder();
        await File.WriteAllBytesAsync(folder.At("limen.db"), new byte[8192].Select(_ => (byte)'x').ToArray(), Cancel);
        Assert.Equal("storeUnreachable", (await Assert.ThrowsAsync<StoreException>(() => Store.OpenAsync(new(folder.Root), TimeProvider.System, Cancel))).Code);
        Assert.Equal("storeUnreachable", (await Assert.ThrowsAsync<StoreException>(() => Store.OpenAsync(
            new(folder.Root, "Host=127.0.0.1;Port=1;Username=nobody;Timeout=2"), TimeProvider.System, Cancel))).Code);
    }

    [Fact]
    public void Numbers_of_persisted_enums_never_change()
    {
        Assert.Equal("1 Inspection, 2 Decision, 3 Import, 4 ImportRefused, 5 SignIn, 6 SignInFailed, 7 SignOut, 8 OfficerChanged, 9 KeyCreated, 10 KeyRevoked, "
            + "11 OfficerAdded, 12 EntriesExpired, 13 JournalVerified, 14 QueryAnswered, 20 TrustImported, 21 MatchCleared, 22 ClearingWithdrawn, 23 ListReceived, 24 EventsReceived, 25 EventsRefused, 26 AnswersDiffered, 30 PostInvited, 31 PostEnrolled, 32 PostRevoked, 33 RosterReceived, 34 PartitionRetired", Numbers<JournalKind>());
        Assert.Equal("1 FirstLine, 2 SecondLine, 3 ListOwner, 4 Administrator, 5 Auditor", Numbers<Role>());
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Only_one_first_officer_is_made(Engine engine)
    {
        await using var kept = await OpenAsync(engine);
        Officer Of(string name) => new() { Name = name, DisplayName = name, Roles = [Role.Administrator], PasswordHash = "h", SecurityStamp = "s", MustChangePassword = true };
        Assert.True(await kept.Store.Officers.AddFirstAsync(Of("Admin"), "setup", Cancel));
        Assert.False(await kept.Store.Officers.AddFirstAsync(Of("admin2"), "setup", Cancel));
        Assert.False(await kept.Store.Officers.AddAsync(Of("ADMIN"), "admin", Cancel));
        var admin = (await kept.Store.Officers.FindAsync("aDmin", Cancel))!;
        Assert.Equal(("admin", true, Role.Administrator), (admin.Name, admin.MustChangePassword, admin.Roles.Single()));
        Assert.True(await kept.Store.Officers.ChangeAsync(admin with { Disabled = true, Roles = [Role.Auditor, Role.FirstLine] }, "admin", "disabled", Cancel));
        var changed = (await kept.Store.Officers.AllAsync(Cancel)).Single();
        Assert.True(changed.Disabled);
        Assert.Equal([Role.FirstLine, Role.Auditor], changed.Roles);
        Assert.Equal([JournalKind.OfficerAdded, JournalKind.OfficerChanged], (await kept.Store.Journal.ReadAsync(1, 9, null, null, Cancel)).Select(entry => entry.Kind));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_key_holds_until_it_is_revoked_or_expires(Engine engine)
    {
        await using var kept = await OpenAsync(engine);
        var now = kept.Time.GetUtcNow();
        Assert.True(await kept.Store.ApiKeys.AddAsync(new() { Id = "k1", Name = "gate 1", Roles = [Role.FirstLine], Hash = "abc", ExpiresAt = now.AddDays(1) }, "admin", Cancel));
        Assert.False(await kept.Store.ApiKeys.AddAsync(new() { Id = "k2", Name = "gate 2", Roles = [Role.FirstLine], Hash = "abc" }, "admin", Cancel));
        await kept.Store.ApiKeys.TouchAsync("k1", Cancel);
        var key = (await kept.Store.ApiKeys.FindAsync("abc", Cancel))!;
        Assert.Equal((now, true, false), (key.LastUsedAt, key.HoldsAt(now), key.HoldsAt(now.AddDays(2))));
        Assert.True(await kept.Store.ApiKeys.RevokeAsync("k1", "admin", Cancel));
        Assert.False(await kept.Store.ApiKeys.RevokeAsync("k1", "admin", Cancel));
        Assert.False((await kept.Store.ApiKeys.FindAsync("abc", Cancel))!.HoldsAt(now));
        Assert.Null(await kept.Store.ApiKeys.FindAsync("abd", Cancel));
    }

    static string Numbers<T>() where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(value => $"{Convert.ToInt32(value, null)} {value}"));
}
