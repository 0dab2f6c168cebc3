using Limen.Documents;

namespace Limen.Screening;

/// <summary>What two numbers say of each other that are one under the confusions.</summary>
static class NumberEvidence
{
    /// <summary>Both cleaned and of one length; <paramref name="noun"/> names them to an officer, <paramref name="weight"/> is what equality is worth.</summary>
    public static Evidence Of(string field, string noun, string asked, string listed, double weight)
    {
        var places = Reading.Places(asked, listed);
        return places == 0
            ? new(field, Agreement.Equal, asked, listed, weight, $"{noun} equal in all {asked.Length} characters")
            : new(field, Agreement.EqualAsRead, asked, listed, weight + KeyWeights.Readings(places), $"{noun} {Reading.Words(asked, listed)}");
    }
}

/// <summary>What two codes of States say of each other.</summary>
static class StateEvidence
{
    /// <summary>Either may be empty.</summary>
    public static Evidence Of(string field, StateCode asked, StateCode listed)
    {
        var (agreement, weight, words) =
            asked.IsEmpty || listed.IsEmpty ? (Agreement.Omitted, 0, "State not told on both sides")
            : asked.SameState(listed) ? (Agreement.Equal, KeyWeights.State, $"the same State, {listed}")
            : Reading.Same(asked.Value, listed.Value) ? (Agreement.EqualAsRead, KeyWeights.StateAsRead, $"State {Reading.Words(asked.Value, listed.Value)}")
            : (Agreement.Contradicted, KeyWeights.OtherState, $"listed for {listed}, shown as of {asked}");
        return new(field, agreement, asked.Value, listed.Value, weight, words);
    }
}
