using System.Globalization;

namespace Limen.Documents;

/// <summary>
/// A date of which the day, or the day and the month, may be unknown, as lists and documents give it
/// (Doc 9303-3 §4.8: unknown parts of a date of birth). Written <c>YYYY</c>, <c>YYYY-MM</c> or <c>YYYY-MM-DD</c>.
/// </summary>
/// <param name="Year">Four-digit year, 1 to 9999.</param>
/// <param name="Month">1 to 12, or 0 when unknown.</param>
/// <param name="Day">1 to 31, or 0 when unknown; always 0 when the month is.</param>
public readonly record struct PartialDate(int Year, int Month = 0, int Day = 0)
{
    /// <summary>True when year, month and day are all known.</summary>
    public bool IsComplete => Month != 0 && Day != 0;

    /// <summary>The whole date, or null while a part is unknown.</summary>
    public DateOnly? Date => IsComplete ? new DateOnly(Year, Month, Day) : null;

    /// <summary>The last day that it may be: of a year its last, of a month its last.</summary>
    public DateOnly Latest
    {
        get
        {
            var month = Month == 0 ? 12 : Month;
            return new(Year, month, Day == 0 ? DateTime.DaysInMonth(Year, month) : Day);
        }
    }

    /// <summary>Reads <c>YYYY</c>, <c>YYYY-MM</c> or <c>YYYY-MM-DD</c>; an impossible date is not read.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out PartialDate date)
    {
        date = default;
        if (text.Length is not (4 or 7 or 10)) return false;
        if (!Part(text[..4], out var year) || year == 0) return false;
        int month = 0, day = 0;
        if (text.Length >= 7 && (text[4] != '-' || !Part(text[5..7], out month) || month is 0 or > 12)) return false;
        if (text.Length == 10 && (text[7] != '-' || !Part(text[8..10], out day) || day == 0 || day > DateTime.DaysInMonth(year, month)))
            return false;
        date = new(year, month, day);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        Month == 0 ? Year.ToString("0000", CultureInfo.InvariantCulture)
        : Day == 0 ? string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}-{Day:00}");

    static bool Part(ReadOnlySpan<char> digits, out int value) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
