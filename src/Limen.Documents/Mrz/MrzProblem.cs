namespace Limen.Documents;

/// <summary>What is not as the standard has it; in JSON in camelCase.</summary>
public enum MrzProblemCode
{
    /// <summary>There is no text.</summary>
    Empty = 1,
    /// <summary>Neither two nor three lines, nor one line of 88, 72 or 90 characters.</summary>
    LineCount = 2,
    /// <summary>A line is too short or too long; the column is the first that is missing or too many.</summary>
    LineLength = 3,
    /// <summary>Not a capital letter, a digit or the filler.</summary>
    Character = 4,
    /// <summary>A small letter; read as its capital.</summary>
    LowerCase = 5,
    /// <summary>The first letter is none that documents of this size have, or the second is a digit.</summary>
    DocumentCode = 6,
    /// <summary>Not one to three letters followed by fillers.</summary>
    IssuingState = 7,
    /// <summary>A digit in the name.</summary>
    Name = 8,
    /// <summary>There is no document number, or a long one has no end.</summary>
    DocumentNumber = 9,
    /// <summary>Not one to three letters followed by fillers.</summary>
    Nationality = 10,
    /// <summary>A letter in the date, or a day that no calendar has.</summary>
    DateOfBirth = 11,
    /// <summary>Not F, M, X or the filler.</summary>
    Sex = 12,
    /// <summary>A letter in the date, or a day that no calendar has.</summary>
    DateOfExpiry = 13,
    /// <summary>Something follows the filler that ends a long document number.</summary>
    OptionalData = 14,
    /// <summary>A letter where a check digit belongs.</summary>
    CheckDigit = 15,
}

/// <summary>What is wrong, and where. Of an MRZ that was read: the first character that does not belong where it stands.</summary>
/// <param name="Line">From 1, blank lines not counted.</param>
/// <param name="Column">From 1, after blanks at the line's beginning.</param>
/// <param name="Code">What.</param>
public readonly record struct MrzProblem(int Line, int Column, MrzProblemCode Code);
