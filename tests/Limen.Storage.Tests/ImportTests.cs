using System.IO.Compression;
using System.Text;
using Limen.Screening;
using Limen.TestKit;
using static Limen.Storage.Tests.TestStore;

namespace Limen.Storage.Tests;

public class ImportTests
{
    const string Header = "entryId,number,documentType,issuingState,status\n";

    static string Rows(int count, int from = 0, string status = "stolen") =>
        Header + string.Concat(Enumerable.Range(from, count).Select(i => $"{i},AB{i:0000000},P,FRA,{status}\n"));

    [Theory, ClassData(typeof(Engines))]
    public async Task An_import_makes_a_version_and_tells_what_changed(Engine engine)
    {
        await using var kept = await OpenAsync(engine);
        var first = await kept.ImportAsync("sltd", ListKind.Documents, Rows(100));
        Assert.Equal((1, 100, 100, 0), (first.Version, first.Entries, first.Added, first.Removed));
        var second = await kept.ImportAsync("sltd", ListKind.Documents, Rows(50, from: 10) + Rows(40, from: 60, "lost")[Header.Length..] + Rows(5, from: 200)[Header.Length..]);
        Assert.Equal((2, 95, 5, 40, 10, 50), (second.Version, second.Entries, second.Added, second.Changed, second.Removed, second.Unchanged));
        Assert.True(await kept.Store.Lists.IsWholeAsync("sltd", Cancel));
        Assert.Equal([2L, 1L], (await kept.Store.Lists.VersionsAsync("sltd", Cancel)).Select(version => version.Version));
        Assert.Equal(95, await kept.LookAsync<long>("select count(*) from entry_keys"));
        Assert.Equal(50, await kept.LookAsync<long>("select count(*) from entries where body is null"));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task The_same_content_again_in_any_order_is_no_new_version_but_is_newer(Engine engine)
    {
        await using var kept = await OpenAsync(engine);
        await kept.ImportAsync("sltd", ListKind.Documents, Rows(3));
        kept.Time.Advance(TimeSpan.FromHours(1));
        var again = await kept.ImportAsync("sltd", ListKind.Documents, Header + "2,AB0000002,P,FRA,stolen\n0,AB0000000,P,FRA,stolen\n1,AB0000001,P,FRA,stolen\n");
        Assert.Equal((1, 3), (again.Version, again.Unchanged));
        Assert.Equal(kept.Time.GetUtcNow(), (await kept.Store.Lists.FindAsync("sltd", Cancel))!.ImportedAt);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_list_that_would_lose_more_than_a_fifth_is_left_as_it_is_unless_accepted(Engine engine)
    {
        await using var kept = await OpenAsync(engine);
        await kept.ImportAsync("sltd", ListKind.Documents, Rows(100));
        var refused = await kept.ImportAsync("sltd", ListKind.Documents, Rows(79, status: "lost"));
        Assert.Equal(("wouldShrink", 1, 100), (refused.Refused, refused.Version, refused.Entries));
        Assert.True(await kept.Store.Lists.IsWholeAsync("sltd", Cancel));
        Assert.Equal(100, await kept.LookAsync<long>("select count(*) from entries"));
        Assert.Equal(0, await kept.LookAsync<long>("select count(*) from entries where until is not null"));
        Assert.Null((await kept.ImportAsync("sltd", ListKind.Documents, Rows(80))).Refused);
        Assert.Null((await kept.ImportAsync("sltd", ListKind.Documents, Rows(1), acceptShrink: true)).Refused);
        Assert.Contains(await kept.Store.Journal.ReadAsync(1, 100, null, null, Cancel), entry => entry.Kind == JournalKind.ImportRefused);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task What_a_killed_import_left_is_not_seen_and_is_taken_away(Engine engine)
    {
        await using var kept = await OpenAsync(engine);
        await kept.ImportAsync("sltd", ListKind.Documents, Rows(10));
        var list = (await kept.Store.Lists.RowsAsync(Cancel)).Single();
        await kept.TamperAsync($"insert into entries (row_id, entry_id, since, until, digest, body) values ({list.Rows.First + 10}, 'x', 2, null, 1, '{{}}')");
        await kept.TamperAsync($"insert into entry_keys (list_no, lookup_key, row_id) values ({list.ListNo}, 77, {list.Rows.First + 10})");
        await kept.TamperAsync($"update entries set until = 2 where row_id = {list.Rows.First}");
        Assert.True(await kept.Store.Lists.IsWholeAsync("sltd", Cancel));
        var next = await kept.ImportAsync("sltd", ListKind.Documents, Rows(11));
        Assert.Equal((2, 11, 1, 10), (next.Version, next.Entries, next.Added, next.Unchanged));
        Assert.Equal(0, await kept.LookAsync<long>("select count(*) from entry_keys where lookup_key = 77"));
        Assert.True(await kept.Store.Lists.IsWholeAsync("sltd", Cancel));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Who_cleans_up_after_an_import_takes_nothing_of_a_version_that_was_published_meanwhile(Engine engine)
    {
        await using var store = await OpenAsync(engine);
        await store.ImportAsync("sltd", ListKind.Documents, Specimens.Documents(100));
        var lists = store.Store.Lists;
        var before = (await ListShelf.TakeAsync(lists.Database, "sltd", Cancel))!;
        await store.ImportAsync("sltd", ListKind.Documents, Specimens.Documents(100, from: 10, changed: 5));
        await store.TamperAsync($"update lists set turn = '{before.Turn}'");
        var shelf = new ListShelf(lists.Database, before, before.Next);
        await shelf.ClearStagedAsync(Cancel);
        await shelf.ForgetAsync(new CancellationToken(canceled: true));
        Assert.True(await lists.IsWholeAsync("sltd", Cancel));
        Assert.Equal(100, await store.LookAsync<long>("select count(*) from entries where until is null and body is not null"));
    }

    [Fact]
    public async Task An_import_that_has_lost_its_lock_to_another_publishes_nothing()
    {
        await using var store = await OpenAsync(Engine.Sqlite);
        await store.ImportAsync("sltd", ListKind.Documents, Specimens.Documents(100));
        using var file = new HeldStream(Encoding.UTF8.GetBytes(Specimens.Documents(100, changed: 3)));
        var first = store.Store.Lists.ImportAsync(new("sltd", ListKind.Documents, ListFormat.Csv, [new("list.csv", file)], "anna"), null, Cancel);
        await file.Asked;
        File.Delete(store.Folder.At("import.lock"));
        var second = await store.ImportAsync("sltd", ListKind.Documents, Specimens.Documents(100, changed: 7));
        file.GoOn();
        Assert.Equal("importOvertaken", (await Assert.ThrowsAsync<StoreException>(() => first)).Code);
        var stands = Assert.Single(await store.Store.Lists.AllAsync(Cancel));
        Assert.Equal((2L, second.Version), (stands.Version, stands.Version));
        Assert.True(await store.Store.Lists.IsWholeAsync("sltd", Cancel));
    }

    [Theory]
    [InlineData("", "columnsMissing")]
    [InlineData("entryId,number\n1,A1\n", "columnsMissing")]
    [InlineData("1,A1,P,FRA\n", "columnsMissing")]
    [InlineData("entryId,number,issuingState\n", "nothingValid")]
    [InlineData("entryId,number,issuingState\n,A1,FRA\n", "nothingValid")]
    [InlineData("entryId,number,issuingState\n1,A1,FRA\n2,\"A2,FRA\n3,A3,FRA\n", "unreadable")]
    public async Task A_file_of_which_nothing_can_be_made_is_refused(string csv, string code)
    {
        await using var kept = await OpenAsync(Engine.Sqlite);
        Assert.Equal(code, (await kept.ImportAsync("sltd", ListKind.Documents, csv)).Refused);
        Assert.Empty(await kept.Store.Lists.AllAsync(Cancel));
    }

    [Fact]
    public async Task Rows_that_cannot_be_taken_in_are_told_by_line_and_reason()
    {
        await using var kept = await OpenAsync(Engine.Sqlite);
        byte[] csv =
        [
            .. "entryId,number,documentType,issuingState,status,reviewOn,reportedOn,shoeSize\r\n"u8,
            .. "1,AB 123-4567,PP,fra,stolen,2027-01-01,2020-05,44\r\n"u8, // line 2
            .. ",A2,P,FRA,lost,,,\r\n3,Á3,P,FRA,lost,,,\r\n4,,P,FRA,lost,,,\r\n5,A5,bicycle,FRA,lost,,,\r\n"u8,
            .. "6,A6,P,QQQ,lost,,,\r\n7,A7,P,FRA,gone,,,\r\n8,A8,P,FRA,lost,2027-02-30,,\r\n9,A9,P,FRA,lost,,2020-13,\r\n"u8,
            .. "1,B1,P,FRA,lost,,,\r\n11,A11,P\r\n12,A12,P,FRA,lost,2026-10-31,,\r\n13,A13,P,FRA,lost,,,\""u8, 0xE9, .. "\"\r\n"u8,
            .. "\r\n15,\"A15\",,DE,,,,\"two\r\nlines\"\r\n17,A17,V,Kazakhstan,invalid,,,\"a\"b\r\n18,A18,I,D,revoked,,,\r\n"u8,
        ];
        var report = await kept.ImportAsync("sltd", ListKind.Documents, csv);
        Assert.Null(report.Refused);
        Assert.Equal(["shoeSize"], report.UnknownColumns);
        Assert.Equal(
            "3 idMissing, 4 badNumber, 5 numberMissing, 6 unknownType, 7 unknownState, 8 unknownStatus, 9 badDate, 10 badDate, 11 idRepeated, "
            + "12 fieldCount, 13 reviewPassed, 14 encoding, 18 quotes",
            string.Join(", ", report.Rejected.Select(row => $"{row.Line} {row.Code}")));
        Assert.Equal((3, 13), (report.Entries, report.RejectedCount));
    }

    [Fact]
    public async Task Byte_order_mark_gzip_and_semicolons_make_no_difference()
    {
        await using var kept = await OpenAsync(Engine.Sqlite);
        await kept.ImportAsync("plain", ListKind.Documents, Rows(5));
        await kept.ImportAsync("marked", ListKind.Documents, [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Rows(5))]);
        await kept.ImportAsync("semicolons", ListKind.Documents, Rows(5).Replace(',', ';'));
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(Rows(5)));
        await kept.ImportAsync("packed", ListKind.Documents, packed.ToArray());
        Assert.Single((await kept.Store.Lists.AllAsync(Cancel)).Select(list => list.Digest).Distinct());
    }

    [Fact]
    public async Task A_packed_file_that_was_cut_off_is_refused_wherever_the_cut()
    {
        await using var kept = await OpenAsync(Engine.Sqlite);
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(Rows(5000)));
        var whole = packed.ToArray();
        foreach (var length in new[] { 3, 12, 40, whole.Length / 2, whole.Length - 9, whole.Length - 8, whole.Length - 1 })
            Assert.Equal("unreadable", (await kept.ImportAsync("cut", ListKind.Documents, whole[..length])).Refused);
        var flipped = whole.ToArray();
        flipped[^6] ^= 1; // in the checksum
        Assert.Equal("unreadable", (await kept.ImportAsync("cut", ListKind.Documents, flipped)).Refused);
        Assert.Null((await kept.ImportAsync("cut", ListKind.Documents, whole)).Refused);
    }

    [Fact]
    public async Task A_list_keeps_its_kind()
    {
        await using var kept = await OpenAsync(Engine.Sqlite);
        await kept.ImportAsync("a", ListKind.Documents, Rows(5));
        Assert.Equal("kindMismatch", (await kept.ImportAsync("a", ListKind.Persons, "entryId,name\n1,Anna\n")).Refused);
        Assert.Equal("formatMismatch", (await kept.ImportAsync("b", ListKind.Vehicles, "", format: ListFormat.UnXml)).Refused);
        Assert.Equal("listIdInvalid", (await kept.ImportAsync("../b", ListKind.Persons, "")).Refused);
    }

    [Fact]
    public async Task Rejected_rows_are_all_counted_and_the_first_thousand_listed()
    {
        await using var kept = await OpenAsync(Engine.Sqlite);
        var report = await kept.ImportAsync("a", ListKind.Documents, Rows(2) + string.Concat(Enumerable.Range(0, 1500).Select(i => $",x{i},P,FRA,lost\n")));
        Assert.Equal((2, 1500, 1000), (report.Entries, report.RejectedCount, report.Rejected.Count));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Two_imports_of_one_list_at_once_follow_each_other(Engine engine)
    {
        await using var kept = await OpenAsync(engine);
        await using var other = await Store.OpenAsync(kept.Where, kept.Time, Cancel);
        var reports = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => (i % 2 == 0 ? kept.Store : other).Lists.ImportAsync(
            new("a", ListKind.Documents, ListFormat.Csv, [new("f", new MemoryStream(Encoding.UTF8.GetBytes(Rows(100, from: i))))], "anna"), null, Cancel))));
        Assert.Equal([1L, 2L, 3L, 4L], reports.Select(report => report.Version).Order());
        Assert.True(await kept.Store.Lists.IsWholeAsync("a", Cancel));
    }

    [Fact]
    public async Task A_cancelled_import_leaves_nothing()
    {
        await using var kept = await OpenAsync(Engine.Sqlite);
        using var stop = new CancellationTokenSource();
        var request = new ImportRequest("a", ListKind.Documents, ListFormat.Csv, [new("f", new MemoryStream(Encoding.UTF8.GetBytes(Rows(200_000))))], "anna");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => kept.Store.Lists.ImportAsync(request, new Stop(stop), stop.Token));
        Assert.Equal(0, await kept.LookAsync<long>("select count(*) from entries"));
        Assert.Empty(await kept.Store.Lists.AllAsync(Cancel));
    }

    [Fact]
    public async Task The_real_lists_import_whole()
    {
        Assert.SkipWhen(Shared.File("lists") is null, Shared.Absent);
        await using var kept = await OpenAsync(Engine.Sqlite);
        var un = await ImportSharedAsync(kept, "un", ListFormat.UnXml, "un_consolidated_2026-02-27.xml");
        Assert.Equal((730, 273, 0), (un.Entries, un.Skipped, un.RejectedCount));
        var ofac = await ImportSharedAsync(kept, "ofac", ListFormat.OfacCsv, "ofac_2021-07_add.csv", "ofac_2021-07_alt.csv", "ofac_2021-07_sdn.csv");
        Assert.Equal((4620, 4356, 0), (ofac.Entries, ofac.Skipped, ofac.RejectedCount));
    }

    static async Task<ImportReport> ImportSharedAsync(TestStore kept, string id, ListFormat format, params string[] names)
    {
        List<ImportFile> files = [.. names.Select(name => new ImportFile(name, File.OpenRead(Shared.File("lists", name)!)))];
        var report = await kept.Store.Lists.ImportAsync(new(id, ListKind.Persons, format, files, "anna"), null, Cancel);
        foreach (var file in files) await file.Content.DisposeAsync();
        return report;
    }

    sealed class Stop(CancellationTokenSource source) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => source.Cancel();
    }

    /// <summary>A file that gives nothing until it is told to.</summary>
    sealed class HeldStream(byte[] bytes) : MemoryStream(bytes)
    {
        readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously), going = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => asked.Task;

        public void GoOn() => going.TrySetResult();

        public override int Read(Span<byte> buffer)
        {
            Hold();
            return base.Read(buffer);
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Hold();
            return base.Read(buffer, offset, count);
        }

        void Hold()
        {
            asked.TrySetResult();
            going.Task.Wait(Cancel);
        }
    }
}
