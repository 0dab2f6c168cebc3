namespace Limen.Documents;

/// <summary>Looks for the names that a text of the zone may be the transliteration of.</summary>
static class MrzOriginals
{
    // How many ways are tried before the search stops; a name of forty letters has more than anyone could look at.
    const int MostSteps = 4096;

    // No name field is longer, whatever a caller hands in.
    const int Longest = 90;

    public static IReadOnlyList<string> Of(string mrz, string language, int limit)
    {
        var text = mrz.ToUpperInvariant().Replace('<', ' ').Trim();
        if (text.Length is 0 or > Longest || text.AsSpan().IndexOfAnyExcept(Allowed) >= 0) return [];
        if (language is "ar" or "fa" or "ur" or "ps") return Arabic(text) is { } arabic ? [arabic] : [];
        var found = new List<string>();
        var steps = 0;
        Walk(text, 0, "", CyrillicLetters.AlphabetOf(language), language, limit, found, ref steps);
        return found;
    }

    static readonly System.Buffers.SearchValues<char> Allowed = System.Buffers.SearchValues.Create(" ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    static void Walk(string text, int at, string soFar, string alphabet, string language, int limit, List<string> found, ref int steps)
    {
        if (found.Count >= limit || steps++ > MostSteps) return;
        if (at == text.Length)
        {
            if (!found.Contains(soFar)) found.Add(soFar);
            return;
        }
        if (text[at] == ' ')
        {
            Walk(text, at + 1, soFar + ' ', alphabet, language, limit, found, ref steps);
            return;
        }
        var first = at == 0 || text[at - 1] == ' ';
        foreach (var (letter, length) in alphabet.Length > 0 ? Cyrillic(text, at, alphabet, language, first) : Latin(text, at))
            Walk(text, at + length, soFar + letter, alphabet, language, limit, found, ref steps);
    }

    static IEnumerable<(string Letter, int Length)> Cyrillic(string text, int at, string alphabet, string language, bool first) =>
        alphabet.SelectMany(letter => CyrillicLetters.Options(letter, language, first).Take(1).Select(mrz => (Letter: letter.ToString(), Mrz: mrz)))
            .Where(pair => string.CompareOrdinal(text, at, pair.Mrz, 0, pair.Mrz.Length) == 0)
            .OrderByDescending(pair => pair.Mrz.Length)
            .Select(pair => (pair.Letter, pair.Mrz.Length));

    static IEnumerable<(string Letter, int Length)> Latin(string text, int at) =>
        LatinLetters.Back.Where(back => string.CompareOrdinal(text, at, back.Mrz, 0, back.Mrz.Length) == 0)
            .SelectMany(back => back.Originals.Select(original => (original, back.Mrz.Length)))
            .Append((text[at].ToString(), 1));

    static string? Arabic(string text)
    {
        var letters = new System.Text.StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            if (text[at] == ' ') { letters.Append(' '); at++; continue; }
            if (string.CompareOrdinal(text, at, "ALLXH", 0, 5) == 0) { letters.Append("الله"); at += 5; continue; }
            if (ArabicLetters.Beginning(text.AsSpan(at)) is not { } begun) return null;
            letters.Append(begun.Letter);
            var sequence = text.Substring(at, begun.Length);
            at += begun.Length;
            // A sequence of several letters that comes again without its X is one letter with shadda.
            var again = sequence.TrimStart('X');
            if (again.Length < 2 || string.CompareOrdinal(text, at, again, 0, again.Length) != 0) continue;
            letters.Append('\u0651');
            at += again.Length;
        }
        return letters.ToString();
    }
}
