namespace Limen.Documents;

/// <summary>Latin letters with marks (Doc 9303-3 §6 A), the recommended spelling first.</summary>
static class LatinLetters
{
    /// <summary>What the zone may have in place of more than one letter of a name, longest first.</summary>
    public static readonly (string Mrz, string[] Originals)[] Back =
    [
        ("UXX", ["Ü"]), ("NXX", ["Ñ"]),
        ("AE", ["Ä", "Æ"]), ("OE", ["Ö", "Ø", "Œ"]), ("UE", ["Ü"]), ("AA", ["Å"]), ("SS", ["ẞ"]), ("TH", ["Þ"]), ("IJ", ["Ĳ"]),
    ];

    public static string[] Options(char capital, string language) => capital switch
    {
        'Ä' => Vowel("AE", "A", language),
        'Ö' => Vowel("OE", "O", language),
        'Ü' => PlainDots(language) ? ["U", "UE", "UXX"] : ["UE", "UXX", "U"],
        'Å' => ["AA", "A"],
        'Ñ' => ["N", "NXX"],
        'Ø' or 'Ǿ' => ["OE"],
        _ => FoldTable.Of(capital) is { Length: > 0 } plain ? [plain] : [],
    };

    static string[] Vowel(string two, string one, string language) => PlainDots(language) ? [one, two] : [two, one];

    // Two dots that part vowels, or a letter of the alphabet of its own: passports drop them.
    static bool PlainDots(string language) => language is "es" or "pt" or "ca" or "gl" or "fr" or "it" or "nl" or "tr" or "az" or "tk" or "sq";
}
