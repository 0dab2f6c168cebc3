using Limen.Documents;
using Limen.Gateway;
using Limen.Screening;
using static Limen.Storage.Tests.TestStore;

namespace Limen.Storage.Tests;

public class LiveListsTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_stolen_document_is_found_after_import(Engine engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var report = await store.ImportAsync("sltd", ListKind.Documents, """
            entryId,number,documentType,issuingState,status
            1,AB1234567,P,FRA,stolen
            2,C01X00T47,ID,D,lost
            3,X,P,FR1,lost
            """);
        Assert.Null(report.Refused);
        Assert.Equal((2, 1), (report.Entries, report.RejectedCount));
        await using var live = new LiveLists(store.Store, null, store.Time);
        await live.ReadyAsync(Cancel);
        Assert.True(StateCode.TryParse("FRA", out var fra));
        var query = new Query(Purpose.BorderCheck, "anna") { Document = new("AB1234567", DocumentClass.Passport, fra) };
        var reply = await live.Sources.Single().AskAsync(query, Cancel);
        Assert.Equal("1", Assert.IsType<Reply.Hit>(reply).Matches.Single().Candidate.EntryId);
        Assert.True((await store.Store.Journal.VerifyAsync(Cancel)).Whole);
    }
}
