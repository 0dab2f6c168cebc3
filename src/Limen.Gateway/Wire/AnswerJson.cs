using Limen.Screening;

namespace Limen.Gateway;

/// <summary>The three replies as they are written in JSON.</summary>
public enum ReplyWord
{
    /// <summary>Possible matches were found.</summary>
    Hit = 1,
    /// <summary>The source looked and found nothing.</summary>
    NoHit = 2,
    /// <summary>The source gave no answer; never the same as noHit.</summary>
    Unavailable = 3,
}

/// <summary>One source's answer as the officers' screens, other nodes and programs read it.</summary>
public sealed record AnswerJson
{
    /// <summary>Id of the source.</summary>
    public required string Source { get; init; }
    /// <summary>Its name for the officer.</summary>
    public required string Title { get; init; }
    /// <summary>What it holds: documents, persons, vehicles, or node for another Limen.</summary>
    public required string Kind { get; init; }
    /// <summary>What it said.</summary>
    public required ReplyWord Reply { get; init; }
    /// <summary>Why it gave no answer; with a hit, why a part of it gave none; else null.</summary>
    public required Silence? Reason { get; init; }
    /// <summary>Possible matches, best first; empty unless the reply is a hit.</summary>
    public required IReadOnlyList<CandidateJson> Candidates { get; init; }
    /// <summary>How many more were found than are listed.</summary>
    public required int Cut { get; init; }
    /// <summary>Version of the list that answered; null when it has none.</summary>
    public required long? ListVersion { get; init; }
    /// <summary>Since when that list is as it is, UTC; null when unknown.</summary>
    public required DateTimeOffset? AsOf { get; init; }
    /// <summary>True when the list was older than its limit when asked.</summary>
    public required bool Stale { get; init; }
    /// <summary>From the question to the reply, in milliseconds.</summary>
    public required double TookMs { get; init; }

    /// <summary>The answer as JSON says it.</summary>
    public static AnswerJson Of(Answer answer) => new()
    {
        Source = answer.Source,
        Title = answer.Title,
        Kind = answer.Kind,
        Reply = WordFor(answer.Reply),
        Reason = answer.Reply switch { Reply.Unavailable silent => silent.Silence, Reply.Hit hit => hit.Partly, _ => null },
        Candidates = answer.Reply is Reply.Hit { Matches: var matches } ? [.. matches.Select(CandidateJson.Of)] : [],
        Cut = answer.Reply is Reply.Hit { Cut: var cut } ? cut : 0,
        ListVersion = answer.ListVersion,
        AsOf = answer.AsOf,
        Stale = answer.Stale,
        TookMs = Math.Round(answer.Took.TotalMilliseconds, 3),
    };

    /// <summary>What was said; null when the parts contradict each other, so that it cannot be understood.</summary>
    public Reply? ToReply() => Reply switch
    {
        ReplyWord.NoHit when Candidates.Count == 0 => new Reply.NoHit(),
        ReplyWord.Hit when Candidates.Count > 0 && Cut >= 0 => new Reply.Hit([.. Candidates.Select(c => c.ToMatch())], Cut) { Partly = Reason },
        ReplyWord.Unavailable when Reason is { } reason => new Reply.Unavailable(reason),
        _ => null,
    };

    /// <summary>Says only source and reply.</summary>
    public override string ToString() => $"{Source} {Reply}";

    static ReplyWord WordFor(Gateway.Reply reply) => reply switch
    {
        Gateway.Reply.Hit => ReplyWord.Hit,
        Gateway.Reply.NoHit => ReplyWord.NoHit,
        Gateway.Reply.Unavailable => ReplyWord.Unavailable,
        _ => throw new InvalidOperationException("A reply is one of three."),
    };
}

/// <summary>A possible match with its evidence. Not proof.</summary>
public sealed record CandidateJson
{
    /// <summary>Id within the list.</summary>
    public required string EntryId { get; init; }
    /// <summary>What the entry is about.</summary>
    public required ListKind Kind { get; init; }
    /// <summary>Sum of the evidence, in bits.</summary>
    public required double Score { get; init; }
    /// <summary>The score, cut into three.</summary>
    public required Strength Strength { get; init; }
    /// <summary>Why it does not refer although it matches: cleared for this traveller before; else null.</summary>
    public required string? Cleared { get; init; }
    /// <summary>What the list says about the entry.</summary>
    public required ListingJson Listing { get; init; }
    /// <summary>The pieces of the score, weightiest first.</summary>
    public required IReadOnlyList<EvidenceJson> Evidence { get; init; }

    /// <summary>The match as JSON says it.</summary>
    public static CandidateJson Of(Match match) => new()
    {
        EntryId = match.Candidate.EntryId,
        Kind = match.Kind,
        Score = Math.Round(match.Candidate.Score, 2),
        Strength = match.Candidate.Strength,
        Cleared = match.Cleared,
        Listing = ListingJson.Of(match.Listing),
        Evidence = [.. match.Candidate.Evidence.Select(EvidenceJson.Of)],
    };

    /// <summary>The match that this says.</summary>
    public Match ToMatch() =>
        new(Kind, new(EntryId, Score, Strength, [.. Evidence.Select(e => e.ToEvidence())]), Listing.ToListing()) { Cleared = Cleared };

    /// <summary>Says only id and score.</summary>
    public override string ToString() => $"{EntryId} {Score:0.0}";
}

/// <summary>What an officer is shown of a listed entry.</summary>
public sealed record ListingJson
{
    /// <summary>The entry in one line.</summary>
    public required string Title { get; init; }
    /// <summary>Why it is listed, in the list's word.</summary>
    public required string? Status { get; init; }
    /// <summary>What the officer should do.</summary>
    public required string? Action { get; init; }
    /// <summary>Legal basis.</summary>
    public required string? LegalBasis { get; init; }
    /// <summary>The owner's reference.</summary>
    public required string? Reference { get; init; }
    /// <summary>Day of the report as far as known: YYYY, YYYY-MM or YYYY-MM-DD.</summary>
    public required string? ReportedOn { get; init; }
    /// <summary>Further facts to compare or to clear with.</summary>
    public required IReadOnlyList<FactJson> Facts { get; init; }

    /// <summary>The listing as JSON says it.</summary>
    public static ListingJson Of(Listing listing) => new()
    {
        Title = listing.Title,
        Status = listing.Status,
        Action = listing.Action,
        LegalBasis = listing.LegalBasis,
        Reference = listing.Reference,
        ReportedOn = listing.ReportedOn,
        Facts = [.. listing.Facts.Select(fact => new FactJson(fact.Name, fact.Text))],
    };

    /// <summary>The listing that this says.</summary>
    public Listing ToListing() => new(Title)
    {
        Status = Status,
        Action = Action,
        LegalBasis = LegalBasis,
        Reference = Reference,
        ReportedOn = ReportedOn,
        Facts = [.. Facts.Select(fact => new Fact(fact.Name, fact.Text))],
    };

    /// <summary>Holds person data: says nothing.</summary>
    public override string ToString() => nameof(ListingJson);
}

/// <summary>One named fact of an entry.</summary>
/// <param name="Name">camelCase name of the fact.</param>
/// <param name="Text">Its text as listed.</param>
public sealed record FactJson(string Name, string Text)
{
    /// <summary>Says only the name.</summary>
    public override string ToString() => Name;
}

/// <summary>One piece of a score.</summary>
/// <param name="Field">Which field.</param>
/// <param name="Agreement">How the two sides relate.</param>
/// <param name="Asked">What the document or officer said.</param>
/// <param name="Listed">What the entry says.</param>
/// <param name="Weight">Bits for (positive) or against (negative).</param>
/// <param name="Words">The same as part of a sentence.</param>
public sealed record EvidenceJson(string Field, Agreement Agreement, string Asked, string Listed, double Weight, string Words)
{
    /// <summary>The evidence as JSON says it.</summary>
    public static EvidenceJson Of(Evidence evidence) =>
        new(evidence.Field, evidence.Agreement, evidence.Asked, evidence.Listed, Math.Round(evidence.Weight, 2), evidence.Words);

    /// <summary>The evidence that this says.</summary>
    public Evidence ToEvidence() => new(Field, Agreement, Asked, Listed, Weight, Words);

    /// <summary>Holds person data: says only which field and how.</summary>
    public override string ToString() => $"{Field} {Agreement}";
}
