using System.Globalization;

namespace Limen.Storage;

/// <summary>Moments and days as text that sorts like time: UTC, ISO 8601, always the same width.</summary>
static class Stamp
{
    const string Moment = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    public static string Of(DateTimeOffset at) => at.UtcDateTime.ToString(Moment, CultureInfo.InvariantCulture);

    public static string? Of(DateTimeOffset? at) => at is { } moment ? Of(moment) : null;

    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateTimeOffset Read(string text) =>
        DateTimeOffset.ParseExact(text, Moment, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>True for what <see cref="Of(DateTimeOffset)"/> writes, and for nothing else.</summary>
    public static bool IsMoment(string text) =>
        DateTimeOffset.TryParseExact(text, Moment, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && Of(at) == text;

    public static DateTimeOffset? ReadOrNull(string? text) => text is null ? null : Read(text);
}
