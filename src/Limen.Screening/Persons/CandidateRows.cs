namespace Limen.Screening;

/// <summary>
/// Chooses the rows worth scoring. A part that few bear brings all its bearers; a common part brings those born when the asked person was,
/// or near it in the ways dates go wrong; two common parts bring those who bear both. Nobody is met for a date, a sex or a State alone.
/// </summary>
sealed class CandidateRows(PartTable parts, PersonRows rows)
{
    readonly TouchedRows touched = new();
    readonly List<(int From, int To)> windows = [];
    int asked;
    int dayRow, dayEnd, swapRow, swapEnd, yearRow, yearEnd, openEnd;

    /// <summary>Rows met, and rows that would have been met had there been room.</summary>
    public int Met => touched.Rows.Length + missed;
    int missed;

    /// <summary>Meets rows for the asked name and the packed day of birth (0: not known), and gives the most promising.</summary>
    public int Choose(AskedName name, PartMatches matches, int day, Span<int> best)
    {
        touched.Clear();
        missed = 0;
        asked = day;
        Windows(day);
        for (var i = 0; i < name.All.Length; i++) MeetBearers(name.All[i], matches.Spellings(i));
        MeetPairs(name, matches, asked == 0 ? rows.Count : openEnd);
        foreach (ref var row in touched.Rows) row.Bits += Bonus(row.Row);
        return touched.Best(best);
    }

    void MeetBearers(AskedPart part, List<Spelled> spellings)
    {
        foreach (var spelled in spellings)
        {
            var bit = spelled.SecondHalf ? HalfBit(part) : Bit(part);
            var bearers = parts.Bearers(spelled.Part);
            if (bearers.Length <= Weights.ShortList) Meet(bearers, bit, spelled.Bits);
            else MeetWindows(bearers, bit, spelled.Bits);
        }
    }

    void MeetWindows(ReadOnlySpan<int> bearers, uint bit, float bits)
    {
        foreach (var (from, to) in windows) Meet(Between(bearers, from, to), bit, bits);
        var open = Between(bearers, 0, openEnd);
        if (open.Length <= Weights.ShortList) Meet(open, bit, bits);
    }

    void Meet(ReadOnlySpan<int> bearers, uint bit, float bits)
    {
        foreach (var row in bearers)
            if (!touched.Add(row, bit, bits)) missed++;
    }

    // Parts have the lower bits; the few that are two in one share the upper ones.
    static uint HalfBit(AskedPart part) => 1u << (Weights.MostParts + 1 + part.At % 7);

    static uint Bit(AskedPart part) => (part.Covers == 1 ? 1u : 3u) << part.At;

    static ReadOnlySpan<int> Between(ReadOnlySpan<int> bearers, int from, int to)
    {
        var start = Lower(bearers, from);
        return bearers.Slice(start, Gallop(bearers[start..], to));
    }

    static int Lower(ReadOnlySpan<int> sorted, int row)
    {
        var at = sorted.BinarySearch(row);
        return at < 0 ? ~at : at;
    }

    void Windows(int day)
    {
        windows.Clear();
        openEnd = rows.From(1);
        if (day == 0) return;
        int year = PackedDay.Year(day), month = PackedDay.Month(day), of = PackedDay.Day(day);
        (yearRow, yearEnd) = Range(PackedDay.Of(year, 0, 0), PackedDay.Of(year + 1, 0, 0));
        (dayRow, dayEnd) = month == 0 ? (yearRow, yearEnd) : Range(day, day + 1);
        (swapRow, swapEnd) = of is > 0 and <= 12 && of != month ? Range(PackedDay.Of(year, of, month), PackedDay.Of(year, of, month) + 1) : (0, 0);
        if (month == 0) { windows.Add((yearRow, yearEnd)); return; }
        windows.Add(Range(PackedDay.Of(year, 0, 0), PackedDay.Of(year, 1, 0)));
        windows.Add(Range(PackedDay.Of(year, month, 0), PackedDay.Of(year, month + 1, 0)));
        if (of == 0) return;
        if (of is > 0 and <= 12 && of != month) windows.Add((swapRow, swapEnd));
        foreach (var other in OtherYears) windows.Add(Range(PackedDay.Of(year + other, month, of), PackedDay.Of(year + other, month, of) + 1));
    }

    static readonly int[] OtherYears = [-1, 1, -10, 10];

    (int From, int To) Range(int from, int to) => (rows.From(from), rows.From(to));

    // What the place of a row among the dates of birth will bring when it is scored.
    float Bonus(int row) =>
        asked == 0 || row < openEnd ? 0
        : row >= dayRow && row < dayEnd ? PackedDay.Month(asked) == 0 ? Weights.BornSameYear : Weights.BornSameDay
        : row >= swapRow && row < swapEnd ? Weights.BornDayMonthSwapped
        : row >= yearRow && row < yearEnd ? Weights.BornYearOfFullDate / 2
        : Weights.BornOtherwise / 2;

    // Two parts that many bear: those who bear both, among rows without one date (or all rows, where the traveller's is not known).
    void MeetPairs(AskedName name, PartMatches matches, int end)
    {
        common.Clear();
        for (var i = 0; i < name.Single.Length; i++)
            foreach (var spelled in matches.Spellings(i))
                if (Common(spelled.Part, end).Length > 0) common.Add((i, spelled));
        for (var one = 0; one < common.Count; one++)
            for (var other = one + 1; other < common.Count; other++)
                if (common[one].Part != common[other].Part && common[one].Spelled.Part != common[other].Spelled.Part) MeetBoth(common[one], common[other], end);
    }

    readonly List<(int Part, Spelled Spelled)> common = [];

    ReadOnlySpan<int> Common(int part, int end)
    {
        var bearers = parts.Bearers(part);
        if (bearers.Length <= Weights.ShortList) return [];
        var within = Between(bearers, 0, end);
        return within.Length <= Weights.ShortList ? [] : within;
    }

    void MeetBoth((int Part, Spelled Spelled) one, (int Part, Spelled Spelled) other, int end)
    {
        ReadOnlySpan<int> few = Common(one.Spelled.Part, end), many = Common(other.Spelled.Part, end);
        if (few.Length > many.Length) { var swap = few; few = many; many = swap; }
        foreach (var row in few)
        {
            many = many[Gallop(many, row)..];
            if (many.Length == 0) return;
            if (many[0] != row) continue;
            if (touched.Add(row, 1u << one.Part, one.Spelled.Bits)) touched.Add(row, 1u << other.Part, other.Spelled.Bits);
            else missed++;
        }
    }

    static int Gallop(ReadOnlySpan<int> sorted, int row)
    {
        var step = 1;
        while (step < sorted.Length && sorted[step] < row) step *= 2;
        var from = step / 2;
        return from + Lower(sorted[from..Math.Min(step + 1, sorted.Length)], row);
    }
}
