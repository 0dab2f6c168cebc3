using Limen.Documents;
using Limen.TestKit;
using static Limen.Storage.Tests.TestStore;

namespace Limen.Storage.Tests;

public class TrustRecordsTests
{
    static readonly InventedState Utopia = new();
    static readonly InventedState Freedonia = new("XF");

    [Theory, ClassData(typeof(Engines))]
    public async Task What_was_imported_is_trusted_also_after_a_restart(Engine engine)
    {
        await using var kept = await OpenAsync(engine);
        Assert.Equal((0, 0L), await TrustedAsync(kept));
        var report = await ImportAsync(kept, "utopia.cer", Utopia.Csca);
        Assert.Equal((1, 0, 1L), (report.Added, report.AddedLists, report.Version));
        await kept.ReopenAsync();
        var trust = await kept.Store.Trust.CurrentAsync(Cancel);
        var entry = Assert.Single(trust.Store.Certificates.Values);
        Assert.Equal(("UT", "utopia.cer"), (entry.Certificate.Country, Assert.Single(entry.Sources)));
        Assert.Equal(Utopia.Csca, entry.Certificate.Der.ToArray());
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task The_same_again_changes_nothing_and_another_source_is_remembered(Engine engine)
    {
        await using var kept = await OpenAsync(engine);
        await ImportAsync(kept, "utopia.cer", Utopia.Csca);
        var again = await ImportAsync(kept, "utopia.cer", Utopia.Csca);
        Assert.Equal((0, 1L), (again.Added, again.Version));
        var elsewhere = await ImportAsync(kept, "masterlist.der", [.. Utopia.Csca, .. Freedonia.Csca]);
        Assert.Equal((1, 2L), (elsewhere.Added, elsewhere.Version));
        var trust = await kept.Store.Trust.CurrentAsync(Cancel);
        Assert.Equal(["masterlist.der", "utopia.cer"], trust.Store.Certificates.Values.Single(entry => entry.Certificate.Country == "UT").Sources);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task An_import_by_another_process_is_trusted_at_once(Engine engine)
    {
        await using var kept = await OpenAsync(engine);
        await ImportAsync(kept, "utopia.cer", Utopia.Csca);
        Assert.Equal((1, 1L), await TrustedAsync(kept));
        await using (var other = await Store.OpenAsync(kept.Where, kept.Time, Cancel))
            await other.Trust.ImportAsync("freedonia.cer", new MemoryStream(Freedonia.Csca), false, "boris", Cancel);
        Assert.Equal((2, 2L), await TrustedAsync(kept));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Who_asks_nothing_else_reads_only_what_is_trusted_and_of_a_store_of_this_version_alone(Engine engine)
    {
        await using var kept = await OpenAsync(engine);
        await ImportAsync(kept, "utopia.cer", Utopia.Csca);
        var trust = await Store.TrustedAsync(kept.Where, kept.Time, Cancel);
        Assert.Equal((1L, "UT"), (trust.Version, Assert.Single(trust.Store.Certificates.Values).Certificate.Country));
        await kept.TamperAsync("insert into schema_version (version) values (999)");
        var newer = await Assert.ThrowsAsync<StoreException>(() => Store.TrustedAsync(kept.Where, kept.Time, Cancel));
        Assert.Equal("storeNewer", newer.Code);
    }

    [Fact]
    public async Task Of_a_sealed_store_without_its_key_what_is_trusted_can_still_be_read()
    {
        using var folder = new ScratchFolder();
        var where = new StoreLocation(folder.At("store")) { KeyFile = folder.At("limen.key") };
        var time = new ManualTime();
        await using (var store = await Store.OpenAsync(where, time, Cancel))
            await store.Trust.ImportAsync("utopia.cer", new MemoryStream(Utopia.Csca), false, "boris", Cancel);
        await Store.SealAsync(where, time, Cancel);
        File.Delete(where.KeyFile);
        Assert.Single((await Store.TrustedAsync(where, time, Cancel)).Store.Certificates);
        await Assert.ThrowsAsync<StoreException>(() => Store.OpenAsync(where, time, Cancel));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Two_imports_at_once_both_stand(Engine engine)
    {
        await using var kept = await OpenAsync(engine);
        await using var other = await Store.OpenAsync(kept.Where, kept.Time, Cancel);
        await Task.WhenAll(
            Task.Run(() => ImportAsync(kept, "utopia.cer", Utopia.Csca)),
            Task.Run(() => other.Trust.ImportAsync("both.der", new MemoryStream([.. Utopia.Csca, .. Freedonia.Csca]), false, "boris", Cancel)));
        Assert.Equal((2, 2L), await TrustedAsync(kept));
        var check = await kept.Store.Journal.VerifyAsync(Cancel);
        Assert.True(check.Whole, check.Words);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Revocation_lists_come_back_and_revoke(Engine engine)
    {
        await using var kept = await OpenAsync(engine);
        var passport = EmulatedPassport.Issue(new() { State = Utopia });
        var revoked = Assert.Single(Utopia.Trusted(passport.Plan.Issued, passport.Signer).Revocations.Values);
        var report = await ImportAsync(kept, "utopia.der", [.. Utopia.Csca, .. revoked.Der.Span]);
        Assert.Equal((1, 1), (report.Added, report.AddedLists));
        await kept.ReopenAsync();
        var trust = (await kept.Store.Trust.CurrentAsync(Cancel)).Store;
        var lds = new Lds(passport.Files.ToDictionary(file => file.Key, file => (ReadOnlyMemory<byte>)file.Value));
        Assert.Equal("pa.signerRevoked", PassiveAuthentication.Verify(lds, trust, passport.Plan.Issued).Report.Reason);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Every_import_is_journalled_with_who_and_how_many(Engine engine)
    {
        await using var kept = await OpenAsync(engine);
        await ImportAsync(kept, "utopia.cer", Utopia.Csca);
        await ImportAsync(kept, "rubbish.bin", [1, 2, 3]);
        var entries = await kept.Store.Journal.ReadAsync(1, 10, JournalKind.TrustImported, null, Cancel);
        Assert.Equal(["utopia.cer", "rubbish.bin"], entries.Select(entry => entry.Subject));
        Assert.All(entries, entry => Assert.Equal("anna", entry.Who));
        Assert.Contains("\"added\":1", entries[0].Details);
        Assert.Contains("\"unreadable\":1", entries[1].Details);
    }

    public static TheoryData<Engine, string> Tamperings()
    {
        var data = new TheoryData<Engine, string>();
        foreach (var engine in Enum.GetValues<Engine>())
        {
            data.Add(engine, "delete from trust where state = 'UT'");
            data.Add(engine, "insert into trust (sha256, kind, state, der, since, imported_at, imported_by) select 'ff', kind, state, der, since, imported_at, imported_by from trust where state = 'UT'");
        }
        return data;
    }

    [Theory, MemberData(nameof(Tamperings))]
    public async Task A_certificate_taken_away_or_slipped_in_is_noticed(Engine engine, string sql)
    {
        await using var kept = await OpenAsync(engine);
        await ImportAsync(kept, "both.der", [.. Utopia.Csca, .. Freedonia.Csca]);
        Assert.True((await kept.Store.Journal.VerifyAsync(Cancel)).Whole);
        await kept.TamperAsync(sql);
        Assert.Equal("trustAltered", (await kept.Store.Journal.VerifyAsync(Cancel)).Code);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task An_object_that_was_altered_is_left_out_and_told(Engine engine)
    {
        await using var kept = await OpenAsync(engine);
        await ImportAsync(kept, "both.der", [.. Utopia.Csca, .. Freedonia.Csca]);
        await kept.TamperAsync("update trust set der = (select der from trust where state = 'XF') where state = 'UT'");
        await kept.ReopenAsync();
        var trust = await kept.Store.Trust.CurrentAsync(Cancel);
        Assert.Equal("XF", Assert.Single(trust.Store.Certificates.Values).Certificate.Country);
        Assert.Single(trust.Altered);
    }

    static Task<TrustReport> ImportAsync(TestStore kept, string source, byte[] content) =>
        kept.Store.Trust.ImportAsync(source, new MemoryStream(content), false, "anna", Cancel);

    static async Task<(int, long)> TrustedAsync(TestStore kept)
    {
        var trust = await kept.Store.Trust.CurrentAsync(Cancel);
        return (trust.Store.Certificates.Count, trust.Version);
    }
}
