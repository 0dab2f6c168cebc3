using System.Diagnostics;
using Limen.Documents;
using Limen.Gateway;
using Limen.Screening;
using static Limen.Storage.Tests.TestStore;

namespace Limen.Storage.Tests;

public class IndexFilesTests
{
    const string Header = "entryId,number,documentType,issuingState,status\n";
    const string Persons = "entryId,name,datesOfBirth\n";
    const string Anna = "1,Anna Maria Eriksson,1974-08-12\n", Viktor = "2,Viktor Anatolyevich Bout,1967-01-13\n";

    [Theory, ClassData(typeof(Engines))]
    public async Task After_a_restart_lists_answer_from_their_files_without_reading_an_entry(Engine engine)
    {
        await using var kept = await WithListsAsync(engine);
        await using (await BuiltAsync(kept)) { }
        Assert.Equal(["sltd~1.1.keys", "wanted~2.1.persons"], Files(kept));
        await kept.ReopenAsync();
        // Whoever builds from the store now gets nothing to build from.
        await kept.TamperAsync("delete from entry_keys where row_id % 2 = 0");
        await kept.TamperAsync("update entries set body = 'no JSON' where entry_id = '2'");
        await using var live = await BuiltAsync(kept);
        Assert.All(live.Sources, source => Assert.Equal(SourceState.Ready, source.Status.State));
        Assert.IsType<Reply.Hit>(await AskAsync(live, Document("AB1234567")));
        Assert.IsType<Reply.Hit>(await AskAsync(live, Person("Eriksson", "Anna Maria")));
        Assert.IsType<Reply.NoHit>(await AskAsync(live, Document("ZZ9999999")));
        Assert.Null(live.Trouble);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task What_came_after_a_file_was_built_is_found_and_what_went_is_not(Engine engine)
    {
        await using var kept = await WithListsAsync(engine);
        await using (await BuiltAsync(kept)) { }
        await kept.ImportAsync("sltd", ListKind.Documents, Header + "1,AB1234567,P,FRA,stolen\n3,CD7654321,P,FRA,stolen\n");
        await kept.ImportAsync("wanted", ListKind.Persons, Persons + Anna + "2,Somebody Elsewhere,1950-03-03\n3,Probnikov Testemir,1979-08-23\n");
        await using var live = await BuiltAsync(kept);
        Assert.Equal(["sltd~1.1.keys", "wanted~2.1.persons"], Files(kept));
        Assert.Equal([2L, 2L], live.Sources.Select(source => source.Status.ListVersion));
        foreach (var there in new[] { Document("AB1234567"), Document("CD7654321"), Person("Eriksson", "Anna Maria"), Person("Probnikov", "Testemir"), Person("Elsewhere", "Somebody") })
            Assert.IsType<Reply.Hit>(await AskAsync(live, there));
        foreach (var gone in new[] { Document("EF1111111"), Person("Bout", "Viktor Anatolyevich") })
            Assert.IsType<Reply.NoHit>(await AskAsync(live, gone));
    }

    [Theory]
    [InlineData("keys", 0)]
    [InlineData("keys", 40)]
    [InlineData("keys", 130)]
    [InlineData("keys", -20)]
    [InlineData("keys", -2)]
    [InlineData("persons", 0)]
    [InlineData("persons", 60)]
    [InlineData("persons", 500)]
    [InlineData("persons", -2)]
    public async Task A_flipped_byte_is_noticed_and_the_file_is_built_anew(string kind, int at)
    {
        await using var kept = await WithListsAsync(Engine.Sqlite);
        var path = await FileAsync(kept, kind);
        var sound = await File.ReadAllBytesAsync(path, Cancel);
        var altered = sound.ToArray();
        altered[at < 0 ? altered.Length + at : at] ^= 0x10;
        await WriteAnewAsync(path, altered);
        await AnswersAsync(kept);
        Assert.Equal(sound, await File.ReadAllBytesAsync(path, Cancel));
    }

    [Theory]
    [InlineData("keys", 0)]
    [InlineData("keys", 100)]
    [InlineData("keys", 4090)]
    [InlineData("keys", -1)]
    [InlineData("persons", 0)]
    [InlineData("persons", 63)]
    [InlineData("persons", 95)]
    [InlineData("persons", -1)]
    public async Task A_file_that_was_cut_off_or_grown_is_noticed_and_built_anew(string kind, int length)
    {
        await using var kept = await WithListsAsync(Engine.Sqlite);
        var path = await FileAsync(kept, kind);
        var sound = await File.ReadAllBytesAsync(path, Cancel);
        foreach (var altered in new[] { sound[..(length < 0 ? sound.Length + length : length)], [.. sound, 0, 0, 0, 0] })
        {
            await WriteAnewAsync(path, altered);
            await AnswersAsync(kept);
            Assert.Equal(sound, await File.ReadAllBytesAsync(path, Cancel));
        }
    }

    [Fact]
    public async Task Files_of_another_store_or_of_a_later_version_are_not_believed()
    {
        await using var other = await OpenAsync(Engine.Sqlite);
        await other.ImportAsync("sltd", ListKind.Documents, Header + "9,XX1234567,P,FRA,stolen\n");
        await other.ImportAsync("wanted", ListKind.Persons, Persons + "9,Nobody Nowhere,1950-01-01\n");
        await using (await BuiltAsync(other)) { }
        await using var kept = await WithListsAsync(Engine.Sqlite);
        Directory.CreateDirectory(Path.Combine(kept.Where.Folder, "index"));
        foreach (var name in Files(other))
            foreach (var placed in new[] { name, name.Replace(".1.", ".7.", StringComparison.Ordinal) })
                File.Copy(Path.Combine(other.Where.Folder, "index", name), Path.Combine(kept.Where.Folder, "index", placed));
        await AnswersAsync(kept);
        Assert.Equal(["sltd~1.1.keys", "wanted~2.1.persons"], Files(kept));
    }

    [Fact]
    public async Task Two_processes_on_one_folder_build_one_file_and_both_answer()
    {
        await using var kept = await WithListsAsync(Engine.Sqlite);
        await using var second = await Store.OpenAsync(kept.Where, kept.Time, Cancel);
        await using var live = new LiveLists(kept.Store, null, kept.Time);
        await using var other = new LiveLists(second, null, kept.Time);
        foreach (var each in new[] { live, other })
        {
            await UntilAsync(kept, () => each.Sources.Count == 2 && each.Sources.All(source => source.Status.State == SourceState.Ready));
            Assert.IsType<Reply.Hit>(await AskAsync(each, Document("AB1234567")));
            Assert.IsType<Reply.Hit>(await AskAsync(each, Person("Eriksson", "Anna Maria")));
            Assert.Null(each.Trouble);
        }
        // Neither a third nor one that is still being written.
        await UntilAsync(kept, () => Files(kept) is ["sltd~1.1.keys", "wanted~2.1.persons"]);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task While_another_process_builds_documents_are_answered_from_the_store_and_persons_say_that_they_load(Engine engine)
    {
        await using var kept = await WithListsAsync(engine);
        var rows = await kept.Store.Lists.RowsAsync(Cancel);
        var turns = rows.Select(row => kept.Store.Indexes.TryTurn(row)!).ToList();
        await using var live = new LiveLists(kept.Store, null, kept.Time);
        await UntilAsync(kept, () => live.Sources.Count == 2 && live.Sources[0].Status.State == SourceState.Ready);
        Assert.IsType<Reply.Hit>(await AskAsync(live, Document("AB1234567")));
        Assert.IsType<Reply.NoHit>(await AskAsync(live, Document("ZZ9999999")));
        Assert.Equal(new Reply.Unavailable(Silence.Loading), await AskAsync(live, Person("Eriksson", "Anna Maria")));
        Assert.Empty(Files(kept));
        foreach (var turn in turns) turn.Dispose();
        await UntilAsync(kept, () => live.Sources[1].Status.State == SourceState.Ready && Files(kept) is ["sltd~1.1.keys", "wanted~2.1.persons"]);
        Assert.IsType<Reply.Hit>(await AskAsync(live, Person("Eriksson", "Anna Maria")));
    }

    [Fact]
    public async Task A_withdrawn_person_does_not_take_the_place_of_a_listed_one()
    {
        await using var kept = await OpenAsync(Engine.Sqlite);
        var many = string.Concat(Enumerable.Range(10, 60).Select(n => $"{n},Anna Maria Eriksson,1974-08-12\n"));
        await kept.ImportAsync("wanted", ListKind.Persons, Persons + many + "99,Anna Maria Eriksson,1974-08\n");
        await using (await BuiltAsync(kept)) { }
        await kept.ImportAsync("wanted", ListKind.Persons, Persons + "99,Anna Maria Eriksson,1974-08\n", acceptShrink: true);
        await using var live = await BuiltAsync(kept);
        var hit = Assert.IsType<Reply.Hit>(await AskAsync(live, Person("Eriksson", "Anna Maria")));
        Assert.Equal("99", Assert.Single(hit.Matches).Candidate.EntryId);
    }

    [Fact]
    public async Task Many_versions_later_a_question_finds_what_the_newest_holds_and_nothing_else()
    {
        await using var kept = await OpenAsync(Engine.Sqlite);
        var random = new Random(7);
        var listed = new Dictionary<int, (string Number, string Name)>();
        await using var live = new LiveLists(kept.Store, null, kept.Time);
        for (var version = 1; version <= 12; version++)
        {
            for (var change = 0; change < 6; change++)
            {
                var id = random.Next(20);
                if (random.Next(3) == 0) listed.Remove(id);
                else listed[id] = ($"N{random.Next(1_000_000, 9_999_999)}", $"{Word(random)} {Word(random)}");
            }
            listed[99] = ("LAST99999", "Always Listed");
            await kept.ImportAsync("sltd", ListKind.Documents, Header + string.Concat(listed.Select(one => $"{one.Key},{one.Value.Number},P,FRA,stolen\n")), acceptShrink: true);
            await kept.ImportAsync("wanted", ListKind.Persons, Persons + string.Concat(listed.Select(one => $"{one.Key},{one.Value.Name},1974-08-12\n")), acceptShrink: true);
            var now = (await kept.Store.Lists.AllAsync(Cancel)).Select(list => (long?)list.Version).ToList();
            await UntilAsync(kept, () => live.Sources.Count == 2 && live.Sources.All(source => source.Status.State == SourceState.Ready) && live.Sources.Select(source => source.Status.ListVersion).SequenceEqual(now));
            foreach (var (id, (number, name)) in listed)
            {
                Assert.Equal([$"{id}"], Ids(await AskAsync(live, Document(number))));
                Assert.Contains($"{id}", Ids(await AskAsync(live, Person(name.Split(' ')[1], name.Split(' ')[0]))));
            }
        }
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Keys_of_another_rule_are_made_anew_from_the_entries_when_the_store_is_opened(Engine engine)
    {
        await using var kept = await WithListsAsync(engine);
        await kept.ImportAsync("cars", ListKind.Vehicles, "entryId,vin,plate,plateState,engineNumber\n5,1M8GDM9AXKP042788,01 KG 777 ABC,KGZ,EN123456\n");
        await kept.TamperAsync("update entry_keys set lookup_key = lookup_key + 12345");
        await kept.TamperAsync("update lists set key_rule = 0");
        await kept.ReopenAsync();
        await using var live = await BuiltAsync(kept);
        Assert.IsType<Reply.Hit>(await AskAsync(live, Document("AB1234567")));
        foreach (var vehicle in new VehicleQuery[] { new() { Vin = "1M8GDM9AXKP042788" }, new() { Plate = "01KG777ABC" }, new() { EngineNumber = "EN123456" } })
            Assert.IsType<Reply.Hit>(await AskAsync(live, new(Purpose.BorderCheck, "anna") { Vehicle = vehicle }));
        Assert.Equal(2 + 3, await kept.LookAsync<long>("select count(*) from entry_keys"));
        Assert.Equal(KeyIndex.KeyRule, await kept.LookAsync<long>("select min(key_rule) from lists"));
    }

    static string Word(Random random) => string.Concat(Enumerable.Range(0, 4).Select(_ => $"{"bdfgklmnprstvz"[random.Next(14)]}{"aeiou"[random.Next(5)]}"));

    static IEnumerable<string> Ids(Reply reply) => Assert.IsType<Reply.Hit>(reply).Matches.Select(match => match.Candidate.EntryId);

    static Query Document(string number) => new(Purpose.BorderCheck, "anna") { Document = new(number, DocumentClass.Passport, Specimens.State("FRA")) };

    static Query Person(string surname, string given) => new(Purpose.BorderCheck, "anna")
    {
        Person = new() { Surname = surname.ToUpperInvariant(), GivenNames = given.ToUpperInvariant(), DateOfBirth = surname == "Bout" ? new(1967, 1, 13) : surname == "Elsewhere" ? new(1950, 3, 3) : surname == "Probnikov" ? new(1979, 8, 23) : new(1974, 8, 12) },
    };

    static Task<Reply> AskAsync(LiveLists live, Query query) => live.Sources.Single(source => source.Concerns(query)).AskAsync(query, Cancel);

    static async Task<TestStore> WithListsAsync(Engine engine)
    {
        var kept = await OpenAsync(engine);
        await kept.ImportAsync("sltd", ListKind.Documents, Header + "1,AB1234567,P,FRA,stolen\n2,EF1111111,P,FRA,stolen\n");
        await kept.ImportAsync("wanted", ListKind.Persons, Persons + Anna + Viktor);
        return kept;
    }

    // Ready, and nothing left to build.
    static async Task<LiveLists> BuiltAsync(TestStore kept)
    {
        var live = new LiveLists(kept.Store, null, kept.Time);
        await live.ReadyAsync(Cancel);
        await live.BuiltAsync();
        return live;
    }

    static async Task AnswersAsync(TestStore kept)
    {
        await using var live = await BuiltAsync(kept);
        foreach (var there in new[] { Document("AB1234567"), Document("EF1111111"), Person("Eriksson", "Anna Maria"), Person("Bout", "Viktor Anatolyevich") })
            Assert.IsType<Reply.Hit>(await AskAsync(live, there));
        Assert.IsType<Reply.NoHit>(await AskAsync(live, Document("XX1234567")));
    }

    static async Task<string> FileAsync(TestStore kept, string kind)
    {
        await using (await BuiltAsync(kept)) { }
        return Directory.GetFiles(Path.Combine(kept.Where.Folder, "index"), "*." + kind).Single();
    }

    // As another file: what is mapped stays as it was.
    static async Task WriteAnewAsync(string path, byte[] content)
    {
        await File.WriteAllBytesAsync(path + ".put", content, Cancel);
        File.Move(path + ".put", path, overwrite: true);
    }

    static List<string> Files(TestStore kept) => [.. new DirectoryInfo(Path.Combine(kept.Where.Folder, "index")).GetFiles()
        .Select(file => file.Name).Where(name => !name.EndsWith(".lock", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    static async Task UntilAsync(TestStore kept, Func<bool> reached)
    {
        var watch = Stopwatch.StartNew();
        while (!reached())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(3), "It was not reached.");
            kept.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(20, Cancel);
        }
    }
}
