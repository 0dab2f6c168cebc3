using System.Text;

namespace Limen.Documents;

/// <summary>Writes a name in the letters of the zone.</summary>
static class MrzSpelling
{
    /// <summary>One spelling; <paramref name="choices"/> says which alternative each letter that has several takes, null the first.</summary>
    public static string Of(string name, string language, List<(int Options, int Chosen)>? choices)
    {
        var mrz = new StringBuilder(name.Length * 2);
        int asked = 0, last = 0;
        for (var at = 0; at < name.Length; at++)
        {
            var letter = Capital(name, at);
            var before = mrz.Length;
            if (Doubles(letter)) Repeat(mrz, last);
            else if (Parts(letter)) Part(mrz);
            else if (Allah(name, at)) { mrz.Append("ALLXH"); at += 3; }
            else if (Options(name, at, letter, language, mrz.Length == 0 || mrz[^1] == '<') is { Length: > 0 } options)
                mrz.Append(options[Choose(options.Length, choices, asked++)]);
            if (mrz.Length > before && !Doubles(letter)) last = before;
        }
        return mrz.ToString().TrimEnd('<');
    }

    /// <summary>Every spelling, counted like an odometer whose first reading is the recommended one.</summary>
    public static IReadOnlyList<string> All(string name, string language, int limit)
    {
        var choices = new List<(int Options, int Chosen)>();
        var all = new List<string>();
        do
        {
            var spelling = Of(name, language, choices);
            if (!all.Contains(spelling)) all.Add(spelling);
        }
        while (all.Count < limit && Turn(choices));
        return all;
    }

    static int Choose(int options, List<(int Options, int Chosen)>? choices, int asked)
    {
        if (choices is null) return 0;
        if (choices.Count == asked) choices.Add((options, 0));
        return choices[asked].Chosen;
    }

    static bool Turn(List<(int Options, int Chosen)> choices)
    {
        for (var wheel = choices.Count - 1; wheel >= 0; wheel--)
        {
            var (options, chosen) = choices[wheel];
            choices[wheel] = (options, (chosen + 1) % options);
            if (chosen + 1 < options) return true;
        }
        return false;
    }

    static char Capital(string name, int at)
    {
        var capital = name[at] is 'ı' ? 'I' : char.ToUpperInvariant(name[at]);
        return at + 1 < name.Length ? Letters.Joined(capital, name[at + 1]) : capital;
    }

    static string[] Options(string name, int at, char letter, string language, bool first)
    {
        if (Letters.IsSilent(letter) || char.IsDigit(letter)) return [];
        if (letter is >= 'A' and <= 'Z') return [letter.ToString()];
        if (letter is >= '\u0400' and <= '\u052f') return CyrillicLetters.Options(letter, language, first);
        if (letter is 'ة') return [EndsComponent(name, at) ? "XAH" : "XTA"];
        if (letter is >= '\u0600' and <= '\u06ff') return ArabicLetters.Of(letter) is { } arabic ? [arabic] : [];
        return LatinLetters.Options(letter, language);
    }

    static bool EndsComponent(string name, int at)
    {
        do at++;
        while (at < name.Length && (Letters.IsSilent(name[at]) || Doubles(name[at])));
        return at == name.Length || Parts(name[at]);
    }

    // The example of Doc 9303-3 App. B.5.7: the one word whose heh is written XH.
    static bool Allah(string name, int at) => string.CompareOrdinal(name, at, "الله", 0, 4) == 0;

    static bool Doubles(char letter) => letter == '\u0651';

    // Shadda repeats what the letter below it is written with, the X that introduces it only once.
    static void Repeat(StringBuilder mrz, int last)
    {
        if (last < mrz.Length && mrz[^1] != '<') mrz.Append(mrz.ToString(last, mrz.Length - last).TrimStart('X'));
    }

    static bool Parts(char letter) => letter is ' ' or '-' or ',' or '<' or '\u00a0' or '\u060c' or (>= '\u2000' and <= '\u200a')
        or (>= '\u2010' and <= '\u2015') or '\t' or '\u202f' or '\u3000';

    static void Part(StringBuilder mrz)
    {
        if (mrz.Length > 0 && mrz[^1] != '<') mrz.Append('<');
    }
}
