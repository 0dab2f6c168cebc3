using System.Text;

namespace Limen.Documents;

/// <summary>EF.DG1: the machine readable zone as the chip holds it (Doc 9303-10 §4.7.1).</summary>
public sealed class Dg1
{
    Dg1(string mrz, int lineLength)
    {
        Mrz = mrz;
        var lines = new string[mrz.Length / lineLength];
        for (var line = 0; line < lines.Length; line++) lines[line] = mrz.Substring(line * lineLength, lineLength);
        Lines = lines;
        IssuingState = StateCode.TryParse(mrz.AsSpan(2, 3), out var state) ? state : default;
    }

    /// <summary>The characters of all lines, one after the other: 90, 72 or 88.</summary>
    public string Mrz { get; }

    /// <summary>The lines: three of 30, two of 36 or two of 44.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>Positions 3 to 5, which all formats give to the issuing State; empty when they hold no letters.</summary>
    public StateCode IssuingState { get; }

    /// <summary>The format; never person data.</summary>
    public override string ToString() => $"DG1, {Lines.Count} lines of {Lines[0].Length}";

    internal static Dg1? Parse(BerElement content)
    {
        if (!content.TryFind(0x5F1F, out var mrz)) return null;
        var text = Encoding.Latin1.GetString(mrz.Value.Span).Replace("\r", "").Replace("\n", "");
        return text.Length switch
        {
            90 => new(text, 30),
            88 => new(text, 44),
            72 => new(text, 36),
            _ => null,
        };
    }
}
