namespace Limen.Documents;

/// <summary>The five machine readable zones of Doc 9303, and one that is none of them.</summary>
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
    /// <summary>
    /// Two lines of 36 in France's own layout: the identity cards issued from 1994 to 2021, of which many are still carried. A number of
    /// twelve characters, given names in the second line, no nationality and no date of expiry, a composite digit over everything.
    /// </summary>
    Td2France = 6,
}

/// <summary>The formats' names as the standard writes them.</summary>
public static class MrzFormats
{
    /// <summary><c>TD1</c>, <c>TD2</c>, <c>TD3</c>, <c>MRV-A</c> or <c>MRV-B</c>; France's own is of the size TD2.</summary>
    public static string Name(this MrzFormat format) => format switch
    {
        MrzFormat.Td1 => "TD1",
        MrzFormat.Td2 or MrzFormat.Td2France => "TD2",
        MrzFormat.Td3 => "TD3",
        MrzFormat.MrvA => "MRV-A",
        MrzFormat.MrvB => "MRV-B",
    };
}
