using System.Security.Cryptography;
using System.Text;
using Limen.Screening;
using static Limen.Storage.Tests.TestStore;

namespace Limen.Storage.Tests;

public class ExchangeListTests
{
    [Theory, ClassData(typeof(Engines))]
    public async Task A_post_becomes_equal_to_the_hub_by_snapshot_and_by_delta(Engine engine)
    {
        await using var hub = await OpenAsync(engine);
        await using var post = await OpenAsync(Engine.Sqlite);
        await hub.ImportAsync("sltd", ListKind.Documents, Specimens.Documents(1000));
        var first = await HubKey.CarryAsync(hub, post, "sltd");
        Assert.Equal((null, 1L, 1000L, 1000L), (first.Refused, first.Version, first.Entries, first.Added));
        await hub.ImportAsync("sltd", ListKind.Documents, Specimens.Documents(1000, from: 50, changed: 3));
        await hub.ImportAsync("sltd", ListKind.Documents, Specimens.Documents(1000, from: 60, changed: 3));
        var next = await HubKey.CarryAsync(hub, post, "sltd");
        Assert.Equal((null, 3L, 1000L), (next.Refused, next.Version, next.Entries));
        Assert.Equal((60L, 60L), (next.Added, next.Removed));
        await AssertEqualAsync(hub, post, "sltd");
        Assert.Equal(0, await post.LookAsync<long>("select count(*) from entries where until is not null and body is not null"));
        Assert.Equal([JournalKind.ListReceived, JournalKind.ListReceived], (await post.Store.Journal.ReadAsync(1, 9, null, null, Cancel)).Select(entry => entry.Kind));
        Assert.True((await post.Store.Journal.VerifyAsync(Cancel)).Whole);
    }

    [Theory]
    [InlineData(ListKind.Persons)]
    [InlineData(ListKind.Vehicles)]
    public async Task Persons_and_vehicles_travel_too(ListKind kind)
    {
        await using var hub = await OpenAsync(Engine.Sqlite);
        await using var post = await OpenAsync(Engine.Sqlite);
        await hub.ImportAsync("list", kind, Specimens.Listed(kind, 50));
        await HubKey.CarryAsync(hub, post, "list");
        await hub.ImportAsync("list", kind, Specimens.Listed(kind, 45));
        await HubKey.CarryAsync(hub, post, "list");
        await AssertEqualAsync(hub, post, "list");
    }

    [Fact]
    public async Task A_delta_is_small_and_a_snapshot_keeps_the_chunks_in_which_nothing_changed()
    {
        await using var hub = await OpenAsync(Engine.Sqlite);
        await hub.ImportAsync("sltd", ListKind.Documents, Specimens.Documents(100_000));
        var before = await HubKey.ManifestAsync(hub, "sltd", 0);
        Assert.Equal(4, before.Chunks.Count);
        // Row 70,000 lies in the third range; what replaces it comes at the end, in the fourth.
        await hub.ImportAsync("sltd", ListKind.Documents, Specimens.Documents(100_000).Replace("70000,AB0070000,P,FRA,stolen", "70000,AB0070000,P,FRA,lost", StringComparison.Ordinal));
        var snapshot = await HubKey.ManifestAsync(hub, "sltd", 0);
        Assert.Equal([0, 1], before.Chunks.Intersect(snapshot.Chunks).Select(chunk => chunk.Part));
        var delta = await HubKey.ManifestAsync(hub, "sltd", 1);
        Assert.Equal((1L, 2L, 100_000L), (delta.From, delta.Version, delta.Entries));
        Assert.Equal([(-1L, 1L), (3L, 1L)], delta.Chunks.Select(chunk => (chunk.Part, chunk.Rows)));
        Assert.InRange(delta.Chunks.Sum(chunk => chunk.Bytes), 1, 300);
    }

    [Fact]
    public async Task Two_nodes_of_a_hub_give_the_same_chunks_and_each_makes_them_for_the_other()
    {
        await using var hub = await OpenAsync(Engine.Postgres);
        await hub.ImportAsync("sltd", ListKind.Documents, Specimens.Documents(1000));
        using var folder = new TestKit.ScratchFolder();
        await using var other = await Store.OpenAsync(hub.Where with { Folder = folder.Root }, hub.Time, Cancel);
        var here = await HubKey.ManifestAsync(hub, "sltd", 0);
        var chunk = Assert.Single(here.Chunks);
        Assert.Null(await other.Offer.ChunkAsync(chunk.Sha256, null, 0, 0, Cancel));
        await using var made = await other.Offer.ChunkAsync(chunk.Sha256, "sltd", 0, chunk.Part, Cancel);
        Assert.Equal(chunk.Sha256, Convert.ToHexStringLower(await SHA256.HashDataAsync(made!, Cancel)));
        var there = Manifest.Read((await other.Offer.ManifestAsync("sltd", 0, HubKey.Sign, Cancel))!.Bytes)!;
        Assert.Equal(here.ToBytes(), there.ToBytes());
        await hub.ImportAsync("sltd", ListKind.Documents, Specimens.Documents(1001));
        Directory.Delete(Path.Combine(folder.Root, "exchange"), recursive: true);
        Assert.Null(await other.Offer.ChunkAsync(chunk.Sha256, "sltd", 0, chunk.Part, Cancel));
    }

    [Fact]
    public async Task What_is_forged_altered_or_of_another_hub_is_refused()
    {
        await using var hub = await OpenAsync(Engine.Sqlite);
        await using var post = await OpenAsync(Engine.Sqlite);
        await hub.ImportAsync("sltd", ListKind.Documents, Specimens.Documents(10));
        var statement = (await hub.Store.Offer.ManifestAsync("sltd", 0, HubKey.Sign, Cancel))!;
        var trusted = HubKey.Trusted(hub);
        var altered = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(statement.Bytes).Replace("\"version\":1", "\"version\":2", StringComparison.Ordinal));
        Stream? Open(ChunkOf chunk) => hub.Store.Offer.ChunkAsync(chunk.Sha256, null, 0, 0, Cancel).Result;
        Assert.Equal("bundleForged", (await post.Store.Reception.TakeAsync(statement with { Bytes = altered }, trusted, Open, Cancel)).Refused);
        Assert.Equal("bundleOther", (await post.Store.Reception.TakeAsync(statement, trusted with { Store = Guid.Empty }, Open, Cancel)).Refused);
        byte[] nonsense = [.. "{}"u8];
        Assert.Equal("bundleUnreadable", (await post.Store.Reception.TakeAsync(new(nonsense, await HubKey.Sign(nonsense, Cancel)), trusted, Open, Cancel)).Refused);
        // Signed, but not what its own digest says.
        var lying = Manifest.Read(statement.Bytes)! with { Entries = 11 };
        Assert.Equal("bundleDiffers", (await post.Store.Reception.TakeAsync(new(lying.ToBytes(), await HubKey.Sign(lying.ToBytes(), Cancel)), trusted, Open, Cancel)).Refused);
        Assert.Empty(await post.Store.Lists.AllAsync(Cancel));
        Assert.Equal(0, await post.LookAsync<long>("select count(*) from entries"));
        Assert.Null((await post.Store.Reception.TakeAsync(statement, trusted, Open, Cancel)).Refused);
    }

    [Fact]
    public async Task A_bundle_travels_in_a_folder_and_its_damaged_chunk_is_named()
    {
        await using var hub = await OpenAsync(Engine.Sqlite);
        await using var post = await OpenAsync(Engine.Sqlite);
        await hub.ImportAsync("sltd", ListKind.Documents, Specimens.Documents(40_000));
        await hub.ImportAsync("wanted", ListKind.Persons, Specimens.Listed(ListKind.Persons, 10));
        var stick = hub.Folder.At("stick");
        Assert.Equal(["sltd", "wanted"], (await hub.Store.Offer.ExportAsync(stick, [], HubKey.Sign, Cancel)).Select(one => one.List));
        var chunk = (await HubKey.ManifestAsync(hub, "sltd", 0)).Chunks[1];
        var path = Path.Combine(stick, "chunks", chunk.Sha256);
        var whole = await File.ReadAllBytesAsync(path, Cancel);
        whole[^3] ^= 4;
        await File.WriteAllBytesAsync(path, whole, Cancel);
        var receipts = await post.Store.Reception.ImportAsync(stick, HubKey.Trusted(hub), Cancel);
        Assert.Equal([("sltd", "chunkDamaged", chunk.Sha256), ("wanted", null, null)], receipts.Select(one => (one.List, one.Refused, one.Chunk)));
        whole[^3] ^= 4;
        await File.WriteAllBytesAsync(path, whole, Cancel);
        Assert.Null((await post.Store.Reception.ImportAsync(stick, HubKey.Trusted(hub), Cancel))[0].Refused);
        await AssertEqualAsync(hub, post, "sltd");
        await AssertEqualAsync(hub, post, "wanted");
        Assert.Equal(hub.Time.GetUtcNow(), (await post.Store.Reception.SeenAsync(HubKey.Trusted(hub).Store, Cancel))!.At);
        // Again, it is not newer than what is here; after a change only what changed is written.
        Assert.All(await post.Store.Reception.ImportAsync(stick, HubKey.Trusted(hub), Cancel), one => Assert.Equal("bundleOlder", one.Refused));
        File.Delete(Path.Combine(stick, "manifests", "wanted.json.sig"));
        Assert.Equal("bundleForged", (await post.Store.Reception.ImportAsync(stick, HubKey.Trusted(hub), Cancel))[1].Refused);
        await hub.ImportAsync("sltd", ListKind.Documents, Specimens.Documents(39_999));
        await hub.Store.Offer.ExportAsync(stick, ["sltd", "absent"], HubKey.Sign, Cancel);
        Assert.Null((await post.Store.Reception.ImportAsync(stick, HubKey.Trusted(hub), Cancel))[0].Refused);
        await AssertEqualAsync(hub, post, "sltd");
    }

    [Fact]
    public async Task A_stick_that_was_pulled_out_or_cannot_be_read_takes_nothing_and_says_which_file()
    {
        await using var hub = await OpenAsync(Engine.Sqlite);
        await using var post = await OpenAsync(Engine.Sqlite);
        await hub.ImportAsync("sltd", ListKind.Documents, Specimens.Documents(40_000));
        var stick = hub.Folder.At("stick");
        await hub.Store.Offer.ExportAsync(stick, [], HubKey.Sign, Cancel);
        var trusted = HubKey.Trusted(hub);
        var (chunk, manifest) = ((await HubKey.ManifestAsync(hub, "sltd", 0)).Chunks[1], Path.Combine(stick, "manifests", "sltd.json"));
        var (whole, signed) = (Path.Combine(stick, "chunks", chunk.Sha256), await File.ReadAllBytesAsync(manifest, Cancel));
        async Task<(string?, string?)> TryAsync() => (await post.Store.Reception.ImportAsync(stick, trusted, Cancel)).Select(one => (one.Refused, one.Chunk)).Single();
        // The copy was broken off in a chunk, before it, in the manifest, and before its signature.
        File.Move(whole, whole + ".away");
        await File.WriteAllBytesAsync(whole, (await File.ReadAllBytesAsync(whole + ".away", Cancel))[..100], Cancel);
        Assert.Equal(("chunkDamaged", chunk.Sha256), await TryAsync());
        File.Delete(whole);
        Assert.Equal(("chunkDamaged", chunk.Sha256), await TryAsync());
        File.Move(whole + ".away", whole);
        await File.WriteAllBytesAsync(manifest, signed[..^20], Cancel);
        Assert.Equal(("bundleForged", null), await TryAsync());
        await File.WriteAllBytesAsync(manifest, signed, Cancel);
        File.Move(manifest + ".sig", manifest + ".away");
        Assert.Equal(("bundleForged", null), await TryAsync());
        File.Move(manifest + ".away", manifest + ".sig");
        var broken = await post.Store.Reception.TakeAsync(new(signed, Convert.FromBase64String((await File.ReadAllTextAsync(manifest + ".sig", Cancel)).Trim())), trusted, _ => throw new IOException("Input/output error"), Cancel);
        Assert.Equal("chunkDamaged", broken.Refused);
        Assert.Contains("Input/output error", broken.RefusedWords, StringComparison.Ordinal);
        Assert.Empty(await post.Store.Lists.AllAsync(Cancel));
        // What another computer leaves on a stick is none of the bundle.
        await File.WriteAllBytesAsync(Path.Combine(stick, "manifests", "._sltd.json"), new byte[4096], Cancel);
        Assert.Equal((null, null), await TryAsync());
        await AssertEqualAsync(hub, post, "sltd");
    }

    [Fact]
    public async Task An_entry_past_its_review_date_is_no_hit_at_a_post_without_a_line_and_its_deletion_travels()
    {
        await using var hub = await OpenAsync(Engine.Sqlite);
        await using var post = await OpenAsync(Engine.Sqlite);
        var day = DateOnly.FromDateTime(hub.Time.GetUtcNow().UtcDateTime);
        await hub.ImportAsync("sltd", ListKind.Documents, $"entryId,number,documentType,issuingState,status,reviewOn\n1,DUE000001,P,FRA,stolen,{day.AddDays(1):yyyy-MM-dd}\n2,STAYS0001,P,FRA,stolen,{day.AddDays(99):yyyy-MM-dd}\n");
        await HubKey.CarryAsync(hub, post, "sltd");
        await using var lists = new LiveLists(post.Store, _ => SourceTerms.Default, post.Time);
        await lists.ReadyAsync(Cancel);
        async Task<bool> IsHitAsync(string number) => await lists.Sources.Single().AskAsync(new(Gateway.Purpose.BorderCheck, "test") { Document = new(number, Documents.DocumentClass.Passport, State) }, Cancel) is Gateway.Reply.Hit;
        Assert.True(await IsHitAsync("DUE000001") && await IsHitAsync("STAYS0001"));
        post.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal((false, true), (await IsHitAsync("DUE000001"), await IsHitAsync("STAYS0001")));
        Assert.Equal(2, (await post.Store.Lists.FindAsync("sltd", Cancel))!.Entries);
        hub.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal([("sltd", 1L)], (await hub.Store.Lists.ExpireAsync(Cancel)).Select(one => (one.List, one.Removed)));
        Assert.Null((await HubKey.CarryAsync(hub, post, "sltd")).Refused);
        Assert.Equal(1, (await post.Store.Lists.FindAsync("sltd", Cancel))!.Entries);
        Assert.Equal(1, await post.LookAsync<long>("select count(*) from entries where body is not null"));
        await AssertEqualAsync(hub, post, "sltd");
    }

    static Documents.StateCode State => Documents.StateCode.TryParse("FRA", out var state) ? state : default;

    [Fact]
    public async Task Heads_make_ages_true_and_older_ones_are_refused()
    {
        await using var hub = await OpenAsync(Engine.Sqlite);
        await using var post = await OpenAsync(Engine.Sqlite);
        await hub.ImportAsync("sltd", ListKind.Documents, Specimens.Documents(10));
        await HubKey.CarryAsync(hub, post, "sltd");
        var old = await hub.Store.Offer.HeadsAsync(HubKey.Sign, new(0, ""), Cancel);
        hub.Time.Advance(TimeSpan.FromHours(3));
        await hub.ImportAsync("sltd", ListKind.Documents, Specimens.Documents(10));
        var heads = await hub.Store.Offer.HeadsAsync(HubKey.Sign, new(0, ""), Cancel);
        var seen = await post.Store.Reception.SeeAsync(heads, HubKey.Trusted(hub), Cancel);
        Assert.Equal(hub.Time.GetUtcNow(), seen.Heads!.At);
        Assert.Equal(hub.Time.GetUtcNow(), (await post.Store.Lists.FindAsync("sltd", Cancel))!.ImportedAt);
        Assert.Empty(await post.Store.Reception.WantedAsync(seen.Heads, Cancel));
        // An earlier word that takes nothing back: another node of the hub, whose clock is behind. It makes nothing older.
        Assert.Null((await post.Store.Reception.SeeAsync(old, HubKey.Trusted(hub), Cancel)).Refused);
        Assert.Equal(hub.Time.GetUtcNow(), (await post.Store.Lists.FindAsync("sltd", Cancel))!.ImportedAt);
        Assert.Equal("bundleForged", (await post.Store.Reception.SeeAsync(heads with { Signature = old.Signature }, HubKey.Trusted(hub), Cancel)).Refused);
        await hub.ImportAsync("sltd", ListKind.Documents, Specimens.Documents(11));
        await hub.ImportAsync("new", ListKind.Documents, Specimens.Documents(5));
        var newer = await post.Store.Reception.SeeAsync(await hub.Store.Offer.HeadsAsync(HubKey.Sign, new(0, ""), Cancel), HubKey.Trusted(hub), Cancel);
        Assert.Equal("bundleOlder", (await post.Store.Reception.SeeAsync(old, HubKey.Trusted(hub), Cancel)).Refused);
        Assert.Equal([new("new", 0, 1), new("sltd", 1, 2)], await post.Store.Reception.WantedAsync(newer.Heads!, Cancel));
    }

    [Fact]
    public async Task A_list_of_the_hub_takes_no_import_and_one_of_the_posts_own_is_not_overwritten()
    {
        await using var hub = await OpenAsync(Engine.Sqlite);
        await using var post = await OpenAsync(Engine.Sqlite);
        await hub.ImportAsync("sltd", ListKind.Documents, Specimens.Documents(10));
        await hub.ImportAsync("own", ListKind.Documents, Specimens.Documents(10));
        await post.ImportAsync("own", ListKind.Documents, Specimens.Documents(3));
        await HubKey.CarryAsync(hub, post, "sltd");
        Assert.Equal("ownedByHub", (await post.ImportAsync("sltd", ListKind.Documents, Specimens.Documents(12))).Refused);
        Assert.Equal("listInTheWay", (await HubKey.CarryAsync(hub, post, "own")).Refused);
        Assert.Null(await post.Store.Offer.ManifestAsync("sltd", 0, HubKey.Sign, Cancel));
        Assert.Equal((10, 3), ((await post.Store.Lists.FindAsync("sltd", Cancel))!.Entries, (await post.Store.Lists.FindAsync("own", Cancel))!.Entries));
    }

    [Fact]
    public void The_manifest_is_as_it_was_settled()
    {
        var manifest = new Manifest(1, Guid.Parse("019a3b5c-0000-7000-8000-000000000001"), "sltd", "Lost and stolen", ListKind.Documents, "ncb", "csv", 3, 4, 2, new('a', 64),
            new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero), [new(-1, new('b', 64), 40, 1), new(0, new('c', 64), 90, 2)]);
        const string expected = """
            {"format":1,"store":"019a3b5c-0000-7000-8000-000000000001","list":"sltd","title":"Lost and stolen","kind":"documents","owner":"ncb",
            "listFormat":"csv","from":3,"version":4,"entries":2,"digest":"DIGEST","importedAt":"2026-11-01T12:00:00+00:00",
            "chunks":[{"part":-1,"sha256":"FIRST","bytes":40,"rows":1},{"part":0,"sha256":"SECOND","bytes":90,"rows":2}]}
            """;
        Assert.Equal(
            expected.Replace("\n", "").Replace("DIGEST", new('a', 64)).Replace("FIRST", new('b', 64)).Replace("SECOND", new('c', 64)),
            Encoding.UTF8.GetString(manifest.ToBytes()));
        Assert.Equal(manifest.ToBytes(), Manifest.Read(manifest.ToBytes())!.ToBytes());
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Entries_past_review_go_and_their_deletion_reaches_the_post(Engine engine)
    {
        await using var hub = await OpenAsync(engine);
        await using var post = await OpenAsync(Engine.Sqlite);
        await hub.ImportAsync("sltd", ListKind.Documents, "entryId,number,documentType,issuingState,status,reviewOn\n1,A1,P,FRA,lost,2026-11-02\n2,A2,P,FRA,lost,\n3,A3,P,FRA,lost,2026-11-03\n");
        await HubKey.CarryAsync(hub, post, "sltd");
        Assert.Empty(await hub.Store.Lists.ExpireAsync(Cancel));
        hub.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal([("sltd", 1L)], await hub.Store.Lists.ExpireAsync(Cancel));
        Assert.Empty(await post.Store.Lists.ExpireAsync(Cancel));
        Assert.True(await hub.Store.Lists.IsWholeAsync("sltd", Cancel));
        Assert.Equal(1, (await HubKey.CarryAsync(hub, post, "sltd")).Removed);
        await AssertEqualAsync(hub, post, "sltd");
        Assert.Equal(JournalKind.EntriesExpired, (await hub.Store.Journal.ReadAsync(1, 9, null, null, Cancel))[^1].Kind);
        Assert.Equal(0, await post.LookAsync<long>("select count(*) from entries where body like '%A1%'"));
        hub.Time.Advance(TimeSpan.FromDays(9));
        Assert.Equal([("sltd", 1L)], await hub.Store.Lists.ExpireAsync(Cancel));
        await HubKey.CarryAsync(hub, post, "sltd");
        await AssertEqualAsync(hub, post, "sltd");
    }

    [Fact]
    public void A_folder_of_chunks_stays_within_its_bounds_and_loses_the_oldest_first()
    {
        using var scratch = new TestKit.ScratchFolder();
        var folder = new ChunkFolder(scratch.At("chunks"), 10_000);
        var names = Enumerable.Range(0, 40).Select(i => Convert.ToHexStringLower(SHA256.HashData([(byte)i]))).ToList();
        for (var i = 0; i < names.Count; i++)
        {
            folder.Keep(names[i], new byte[1000]);
            File.SetLastWriteTimeUtc(Path.Combine(folder.Root, names[i]), DateTime.UnixEpoch.AddHours(i));
            Assert.InRange(Directory.EnumerateFiles(folder.Root).Sum(file => new FileInfo(file).Length), 0, 11_000);
        }
        Assert.True(folder.Has(names[^1]));
        Assert.False(folder.Has(names[0]));
        Assert.Null(folder.Open(names[0]));
    }

    [Fact]
    public async Task What_a_hub_trusts_travels_and_is_held_against_what_it_has_signed()
    {
        await using var hub = await OpenAsync(Engine.Sqlite);
        await using var post = await OpenAsync(Engine.Sqlite);
        await hub.Store.Trust.ImportAsync("csca", new MemoryStream(new TestKit.InventedState().Csca), false, "anna", Cancel);
        var heads = Heads.Read((await hub.Store.Offer.HeadsAsync(HubKey.Sign, new(0, ""), Cancel)).Bytes)!;
        var bundle = TrustBundle.Read((await hub.Store.Trust.SinceAsync(0, Cancel)).ToBytes())!;
        var one = Assert.Single(bundle.Objects);
        Assert.False(await post.Store.Trust.TakeAsync(heads.Store, heads.Trust, bundle with { All = [] }, Cancel));
        Assert.False(await post.Store.Trust.TakeAsync(heads.Store, heads.Trust, bundle with { Objects = [one with { Der = [.. one.Der.Reverse()] }] }, Cancel));
        Assert.Equal(0, await post.Store.Trust.HeldAsync(heads.Store, Cancel));
        Assert.True(await post.Store.Trust.TakeAsync(heads.Store, heads.Trust, bundle, Cancel));
        Assert.Equal(1, await post.Store.Trust.HeldAsync(heads.Store, Cancel));
        Assert.Equal(await hub.LookAsync<string>("select sha256 from trust"), await post.LookAsync<string>("select sha256 from trust"));
        Assert.Empty((await hub.Store.Trust.SinceAsync(1, Cancel)).Objects);
        Assert.True((await post.Store.Journal.VerifyAsync(Cancel)).Whole);
    }

    /// <summary>Random changes, some of which the post misses, some of which arrive damaged, twice or cut off: whenever one has arrived, both are equal.</summary>
    [Theory]
    [InlineData(1, Engine.Sqlite)]
    [InlineData(2, Engine.Sqlite)]
    [InlineData(3, Engine.Sqlite)]
    [InlineData(4, Engine.Postgres)]
    public async Task After_any_sequence_of_changes_a_post_is_equal_to_its_hub(int seed, Engine engine)
    {
        await using var hub = await OpenAsync(engine);
        await using var post = await OpenAsync(Engine.Sqlite);
        var random = new Random(seed);
        var entries = Enumerable.Range(0, 200).ToDictionary(id => id, _ => 0);
        for (var round = 0; round < 25; round++)
        {
            for (var change = random.Next(1, 30); change > 0; change--) Change(entries, random);
            await hub.ImportAsync("list", ListKind.Documents, Specimens.Documents(entries), acceptShrink: true);
            if (random.Next(3) == 0) continue;
            await DisturbAsync(hub, post, random);
            var receipt = await HubKey.CarryAsync(hub, post, "list");
            Assert.True(receipt.Refused is null or "bundleOlder", receipt.Refused);
            await AssertEqualAsync(hub, post, "list");
            if (random.Next(8) == 0) await post.ReopenAsync();
        }
    }

    static void Change(Dictionary<int, int> entries, Random random)
    {
        var id = random.Next(400);
        if (entries.ContainsKey(id) && entries.Count > 1 && random.Next(2) == 0) entries.Remove(id);
        else entries[id] = random.Next(4);
    }

    static async Task DisturbAsync(TestStore hub, TestStore post, Random random)
    {
        var after = (await post.Store.Lists.FindAsync("list", Cancel))?.Version ?? 0;
        if (await hub.Store.Offer.ManifestAsync("list", random.Next(3) == 0 ? 0 : after, HubKey.Sign, Cancel) is not { } statement) return;
        var broken = random.Next(Manifest.Read(statement.Bytes)!.Chunks.Count);
        var seen = 0;
        using var cut = new CancellationTokenSource();
        var how = random.Next(3);
        Stream? Open(ChunkOf chunk)
        {
            var bytes = HubKey.Bytes(hub, chunk);
            if (seen++ != broken) return new MemoryStream(bytes);
            if (how == 0) bytes[random.Next(bytes.Length)] ^= 1;
            else if (how == 1) cut.Cancel();
            else return null;
            return new MemoryStream(bytes);
        }
        try
        {
            await post.Store.Reception.TakeAsync(statement, HubKey.Trusted(hub), Open, cut.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Equal(1, how);
        }
        Assert.True(after == 0 || await post.Store.Lists.IsWholeAsync("list", Cancel));
    }

    static async Task AssertEqualAsync(TestStore hub, TestStore post, string list)
    {
        var (there, here) = (await hub.Store.Lists.FindAsync(list, Cancel), await post.Store.Lists.FindAsync(list, Cancel));
        Assert.Equal(there, here! with { FromHub = false });
        Assert.True(await post.Store.Lists.IsWholeAsync(list, Cancel));
        const string keys = "select count(*) from entry_keys k join entries e on e.row_id = k.row_id join lists l on l.list_no = k.list_no where e.until is null and l.id = ";
        Assert.Equal(await hub.LookAsync<long>($"{keys}'{list}'"), await post.LookAsync<long>($"{keys}'{list}'"));
    }
}

/// <summary>A hub's key for tests of what is carried, without its authority.</summary>
static class HubKey
{
    static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static Task<byte[]> Sign(ReadOnlyMemory<byte> bytes, CancellationToken cancel) => Task.FromResult(Key.SignData(bytes.Span, HashAlgorithmName.SHA256));

    public static TrustedHub Trusted(TestStore hub) => new(
        Guid.Parse(hub.LookAsync<string>("select store from store_identity").Result!), (bytes, signature) => Key.VerifyData(bytes, signature, HashAlgorithmName.SHA256));

    public static async Task<Manifest> ManifestAsync(TestStore hub, string list, long after) =>
        Manifest.Read((await hub.Store.Offer.ManifestAsync(list, after, Sign, Cancel))!.Bytes)!;

    /// <summary>Brings the newest version to a post.</summary>
    public static async Task<ListReceipt> CarryAsync(TestStore hub, TestStore post, string list)
    {
        var here = await post.Store.Lists.FindAsync(list, Cancel);
        var statement = await hub.Store.Offer.ManifestAsync(list, here is { FromHub: true } ? here.Version : 0, Sign, Cancel);
        return await post.Store.Reception.TakeAsync(statement!, Trusted(hub), chunk => new MemoryStream(Bytes(hub, chunk)), Cancel);
    }

    public static byte[] Bytes(TestStore hub, ChunkOf chunk)
    {
        using var stream = hub.Store.Offer.ChunkAsync(chunk.Sha256, null, 0, 0, Cancel).Result!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
