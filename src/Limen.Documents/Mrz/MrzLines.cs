using System.Buffers;

namespace Limen.Documents;

/// <summary>
/// Finds the lines of a zone in whatever a scanner, a chip or a keyboard gives: any kind of line end (tabs too), blanks and control
/// characters around, blank lines between, or everything in one string. Allocates nothing.
/// </summary>
ref struct MrzLines
{
    /// <summary>Three lines of thirty are the longest zone.</summary>
    public const int Longest = 90;

    static readonly SearchValues<char> ends = SearchValues.Create("\n\r\t\v\f\u0085\u2028\u2029");

    readonly Span<char> joined;
    Lengths lengths;
    int count, first;

    MrzLines(Span<char> joined) => this.joined = joined;

    /// <summary>
    /// Joins the lines into <paramref name="joined"/> (at least <see cref="Longest"/> long) and tells their layout, or what is wrong.
    /// </summary>
    public static MrzProblem? Arrange(ReadOnlySpan<char> text, Span<char> joined, out MrzLayout? layout)
    {
        var lines = new MrzLines(joined);
        layout = null;
        if (lines.Collect(text) is { } broken) return broken;
        if (lines.Format(out var format) is { } unknown) return unknown;
        layout = MrzLayout.Of(format == MrzFormat.Td2 && IsFrance(joined) ? MrzFormat.Td2France : format);
        return TooStrange(joined[..(layout.LineCount * layout.Width)], layout.Width);
    }

    // Where Doc 9303 has the nationality, France's own layout has the end of the number and its check digit.
    static bool IsFrance(ReadOnlySpan<char> joined)
    {
        if (!joined[..5].Equals("IDFRA", StringComparison.OrdinalIgnoreCase)) return false;
        var digits = 0;
        foreach (var sign in joined.Slice(46, 3))
            if (char.IsAsciiDigit(sign)) digits++;
        return digits >= 2;
    }

    MrzProblem? Collect(ReadOnlySpan<char> text)
    {
        var at = 0;
        while (!text.IsEmpty)
        {
            var end = text.IndexOfAny(ends);
            var line = Bare(end < 0 ? text : text[..end]);
            text = end < 0 ? [] : text[(end + 1)..];
            if (line.IsEmpty) continue;
            if (count == 3) return new(4, 1, MrzProblemCode.LineCount);
            if (line.Length <= joined.Length - at) line.CopyTo(joined[at..]);
            at += Math.Min(line.Length, joined.Length - at);
            lengths[count++] = line.Length;
        }
        first = lengths[0];
        return count == 0 ? new(1, 1, MrzProblemCode.Empty) : null;
    }

    // What scanners put around a line: blanks, control characters, byte order marks and zero-width signs.
    static ReadOnlySpan<char> Bare(ReadOnlySpan<char> line)
    {
        int start = 0, end = line.Length;
        while (start < end && Around(line[start])) start++;
        while (end > start && Around(line[end - 1])) end--;
        return line[start..end];
    }

    static bool Around(char sign) =>
        sign is <= ' ' or (>= '\u007f' and <= '\u00a0') or '\ufeff' or (>= '\u2000' and <= '\u200f') or '\u2060';

    readonly MrzProblem? Format(out MrzFormat format)
    {
        var visa = joined[0] is 'V' or 'v';
        format = MrzFormat.Td1;
        if (count == 3) return Wrong(30);
        if (count == 1 && first == 90) return null;
        var width = count == 1 ? first / 2 : Width();
        format = width == 36 ? visa ? MrzFormat.MrvB : MrzFormat.Td2 : visa ? MrzFormat.MrvA : MrzFormat.Td3;
        if (count == 1) return first is 88 or 72 ? null : Alone();
        if (first == 30 && lengths[1] == 30) return new(3, 1, MrzProblemCode.LineCount);
        return Wrong(width);
    }

    // Two lines, of which one may be damaged: the other tells how long both should be.
    readonly int Width() => first is 44 or 36 ? first : lengths[1] is 44 or 36 ? lengths[1] : first <= 36 ? 36 : 44;

    readonly MrzProblem? Wrong(int width)
    {
        for (var line = 0; line < count; line++)
            if (lengths[line] != width) return new(line + 1, Math.Min(lengths[line], width) + 1, MrzProblemCode.LineLength);
        return null;
    }

    readonly MrzProblem Alone() => first is 44 or 36 or 30
        ? new(2, 1, MrzProblemCode.LineCount)
        : new(1, first + 1, MrzProblemCode.LineLength);

    // Prose of the right length is not a zone: more than an eighth of foreign characters is not read at all.
    static MrzProblem? TooStrange(ReadOnlySpan<char> text, int width)
    {
        if (text.IndexOfAnyExcept(MrzAlphabet.AnyCase) < 0) return null;
        int strange = 0, earliest = -1;
        for (var at = 0; at < text.Length; at++)
            if (CheckDigit.ValueOf(text[at]) < 0 && !char.IsAsciiLetterLower(text[at]) && strange++ == 0) earliest = at;
        return strange * 8 > text.Length ? new((earliest / width) + 1, (earliest % width) + 1, MrzProblemCode.Character) : null;
    }

    [System.Runtime.CompilerServices.InlineArray(3)]
    struct Lengths
    {
        int first;
    }
}
