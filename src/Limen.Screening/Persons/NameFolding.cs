namespace Limen.Screening;

/// <summary>
/// Folds a name in any script to words of A-Z, quickly and coarsely, only for comparing: diacritics go, Cyrillic, Greek, Armenian, Georgian,
/// Arabic and Hebrew are written in Latin letters, the last two in small ones. Letters of other scripts get stand-ins, so that they equal only themselves.
/// </summary>
static class NameFolding
{
    static readonly Dictionary<char, string> Table = MakeTable();

    /// <summary>Writes the words, one blank between two, and gives the length; stops where the room ends.</summary>
    public static int Fold(ReadOnlySpan<char> name, Span<char> folded)
    {
        var count = 0;
        for (var i = 0; i < name.Length && count < folded.Length; i++)
        {
            var c = name[i];
            if (c is >= 'A' and <= 'Z') folded[count++] = c;
            else if (c is >= 'a' and <= 'z') folded[count++] = (char)(c - 32);
            else if (IsDropped(c)) continue;
            else if (count > 0 && i > 0 && IsSecondOfU(name[i - 1], c)) WriteU(c, folded, ref count);
            else if (c < 128 || !Other(c, folded, ref count)) Blank(folded, ref count);
        }
        while (count > 0 && folded[count - 1] == ' ') count--;
        return count;
    }

    // Apostrophes and their like vanish (D'ARTAGNAN is DARTAGNAN, Doc 9303-3 §4.6), so do marks of direction and accents that combine.
    static bool IsDropped(char c) =>
        c is '\'' or '`' or '’' or '‘' or 'ʼ' or 'ʻ' or '´' or 'ʹ' or 'ʺ' or '"' or '\u200e' or '\u200f' or '\u200b' or '\u200c' or '\u200d' or '\ufeff' or '\u0640'
        or (>= '\u0300' and <= '\u036f') or (>= '\u064b' and <= '\u065f') or '\u0670' or (>= '\u0591' and <= '\u05c7') or (>= '\u202a' and <= '\u202e')
        or (>= '\u2066' and <= '\u2069') or (>= '\ufe00' and <= '\ufe0f');

    // Greek ου and Armenian ու are two letters for one vowel: OU, and U.
    static bool IsSecondOfU(char before, char c) => before is 'ο' or 'Ο' ? c is 'υ' or 'ύ' or 'Υ' or 'Ύ' : before is 'ո' or 'Ո' && c is 'ւ' or 'Ւ';

    static void WriteU(char c, Span<char> folded, ref int count)
    {
        if (c is 'ւ' or 'Ւ') count--;
        folded[count++] = 'U';
    }

    // Hebrew and Arabic write few vowels: their words are folded to small letters, and compared by their consonants.
    static bool IsUnvowelled(char c) => c is >= '\u0590' and <= '\u077f';

    static string Small(string letters) => string.Create(letters.Length, letters, static (small, capital) =>
    {
        for (var i = 0; i < small.Length; i++) small[i] = (char)(capital[i] | 0x20);
    });

    static void Blank(Span<char> folded, ref int count)
    {
        if (count > 0 && folded[count - 1] != ' ') folded[count++] = ' ';
    }

    static bool Other(char c, Span<char> folded, ref int count)
    {
        if (Table.TryGetValue(c, out var letters)) { Append(IsUnvowelled(c) ? Small(letters) : letters, folded, ref count); return true; }
        if (!char.IsLetter(c) && char.GetUnicodeCategory(c) is not (System.Globalization.UnicodeCategory.NonSpacingMark
            or System.Globalization.UnicodeCategory.SpacingCombiningMark or System.Globalization.UnicodeCategory.Surrogate)) return false;
        if (char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Surrogate) return false;
        Span<char> standIn = ['Q', (char)('A' + c % 26), (char)('A' + c / 26 % 26)];
        Append(standIn, folded, ref count);
        return true;
    }

    static void Append(ReadOnlySpan<char> letters, Span<char> folded, ref int count)
    {
        foreach (var letter in letters)
            if (count < folded.Length) folded[count++] = letter;
    }

    static Dictionary<char, string> MakeTable()
    {
        var table = new Dictionary<char, string>();
        foreach (var line in Resource.Lines("letters.txt"))
        {
            var words = line.Split(' ');
            foreach (var letter in words.AsSpan(1))
                foreach (var c in letter) table[c] = words[0] == "-" ? "" : words[0];
        }
        return table;
    }
}
