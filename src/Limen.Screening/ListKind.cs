namespace Limen.Screening;

/// <summary>What the entries of a list are about; persisted, so numbers never change.</summary>
public enum ListKind
{
    /// <summary>Travel documents, never their holders.</summary>
    Documents = 1,
    /// <summary>Wanted, missing or otherwise listed persons.</summary>
    Persons = 2,
    /// <summary>Stolen or wanted vehicles.</summary>
    Vehicles = 3,
}
