namespace Limen.Documents;

/// <summary>What a single character of a name is.</summary>
static class Letters
{
    const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>The plain capitals or digit of a character; empty when it has none.</summary>
    public static ReadOnlySpan<char> Plain(char letter) =>
        char.IsAsciiDigit(letter) ? Alphabet.AsSpan(letter - '0', 1)
        : char.IsAsciiLetter(letter) ? Alphabet.AsSpan((letter & 0x5F) - 'A' + 10, 1)
        : letter < 0x80 ? [] : FoldTable.Of(letter);

    /// <summary>Apostrophes of all kinds, marks above and below, vowel signs of Arabic and Hebrew, joiners: part of a word, not sounded.</summary>
    public static bool IsSilent(char letter) => letter is '\'' or '`'
        || (letter >= 0x80 && (letter is '´' or '’' or '‘' or '‛' or '′' or '״' or '׳' or '·' or '\u00ad' or '\u0640' or '\u0670' or '\ufeff'
            or (>= '\u02b0' and <= '\u036f') or (>= '\u0483' and <= '\u0489') or (>= '\u0591' and <= '\u05c7')
            or (>= '\u064b' and <= '\u065f') or (>= '\u200b' and <= '\u200f')));

    /// <summary>Letter and mark as the one letter they make, where the tables tell it from the bare one.</summary>
    public static char Joined(char capital, char mark) => (capital, mark) switch
    {
        ('A', '\u0308') => 'Ä',
        ('O', '\u0308') => 'Ö',
        ('U', '\u0308') => 'Ü',
        ('A', '\u030a') => 'Å',
        ('N', '\u0303') => 'Ñ',
        ('Е', '\u0308') => 'Ё',
        ('І', '\u0308') => 'Ї',
        ('И', '\u0306') => 'Й',
        ('У', '\u0306') => 'Ў',
        _ => capital,
    };
}
