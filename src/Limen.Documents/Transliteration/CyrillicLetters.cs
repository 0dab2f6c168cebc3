namespace Limen.Documents;

/// <summary>
/// Cyrillic letters by language (Doc 9303-3 §6 B). Letters that the table lacks (of Kazakh, Kyrgyz, Tajik, Uzbek, Mongolian) follow
/// the passports of those States. The table's rows for Ћ and Ѓ stand there under neighbouring code points; here they are under their own.
/// </summary>
static class CyrillicLetters
{
    public static string[] Options(char capital, string language, bool first)
    {
        var standard = First(capital, language, first);
        return National(capital, language) is { } other && other != standard ? [standard, other]
            : standard.Length == 0 ? [] : [standard];
    }

    /// <summary>The letters of a language's alphabet.</summary>
    public static string AlphabetOf(string language) => language switch
    {
        "ru" => "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ",
        "uk" => "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ",
        "be" => "АБВГДЕЁЖЗІЙКЛМНОПРСТУЎФХЦЧШЫЬЭЮЯ",
        "bg" => "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЬЮЯ",
        "sr" => "АБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ",
        "mk" => "АБВГДЃЕЖЗЅИЈКЛЉМНЊОПРСТЌУФХЦЧЏШ",
        "kk" => "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ",
        "ky" => "АБВГДЕЁЖЗИЙКЛМНҢОӨПРСТУҮФХЦЧШЩЪЫЬЭЮЯ",
        "tg" => "АБВГҒДЕЁЖЗИӢЙКҚЛМНОПРСТУӮФХҲЧҶШЪЭЮЯ",
        "uz" => "АБВГҒДЕЁЖЗИЙКҚЛМНОПРСТУЎФХҲЦЧШЪЬЭЮЯ",
        "mn" => "АБВГДЕЁЖЗИЙКЛМНОӨПРСТУҮФХЦЧШЩЪЫЬЭЮЯ",
        _ => "",
    };

    static string First(char capital, string language, bool first) => (capital, language) switch
    {
        ('Ё', "be") => "IO",
        ('Г', "be" or "sr" or "uk") => "H",
        ('И', "uk") => "Y",
        ('Є', "uk") when first => "YE",
        ('Ї', "uk") when first => "YI",
        ('Й', "uk") when first => "Y",
        ('Ю', "uk") when first => "YU",
        ('Я', "uk") when first => "YA",
        ('Ж', "sr") => "Z",
        ('Х', "sr" or "mk") => "H",
        ('Ц', "sr" or "mk") => "C",
        ('Ч', "sr") => "C",
        ('Ш', "sr") => "S",
        ('Щ', "bg") => "SHT",
        ('Ќ', "mk") => "KJ",
        ('Ѓ', "mk") => "GJ",
        ('Џ', "mk") => "DJ",
        ('Ў', "uz") => "O",
        ('Қ', "uz" or "tg") => "Q",
        _ => General(capital),
    };

    // What these States print although the table has it otherwise.
    static string? National(char capital, string language) => (capital, language) switch
    {
        ('Г', "sr") => "G",
        ('Х', "bg") => "H",
        ('Ъ', "bg") => "A",
        ('Ю', "bg") => "YU",
        ('Я', "bg") => "YA",
        ('Й', "bg") => "Y",
        ('Ђ', "sr") => "DJ",
        _ => null,
    };

    static string General(char capital) => capital switch
    {
        'Ё' => "E",
        'Є' => "IE",
        'Ї' => "I",
        'Й' => "I",
        'Ъ' => "IE",
        'Ю' => "IU",
        'Я' => "IA",
        'Ђ' => "D",
        'Ѵ' => "Y",
        'Ҷ' => "J",
        'Ғ' => "G",
        _ => FoldTable.Of(capital) ?? "",
    };
}
