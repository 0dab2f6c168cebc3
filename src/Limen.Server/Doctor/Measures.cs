using System.Globalization;

namespace Limen.Server;

/// <summary>Ages, sizes and moments as an operator reads them, and as they can be read aloud.</summary>
static class Measures
{
    public static string Words(this TimeSpan age)
    {
        age = age.Duration();
        if (age < TimeSpan.FromSeconds(90)) return Of(age.TotalSeconds, "second");
        if (age < TimeSpan.FromMinutes(90)) return Of(age.TotalMinutes, "minute");
        return age < TimeSpan.FromHours(36) ? Of(age.TotalHours, "hour") : Of(age.TotalDays, "day");
    }

    public static string Size(long bytes) => bytes switch
    {
        < 1 << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0} KiB"),
        < 1 << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 20):0} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 30):0.0} GiB"),
    };

    public static string Moment(this DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:yyyy-MM-dd HH:mm} UTC");

    static string Of(double number, string unit)
    {
        var whole = (long)Math.Round(number);
        return string.Create(CultureInfo.InvariantCulture, $"{whole} {unit}{(whole == 1 ? "" : "s")}");
    }
}
