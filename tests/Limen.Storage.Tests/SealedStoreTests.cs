using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using Limen.Documents;
using Limen.Gateway;
using Limen.Inspections;
using Limen.Screening;
using Limen.TestKit;

namespace Limen.Storage.Tests;

/// <summary>A store under a key: it answers as before, and its folder tells nothing.</summary>
public sealed class SealedStoreTests : IDisposable
{
    const string Documents = "entryId,number,documentType,issuingState,status\nSLTD-55501,L898902C3,P,UTO,stolen\nSLTD-55502,XK7730159,P,FRA,lost\n";
    const string Persons = "entryId,name,aliases,datesOfBirth,sex,nationalities\nNP-9001,Zbigniew Wrzeszczykiewicz,,1961-03-07,M,POL\nNP-9002,Ottoline Fotheringay,,1955,F,GBR\n";
    const string Vehicles = "entryId,plate,plateState,vin,make,model,colour,status\nV-77,01KG777,KGZ,WVWZZZ1JZ3W386752,Volkswagen,Golf,blue,stolen\n";
    const string Reason = "waved through by sergeant Quillfeather";

    // What must not be found: names, numbers, ids, reasons, and what a password is checked with.
    static readonly string[] Secrets =
    [
        "L898902C3", "XK7730159", "SLTD-55501", "Wrzeszczykiewicz", "Fotheringay", "NP-9001",
        "01KG777", "WVWZZZ1JZ3W386752", "ERIKSSON", "ANNA MARIA", "Quillfeather", "pbkdf2-of-nobody", "clerical-error-of-Smith",
    ];

    readonly ScratchFolder folder = new();
    readonly ManualTime time = new();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    StoreLocation Where => new(folder.At("store")) { KeyFile = folder.At("keys/limen.key") };

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task No_byte_of_a_sealed_folder_tells_a_name_a_number_or_a_key()
    {
        await FillAsync();
        var clear = Found(await KeysAsync());
        Assert.Empty(Secrets.Except(clear));
        Assert.Equal(Secrets.Length + 4, clear.Count);
        await Store.SealAsync(Where, time, Cancel);
        Assert.Empty(Found(await KeysAsync()));
        // What is written from now on is sealed as well.
        await FillAsync(again: true);
        Assert.Empty(Found(await KeysAsync()));
    }

    [Fact]
    public async Task A_store_that_was_sealed_empty_keeps_nothing_in_the_clear()
    {
        await Store.SealAsync(Where, time, Cancel);
        await FillAsync();
        Assert.Empty(Found(await KeysAsync()));
        await using var store = await OpenAsync();
        Assert.True((await store.Journal.VerifyAsync(Cancel)).Whole);
    }

    [Fact]
    public async Task A_sealed_store_answers_decides_clears_and_verifies_as_before()
    {
        var id = await FillAsync();
        List<ListState> before;
        await using (var clear = await OpenAsync()) before = [.. await clear.Lists.AllAsync(Cancel)];
        var report = await Store.SealAsync(Where, time, Cancel);
        Assert.True(report is { KeyMade: true, WasSealed: false } && report.KeyFile == Where.KeyFile);
        await using var store = await OpenAsync();
        Assert.True(store.IsSealed);
        Assert.Equal(before, await store.Lists.AllAsync(Cancel));
        Assert.All(before, list => Assert.True(store.Lists.IsWholeAsync(list.Id, Cancel).Result));
        Assert.Equal(before[0].Digest, (await store.Lists.VersionsAsync(before[0].Id, Cancel))[0].Digest);
        var recorded = (await store.Inspections.FindAsync(id, Cancel))!;
        Assert.Equal(Reason, recorded.Decision!.Reason);
        Assert.Equal("L898902C3", recorded.Inspection.Document!.DocumentNumber);
        Assert.Equal("pbkdf2-of-nobody", (await store.Officers.FindAsync("anna", Cancel))!.PasswordHash);
        var check = await store.Journal.VerifyAsync(Cancel);
        Assert.True(check.Whole, check.Words);
        var known = Assert.Single(await store.Cleared.OfEntryAsync("sltd", "SLTD-55501", Cancel));
        Assert.Equal("clerical-error-of-Smith", known.Cleared.Reason);
        Assert.True(await store.Cleared.WithdrawAsync(known.Id, "boss", Cancel));
        await AnswersAsync(store);
        Assert.True((await store.Journal.VerifyAsync(Cancel)).Whole);
    }

    [Fact]
    public async Task The_same_list_again_is_no_new_version_and_a_changed_one_is_answered()
    {
        await FillAsync();
        await Store.SealAsync(Where, time, Cancel);
        await using var store = await OpenAsync();
        var same = await ImportAsync(store, "sltd", ListKind.Documents, Documents);
        Assert.True(same is { Version: 1, Unchanged: 2, Added: 0, Changed: 0 });
        await using var lists = new LiveLists(store, null, time);
        await lists.ReadyAsync(Cancel);
        var next = await ImportAsync(store, "sltd", ListKind.Documents, Documents.Replace("SLTD-55502,XK7730159,P,FRA,lost", "SLTD-55502,XK7730159,P,FRA,stolen\nSLTD-55503,QQ1234567,P,ITA,stolen", StringComparison.Ordinal));
        Assert.True(next is { Version: 2, Changed: 1, Added: 1, Removed: 0 });
        var source = lists.Sources.Single(source => source.Status.Source == "sltd");
        for (var watch = Stopwatch.StartNew(); source.Status.ListVersion < 2; await Task.Delay(20, Cancel))
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(3), "The new version was not taken up.");
            time.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.IsType<Reply.Hit>(await source.AskAsync(Query("QQ1234567", "ITA"), Cancel));
        Assert.IsType<Reply.NoHit>(await source.AskAsync(Query("QQ7654321", "ITA"), Cancel));
    }

    [Fact]
    public async Task Indexes_of_the_clear_store_are_never_believed()
    {
        await FillAsync();
        var kept = Directory.GetFiles(folder.At("store/index")).ToDictionary(path => path, File.ReadAllBytes);
        Assert.Contains(kept.Keys, path => path.EndsWith(".keys", StringComparison.Ordinal));
        Assert.Contains(kept.Keys, path => path.EndsWith(".persons", StringComparison.Ordinal));
        await Store.SealAsync(Where, time, Cancel);
        foreach (var (path, bytes) in kept) await File.WriteAllBytesAsync(path, bytes, Cancel);
        await using var store = await OpenAsync();
        await AnswersAsync(store);
    }

    [Fact]
    public async Task A_damaged_index_of_persons_is_built_anew()
    {
        await Store.SealAsync(Where, time, Cancel);
        await FillAsync();
        var path = Directory.GetFiles(folder.At("store/index"), "*.persons").Single();
        var bytes = await File.ReadAllBytesAsync(path, Cancel);
        bytes[^20] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, Cancel);
        await using var store = await OpenAsync();
        await AnswersAsync(store);
        Assert.NotEqual(bytes, await File.ReadAllBytesAsync(path, Cancel));
    }

    [Fact]
    public async Task Without_the_key_or_with_another_the_store_says_so_and_stays_as_it_is()
    {
        await FillAsync();
        await Store.SealAsync(Where, time, Cancel);
        var key = await File.ReadAllTextAsync(Where.KeyFile!, Cancel);
        Assert.Equal("keyMissing", (await RefusedAsync(Where with { KeyFile = folder.At("nowhere.key") })).Code);
        var other = Where with { KeyFile = folder.At("other.key") };
        await File.WriteAllTextAsync(other.KeyFile!, "limen-key 1 " + new string('7', 64) + "\n", Cancel);
        Assert.Equal("keyWrong", (await RefusedAsync(other)).Code);
        for (var length = 0; length < key.TrimEnd().Length; length += 5)
        {
            await File.WriteAllTextAsync(other.KeyFile!, key[..length], Cancel);
            Assert.Equal("keyWrong", (await RefusedAsync(other)).Code);
        }
        await using var store = await OpenAsync();
        Assert.True((await store.Journal.VerifyAsync(Cancel)).Whole);
    }

    [Fact]
    public async Task A_key_beside_the_store_is_refused_and_one_that_is_there_is_used()
    {
        var beside = Where with { KeyFile = folder.At("store/limen.key") };
        Assert.Equal("keyBesideStore", (await Assert.ThrowsAsync<StoreException>(() => Store.SealAsync(beside, time, Cancel))).Code);
        Assert.False(File.Exists(beside.KeyFile));
        Directory.CreateDirectory(folder.At("keys"));
        await File.WriteAllTextAsync(Where.KeyFile!, "limen-key 1 " + new string('a', 64) + "\n", Cancel);
        Assert.True(await Store.SealAsync(Where, time, Cancel) is { KeyMade: false });
        Assert.True(await Store.SealAsync(Where, time, Cancel) is { WasSealed: true });
    }

    [Fact]
    public async Task The_key_is_for_its_owner_alone()
    {
        var report = await Store.SealAsync(Where, time, Cancel);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(report.KeyFile));
    }

    [Fact]
    public async Task A_store_in_use_is_not_sealed()
    {
        await using (var store = await OpenAsync())
            Assert.Equal("storeInUse", (await Assert.ThrowsAsync<StoreException>(() => Store.SealAsync(Where, time, Cancel))).Code);
        await using var still = await OpenAsync();
        Assert.False(still.IsSealed);
    }

    [Theory]
    [InlineData("update inspections set body = zeroblob(60)", "inspectionAltered")]
    [InlineData("update inspections set body = (select body from inspections i where i.id <> inspections.id)", "inspectionAltered")]
    [InlineData("update inspections set body = '{}'", "inspectionAltered")]
    [InlineData("update decisions set reason = (select details from journal where n = 1)", "decisionAltered")]
    [InlineData("update cleared_matches set reason = entry_digest", "clearingAltered")]
    [InlineData("update journal set details = (select details from journal j where j.n = 2) where n = 1", "journalAltered")]
    [InlineData("update journal set hash = (select hash from journal j where j.n = 2) where n = 1", "journalAltered")]
    [InlineData("update journal_head set hash = (select hash from journal j where j.n = 2)", "journalAltered")]
    public async Task What_is_altered_or_swapped_behind_the_store_is_found(string sql, string code)
    {
        await FillAsync();
        await FillAsync(again: true);
        await Store.SealAsync(Where, time, Cancel);
        await using var store = await OpenAsync();
        Assert.True((await store.Journal.VerifyAsync(Cancel)).Whole);
        await store.Lists.Database.WriteAsync(session => session.RunAsync(sql), Cancel);
        Assert.Equal(code, (await store.Journal.VerifyAsync(Cancel)).Code);
    }

    [Fact]
    public async Task Swapped_entries_are_told_and_give_no_answer_that_looks_like_none()
    {
        await FillAsync();
        await Store.SealAsync(Where, time, Cancel);
        await using var store = await OpenAsync();
        await store.Lists.Database.WriteAsync(session => session.RunAsync(
            "update entries set body = (select body from entries e where e.row_id <> entries.row_id and e.body is not null limit 1)"), Cancel);
        Assert.False(await store.Lists.IsWholeAsync("sltd", Cancel));
        await using var lists = new LiveLists(store, null, time);
        await lists.ReadyAsync(Cancel);
        var answers = await new QueryGateway(() => lists.Sources, time).AskAsync(Query("L898902C3", "UTO"), Cancel).ToListAsync(Cancel);
        Assert.IsType<Reply.Unavailable>(answers.Single(answer => answer.Source == "sltd").Reply);
    }

    [Theory]
    [InlineData("sealed only")]
    [InlineData("clear renamed")]
    [InlineData("both renamed")]
    public async Task A_sealing_that_was_cut_off_is_begun_anew_or_finished(string until)
    {
        var id = await FillAsync();
        var old = await File.ReadAllBytesAsync(folder.At("store/limen.db"), Cancel);
        var head = await File.ReadAllBytesAsync(folder.At("store/journal.head"), Cancel);
        await Store.SealAsync(Where, time, Cancel);
        var db = folder.At("store/limen.db");
        await File.WriteAllBytesAsync(folder.At("store/journal.head"), head, Cancel);
        if (until == "sealed only")
        {
            File.Move(db, db + ".sealed");
            await File.WriteAllBytesAsync(db, old, Cancel);
        }
        else
        {
            await File.WriteAllBytesAsync(db + ".clear", old, Cancel);
            if (until == "clear renamed") File.Move(db, db + ".sealed");
        }
        await using (var store = await OpenAsync())
        {
            Assert.Equal(until != "sealed only", store.IsSealed);
            Assert.NotNull(await store.Inspections.FindAsync(id, Cancel));
            Assert.True((await store.Journal.VerifyAsync(Cancel)).Whole);
        }
        Assert.Equal(until == "sealed only", await Store.SealAsync(Where, time, Cancel) is { WasSealed: false });
        Assert.Empty(Found(await KeysAsync()));
    }

    async Task<Guid> FillAsync(bool again = false)
    {
        await using var store = await OpenAsync();
        await ImportAsync(store, "sltd", ListKind.Documents, again ? Documents.Replace("lost", "stolen", StringComparison.Ordinal) : Documents);
        await ImportAsync(store, "wanted", ListKind.Persons, again ? Persons.Replace("1955", "1956", StringComparison.Ordinal) : Persons);
        await ImportAsync(store, "cars", ListKind.Vehicles, again ? Vehicles.Replace("blue", "red", StringComparison.Ordinal) : Vehicles);
        if (!again) await store.Officers.AddAsync(new() { Name = "anna", DisplayName = "Anna", PasswordHash = "pbkdf2-of-nobody", SecurityStamp = "s" }, "boss", Cancel);
        time.Advance(TimeSpan.FromSeconds(1));
        var inspection = Inspection(store);
        await store.Inspections.RecordAsync(inspection, Specimens.Policy, new(DecisionKind.Admit, "anna", time.GetUtcNow(), Reason), Cancel);
        var cleared = await store.Cleared.AddAsync(inspection, new("sltd", "SLTD-55501", "boss", "clerical-error-of-Smith", time.GetUtcNow().AddDays(30)), Cancel);
        Assert.Equal(ClearOutcome.Recorded, cleared.Outcome);
        await using var lists = new LiveLists(store, null, time);
        await lists.ReadyAsync(Cancel);
        await BuiltAsync(lists);
        return inspection.Id;
    }

    Inspection Inspection(Store store)
    {
        var inspection = Specimens.Inspection(time.GetUtcNow());
        var version = store.Lists.FindAsync("sltd", Cancel).Result!.Version;
        var answers = inspection.Answers.Select(answer => answer.Source != "sltd" ? answer : answer with
        {
            ListVersion = version,
            Reply = new Reply.Hit([.. ((Reply.Hit)answer.Reply).Matches.Select(match => match with { Candidate = match.Candidate with { EntryId = "SLTD-55501" } })], 0),
        }).ToList();
        return inspection with { Answers = answers, Document = Specimens.Anna with { DateOfBirth = new(1974, 8, 12) } };
    }

    async Task AnswersAsync(Store store)
    {
        await using var lists = new LiveLists(store, null, time);
        await lists.ReadyAsync(Cancel);
        await BuiltAsync(lists);
        Assert.IsType<Reply.Hit>(await Source("sltd").AskAsync(Query("XK7730159", "FRA"), Cancel));
        Assert.IsType<Reply.NoHit>(await Source("sltd").AskAsync(Query("XK7730150", "FRA"), Cancel));
        var car = new Query(Purpose.BorderCheck, "anna") { Vehicle = new() { Plate = "01 KG 777", PlateState = Specimens.State("KGZ") } };
        Assert.IsType<Reply.Hit>(await Source("cars").AskAsync(car, Cancel));
        var person = new Query(Purpose.SecondLine, "anna") { Person = new() { Surname = "WRZESZCZYKIEWICZ", GivenNames = "ZBIGNIEW" } };
        Assert.IsType<Reply.Hit>(await Source("wanted").AskAsync(person, Cancel));

        ISource Source(string id) => lists.Sources.Single(source => source.Status.Source == id);
    }

    static async Task BuiltAsync(LiveLists lists)
    {
        await lists.BuiltAsync();
        Assert.All(lists.Sources, source => Assert.Equal(SourceState.Ready, source.Status.State));
    }

    static Query Query(string number, string state) => new(Purpose.BorderCheck, "anna") { Document = new(number, DocumentClass.Passport, Specimens.State(state)) };

    Task<Store> OpenAsync() => Store.OpenAsync(Where, time, Cancel);

    Task<StoreException> RefusedAsync(StoreLocation where) => Assert.ThrowsAsync<StoreException>(() => Store.OpenAsync(where, time, Cancel));

    static Task<ImportReport> ImportAsync(Store store, string listId, ListKind kind, string csv) => store.Lists.ImportAsync(
        new(listId, kind, ListFormat.Csv, [new("list.csv", new MemoryStream(Encoding.UTF8.GetBytes(csv)))], "anna") { AcceptShrink = true }, null, Cancel);

    // The keys as the entries give them; of the store they may tell nothing.
    static Task<ulong[]> KeysAsync() => Task.FromResult<ulong[]>(
    [
        DocumentMatching.KeyOf(new() { EntryId = "1", Number = "L898902C3" }), DocumentMatching.KeyOf(new() { EntryId = "2", Number = "XK7730159" }),
        .. VehicleMatching.KeysOf(new() { EntryId = "3", Plate = "01KG777", Vin = "WVWZZZ1JZ3W386752" }),
    ]);

    // Numbers in SQLite lie with their highest byte first, and may lack the leading zero bytes.
    List<string> Found(ulong[] keys)
    {
        var wanted = Secrets.Select(secret => (Name: secret, Forms: new[] { Encoding.UTF8.GetBytes(secret), Encoding.Unicode.GetBytes(secret), Encoding.BigEndianUnicode.GetBytes(secret) }))
            .Concat(keys.Select(key => (Name: $"{key:x}", Forms: Forms(key)))).ToList();
        var files = Directory.EnumerateFiles(folder.At("store"), "*", SearchOption.AllDirectories).Where(path => !path.EndsWith(".lock", StringComparison.Ordinal)).Select(File.ReadAllBytes).ToList();
        return [.. wanted.Where(one => files.Any(file => one.Forms.Any(form => file.AsSpan().IndexOf(form) >= 0))).Select(one => one.Name)];
    }

    static byte[][] Forms(ulong key)
    {
        byte[] big = new byte[8], little = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(big, key);
        BinaryPrimitives.WriteUInt64LittleEndian(little, key);
        return [big[1..], little[..7]];
    }
}
