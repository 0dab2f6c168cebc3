namespace Limen.Screening;

/// <summary>Rows met so far in a search, with the bits of the parts that met there: a small hash table that is emptied by what was put in.</summary>
sealed class TouchedRows
{
    const int Slots = 1 << 15;

    readonly int[] slotOf = new int[Slots];
    readonly int[] rows = new int[Weights.RowsPerSearch];
    readonly int[] places = new int[Weights.RowsPerSearch];
    readonly float[] bits = new float[Weights.RowsPerSearch];
    readonly uint[] seen = new uint[Weights.RowsPerSearch];
    int count;

    public int Count => count;
    public ReadOnlySpan<int> Rows => rows.AsSpan(0, count);
    public bool Full => count == rows.Length;

    public void Clear()
    {
        for (var i = 0; i < count; i++) slotOf[places[i]] = 0;
        count = 0;
    }

    /// <summary>Adds the bits of an asked part once a row; false when there is no room for another row.</summary>
    public bool Add(int row, uint part, float worth)
    {
        var place = Place(row);
        var at = slotOf[place] - 1;
        if (at < 0)
        {
            if (Full) return false;
            at = count++;
            slotOf[place] = count;
            places[at] = place;
            (rows[at], bits[at], seen[at]) = (row, 0, 0);
        }
        if ((seen[at] & part) != 0) return true;
        seen[at] |= part;
        bits[at] += worth;
        return true;
    }

    /// <summary>The bits of the row at a place, to which more may be added before the best are chosen.</summary>
    public ref float Bits(int at) => ref bits[at];

    /// <summary>Gives the rows with the most bits, as many as there is room for. Equal within a quarter of a bit counts as equal.</summary>
    public int Best(Span<int> best)
    {
        Array.Clear(levels);
        for (var i = 0; i < count; i++) levels[Level(bits[i])]++;
        int least = levels.Length, above = 0;
        while (least > 0 && above + levels[least - 1] <= best.Length) above += levels[--least];
        int taken = 0, spare = best.Length - above;
        for (var i = 0; i < count; i++)
        {
            var level = Level(bits[i]);
            if (level >= least || (level == least - 1 && spare-- > 0)) best[taken++] = rows[i];
        }
        return taken;
    }

    static int Level(float bits) => Math.Clamp((int)(bits * 4) + Levels / 4, 0, Levels - 1);

    const int Levels = 512;
    readonly int[] levels = new int[Levels];

    int Place(int row)
    {
        var place = (int)(Hashing.Mix((uint)row) & (Slots - 1));
        while (slotOf[place] != 0 && rows[slotOf[place] - 1] != row) place = (place + 1) & (Slots - 1);
        return place;
    }
}
