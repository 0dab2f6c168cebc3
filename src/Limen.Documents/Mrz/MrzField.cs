namespace Limen.Documents;

/// <summary>The fields of a machine readable zone (the data element directories of Doc 9303-4 to -7).</summary>
public enum MrzField
{
    /// <summary>The two characters that say what the document is.</summary>
    DocumentCode = 0,
    /// <summary>Issuing State or organisation.</summary>
    IssuingState = 1,
    /// <summary>Primary and secondary identifier.</summary>
    Name = 2,
    /// <summary>The first nine characters of the document number.</summary>
    DocumentNumber = 3,
    /// <summary>What follows the first nine characters of a long number, in the optional data (TD1 and TD2, Doc 9303-5 and -6 note j).</summary>
    DocumentNumberRest = 4,
    /// <summary>Check digit of the document number; after the rest of a long one.</summary>
    DocumentNumberCheckDigit = 5,
    /// <summary>Nationality of the holder.</summary>
    Nationality = 6,
    /// <summary>Date of birth.</summary>
    DateOfBirth = 7,
    /// <summary>Check digit of the date of birth.</summary>
    DateOfBirthCheckDigit = 8,
    /// <summary>Sex.</summary>
    Sex = 9,
    /// <summary>Date of expiry; of a visa, the last day on which it can be used.</summary>
    DateOfExpiry = 10,
    /// <summary>Check digit of the date of expiry.</summary>
    DateOfExpiryCheckDigit = 11,
    /// <summary>Optional data; on a TD3 the personal number.</summary>
    OptionalData = 12,
    /// <summary>Check digit of the optional data (TD3 only).</summary>
    OptionalDataCheckDigit = 13,
    /// <summary>Optional data of the middle line (TD1 only).</summary>
    SecondOptionalData = 14,
    /// <summary>Composite check digit (not on visas).</summary>
    CompositeCheckDigit = 15,
    /// <summary>Given names where they stand apart from the surname (France's older cards only).</summary>
    GivenNames = 16,
}

/// <summary>Where a field stands.</summary>
/// <param name="Field">Which.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Length">In characters; 0 when this zone has no such field.</param>
public readonly record struct MrzPlace(MrzField Field, int Line, int Column, int Length);
