using Limen.Documents;
using Limen.Gateway;
using Limen.Screening;
using static Limen.Storage.Tests.TestStore;

namespace Limen.Storage.Tests;

public class LiveListsTests
{
    const string Header = "entryId,number,documentType,issuingState,status,reviewOn\n";

    static Query Document(string number, string state = "FRA") =>
        new(Purpose.BorderCheck, "anna") { Document = new(number, DocumentClass.Passport, Specimens.State(state)) };

    static async Task<LiveLists> LiveAsync(TestStore kept)
    {
        var live = new LiveLists(kept.Store, null, kept.Time);
        await live.ReadyAsync(Cancel);
        return live;
    }

    static async Task<Match> HitAsync(LiveLists live, Query query) =>
        Assert.Single(Assert.IsType<Reply.Hit>(await live.Sources.Single().AskAsync(query, Cancel)).Matches);

    [Theory, ClassData(typeof(Engines))]
    public async Task A_listed_document_is_found_and_another_is_not(Engine engine)
    {
        await using var kept = await OpenAsync(engine);
        await kept.ImportAsync("sltd", ListKind.Documents, Header + "1,AB1234567,P,FRA,stolen,\n2,C01X00T47,ID,D,lost,\n");
        await using var live = await LiveAsync(kept);
        var match = await HitAsync(live, Document("AB1234567"));
        Assert.Equal(("1", "passport AB1234567 (FRA)", "stolen"), (match.Candidate.EntryId, match.Listing.Title, match.Listing.Status));
        Assert.IsType<Reply.NoHit>(await live.Sources.Single().AskAsync(Document("AB1234568"), Cancel));
        var status = live.Sources.Single().Status;
        Assert.Equal(("sltd", "documents", 1L, 2L, SourceState.Ready), (status.Source, status.Kind, status.ListVersion, status.Entries, status.State));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_confused_character_is_found_and_told(Engine engine)
    {
        await using var kept = await OpenAsync(engine);
        await kept.ImportAsync("sltd", ListKind.Documents, Header + "1,ABO234567,P,FRA,stolen,\n");
        await using var live = await LiveAsync(kept);
        Assert.Contains((await HitAsync(live, Document("AB0234567"))).Candidate.Evidence, piece => piece.Agreement == Agreement.EqualAsRead);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_listed_person_is_found_with_what_would_clear_another(Engine engine)
    {
        await using var kept = await OpenAsync(engine);
        await kept.ImportAsync("wanted", ListKind.Persons, "entryId,name,aliases,datesOfBirth,sex,nationalities,action\n9,Viktor Anatolyevich Bout,Bont;Butt,1967-01-13,M,RUS,Detain\n");
        await using var live = await LiveAsync(kept);
        var asked = new Query(Purpose.BorderCheck, "anna") { Person = new() { Surname = "BOUT", GivenNames = "VIKTOR ANATOLYEVICH", DateOfBirth = new(1967, 1, 13), Sex = Sex.Male, Nationality = Specimens.State("RUS") } };
        var match = await HitAsync(live, asked);
        Assert.Equal(("9", "Viktor Anatolyevich Bout", "Detain"), (match.Candidate.EntryId, match.Listing.Title, match.Listing.Action));
        Assert.Equal("alias=Bont alias=Butt dateOfBirth=1967-01-13 sex=M nationality=RUS", string.Join(' ', match.Listing.Facts.Select(fact => $"{fact.Name}={fact.Text}")));
        var other = new Query(Purpose.BorderCheck, "anna") { Person = new() { Surname = "ERIKSSON", GivenNames = "ANNA MARIA", DateOfBirth = new(1974, 8, 12) } };
        Assert.IsType<Reply.NoHit>(await live.Sources.Single().AskAsync(other, Cancel));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_listed_vehicle_is_found_by_any_of_its_keys(Engine engine)
    {
        await using var kept = await OpenAsync(engine);
        await kept.ImportAsync("cars", ListKind.Vehicles, "entryId,vin,plate,plateState,engineNumber,make,colour\n5,1M8GDM9AXKP042788,01 KG 777 ABC,KGZ,EN123456,Lada,white\n");
        await using var live = await LiveAsync(kept);
        foreach (var vehicle in new VehicleQuery[]
        {
            new() { Vin = "1M8GDM9AXKP042788" }, new() { Plate = "01KG777ABC", PlateState = Specimens.State("KGZ") }, new() { EngineNumber = "EN123456" },
        })
            Assert.Equal("5", (await HitAsync(live, new(Purpose.BorderCheck, "anna") { Vehicle = vehicle })).Candidate.EntryId);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task An_entry_no_longer_answers_once_its_review_date_has_passed(Engine engine)
    {
        await using var kept = await OpenAsync(engine);
        await kept.ImportAsync("sltd", ListKind.Documents, Header + "1,AB1234567,P,FRA,stolen,2026-11-02\n");
        await using var live = await LiveAsync(kept);
        kept.Time.Advance(TimeSpan.FromDays(1));
        await HitAsync(live, Document("AB1234567"));
        kept.Time.Advance(TimeSpan.FromDays(1));
        Assert.IsType<Reply.NoHit>(await live.Sources.Single().AskAsync(Document("AB1234567"), Cancel));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_new_version_imported_by_another_node_is_taken_up_within_a_second(Engine engine)
    {
        await using var kept = await OpenAsync(engine);
        await kept.ImportAsync("sltd", ListKind.Documents, Header + "1,AB1234567,P,FRA,stolen,\n");
        await using var live = await LiveAsync(kept);
        var source = live.Sources.Single();
        await using (var other = await Store.OpenAsync(kept.Where, kept.Time, Cancel))
        {
            await other.Lists.ImportAsync(new("sltd", ListKind.Documents, ListFormat.Csv, [new("f", Csv(Header + "1,CD7654321,P,FRA,stolen,\n"))], "boris"), null, Cancel);
            await other.Lists.ImportAsync(new("wanted", ListKind.Persons, ListFormat.Csv, [new("f", Csv("entryId,name\n1,Anna\n"))], "boris"), null, Cancel);
        }
        kept.Time.Advance(TimeSpan.FromSeconds(1));
        var patience = TimeSpan.FromSeconds(30);
        for (var waited = TimeSpan.Zero; waited < patience && (source.Status.ListVersion != 2 || live.Sources.Count != 2 || live.Sources[1].Status.State != SourceState.Ready); waited += TimeSpan.FromMilliseconds(20))
            await Task.Delay(20, Cancel);
        Assert.Equal(["sltd", "wanted"], live.Sources.Select(one => one.Status.Source));
        Assert.Same(source, live.Sources[0]);
        Assert.IsType<Reply.Hit>(await source.AskAsync(Document("CD7654321"), Cancel));
        Assert.IsType<Reply.NoHit>(await source.AskAsync(Document("AB1234567"), Cancel));
    }

    [Fact]
    public async Task A_list_that_is_being_loaded_says_so_and_never_that_it_found_nothing()
    {
        await using var kept = await OpenAsync(Engine.Sqlite);
        await kept.ImportAsync("sltd", ListKind.Documents, Header + "1,AB1234567,P,FRA,stolen,\n");
        var source = new ListSource(kept.Store, (await kept.Store.Lists.RowsAsync(Cancel)).Single(), SourceTerms.Default, kept.Time);
        Assert.Equal(SourceState.Loading, source.Status.State);
        Assert.Equal(new Reply.Unavailable(Silence.Loading), await source.AskAsync(Document("AB1234567"), Cancel));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_list_that_cannot_be_loaded_says_so_and_holds_up_no_other(Engine engine)
    {
        await using var kept = await OpenAsync(engine);
        await kept.ImportAsync("sltd", ListKind.Documents, Header + "1,AB1234567,P,FRA,stolen,\n2,CD7654321,P,FRA,stolen,\n");
        await kept.ImportAsync("wanted", ListKind.Persons, "entryId,name\n1,Anna\n");
        await kept.TamperAsync("update entries set body = 'no JSON' where body like '%Anna%'");
        await using var live = await LiveAsync(kept);
        Assert.Equal([SourceState.Ready, SourceState.Silent], live.Sources.Select(source => source.Status.State));
        Assert.IsType<Reply.Hit>(await live.Sources[0].AskAsync(Document("AB1234567"), Cancel));
        Assert.Equal(new Reply.Unavailable(Silence.Broken), await live.Sources[1].AskAsync(new(Purpose.BorderCheck, "anna") { Person = new() { Surname = "ANNA" } }, Cancel));
        Assert.Contains("wanted", live.Trouble, StringComparison.Ordinal);
    }

    static MemoryStream Csv(string text) => new(System.Text.Encoding.UTF8.GetBytes(text));
}
