using System.Globalization;
using Limen.Documents;

namespace Limen.Storage;

/// <summary>Dates of birth as public lists write them.</summary>
static class ListedDates
{
    const int LongestRange = 20;

    static readonly string[] Days = ["d MMM yyyy", "dd MMM yyyy", "d MMMM yyyy"];
    static readonly string[] Months = ["MMM yyyy", "MMMM yyyy"];

    /// <summary>Every year from one to the other, so that each of them agrees; of a range too long to say anything, its ends.</summary>
    public static IEnumerable<PartialDate> Years(int from, int to)
    {
        if (from is < 1000 or > 9999 || to is < 1000 or > 9999 || to < from) return [];
        return to - from < LongestRange ? Enumerable.Range(from, to - from + 1).Select(year => new PartialDate(year)) : [new(from), new(to)];
    }

    /// <summary>"07 Oct 1942", "Aug 1961", "1946", "circa 1961", "1961 to 1963": none when it is none of these.</summary>
    public static IEnumerable<PartialDate> Read(string text)
    {
        text = text.Trim();
        var circa = text.StartsWith("circa ", StringComparison.OrdinalIgnoreCase);
        if (circa) text = text["circa ".Length..].Trim();
        if (text.Split(" to ") is [var first, var last])
            return One(first) is { } from && One(last) is { } to ? Years(from.Year, to.Year) : [];
        return One(text) is { } date ? [circa ? new(date.Year) : date] : [];
    }

    static PartialDate? One(string text)
    {
        if (PartialDate.TryParse(text, out var iso)) return iso;
        if (DateOnly.TryParseExact(text, Days, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var day)) return new(day.Year, day.Month, day.Day);
        return DateOnly.TryParseExact(text, Months, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var month) ? new(month.Year, month.Month) : null;
    }
}
