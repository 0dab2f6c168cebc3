namespace Limen.Documents;

/// <summary>Sex as a document or list states it (Doc 9303-3 §4.3: M, F, or the filler when unspecified).</summary>
public enum Sex
{
    /// <summary>Not stated, or stated as X or the filler.</summary>
    Unspecified = 0,
    /// <summary>Female.</summary>
    Female = 1,
    /// <summary>Male.</summary>
    Male = 2,
}
