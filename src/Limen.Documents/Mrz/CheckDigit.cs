namespace Limen.Documents;

/// <summary>
/// The check digit of Doc 9303-3 §4.9: weights 7, 3, 1; digits count as themselves, A to Z as 10 to 35, the filler as 0; modulo 10.
/// </summary>
public static class CheckDigit
{
    /// <summary>The digit over one run of characters, or -1 when a character is none of an MRZ.</summary>
    public static int Of(ReadOnlySpan<char> characters)
    {
        var sum = new CheckSum();
        sum.Add(characters);
        return sum.Digit;
    }

    /// <summary>The value of one character, or -1.</summary>
    public static int ValueOf(char character) => character < values.Length ? values[character] : -1;

    static readonly sbyte[] values = [.. Enumerable.Range(0, 128).Select(sign => (char)sign switch
    {
        >= '0' and <= '9' => (sbyte)(sign - '0'),
        >= 'A' and <= 'Z' => (sbyte)(sign - 'A' + 10),
        '<' => (sbyte)0,
        _ => (sbyte)-1,
    })];
}

/// <summary>A sum that goes on over several runs of characters, as the composite check digit needs.</summary>
struct CheckSum()
{
    int sum, signs;

    // 7, 3 and 1 in turn: the lowest byte weighs, then the three bytes go round.
    int weights = 0x010307;

    public readonly int Digit => signs < 0 ? -1 : sum % 10;

    public void Add(ReadOnlySpan<char> characters)
    {
        foreach (var character in characters)
        {
            var value = CheckDigit.ValueOf(character);
            var weight = weights & 0xff;
            signs |= value;
            sum += value * weight;
            weights = (weights >> 8) | (weight << 16);
        }
    }
}
