using Limen.Documents;
using Limen.Gateway;
using Limen.Inspections;
using Limen.Screening;

namespace Limen.Storage.Tests;

/// <summary>Inspections with everything in them that must survive being kept.</summary>
static class Specimens
{
    public static readonly Policy Policy = new(Strength.Strong);

    public static StateCode State(string code) => StateCode.TryParse(code, out var state) ? state : throw new ArgumentException(code);

    // The specimen of Doc 9303-4 Appendix A.
    public static readonly TravelDocument Anna = new()
    {
        DocumentCode = "P",
        Class = DocumentClass.Passport,
        IssuingState = State("UTO"),
        DocumentNumber = "L898902C3",
        PrimaryIdentifier = "ERIKSSON",
        SecondaryIdentifier = "ANNA MARIA",
        Nationality = State("UTO"),
        DateOfBirth = new(1974, 8),
        Sex = Sex.Female,
        DateOfExpiry = new(2012, 4, 15),
    };

    public static Inspection Inspection(DateTimeOffset at, string officer = "anna", string number = "L898902C3")
    {
        var request = new InspectionRequest(Purpose.BorderCheck, Direction.Entry, officer) { Post = "Post 7, lane 2", Typed = Anna with { DocumentNumber = number }, Vehicle = new() { Plate = "01KG777" } };
        DocumentCheck[] checks = [new("expiry", CheckResult.Failed) { Finding = new(Severity.Refer, "documentExpired", "The document expired.") }];
        var candidate = new Candidate("7", 21.5, Strength.Strong, [new("documentNumber", Agreement.EqualAsRead, number, "L898902C3", 21.5, "number equal as read")]);
        Answer[] answers =
        [
            new("sltd", "Stolen documents", new Reply.Hit([new(ListKind.Documents, candidate, new("passport L898902C3 (UTO)") { Status = "lost", Facts = [new("reviewOn", "2027-01-01")] }) { Cleared = "seen before" }], 3), TimeSpan.FromMilliseconds(1.5)) { ListVersion = 4, AsOf = at, Stale = true },
            new("wanted", "Wanted", new Reply.NoHit(), TimeSpan.FromMilliseconds(2)),
            new("hub", "Hub", new Reply.Unavailable(Silence.Late), TimeSpan.FromSeconds(1)),
        ];
        return new(Guid.CreateVersion7(at), at, request, request.Typed, checks, answers, Verdict.Of(checks, answers, Policy));
    }

    /// <summary>A list of lost documents with these ids, the first of which read otherwise than usual.</summary>
    public static string Documents(int count, int from = 0, int changed = 0) =>
        Documents(Enumerable.Range(from, count).ToDictionary(id => id, id => id < from + changed ? 1 : 0));

    /// <summary>A list of documents: id, and which status it has.</summary>
    public static string Documents(Dictionary<int, int> entries)
    {
        string[] statuses = ["stolen", "lost", "revoked", "invalid"];
        return "entryId,number,documentType,issuingState,status\n" + string.Concat(entries.Select(entry => $"{entry.Key},AB{entry.Key:0000000},P,FRA,{statuses[entry.Value]}\n"));
    }

    /// <summary>A list of another kind.</summary>
    public static string Listed(ListKind kind, int count) => kind == ListKind.Persons
        ? "entryId,name,datesOfBirth\n" + string.Concat(Enumerable.Range(0, count).Select(i => $"p{i},Анна Иванова {i},1974-08-12\n"))
        : "entryId,vin,plate,plateState\n" + string.Concat(Enumerable.Range(0, count).Select(i => $"v{i},WVWZZZ1JZXW{i:000000},KG{i},KGZ\n"));
}
