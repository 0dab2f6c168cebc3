namespace Limen.Documents;

/// <summary>The check digit of Doc 9303-3 §4.9: weights 7, 3, 1; digits count as themselves, A to Z as 10 to 35, the filler as 0; modulo 10.</summary>
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
    public static int ValueOf(char character) => character switch
    {
        >= '0' and <= '9' => character - '0',
        >= 'A' and <= 'Z' => character - 'A' + 10,
        '<' => 0,
        _ => -1,
    };
}

/// <summary>A sum that goes on over several runs of characters, as the composite check digit needs.</summary>
struct CheckSum
{
    int sum, position;
    bool unreadable;

    public readonly int Digit => unreadable ? -1 : sum % 10;

    public void Add(ReadOnlySpan<char> characters)
    {
        foreach (var character in characters)
        {
            var value = CheckDigit.ValueOf(character);
            if (value < 0) unreadable = true;
            sum += value * Weight(position++ % 3);
        }
    }

    static int Weight(int place) => place switch { 0 => 7, 1 => 3, _ => 1 };
}
