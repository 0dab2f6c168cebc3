namespace Limen.Documents;

/// <summary>
/// The century of two-digit years; Doc 9303-3 §4.8 is silent on it. A birth is never in the future, so its year is the latest that
/// is not after the given day (a traveller over a hundred is read a century too young: the zone cannot say otherwise). A document
/// may have expired long ago or expire long hence, so its year is the one within fifty years of the given day: of the last
/// forty-nine, this one, or the next fifty.
/// </summary>
static class MrzDates
{
    /// <summary>Reads six characters; null when the year is unknown or the day is in no calendar.</summary>
    public static PartialDate? Birth(ReadOnlySpan<char> text, DateOnly today) =>
        Parts(text, out var year, out var month, out var day) ? Known(LatestNotAfter(today, year, month, day), month, day) : null;

    /// <summary>Reads six characters; null when the year is unknown or the day is in no calendar.</summary>
    public static PartialDate? Expiry(ReadOnlySpan<char> text, DateOnly today) =>
        Parts(text, out var year, out var month, out var day) ? Known(Nearest(today.Year, year), month, day) : null;

    /// <summary>The first character of an impossible month or day, or -1. Fillers are unknown parts, never impossible.</summary>
    public static int Impossible(ReadOnlySpan<char> text, PartialDate? read)
    {
        if (!Part(text[2..4], 12)) return 2;
        if (!Part(text[4..6], 31)) return 4;
        var whole = text.IndexOf('<') < 0;
        return whole && read is null ? 4 : -1;
    }

    static bool Parts(ReadOnlySpan<char> text, out int year, out int month, out int day)
    {
        year = Two(text);
        month = Math.Max(Two(text[2..]), 0);
        day = month == 0 ? 0 : Math.Max(Two(text[4..]), 0);
        return year >= 0 && text.IndexOfAnyExcept(MrzAlphabet.Digits) < 0 && Part(text[2..4], 12) && Part(text[4..6], 31);
    }

    static int Two(ReadOnlySpan<char> text) =>
        char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[1]) ? ((text[0] - '0') * 10) + text[1] - '0' : -1;

    static bool Part(ReadOnlySpan<char> text, int most) => Two(text) is -1 || (Two(text) >= 1 && Two(text) <= most);

    static PartialDate? Known(int year, int month, int day) =>
        year < 1 || (day > 0 && day > DateTime.DaysInMonth(year, month)) ? null : new(year, month, day);

    static int LatestNotAfter(DateOnly today, int twoDigits, int month, int day)
    {
        var year = today.Year - (today.Year % 100) + twoDigits;
        var after = year != today.Year ? year > today.Year
            : month > today.Month || (month == today.Month && day > today.Day);
        return after ? year - 100 : year;
    }

    static int Nearest(int thisYear, int twoDigits)
    {
        var year = thisYear - (thisYear % 100) + twoDigits;
        return year > thisYear + 50 ? year - 100 : year < thisYear - 49 ? year + 100 : year;
    }
}
