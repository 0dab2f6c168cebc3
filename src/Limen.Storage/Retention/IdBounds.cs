using System.Globalization;

namespace Limen.Storage;

/// <summary>The days from <see cref="First"/> until before <see cref="Next"/> as ids: those of inspections begin with their moment (UUID version 7) and sort by it.</summary>
readonly record struct IdBounds(DateOnly First, DateOnly Next)
{
    const string None = "";

    public string From => First == DateOnly.MinValue ? None : FirstOf(First);
    public string To => FirstOf(Next);

    /// <summary>The day, or the month where it is one.</summary>
    public string Name => First.AddDays(1) == Next ? Stamp.Of(First) : Stamp.Of(First)[..7];

    /// <summary>Everything before a day.</summary>
    public static IdBounds Of(DateOnly before) => new(DateOnly.MinValue, before);

    /// <summary>Sorts before every id of the day and after every id before it.</summary>
    public static string FirstOf(DateOnly day)
    {
        var hex = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeMilliseconds().ToString("x12", CultureInfo.InvariantCulture);
        return $"{hex[..8]}-{hex[8..]}";
    }

    /// <summary>The day in which an id began; one that has no moment in it lies at the beginning of 1970.</summary>
    public static DateOnly DayOf(string id) =>
        id.Length > 13 && long.TryParse(string.Concat(id.AsSpan(0, 8), id.AsSpan(9, 4)), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var ms)
            ? DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(ms).UtcDateTime)
            : new(1970, 1, 1);
}
