using System.Globalization;

namespace Limen.Screening;

/// <summary>
/// How numbers are compared: without blanks, hyphens, fillers and case, and under the confusions a reader makes.
/// The classes are O Q D 0, I L 1, S 5, B 8, Z 2, G 6: alike in OCR-B under dirt or wear, and several of them
/// (L and 1, G and 6, S and 8, two O and 0 at once) leave the check digit of Doc 9303-3 §4.9 intact.
/// </summary>
static class Reading
{
    const string Cyrillic = "АВЕКМНОРСТУХІЈЅ", CyrillicAsLatin = "ABEKMHOPCTYXIJS";
    const string Greek = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", GreekAsLatin = "ABEZHIKMNOPTYX";

    /// <summary>The character as it counts: a capital or a digit, look-alikes of other scripts as Latin; <c>\0</c> for one that does not count.</summary>
    public static char Clean(char character)
    {
        if (char.IsAsciiLetterUpper(character) || char.IsAsciiDigit(character)) return character;
        if (char.IsAsciiLetterLower(character)) return (char)(character - 'a' + 'A');
        if (character < 0x80 || !char.IsLetterOrDigit(character)) return '\0';
        var digit = CharUnicodeInfo.GetDecimalDigitValue(character);
        if (digit >= 0) return (char)('0' + digit);
        var capital = char.ToUpperInvariant(character);
        if (Cyrillic.IndexOf(capital) is >= 0 and var cyrillic) return CyrillicAsLatin[cyrillic];
        if (Greek.IndexOf(capital) is >= 0 and var greek) return GreekAsLatin[greek];
        return capital is >= 'Ａ' and <= 'Ｚ' ? (char)(capital - 'Ａ' + 'A') : capital;
    }

    /// <summary>The one character that stands for all that a reader may take for it.</summary>
    public static char Fold(char clean) => clean switch
    {
        'O' or 'Q' or 'D' => '0',
        'I' or 'L' => '1',
        'Z' => '2',
        'S' => '5',
        'G' => '6',
        'B' => '8',
        _ => clean,
    };

    /// <summary>The whole text as it counts.</summary>
    public static string Clean(string? text)
    {
        if (text is null) return "";
        var kept = 0;
        var clean = text.Length <= 64 ? stackalloc char[text.Length] : new char[text.Length];
        foreach (var character in text)
            if (Clean(character) is not '\0' and var counted) clean[kept++] = counted;
        return new(clean[..kept]);
    }

    /// <summary>True when both cleaned texts are one under the confusions.</summary>
    public static bool Same(string one, string other)
    {
        if (one.Length != other.Length) return false;
        for (var i = 0; i < one.Length; i++)
            if (Fold(one[i]) != Fold(other[i])) return false;
        return true;
    }

    /// <summary>In how many places two texts of one length differ letter by letter.</summary>
    public static int Places(string asked, string listed) => asked.Zip(listed).Count(pair => pair.First != pair.Second);

    /// <summary>Which reading hit, as part of a sentence: "listed as AB1O234: letter O at place 4 read as digit 0".</summary>
    public static string Words(string asked, string listed)
    {
        var places = Enumerable.Range(0, asked.Length).Where(i => asked[i] != listed[i])
            .Select(i => $"{Named(listed[i])} at place {i + 1} read as {Named(asked[i])}").ToList();
        var told = string.Join(", ", places.Take(3));
        return places.Count > 3 ? $"listed as {listed}: {told} and {places.Count - 3} more" : $"listed as {listed}: {told}";
    }

    static string Named(char character) => char.IsAsciiDigit(character) ? $"digit {character}" : $"letter {character}";
}
