namespace Limen.Screening;

/// <summary>How far a candidate's evidence carries; cut on the score in bits, which the policy turns into advice.</summary>
public enum Strength
{
    /// <summary>Shown on request, never a reason to refer.</summary>
    Weak = 1,
    /// <summary>A possible match that somebody must look at.</summary>
    Possible = 2,
    /// <summary>A match that is very unlikely to be chance.</summary>
    Strong = 3,
}

/// <summary>How one field of the question relates to the same field of an entry; the console translates it by name.</summary>
public enum Agreement
{
    /// <summary>The same, letter by letter.</summary>
    Equal = 1,
    /// <summary>The same under the confusions a reader makes (O and 0, I and 1 ...).</summary>
    EqualAsRead = 2,
    /// <summary>The same name written by another transliteration or spelling rule.</summary>
    OtherSpelling = 3,
    /// <summary>A short form, nickname or initial of the other.</summary>
    ShortForm = 4,
    /// <summary>One begins with the other: cut off, or truncated in the MRZ.</summary>
    Prefix = 5,
    /// <summary>Differs by one or two slips of a finger or a reader.</summary>
    Misspelt = 6,
    /// <summary>Joined in one and split in the other.</summary>
    Joined = 7,
    /// <summary>There, but in another place (day and month, surname and first name).</summary>
    Swapped = 8,
    /// <summary>Agrees as far as it is known (year only, year and month).</summary>
    Partial = 9,
    /// <summary>Stated on one side only; says little.</summary>
    Omitted = 10,
    /// <summary>Both sides state it and they disagree.</summary>
    Contradicted = 11,
}

/// <summary>One piece of a candidate's score: the field, what was asked, what is listed, and what that is worth.</summary>
/// <param name="Field">surname, givenName, name, dateOfBirth, sex, nationality, documentNumber, issuingState, documentClass, vin, plate, plateState, engineNumber.</param>
/// <param name="Agreement">How the two relate.</param>
/// <param name="Asked">What the document or officer said; empty when nothing.</param>
/// <param name="Listed">What the entry says; empty when nothing.</param>
/// <param name="Weight">Bits for (positive) or against (negative).</param>
/// <param name="Words">The same as part of a sentence that an officer can repeat: "surname equal and rare (1 in 40,000)".</param>
public sealed record Evidence(string Field, Agreement Agreement, string Asked, string Listed, double Weight, string Words)
{
    /// <summary>Holds person data: says only which field and how strong.</summary>
    public override string ToString() => $"{Field} {Agreement} {Weight:0.0}";
}

/// <summary>A possible match: an entry of a list, with the reasons for thinking of it. Never proof.</summary>
/// <param name="EntryId">The entry's id within its list.</param>
/// <param name="Score">Sum of the evidence in bits (log2 of the likelihood ratio); never saturates.</param>
/// <param name="Strength">The score, cut.</param>
/// <param name="Evidence">Its pieces, weightiest first.</param>
public sealed record Candidate(string EntryId, double Score, Strength Strength, IReadOnlyList<Evidence> Evidence)
{
    /// <summary>Says only id and score.</summary>
    public override string ToString() => $"{EntryId} {Score:0.0} {Strength}";
}

/// <summary>What an index found: candidates best first, and whether any were cut away.</summary>
/// <param name="Candidates">Best first.</param>
/// <param name="Cut">How many more were found than are listed; 0 when none.</param>
public sealed record Found(IReadOnlyList<Candidate> Candidates, int Cut)
{
    /// <summary>Nothing found.</summary>
    public static Found Nothing { get; } = new([], 0);
}
