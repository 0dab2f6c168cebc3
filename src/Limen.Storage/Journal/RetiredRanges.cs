using System.Text.Json;

namespace Limen.Storage;

/// <summary>
/// What the journal says was retired: an inspection of such a range that it told of before is rightly gone, as long as no more are gone than
/// it says. Ranges are months or days and never overlap, but one may be retired twice, when something came late.
/// </summary>
/// <param name="ofPosts">True for what the journals of posts tell of at a hub, false for this node's own: they are counted apart.</param>
sealed class RetiredRanges(bool ofPosts)
{
    readonly SortedList<string, Range> ranges = new(StringComparer.Ordinal);

    /// <summary>Takes up an entry of kind <see cref="JournalKind.PartitionRetired"/>.</summary>
    public void Add(JournalRow row)
    {
        using var details = JsonDocument.Parse(row.Details);
        var told = details.RootElement;
        var from = told.GetProperty("from").GetString()!;
        if (!ranges.TryGetValue(from, out var range)) ranges.Add(from, range = new(told.GetProperty("to").GetString()!));
        range.N = row.N;
        range.Left[JournalKind.Inspection] += Count(told, ofPosts ? "postInspections" : "inspections");
        range.Left[JournalKind.Decision] += Count(told, ofPosts ? "postDecisions" : "decisions");
    }

    /// <summary>True when the inspection's id lies in a range that was retired.</summary>
    public bool Covers(string id) => RangeOf(id) is not null;

    /// <summary>Counts one that is gone; false when it should be there.</summary>
    /// <param name="kind">What is gone.</param>
    /// <param name="id">The inspection.</param>
    /// <param name="n">Place of what tells of it in this node's own journal; 0 where another's tells of it.</param>
    public bool Gone(JournalKind kind, string id, long n)
    {
        if (RangeOf(id) is not { } range || range.N < n || !range.Left.TryGetValue(kind, out var left) || left == 0) return false;
        range.Left[kind] = left - 1;
        return true;
    }

    // An older entry may not tell of posts.
    static long Count(JsonElement told, string name) => told.TryGetProperty(name, out var count) ? count.GetInt64() : 0;

    Range? RangeOf(string id)
    {
        var (low, high) = (0, ranges.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(ranges.Keys[middle], id) <= 0) low = middle + 1;
            else high = middle - 1;
        }
        return high >= 0 && string.CompareOrdinal(id, ranges.Values[high].To) < 0 ? ranges.Values[high] : null;
    }

    sealed class Range(string to)
    {
        public string To => to;
        public long N { get; set; }
        public Dictionary<JournalKind, long> Left { get; } = new() { [JournalKind.Inspection] = 0, [JournalKind.Decision] = 0 };
    }
}
