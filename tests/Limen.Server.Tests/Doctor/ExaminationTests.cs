using Limen.Storage;
using Limen.TestKit;

namespace Limen.Server.Tests;

public sealed class ExaminationTests
{
    static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    static readonly HubFacts Heard = new(new("https://hub.test:5443"), Now, null, "", TimeSpan.Zero);

    static NodeFacts Well => new()
    {
        Now = Now,
        Folder = "/var/lib/limen",
        Disk = new(100L << 30, 200L << 30, true),
        Key = new("/etc/limen.key", false, false),
        Database = new() { Dialect = "sqlite", Bytes = 5 << 20, LogBytes = 1 << 20, Checked = true },
        Indexes = [new("sltd", IndexState.Whole)],
        Journal = new(3, null, null, "The newest 3 of 3 entries are as they were written."),
        LastWritten = Now,
        Lists = [new("Stolen documents", Now - TimeSpan.FromHours(1), TimeSpan.FromHours(168))],
        Hub = Heard,
        Certificate = new(Now - TimeSpan.FromDays(30), Now + TimeSpan.FromDays(150)),
        Outbox = new(0, null, Now, null),
    };

    static IEnumerable<(Health, string)> Bad(NodeFacts facts) =>
        Examination.Of(facts).Where(found => found.Severity != Health.Fine).Select(found => (found.Severity, found.Code));

    [Fact]
    public void A_well_node_has_a_fine_finding_for_each_thing_and_no_other()
    {
        Assert.Empty(Bad(Well));
        Assert.Equal(
            ["certificateFine", "clockFine", "databaseFine", "diskFine", "indexesFine", "journalFine", "lineFine", "listsFine", "outboxFine", "sealFine", "settingsFine"],
            Examination.Of(Well).Select(found => found.Code).Order(StringComparer.Ordinal));
    }

    public static TheoryData<string, Health, Func<object>> Ills => new()
    {
        { "lineDown", Health.Wrong, () => Well with { Hub = Heard with { Refused = "lineDown", Heard = Now - TimeSpan.FromHours(3) } } },
        { "hubWentBack", Health.Wrong, () => Well with { Strays = 2 } },
        { "lineForged", Health.Wrong, () => Well with { Hub = Heard with { Refused = "lineForged" } } },
        { "lineRefused", Health.Wrong, () => Well with { Hub = Heard with { Refused = "postRevoked" } } },
        { "notEnrolledHere", Health.Wrong, () => Well with { Hub = null, Certificate = null, Outbox = null, LacksHub = true } },
        { "clockUnknown", Health.Note, () => Well with { Hub = Heard with { Ahead = null } } },
        { "clockOff", Health.Note, () => Well with { Hub = Heard with { Ahead = TimeSpan.FromSeconds(-40) } } },
        { "clockWrong", Health.Wrong, () => Well with { Hub = Heard with { Ahead = TimeSpan.FromMinutes(6) } } },
        { "clockBehindJournal", Health.Wrong, () => Well with { LastWritten = Now + TimeSpan.FromMinutes(3) } },
        { "certificateDue", Health.Note, () => Well with { Certificate = new(Now - TimeSpan.FromDays(120), Now + TimeSpan.FromDays(60)) } },
        { "certificateEnds", Health.Wrong, () => Well with { Certificate = new(Now - TimeSpan.FromDays(170), Now + TimeSpan.FromDays(10)) } },
        { "certificateEnded", Health.Wrong, () => Well with { Certificate = new(Now - TimeSpan.FromDays(181), Now - TimeSpan.FromDays(1)) } },
        { "listsNone", Health.Note, () => Well with { Lists = [] } },
        { "listAging", Health.Note, () => Well with { Lists = [new("Persons", Now - TimeSpan.FromHours(140), TimeSpan.FromHours(168))] } },
        { "listStale", Health.Wrong, () => Well with { Lists = [new("Persons", Now - TimeSpan.FromHours(169), TimeSpan.FromHours(168))] } },
        { "outboxWaiting", Health.Note, () => Well with { Outbox = new(12, Now - TimeSpan.FromHours(3), Now - TimeSpan.FromHours(3), null) } },
        { "outboxStuck", Health.Wrong, () => Well with { Outbox = new(12, Now - TimeSpan.FromHours(25), null, null) } },
        { "outboxHeld", Health.Wrong, () => Well with { Outbox = new(1, Now, Now, "chainForked") } },
        { "answersDiffer", Health.Note, () => Well with { Differing = 2 } },
        { "diskReadOnly", Health.Wrong, () => Well with { Disk = new(100L << 30, 200L << 30, false) } },
        { "diskLow", Health.Note, () => Well with { Disk = new(1L << 30, 200L << 30, true) } },
        { "diskFull", Health.Wrong, () => Well with { Disk = new(1 << 20, 200L << 30, true) } },
        { "databaseDamaged", Health.Wrong, () => Well with { Database = Well.Database! with { Damage = "Page 7: never used" } } },
        { "databaseNotRead", Health.Note, () => Well with { Database = Well.Database! with { Checked = false } } },
        { "databaseStandby", Health.Wrong, () => Well with { Database = Postgres(standby: true) } },
        { "databaseAlone", Health.Note, () => Well with { Database = Postgres(standbys: 0) } },
        { "databaseNotSynchronous", Health.Note, () => Well with { Database = Postgres(synchronous: false) } },
        { "logLong", Health.Note, () => Well with { Database = Well.Database! with { LogBytes = 2L << 30 } } },
        { "indexAbsent", Health.Note, () => Well with { Indexes = [new("sltd", IndexState.Absent)] } },
        { "indexDamaged", Health.Wrong, () => Well with { Indexes = [new("sltd", IndexState.Damaged)] } },
        { "journalBroken", Health.Wrong, () => Well with { Journal = new(2, 3, "journalAltered", "Entry 3 is not what was written.") } },
        { "storeNotSealed", Health.Note, () => Well with { Key = new(null, false, false) } },
        { "keyBesideStore", Health.Wrong, () => Well with { Key = new("/var/lib/limen/key", true, false) } },
        { "keyFileOpen", Health.Wrong, () => Well with { Key = new("/etc/limen.key", false, true) } },
        { "settingsInvalid", Health.Wrong, () => Well with { SettingsProblems = ["settings.json: line 3: this is not what settings.json holds."] } },
        { "storeAbsent", Health.Wrong, () => Well with { Refused = new("storeAbsent", "There is no store.") } },
        { "postsNone", Health.Note, () => Well with { Posts = [] } },
        { "postSilent", Health.Note, () => Well with { Posts = [Bridge with { LastSeen = Now - TimeSpan.FromHours(1) }] } },
        { "postSilent", Health.Wrong, () => Well with { Posts = [Bridge with { LastSeen = Now - TimeSpan.FromHours(30) }] } },
        { "postTrouble", Health.Wrong, () => Well with { Posts = [Bridge with { Facts = new() { Trouble = "chainForked" } }] } },
    };

    static Post Bridge => new() { Name = "bridge", State = PostState.Enrolled, InvitedAt = Now, LastSeen = Now };

    static DatabaseCondition Postgres(bool standby = false, long standbys = 1, bool synchronous = true) =>
        new() { Dialect = "postgres", Bytes = 1, LogBytes = 0, Checked = false, Standby = standby, Standbys = standbys, Synchronous = synchronous };

    [Theory]
    [MemberData(nameof(Ills))]
    public void Each_ill_is_found_alone_with_words_and_a_remedy(string code, Health severity, Func<object> facts)
    {
        var ill = (NodeFacts)facts();
        Assert.Equal([(severity, code)], Bad(ill));
        var found = Examination.Of(ill)[0];
        Assert.EndsWith(".", found.Words, StringComparison.Ordinal);
        Assert.NotEmpty(found.Remedy);
    }

    [Fact]
    public void The_worst_comes_first()
    {
        var found = Examination.Of(Well with { Differing = 1, Disk = new(1 << 20, 1 << 30, false), Outbox = new(12, Now - TimeSpan.FromHours(3), null, null) });
        Assert.Equal(found.OrderByDescending(one => one.Severity), found);
        Assert.Equal("12 events wait for the hub, the oldest since 3 hours. The hub has taken nothing in yet.", found.Single(one => one.Code == "outboxWaiting").Words);
    }

    [Fact]
    public void Lists_age_by_the_hubs_clock()
    {
        var behind = Well with { Hub = Heard with { Ahead = TimeSpan.FromHours(-200) } };
        Assert.Contains((Health.Wrong, "listStale"), Bad(behind));
        var silent = Well with { Hub = Heard with { Refused = "lineDown", Ahead = null, Heard = Now + TimeSpan.FromHours(200) } };
        Assert.Contains((Health.Wrong, "listStale"), Bad(silent));
    }

    [Fact]
    public void Every_code_of_the_doctor_has_its_line()
    {
        var page = File.ReadAllText(Project.At("docs", "errors.md")).Split("\n## ").Single(part => part.StartsWith("The doctor", StringComparison.Ordinal));
        var codes = Ills.Select(ill => ill.Data.Item1).Concat(Examination.Of(Well).Select(found => found.Code)).Append("lineNone").Append("postsFine").Distinct();
        Assert.All(codes, code => Assert.Contains($"\n| {code} |", page, StringComparison.Ordinal));
    }
}
