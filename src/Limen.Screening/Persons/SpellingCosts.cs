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

    /// <summary>The cost of leaving out the sound at a place: a doubled letter or a mute H is cheap.</summary>
    public int Skip(ReadOnlySpan<byte> sounds, int at) =>
        at > 0 && sounds[at] == sounds[at - 1] ? DoubledLetter
        : at == sounds.Length - 1 && sounds[at] == Spelling.A ? FinalA
        : skip[sounds[at]];

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

/// <summary>
/// Measures how far listed spellings lie from one that is asked for. Each listed sound is a column of the table of costs; the columns of the sounds
/// that a spelling begins with are kept for the next one. Spellings in alphabetical order thus cost only what is new in each, and what
/// was too far at its third sound is too far for all that begin so.
/// </summary>
sealed class SpellingDistance
{
    const int Band = 3;
    const int Far = 1 << 20;
    const int Height = Weights.LongestPart + 2;

    static readonly int Exchanged = SpellingCosts.Cost(Weights.ExchangedLetters);

    readonly byte[] asked = new byte[Weights.LongestPart], listed = new byte[Weights.LongestPart];
    readonly int[] skips = new int[Weights.LongestPart], least = new int[Weights.LongestPart + 1];
    readonly int[] costs = new int[(Weights.LongestPart + 1) * Height];
    int length, worst, kept;
    bool tooFar;

    /// <summary>From here on distances are from these sounds, and those of <paramref name="worst"/> or more are not told apart.</summary>
    public void From(ReadOnlySpan<byte> sounds, int worst)
    {
        sounds.CopyTo(asked);
        (length, this.worst, kept, tooFar) = (sounds.Length, worst, 0, false);
        costs[0] = least[0] = 0;
        for (var i = 0; i < length; i++)
        {
            skips[i] = SpellingCosts.Learned.Skip(sounds, i);
            costs[i + 1] = i < Band ? costs[i] + skips[i] : Far;
        }
    }

    /// <summary>Sixteenths of a bit, or the worst.</summary>
    public int To(ReadOnlySpan<byte> sounds)
    {
        if (Math.Abs(sounds.Length - length) > Band) return worst;
        // The last sound may cost less than it does within a longer spelling: its column is not shared.
        var same = sounds[..^1].CommonPrefixLength(listed.AsSpan(0, kept));
        if (tooFar && same == kept) return worst;
        tooFar = false;
        for (kept = same; kept < sounds.Length;)
        {
            listed[kept] = sounds[kept];
            Column(++kept, sounds);
            // An exchange of neighbours reaches over one column.
            if (Math.Min(least[kept], least[kept - 1] + Exchanged) < worst) continue;
            tooFar = true;
            return worst;
        }
        return Math.Min(worst, costs[kept-- * Height + length]);
    }

    void Column(int j, ReadOnlySpan<byte> sounds)
    {
        int from = Math.Max(1, j - Band), to = Math.Min(length, j + Band), skip = SpellingCosts.Learned.Skip(sounds, j - 1);
        Span<int> now = costs.AsSpan(j * Height, Height), left = costs.AsSpan((j - 1) * Height, Height);
        byte sound = sounds[j - 1], soundBefore = j > 1 ? sounds[j - 2] : (byte)0, above = from > 1 ? asked[from - 2] : (byte)0;
        var exchange = SpellingCosts.Learned.Of(sound);
        var up = now[from - 1] = j <= Band ? left[0] + skip : Far;
        int lowest = up, corner = left[from - 1];
        for (var i = from; i <= to; i++)
        {
            var one = asked[i - 1];
            var before = left[i];
            up = Math.Min(corner + exchange[one], Math.Min(before + skip, up + skips[i - 1]));
            if (one == soundBefore && above == sound) up = Math.Min(up, costs[(j - 2) * Height + i - 2] + Exchanged);
            now[i] = up;
            lowest = Math.Min(lowest, up);
            (corner, above) = (before, one);
        }
        now[to + 1] = Far;
        least[j] = lowest;
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
