using Limen.Gateway;
using Limen.Screening;

namespace Limen.Inspections.Tests;

public class DifferenceTests
{
    static readonly HashSet<string> None = [];

    static Match Entry(string id, Strength strength = Strength.Strong) => new(ListKind.Documents, new(id, 20, strength, []), new("passport"));

    static Answer Said(Reply reply, long version = 1) => new("sltd", "Stolen", reply, TimeSpan.Zero) { ListVersion = version };

    static Answer Hit(params string[] entries) => Said(new Reply.Hit([.. entries.Select(id => Entry(id))]));

    static readonly Answer Nothing = Said(new Reply.NoHit()), Silent = Said(new Reply.Unavailable(Silence.Stale));

    static IEnumerable<(Holder, string, bool)> Between(Answer? here, Answer hub) =>
        Difference.Between(here is null ? [] : [here], [hub], None, new()).Select(one => (one.Only, one.Match.Candidate.EntryId, one.Refers));

    [Fact]
    public void Equal_answers_differ_in_nothing()
    {
        Assert.Empty(Between(Nothing, Nothing));
        Assert.Empty(Between(Hit("a", "b"), Hit("b", "a")));
        Assert.Empty(Between(Silent, Silent));
    }

    [Fact]
    public void What_only_one_of_the_two_matched_is_told_with_who_has_it()
    {
        Assert.Equal([(Holder.Hub, "b", true), (Holder.Here, "c", false)], Between(Hit("a", "c"), Hit("a", "b")));
        Assert.Equal([(Holder.Hub, "a", true)], Between(null, Hit("a")));
        Assert.Equal([(Holder.Hub, "a", true)], Between(Silent, Hit("a")));
    }

    [Fact]
    public void The_silence_of_one_denies_nothing_that_the_other_found()
    {
        Assert.Empty(Between(Hit("a"), Silent));
        Assert.Empty(Between(Silent, Nothing));
    }

    [Fact]
    public void Only_a_match_that_the_policy_refers_for_and_that_nobody_cleared_refers()
    {
        Assert.Equal([(Holder.Hub, "a", false)], Between(Nothing, Said(new Reply.Hit([Entry("a", Strength.Weak)]))));
        Assert.Equal([(Holder.Hub, "a", false)], Between(Nothing, Said(new Reply.Hit([Entry("a") with { Cleared = "another person" }]))));
    }

    [Fact]
    public void What_was_cut_off_or_found_by_the_chip_is_no_difference()
    {
        Assert.Empty(Between(Said(new Reply.Hit([Entry("a")], Cut: 3)), Hit("a", "b")));
        Assert.Empty(Between(Said(new Reply.Hit([Entry("a") with { FromChip = true }])), Nothing));
    }

    [Fact]
    public void A_list_of_this_nodes_own_is_not_compared_with_one_of_the_same_name() =>
        Assert.Empty(Difference.Between([Nothing], [Hit("a")], new HashSet<string> { "sltd" }, new()));
}
