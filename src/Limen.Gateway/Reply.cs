using Limen.Screening;

namespace Limen.Gateway;

/// <summary>What one source says to one query: exactly one of three, never blurred.</summary>
public abstract record Reply
{
    Reply() { }

    /// <summary>The source looked and found nothing.</summary>
    public sealed record NoHit : Reply;

    /// <summary>The source found possible matches, best first. Not proof.</summary>
    /// <param name="Matches">At least one.</param>
    /// <param name="Cut">How many more it found than it lists.</param>
    public sealed record Hit(IReadOnlyList<Match> Matches, int Cut = 0) : Reply
    {
        /// <summary>Why a part of the source gave no answer beside these matches; null when all of it answered.</summary>
        public Silence? Partly { get; init; }
    }

    /// <summary>The source did not answer. Never the same as <see cref="NoHit"/>.</summary>
    /// <param name="Silence">Why.</param>
    public sealed record Unavailable(Silence Silence) : Reply;
}

/// <summary>Why a source gave no answer.</summary>
public enum Silence
{
    /// <summary>Nothing came before its deadline.</summary>
    Late = 1,
    /// <summary>It could not be reached.</summary>
    Unreachable = 2,
    /// <summary>It is not allowed to answer us: key missing, revoked, or purpose refused.</summary>
    NotAllowed = 3,
    /// <summary>What it said could not be understood.</summary>
    Garbled = 4,
    /// <summary>Its list is older than the limit, so that its "nothing" says nothing.</summary>
    Stale = 5,
    /// <summary>Its list is being loaded.</summary>
    Loading = 6,
    /// <summary>It failed.</summary>
    Broken = 7,
}

/// <summary>A possible match together with what its list says about the entry.</summary>
/// <param name="Kind">What the entry is about.</param>
/// <param name="Candidate">The engine's candidate with score and evidence.</param>
/// <param name="Listing">What the officer is shown of the entry.</param>
public sealed record Match(ListKind Kind, Candidate Candidate, Listing Listing)
{
    /// <summary>Why this candidate does not refer although it matches: cleared for this traveller before; null otherwise.</summary>
    public string? Cleared { get; init; }

    /// <summary>True when only what the chip says led to it, not what is printed.</summary>
    public bool FromChip { get; init; }

    /// <summary>Says only kind, id and score.</summary>
    public override string ToString() => $"{Kind} {Candidate}";
}

/// <summary>What an officer is shown of a listed entry: enough to confirm or clear, no more.</summary>
/// <param name="Title">The entry in one line: the listed name, "passport AB1234567 (FRA)", "VIN ...".</param>
public sealed record Listing(string Title)
{
    /// <summary>Why it is listed, in the list's word: stolen, lost, stolenBlank, revoked, invalid, wanted ...</summary>
    public string? Status { get; init; }

    /// <summary>What the officer should do.</summary>
    public string? Action { get; init; }

    /// <summary>Legal basis.</summary>
    public string? LegalBasis { get; init; }

    /// <summary>The owner's reference.</summary>
    public string? Reference { get; init; }

    /// <summary>Day of the report, as far as known.</summary>
    public string? ReportedOn { get; init; }

    /// <summary>Further facts to compare or to clear with: name of the fact (dateOfBirth, nationality, alias, make, colour ...) and its text.</summary>
    public IReadOnlyList<Fact> Facts { get; init; } = [];

    /// <summary>Holds person data: says nothing.</summary>
    public override string ToString() => nameof(Listing);
}

/// <summary>One named fact of an entry.</summary>
/// <param name="Name">camelCase name of the fact.</param>
/// <param name="Text">Its text as listed.</param>
public sealed record Fact(string Name, string Text)
{
    /// <summary>Says only the name.</summary>
    public override string ToString() => Name;
}
