using System.Globalization;
using System.Text;

namespace Limen.Documents;

/// <summary>UTCTime and GeneralizedTime (X.680), with or without seconds, which some issuers leave out, and with the padding that some add.</summary>
static class Asn1Time
{
    static readonly string[] Forms =
        ["yyyyMMddHHmmss'Z'", "yyyyMMddHHmm'Z'", "yyyyMMddHHmmsszzz", "yyyyMMddHHmmzzz", "yyyyMMddHHmmss", "yyyyMMddHHmmss.FFFFFFF'Z'"];

    /// <summary>The instant; null when it is none. A two-digit year below 50 lies in this century (RFC 5280 §4.1.2.5.1).</summary>
    public static DateTimeOffset? Read(BerElement time)
    {
        if (time.Tag is not (0x17 or 0x18) || time.Value.Length is < 11 or > 24) return null;
        var text = Encoding.Latin1.GetString(time.Value.Span).Trim('\0', ' ');
        if (time.Tag == 0x17) text = (string.CompareOrdinal(text, 0, "50", 0, 2) < 0 ? "20" : "19") + text;
        return DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) ? instant : null;
    }
}
