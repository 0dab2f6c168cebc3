namespace Limen.Documents;

/// <summary>The class of a travel document by which lists key it; persisted, so numbers never change.</summary>
public enum DocumentClass
{
    /// <summary>Not told, or not one of the others: matches every class.</summary>
    Unknown = 0,
    /// <summary>A passport of any kind: document code <c>P</c> and its second letters (Doc 9303-4 §4.4).</summary>
    Passport = 1,
    /// <summary>An identity card, residence permit, crew certificate or other card: codes <c>A</c>, <c>C</c>, <c>I</c> (Doc 9303-5, -6).</summary>
    IdentityCard = 2,
    /// <summary>A visa: code <c>V</c> (Doc 9303-7).</summary>
    Visa = 3,
}
