using System.Globalization;
using System.Text;

namespace Limen.Documents;

/// <summary>Turns the octets of a feature into text.</summary>
static class SealText
{
    public static string Of(SealKind kind, int tag, ReadOnlySpan<byte> value) => SealKinds.Feature(kind, tag).Coding switch
    {
        SealCoding.C40 => C40.Decode(value)?.Trim() ?? Convert.ToHexString(value),
        SealCoding.Text => Encoding.UTF8.GetString(value),
        SealCoding.Number when value.Length == 1 => value[0].ToString(CultureInfo.InvariantCulture),
        SealCoding.Duration when value.Length == 3 => Duration(value),
        SealCoding.MrvA => Mrz(value, 44, 28),
        SealCoding.MrvB => Mrz(value, 36, 28),
        SealCoding.Td2 => Mrz(value, 36, 36),
        SealCoding.Number or SealCoding.Duration or SealCoding.Octets => Convert.ToHexString(value),
    };

    // Days, months, years; 254 in all three means that the stay ends with the visa's validity.
    static string Duration(ReadOnlySpan<byte> value) => value.IndexOfAnyExcept((byte)254) < 0 ? "until the visa expires"
        : string.Create(CultureInfo.InvariantCulture, $"{value[0]} days {value[1]} months {value[2]} years");

    // Visas leave the optional signs at the end of the second line out.
    static string Mrz(ReadOnlySpan<byte> value, int width, int second)
    {
        if (C40.Decode(value) is not { } text || text.Length < width) return Convert.ToHexString(value);
        text = text.Replace(' ', '<').PadRight(width + second, '<');
        return text[..width] + "\n" + text.Substring(width, second).PadRight(width, '<');
    }
}
