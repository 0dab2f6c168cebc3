namespace Limen.Documents;

/// <summary>
/// Letters of other scripts into those of a machine readable zone and back (Doc 9303-3 §6), and into the plain parts by which names
/// are searched.
/// </summary>
public static class Transliteration
{
    /// <summary>No letter folds into more than four.</summary>
    public const int LongestFold = 4;

    /// <summary>
    /// Folds a name of any script into parts of A to Z (and digits) with one blank between: <c>Ñuñez-Müller</c> gives
    /// <c>NUNEZ MULLER</c>, <c>Щербаков</c> gives <c>SHCHERBAKOV</c>. Apostrophes, accents, vowel marks and unsounded signs fall away,
    /// other signs part. Letters of scripts without an alphabet are left out. Nothing is allocated.
    /// </summary>
    /// <param name="name">The name as listed or typed.</param>
    /// <param name="folded">Where the parts go; what no longer fits is cut off. Four times the name's length always fits.</param>
    /// <returns>How many characters were written.</returns>
    public static int Fold(ReadOnlySpan<char> name, Span<char> folded)
    {
        var length = 0;
        var parted = false;
        foreach (var letter in name)
        {
            if (Letters.IsSilent(letter)) continue;
            var plain = Letters.Plain(letter);
            if (plain.IsEmpty)
            {
                parted |= FoldTable.Of(letter) is null;
                continue;
            }
            var gap = parted && length > 0 ? 1 : 0;
            if (length + gap + plain.Length > folded.Length) break;
            if (gap == 1) folded[length++] = ' ';
            plain.CopyTo(folded[length..]);
            // The one pair that must be seen together: Greek ου.
            if ((letter is 'υ' or 'ύ' or 'Υ' or 'Ύ') && length > 0 && folded[length - 1] == 'O') folded[length] = 'U';
            length += plain.Length;
            parted = false;
        }
        return length;
    }

    /// <summary>As the other <see cref="Fold(ReadOnlySpan{char}, Span{char})"/>, into a new string.</summary>
    public static string Fold(string name)
    {
        Span<char> folded = name.Length <= 128 ? stackalloc char[name.Length * LongestFold] : new char[name.Length * LongestFold];
        return folded[..Fold(name, folded)].ToString();
    }

    /// <summary>
    /// A name as an issuer writes it into the zone: A to Z, one filler between components (Doc 9303-3 §4.6 and the tables of §6).
    /// Hyphens, commas and blanks become fillers; apostrophes, other signs, digits and letters outside the tables fall away.
    /// </summary>
    /// <param name="name">The name in the visual zone or on a list.</param>
    /// <param name="language">
    /// ISO 639-1 code where letters depend on it (<c>uk</c>: Г is H; <c>es</c>: Ü is U); null for the tables' general rule.
    /// </param>
    public static string ToMrz(string name, string? language = null) => MrzSpelling.Of(name, language ?? "", null);

    /// <summary>
    /// Every spelling of the name that the tables allow an issuer (Ä as AE or A, Ñ as N or NXX, Ü as UE, UXX or U, and the national
    /// practice of Bulgarian and Serbian), the recommended one first.
    /// </summary>
    /// <param name="name">The name in the visual zone or on a list.</param>
    /// <param name="language">As for <see cref="ToMrz"/>.</param>
    /// <param name="limit">At most so many.</param>
    public static IReadOnlyList<string> Spellings(string name, string? language = null, int limit = 16) =>
        MrzSpelling.All(name, language ?? "", limit);

    /// <summary>
    /// Names of which the zone's text may be the transliteration, the likeliest first: for <c>ru</c>, <c>uk</c>, <c>be</c>, <c>bg</c>,
    /// <c>sr</c>, <c>mk</c>, <c>kk</c>, <c>ky</c>, <c>tg</c>, <c>uz</c>, <c>mn</c> in Cyrillic, for <c>ar</c>, <c>fa</c>, <c>ur</c>,
    /// <c>ps</c> in Arabic script, otherwise in Latin with its marks (<c>MUELLER</c>: MÜLLER). Each of them, transliterated again,
    /// gives the text.
    /// </summary>
    /// <param name="mrz">A to Z with fillers or blanks between components.</param>
    /// <param name="language">ISO 639-1 code; null for Latin.</param>
    /// <param name="limit">At most so many; the search is bounded too.</param>
    public static IReadOnlyList<string> Candidates(string mrz, string? language = null, int limit = 16) =>
        MrzOriginals.Of(mrz, language ?? "", limit);

    /// <summary>
    /// Plain keys under which a component of a zone should be searched, the text itself first: X-sequences undone (<c>MXHMD</c>: MHMD;
    /// <c>NUNXXEZ</c>: NUNEZ) and two-letter vowels simplified (<c>MUELLER</c>: MULLER), each combined and alone.
    /// </summary>
    /// <param name="mrz">A to Z, one component.</param>
    /// <param name="limit">At most so many.</param>
    public static IReadOnlyList<string> Keys(string mrz, int limit = 16) => MrzKeys.Of(mrz, limit);
}
