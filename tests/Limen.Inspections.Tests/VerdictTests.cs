using Limen.Documents;
using Limen.Gateway;
using Limen.Screening;

namespace Limen.Inspections.Tests;

public class VerdictTests
{
    static readonly Policy Default = new();
    static readonly DocumentCheck Fine = new("expiry", CheckResult.Successful);
    static readonly DocumentCheck Expired =
        new("expiry", CheckResult.Failed) { Finding = new(Severity.Refer, "documentExpired", "The document expired on 2026-01-01.") };

    [Fact]
    public void All_answers_in_and_nothing_found_is_clear()
    {
        var verdict = Verdict.Of([Fine], [NoHit("UN"), NoHit("SLTD")], Default);
        Assert.Equal(Advice.Clear, verdict.Advice);
        Assert.Empty(verdict.Findings);
    }

    [Fact]
    public void A_silent_source_is_never_clear()
    {
        foreach (var silence in Enum.GetValues<Silence>())
        {
            var verdict = Verdict.Of([Fine], [NoHit("UN"), new("SLTD", "SLTD", new Reply.Unavailable(silence), TimeSpan.Zero)], Default);
            Assert.Equal(Advice.Incomplete, verdict.Advice);
            Assert.Equal("sourceUnavailable", Assert.Single(verdict.Findings).Code);
        }
    }

    [Fact]
    public void A_possible_match_refers_whatever_else_is_missing()
    {
        var verdict = Verdict.Of([Fine], [Hit("UN", Strength.Possible), new("SLTD", "SLTD", new Reply.Unavailable(Silence.Late), TimeSpan.Zero)], Default);
        Assert.Equal(Advice.Refer, verdict.Advice);
        Assert.Equal(["possibleMatch", "sourceUnavailable"], verdict.Findings.Select(f => f.Code));
    }

    [Theory]
    [InlineData(Strength.Weak, Strength.Possible, Advice.Clear)]
    [InlineData(Strength.Possible, Strength.Possible, Advice.Refer)]
    [InlineData(Strength.Possible, Strength.Strong, Advice.Clear)]
    [InlineData(Strength.Strong, Strength.Strong, Advice.Refer)]
    [InlineData(Strength.Weak, Strength.Weak, Advice.Refer)]
    public void The_policy_says_which_strength_refers(Strength found, Strength referFrom, Advice advice) =>
        Assert.Equal(advice, Verdict.Of([Fine], [Hit("UN", found)], new(referFrom)).Advice);

    [Fact]
    public void A_match_cleared_for_this_traveller_is_told_and_does_not_refer()
    {
        var verdict = Verdict.Of([Fine], [Hit("UN", Strength.Strong, cleared: "another person, born elsewhere")], Default);
        Assert.Equal(Advice.Clear, verdict.Advice);
        Assert.Equal("matchCleared", Assert.Single(verdict.Findings).Code);
    }

    [Fact]
    public void Findings_come_worst_first_and_name_where_they_come_from()
    {
        var verdict = Verdict.Of([Expired], [new("B", "B", new Reply.Unavailable(Silence.Late), TimeSpan.Zero), Hit("A", Strength.Weak)], Default);
        Assert.Equal([Severity.Refer, Severity.Gap, Severity.Note], verdict.Findings.Select(f => f.Severity));
        Assert.Equal("expiry", verdict.Findings[0].Check);
        Assert.Equal("B", verdict.Findings[1].Source);
        Assert.Equal("7", verdict.Findings[2].EntryId);
    }

    [Fact]
    public void Where_nobody_was_asked_nothing_is_clear() =>
        Assert.Equal("noSourceAsked", Assert.Single(Verdict.Of([Fine], [], Default).Findings).Code);

    [Fact]
    public void The_order_in_which_answers_come_changes_nothing()
    {
        Answer[] answers = [Hit("A", Strength.Strong), NoHit("B"), new("C", "C", new Reply.Unavailable(Silence.Garbled), TimeSpan.Zero), Hit("D", Strength.Weak)];
        var expected = Verdict.Of([Expired], answers, Default);
        var random = new Random(1);
        for (var round = 0; round < 50; round++)
        {
            random.Shuffle(answers);
            Assert.Equal(expected.Findings, Verdict.Of([Expired], answers, Default).Findings);
        }
    }

    [Fact]
    public void Advice_only_rises_while_answers_arrive()
    {
        Answer[] answers = [NoHit("B"), new("C", "C", new Reply.Unavailable(Silence.Late), TimeSpan.Zero), Hit("A", Strength.Strong), NoHit("D")];
        var before = Advice.Clear;
        for (var count = 1; count <= answers.Length; count++)
        {
            var now = Verdict.Of([Fine], answers[..count], Default).Advice;
            Assert.True(now >= before);
            before = now;
        }
    }

    static Answer NoHit(string source) => new(source, source, new Reply.NoHit(), TimeSpan.FromMilliseconds(3));

    static Answer Hit(string source, Strength strength, string? cleared = null) =>
        new(source, source, new Reply.Hit([new(ListKind.Persons, new("7", 20, strength, []), new("ERIKSSON, ANNA")) { Cleared = cleared }]), TimeSpan.Zero);
}
