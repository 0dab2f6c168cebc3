using System.Collections.Frozen;

namespace Limen.Documents;

/// <summary>Arabic script (Doc 9303-3 §6 C and App. B.5.4, B.5.6): one letter, one sequence; X begins those of more than one.</summary>
static class ArabicLetters
{
    static readonly (string Mrz, char Letter)[] rows =
    [
        ("XE", 'ء'), ("XAA", 'آ'), ("XAE", 'أ'), ("U", 'ؤ'), ("I", 'إ'), ("XI", 'ئ'), ("A", 'ا'), ("B", 'ب'), ("T", 'ت'), ("XTH", 'ث'),
        ("J", 'ج'), ("XH", 'ح'), ("XKH", 'خ'), ("D", 'د'), ("XDH", 'ذ'), ("R", 'ر'), ("Z", 'ز'), ("S", 'س'), ("XSH", 'ش'), ("XSS", 'ص'),
        ("XDZ", 'ض'), ("XTT", 'ط'), ("XZZ", 'ظ'), ("E", 'ع'), ("G", 'غ'), ("F", 'ف'), ("Q", 'ق'), ("K", 'ك'), ("L", 'ل'), ("M", 'م'),
        ("N", 'ن'), ("H", 'ه'), ("W", 'و'), ("XAY", 'ى'), ("Y", 'ي'), ("XXA", 'ٱ'), ("XXT", 'ٹ'), ("XRT", 'ټ'), ("P", 'پ'), ("XKE", 'ځ'),
        ("XXH", 'څ'), ("XC", 'چ'), ("XXD", 'ڈ'), ("XDR", 'ډ'), ("XXR", 'ڑ'), ("XRR", 'ړ'), ("XRX", 'ږ'), ("XJ", 'ژ'), ("XXS", 'ښ'),
        ("V", 'ڤ'), ("XF", 'ڥ'), ("XKK", 'ک'), ("XXK", 'ګ'), ("XNG", 'ڭ'), ("XGG", 'گ'), ("XNN", 'ں'), ("XXN", 'ڼ'), ("XDO", 'ھ'),
        ("XYH", 'ۀ'), ("XXG", 'ہ'), ("XGE", 'ۂ'), ("XTG", 'ۃ'), ("XYA", 'ی'), ("XXY", 'ۍ'), ("Y", 'ې'), ("XYB", 'ے'), ("XBE", 'ۓ'),
    ];

    static readonly FrozenDictionary<char, string> forward = rows.ToFrozenDictionary(row => row.Letter, row => row.Mrz);

    static readonly FrozenDictionary<string, char> back = rows.DistinctBy(row => row.Mrz)
        .Append(("XAH", 'ة')).Append(("XTA", 'ة')).ToFrozenDictionary(row => row.Item1, row => row.Item2);

    /// <summary>What the zone has for a letter; null for marks and for the obsolete letters that are not written.</summary>
    public static string? Of(char letter) => forward.GetValueOrDefault(letter);

    /// <summary>The letter that begins a text of the zone and how long its sequence is; null when none does.</summary>
    public static (char Letter, int Length)? Beginning(ReadOnlySpan<char> mrz)
    {
        var sequences = back.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = Math.Min(3, mrz.Length); length > 0; length--)
            if (sequences.TryGetValue(mrz[..length], out var letter)) return (letter, length);
        return null;
    }
}
