namespace Limen.Documents;

/// <summary>
/// The code of an issuing State or organisation or of a nationality as Doc 9303-3 §5 lists it: one to three capital
/// letters without fillers (<c>FRA</c>, <c>D</c>, <c>XXA</c>, <c>UTO</c>). Not an ISO 3166 alpha-2 code.
/// Germany's <c>DEU</c> and <c>D</c> are one State: see <see cref="SameState"/>.
/// </summary>
public readonly record struct StateCode
{
    StateCode(string value) => Value = value;

    /// <summary>The letters, never null; empty when nothing was given.</summary>
    public string Value { get => field ?? ""; }

    /// <summary>True when no code was given.</summary>
    public bool IsEmpty => Value.Length == 0;

    /// <summary>Reads one to three letters of any case, trailing <c>&lt;</c> and blanks dropped; whether the code is assigned is another question.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out StateCode code)
    {
        code = default;
        text = text.Trim().TrimEnd('<');
        if (text.Length is 0 or > 3) return false;
        foreach (var letter in text)
            if (!char.IsAsciiLetter(letter)) return false;
        code = new(text.ToString().ToUpperInvariant());
        return true;
    }

    /// <summary>True when both codes name one State: equal, or <c>D</c> and <c>DEU</c> (Doc 9303-3 §5 and cards that deviate from it).</summary>
    public bool SameState(StateCode other) => Canonical == other.Canonical;

    /// <summary>The one code under which a State is compared and keyed.</summary>
    public string Canonical => Value == "DEU" ? "D" : Value;

    /// <inheritdoc/>
    public override string ToString() => Value;
}
