namespace Limen.Screening;

/// <summary>The vehicle identification number of ISO 3779 as far as screening needs it.</summary>
static class Vin
{
    /// <summary>Characters of a VIN; other lengths are chassis numbers from before 1981.</summary>
    public const int Length = 17;

    // ISO 3779 knows no I, O, Q. Values and weights of the check digit: 49 CFR 565.15 (c); place 9 holds it and weighs nothing.
    const string Letters = "ABCDEFGHJKLMNPRSTUVWXYZ", Values = "12345678123457923456789", Check = "0123456789X";
    static readonly int[] Weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

    /// <summary>Cleaned, and with the letters that no VIN has read as the digits they were taken for: I as 1, O and Q as 0.</summary>
    public static string Clean(string? text)
    {
        var clean = Reading.Clean(text);
        return clean.Length == Length ? clean.Replace('I', '1').Replace('O', '0').Replace('Q', '0') : clean;
    }

    /// <summary>
    /// True or false as the check digit holds, null where the VIN need not carry one: it is required of vehicles for
    /// North America (first character 1 to 5) and China (L), and elsewhere place 9 is free.
    /// </summary>
    public static bool? CheckDigitHolds(string clean)
    {
        if (clean.Length != Length || clean[0] is not (>= '1' and <= '5' or 'L')) return null;
        var sum = 0;
        for (var i = 0; i < Length; i++)
        {
            if (Value(clean[i]) is not (>= 0 and var value)) return false;
            sum += value * Weights[i];
        }
        return clean[8] == Check[sum % 11];
    }

    static int Value(char character) =>
        char.IsAsciiDigit(character) ? character - '0'
        : Letters.IndexOf(character) is >= 0 and var at ? Values[at] - '0'
        : -1;
}
