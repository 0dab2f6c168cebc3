using Limen.Documents;
using Limen.Gateway;
using Limen.Screening;
using Limen.TestKit;

namespace Limen.Inspections.Tests;

public class ChipInspectionTests
{
    const string Upper = "P<FRAERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", Lower = "L898902C36FRA7408122F3004157ZE184226B<<<<<16";
    const string OtherLower = "L898903C33FRA7408122F3004157ZE184226B<<<<<12";
    static readonly DateTimeOffset Now = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
    static readonly InventedState France = new("FR"), Utopia = new();
    static readonly PassportPlan Good = new() { Mrz = Upper + Lower, State = France, ActiveAuthentication = ActiveAuthenticationKind.RsaSha256, ChipAuthentication = [new("2.2", 12)] };

    [Fact]
    public async Task A_genuine_chip_read_by_this_node_keeps_a_clear_traveller_clear()
    {
        var inspection = await InspectAsync(await ReadAsync(EmulatedPassport.Issue(Good)), France.Trusted(Now));
        Assert.Equal(Advice.Clear, inspection.Verdict.Advice);
        Assert.Empty(inspection.Verdict.Findings);
        foreach (var name in new[] { "chipAccess", "chipPassiveAuthentication", "chipDataGroups", "chipMrzMatches", "chipIssuingState", "chipActiveAuthentication", "chipChipAuthentication" })
            Assert.Equal(CheckResult.Successful, Result(inspection, name));
    }

    [Fact]
    public async Task Files_alone_do_not_show_that_the_chip_is_no_copy()
    {
        var inspection = await InspectAsync(Files(EmulatedPassport.Issue(Good)), France.Trusted(Now));
        Assert.Equal(Advice.Clear, inspection.Verdict.Advice);
        Assert.Equal((Severity.Note, "chipCopyNotExcluded"), Found(inspection).Single());
    }

    [Theory]
    [InlineData(PassportFault.AlteredDg1, "chipAltered")]
    [InlineData(PassportFault.ExpiredSigner, "chipSignerNotValid")]
    [InlineData(PassportFault.RevokedSigner, "chipSignerRevoked")]
    public async Task What_is_wrong_with_the_files_refers(PassportFault fault, string code)
    {
        var passport = EmulatedPassport.Issue(Good with { Fault = fault });
        var inspection = await InspectAsync(Files(passport), passport.Trusted(Now));
        Assert.Equal(Advice.Refer, inspection.Verdict.Advice);
        Assert.Contains((Severity.Refer, code), Found(inspection));
    }

    [Theory]
    [InlineData(PassportFault.Clone, "chipCloned")]
    [InlineData(PassportFault.CloneWithoutKeyFiles, "chipKeyMissing")]
    public async Task A_copy_refers_although_its_files_are_genuine(PassportFault fault, string code)
    {
        var inspection = await InspectAsync(await ReadAsync(EmulatedPassport.Issue(Good with { Fault = fault })), France.Trusted(Now));
        Assert.Equal(Advice.Refer, inspection.Verdict.Advice);
        Assert.Contains((Severity.Refer, code), Found(inspection));
        Assert.DoesNotContain("chipAltered", Found(inspection).Select(found => found.Item2));
    }

    [Fact]
    public async Task A_chain_that_leads_nowhere_refers_without_saying_altered()
    {
        var inspection = await InspectAsync(Files(EmulatedPassport.Issue(Good)), TrustStore.Empty);
        Assert.Equal([(Severity.Refer, "chipUntrusted"), (Severity.Note, "chipCopyNotExcluded")], Found(inspection));
        Assert.NotEqual(CheckResult.Failed, Result(inspection, "chipPassiveAuthentication"));
    }

    [Fact]
    public async Task A_chip_signed_by_another_State_than_it_names_refers()
    {
        var passport = EmulatedPassport.Issue(Good with { State = Utopia });
        var inspection = await InspectAsync(Files(passport), Utopia.Trusted(Now));
        Assert.Contains((Severity.Refer, "chipStateMismatch"), Found(inspection));
    }

    [Fact]
    public async Task A_printed_zone_that_differs_from_the_chip_refers_and_both_are_asked_of_the_lists()
    {
        var passport = EmulatedPassport.Issue(Good with { Mrz = Upper + OtherLower });
        var asked = new List<string>();
        var inspection = await InspectAsync(Files(passport), France.Trusted(Now), source: Listing("L898903C3", asked));
        Assert.Equal(["L898902C3", "L898903C3"], asked);
        Assert.Contains((Severity.Refer, "chipMrzMismatch"), Found(inspection));
        var match = inspection.Verdict.Findings.Single(finding => finding.Code == "possibleMatch");
        Assert.Contains("by what the chip says", match.Words);
        Assert.IsType<Reply.Hit>(Assert.Single(inspection.Answers).Reply);
    }

    [Fact]
    public async Task A_match_on_both_readings_is_told_once_and_as_printed()
    {
        var passport = EmulatedPassport.Issue(Good with { Mrz = Upper + OtherLower });
        var inspection = await InspectAsync(Files(passport), France.Trusted(Now), source: Listing(null, []));
        var match = Assert.Single(inspection.Verdict.Findings, finding => finding.Code == "possibleMatch");
        Assert.DoesNotContain("chip", match.Words);
    }

    [Fact]
    public async Task A_chip_without_a_printed_zone_describes_the_document_and_is_not_compared_with_itself()
    {
        var asked = new List<string>();
        var inspection = await InspectAsync(Files(EmulatedPassport.Issue(Good)), France.Trusted(Now), mrz: null, source: Listing("x", asked));
        Assert.Equal("ERIKSSON", inspection.Document?.PrimaryIdentifier);
        Assert.Equal(["L898902C3"], asked);
        Assert.Equal(CheckResult.NotPerformed, Result(inspection, "chipMrzMatches"));
    }

    [Fact]
    public async Task An_unreadable_page_is_still_told_when_the_chip_says_who_it_is()
    {
        var inspection = await InspectAsync(Files(EmulatedPassport.Issue(Good)), France.Trusted(Now), mrz: "coffee stain");
        Assert.Equal("L898902C3", inspection.Document?.DocumentNumber);
        Assert.Contains((Severity.Gap, "documentUnreadable"), Found(inspection));
        Assert.Equal(CheckResult.NotPerformed, Result(inspection, "chipMrzMatches"));
    }

    [Theory]
    [InlineData(LdsFile.Sod)]
    [InlineData(LdsFile.Dg1)]
    public async Task A_file_without_which_nothing_is_proven_leaves_a_gap(LdsFile missing)
    {
        var files = EmulatedPassport.Issue(Good).Files.Where(file => file.Key != missing).ToDictionary();
        var inspection = await InspectAsync(Files(files), France.Trusted(Now));
        Assert.Equal(Advice.Incomplete, inspection.Verdict.Advice);
        Assert.Contains((Severity.Gap, "chipIncomplete"), Found(inspection));
    }

    [Theory]
    [InlineData(true, false, "chipSilent")]
    [InlineData(null, true, "chipSilent")]
    [InlineData(null, false, null)]
    [InlineData(false, true, null)]
    public async Task A_silent_chip_is_a_gap_where_the_request_or_the_State_expects_one(bool? expected, bool trusted, string? code)
    {
        var scan = Files(new Dictionary<LdsFile, byte[]>()) with { Expected = expected };
        var inspection = await InspectAsync(scan, trusted ? France.Trusted(Now) : TrustStore.Empty);
        Assert.Equal(code is null ? Advice.Clear : Advice.Incomplete, inspection.Verdict.Advice);
        Assert.Equal(code, Found(inspection).SingleOrDefault().Item2);
    }

    [Theory]
    [InlineData(ChipError.NoReader, "chipReaderMissing")]
    [InlineData(ChipError.NoCardService, "chipReaderMissing")]
    [InlineData(ChipError.Locked, "chipNotOpened")]
    [InlineData(ChipError.NoCard, null)]
    public async Task Why_no_chip_was_read_is_told(ChipError error, string? code)
    {
        var inspection = await InspectAsync(ChipScan.Without(error), TrustStore.Empty);
        Assert.Equal(code, Found(inspection).SingleOrDefault().Item2);
    }

    [Fact]
    public async Task A_wrong_key_leaves_a_gap_and_not_a_false_document()
    {
        var passport = EmulatedPassport.Issue(Good with { Mrz = Upper + OtherLower });
        Assert.True(AccessKey.TryFromMrz(Upper + Lower, out var wrong));
        var reading = await new ChipReader(new CardInProcess(passport.Card()), new(), TimeProvider.System).ReadAsync(wrong, TestContext.Current.CancellationToken);
        var inspection = await InspectAsync(ChipScan.Of(reading), France.Trusted(Now));
        Assert.Equal([(Severity.Gap, "chipNotOpened")], Found(inspection));
    }

    [Fact]
    public async Task The_lists_answer_while_the_chip_is_still_being_read()
    {
        var chip = new TaskCompletionSource<ChipScan>(TaskCreationOptions.RunContinuationsAsynchronously);
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var events = new List<string>();
        var inspector = Inspector(Listing("x", []), France.Trusted(Now), (_, _) => chip.Task);
        var inspecting = inspector.InspectAsync(Scan(Upper + "\n" + Lower, null), told =>
        {
            events.Add(told.GetType().Name);
            if (told is InspectionEvent.Answered) answered.SetResult();
            return ValueTask.CompletedTask;
        }, TestContext.Current.CancellationToken);
        await answered.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.False(inspecting.IsCompleted);
        chip.SetResult(Files(EmulatedPassport.Issue(Good)));
        var inspection = await inspecting;
        Assert.Equal(["Read", "Answered", "ChipRead"], events);
        Assert.NotNull(inspection.Chip);
    }

    static (Severity, string)[] Found(Inspection inspection) => [.. inspection.Verdict.Findings.Select(finding => (finding.Severity, finding.Code))];

    static CheckResult Result(Inspection inspection, string check) => inspection.Checks.Single(each => each.Name == check).Result;

    static ChipScan Files(EmulatedPassport passport) => Files(passport.Files);

    static ChipScan Files(IReadOnlyDictionary<LdsFile, byte[]> files) =>
        ChipScan.Of(new Lds(files.ToDictionary(file => file.Key, file => (ReadOnlyMemory<byte>)file.Value)));

    static async Task<ChipScan> ReadAsync(EmulatedPassport passport) =>
        ChipScan.Of(await new ChipReader(new CardInProcess(passport.Card()), new(), TimeProvider.System).ReadAsync(passport.MrzKey, TestContext.Current.CancellationToken));

    static Task<Inspection> InspectAsync(ChipScan chip, TrustStore trust, string? mrz = Upper + "\n" + Lower, ISource? source = null) =>
        Inspector(source ?? Listing("x", []), trust, null).InspectAsync(Scan(mrz, chip), _ => ValueTask.CompletedTask, TestContext.Current.CancellationToken);

    static InspectionRequest Scan(string? mrz, ChipScan? chip) => new(Purpose.BorderCheck, Direction.Entry, "ion") { Mrz = mrz, Chip = chip };

    static Inspector Inspector(ISource source, TrustStore trust, Func<TravelDocument, CancellationToken, Task<ChipScan>>? reader)
    {
        var time = new ManualTime(Now);
        return new(new(() => [source], time), new(), time) { Trust = _ => Task.FromResult(trust), Reader = reader };
    }

    static NumberList Listing(string? number, List<string> asked) => new(number, asked);

    /// <summary>Lists one document number, or every one; remembers what it was asked.</summary>
    sealed class NumberList(string? listed, List<string> asked) : ISource
    {
        public SourceStatus Status { get; } = new("list", "List", SourceState.Ready) { Kind = "documents" };

        public bool Concerns(Query query) => query.Document is not null;

        public Task<Reply> AskAsync(Query query, CancellationToken cancel)
        {
            asked.Add(query.Document!.Number);
            return Task.FromResult<Reply>(listed is null || query.Document.Number == listed
                ? new Reply.Hit([new(ListKind.Documents, new("7", 20, Strength.Strong, []), new("passport"))])
                : new Reply.NoHit());
        }
    }
}
