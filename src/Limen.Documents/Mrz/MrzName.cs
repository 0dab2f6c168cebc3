namespace Limen.Documents;

/// <summary>
/// Fits a name into its field. The standard leaves the style of cutting to the issuer (Doc 9303-4, -5, -6 §4.2.3) and asks three
/// things: the secondary identifier begins, the last position is a letter, and a name that fits is not cut. Here the longest
/// components of the primary identifier give way first, then the secondary identifier is cut off at the end.
/// </summary>
static class MrzName
{
    public static string Fit(string primary, string secondary, int length)
    {
        var whole = secondary.Length == 0 ? primary : $"{primary}<<{secondary}";
        if (whole.Length <= length) return whole;
        var first = primary.Split('<', StringSplitOptions.RemoveEmptyEntries);
        if (secondary.Length == 0) return EndInLetter(first, [], length);
        // Three positions: two fillers and the first letter of the secondary identifier.
        Shorten(ref first, length - 3);
        return EndInLetter(first, secondary.Split('<', StringSplitOptions.RemoveEmptyEntries), length);
    }

    // Takes letters from the longest component until the components fit; when initials alone are too many, the last ones go.
    static void Shorten(ref string[] components, int length)
    {
        while (Together(components) > length)
            if (!ShortenLongest(components.AsSpan())) components = components[..^1];
    }

    static bool ShortenLongest(Span<string> components)
    {
        var longest = 0;
        for (var at = 1; at < components.Length; at++)
            if (components[at].Length >= components[longest].Length) longest = at;
        if (components.Length == 0 || components[longest].Length < 2) return false;
        components[longest] = components[longest][..^1];
        return true;
    }

    static int Together(string[] components) => components.Sum(component => component.Length) + Math.Max(components.Length - 1, 0);

    // Cutting may leave a filler in the last position: then a letter before it makes room for the next component's first.
    static string EndInLetter(string[] first, string[] second, int length)
    {
        while (true)
        {
            var name = second.Length == 0 ? string.Join('<', first) : $"{string.Join('<', first)}<<{string.Join('<', second)}";
            if (name.Length <= length) return name;
            if (name[length - 1] != '<') return name[..length];
            var cut = second.Length == 0 ? first : second;
            var room = second.Length == 0 ? length : length - Together(first) - 2;
            if (!ShortenLongest(Before(cut, room)) && !ShortenLongest(first.AsSpan())) return name[..length].TrimEnd('<');
        }
    }

    // The components that begin before the cut: shortening a later one would change nothing.
    static Span<string> Before(string[] components, int room)
    {
        var count = 0;
        for (var at = 0; count < components.Length && at < room - 1; count++) at += components[count].Length + 1;
        return components.AsSpan(0, count);
    }
}
