using System.Globalization;
using System.Reflection;

namespace Limen.Screening;

/// <summary>
/// What it costs, in bits, that one name is written in two ways: the cheapest way to turn one row of sounds into the other.
/// The table is learned from names that are one name in another script (<c>Resources/spellings.txt</c>); slips of the finger are dearer.
/// </summary>
sealed class SpellingCosts
{
    const int Longest = Weights.LongestPart + 1;
    const int Band = 4;

    public static SpellingCosts Learned { get; } = new();

    readonly float[] exchange = new float[Spelling.Count * Spelling.Count];
    readonly float[] skip = new float[Spelling.Count];

    SpellingCosts()
    {
        Array.Fill(exchange, Weights.WrongLetter);
        Array.Fill(skip, Weights.MissingLetter);
        foreach (var line in Resource.Lines("spellings.txt")) Add(line.Split(' '));
        for (var code = 0; code < Spelling.Count; code++) exchange[code * Spelling.Count + code] = 0;
    }

    void Add(string[] line)
    {
        var bits = float.Parse(line[2], CultureInfo.InvariantCulture);
        var to = Spelling.Code(line[1]);
        if (line[0] == "-") { skip[to] = bits; return; }
        var from = Spelling.Code(line[0]);
        exchange[from * Spelling.Count + to] = exchange[to * Spelling.Count + from] = bits;
    }

    /// <summary>The cost of leaving out each sound where it stands: a doubled letter or a mute H is cheap.</summary>
    public void Skips(ReadOnlySpan<byte> codes, Span<float> costs)
    {
        for (var i = 0; i < codes.Length; i++)
            costs[i] = i > 0 && codes[i] == codes[i - 1] ? DoubledLetter
                : i == codes.Length - 1 && codes[i] == Spelling.A ? FinalA
                : skip[codes[i]];
    }

    const float DoubledLetter = 2.5f, FinalA = 4f;

    /// <summary>Bits, or <paramref name="worst"/> as soon as it is certain not to be less.</summary>
    public float Between(ReadOnlySpan<byte> one, ReadOnlySpan<float> oneSkips, ReadOnlySpan<byte> other, ReadOnlySpan<float> otherSkips, float worst)
    {
        if (Math.Abs(one.Length - other.Length) > Band || one.Length >= Longest || other.Length >= Longest) return worst;
        Span<float> rows = stackalloc float[3 * Longest];
        Span<float> before = rows[..Longest], above = rows[Longest..(2 * Longest)], row = rows[(2 * Longest)..];
        above[0] = 0;
        for (var j = 0; j < other.Length; j++) above[j + 1] = above[j] + otherSkips[j];
        for (var i = 1; i <= one.Length; i++)
        {
            var least = Row(i, one, oneSkips[i - 1], other, otherSkips, before, above, row);
            if (least >= worst) return worst;
            var free = before; before = above; above = row; row = free;
        }
        return Math.Min(worst, above[other.Length]);
    }

    float Row(int i, ReadOnlySpan<byte> one, float oneSkip, ReadOnlySpan<byte> other, ReadOnlySpan<float> otherSkips,
        ReadOnlySpan<float> before, ReadOnlySpan<float> above, Span<float> row)
    {
        int from = Math.Max(1, i - Band), to = Math.Min(other.Length, i + Band);
        var least = row[from - 1] = from == 1 ? above[0] + oneSkip : float.MaxValue / 4;
        var costs = exchange.AsSpan(one[i - 1] * Spelling.Count, Spelling.Count);
        for (var j = from; j <= to; j++)
        {
            var up = j == i + Band && i > 1 ? float.MaxValue / 4 : above[j];
            var best = Math.Min(above[j - 1] + costs[other[j - 1]], Math.Min(up + oneSkip, row[j - 1] + otherSkips[j - 1]));
            if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                best = Math.Min(best, before[j - 2] + Weights.ExchangedLetters);
            row[j] = best;
            least = Math.Min(least, best);
        }
        return least;
    }
}

/// <summary>Text files that travel inside the assembly; lines beginning with # are comments.</summary>
static class Resource
{
    public static IEnumerable<string> Lines(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Limen.Screening.Persons." + name)!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#') yield return line;
    }
}
