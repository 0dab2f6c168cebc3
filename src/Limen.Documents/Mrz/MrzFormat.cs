namespace Limen.Documents;

/// <summary>The five machine readable zones of Doc 9303.</summary>
public enum MrzFormat
{
    /// <summary>Three lines of 30 (Doc 9303-5).</summary>
    Td1 = 1,
    /// <summary>Two lines of 36 (Doc 9303-6).</summary>
    Td2 = 2,
    /// <summary>Two lines of 44 (Doc 9303-4).</summary>
    Td3 = 3,
    /// <summary>Visa, two lines of 44 (Doc 9303-7 §4).</summary>
    MrvA = 4,
    /// <summary>Visa, two lines of 36 (Doc 9303-7 §5).</summary>
    MrvB = 5,
}
