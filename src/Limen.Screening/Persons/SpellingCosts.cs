using System.Globalization;
using System.Reflection;

namespace Limen.Screening;

/// <summary>
/// What it costs, in bits, that one name is written in two ways: the cheapest way to turn one row of sounds into the other.
/// The table is learned from names that are one name in another script (<c>Resources/spellings.txt</c>); slips of the finger are dearer.
/// Costs are whole sixteenths of a bit.
/// </summary>
sealed class SpellingCosts
{
    public const int PerBit = 16;

    public static SpellingCosts Learned { get; } = new();

    readonly int[] exchange = new int[Spelling.Count * Spelling.Count];
    readonly int[] skip = new int[Spelling.Count];

    SpellingCosts()
    {
        Array.Fill(exchange, Cost(Weights.WrongLetter));
        Array.Fill(skip, Cost(Weights.MissingLetter));
        foreach (var line in Resource.Lines("spellings.txt")) Add(line.Split(' '));
        for (var code = 0; code < Spelling.Count; code++) exchange[code * Spelling.Count + code] = 0;
    }

    public static int Cost(float bits) => (int)MathF.Round(bits * PerBit);

    /// <summary>The costs of writing a sound as each other sound.</summary>
    public ReadOnlySpan<int> Of(byte sound) => exchange.AsSpan(sound * Spelling.Count, Spelling.Count);

    /// <summary>The cost of leaving out each sound where it stands: a doubled letter or a mute H is cheap.</summary>
    public void Skips(ReadOnlySpan<byte> sounds, Span<int> costs)
    {
        for (var i = 0; i < sounds.Length; i++)
            costs[i] = i > 0 && sounds[i] == sounds[i - 1] ? DoubledLetter
                : i == sounds.Length - 1 && sounds[i] == Spelling.A ? FinalA
                : skip[sounds[i]];
    }

    static readonly int DoubledLetter = Cost(Weights.DoubledLetter), FinalA = Cost(Weights.FinalA);

    void Add(string[] line)
    {
        var bits = Cost(float.Parse(line[2], CultureInfo.InvariantCulture));
        var to = Spelling.Code(line[1]);
        if (line[0] == "-") { skip[to] = bits; return; }
        var from = Spelling.Code(line[0]);
        exchange[from * Spelling.Count + to] = exchange[to * Spelling.Count + from] = bits;
    }
}

/// <summary>Measures how far two spellings lie apart; keeps the room it needs, so one at a time.</summary>
sealed class SpellingDistance
{
    const int Band = 3;
    const int Far = 1 << 20;

    static readonly int Exchanged = SpellingCosts.Cost(Weights.ExchangedLetters);

    int[] before = new int[Weights.LongestPart + 2], above = new int[Weights.LongestPart + 2], row = new int[Weights.LongestPart + 2];

    /// <summary>Sixteenths of a bit, or <paramref name="worst"/> as soon as it is certain not to be less.</summary>
    public int Between(ReadOnlySpan<byte> one, ReadOnlySpan<int> oneSkips, ReadOnlySpan<byte> other, ReadOnlySpan<int> otherSkips, int worst)
    {
        if (Math.Abs(one.Length - other.Length) > Band || other.Length > Weights.LongestPart) return worst;
        above[0] = 0;
        for (var j = 0; j < other.Length; j++) above[j + 1] = j < Band ? above[j] + otherSkips[j] : Far;
        for (var i = 1; i <= one.Length; i++)
        {
            if (Row(i, one, oneSkips[i - 1], other, otherSkips) >= worst) return worst;
            (before, above, row) = (above, row, before);
        }
        return Math.Min(worst, above[other.Length]);
    }

    int Row(int i, ReadOnlySpan<byte> one, int oneSkip, ReadOnlySpan<byte> other, ReadOnlySpan<int> otherSkips)
    {
        int from = Math.Max(1, i - Band), to = Math.Min(other.Length, i + Band);
        int[] now = row, up = above;
        var left = now[from - 1] = from == 1 ? up[0] + oneSkip : Far;
        var least = left;
        var sound = one[i - 1];
        var costs = SpellingCosts.Learned.Of(sound);
        for (var j = from; j <= to; j++)
        {
            var best = Math.Min(up[j - 1] + costs[other[j - 1]], Math.Min(up[j] + oneSkip, left + otherSkips[j - 1]));
            if (i > 1 && j > 1 && sound == other[j - 2] && one[i - 2] == other[j - 1]) best = Math.Min(best, before[j - 2] + Exchanged);
            now[j] = left = best;
            least = Math.Min(least, best);
        }
        if (to < other.Length) now[to + 1] = Far;
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
