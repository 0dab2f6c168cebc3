using System.Text;
using Limen.Documents;
using Limen.Gateway;
using Limen.Screening;
using Limen.TestKit;

namespace Limen.Storage.Tests;

public class FirstTests
{
    [Fact]
    public async Task A_stolen_document_is_found_after_import()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var folder = new ScratchFolder();
        await using var store = await Store.OpenAsync(new(folder.Root), TimeProvider.System, cancel);
        var csv = "entryId,number,documentType,issuingState,status\n1,AB1234567,P,FRA,stolen\n2,C01X00T47,ID,D,lost\n3,X,P,FR1,lost\n";
        var report = await store.Lists.ImportAsync(new("sltd", ListKind.Documents, ListFormat.Csv, [new("a.csv", new MemoryStream(Encoding.UTF8.GetBytes(csv)))], "anna"), null, cancel);
        Assert.Null(report.Refused);
        Assert.Equal((2, 1), (report.Entries, report.RejectedCount));
        await using var live = new LiveLists(store, null, TimeProvider.System);
        await live.ReadyAsync(cancel);
        StateCode.TryParse("FRA", out var fra);
        var reply = await live.Sources.Single().AskAsync(new(Purpose.BorderCheck, "anna") { Document = new("AB1234567", DocumentClass.Passport, fra) }, cancel);
        Assert.Equal("1", Assert.IsType<Reply.Hit>(reply).Matches.Single().Candidate.EntryId);
        Assert.True((await store.Journal.VerifyAsync(cancel)).Whole);
    }
}
