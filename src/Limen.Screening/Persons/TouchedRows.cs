namespace Limen.Screening;

/// <summary>Rows met so far in a search, with the bits of the parts that met there: a small hash table that is emptied by what was put in.</summary>
sealed class TouchedRows
{
    const int Slots = 1 << 15;

    readonly ushort[] slotOf = new ushort[Slots];
    readonly TouchedRow[] rows = new TouchedRow[Weights.RowsPerSearch];
    int count;

    /// <summary>The rows met; more bits may be added to each before the best are chosen.</summary>
    public Span<TouchedRow> Rows => rows.AsSpan(0, count);
    public bool Full => count == rows.Length;

    public void Clear()
    {
        foreach (ref readonly var row in Rows) slotOf[row.Place] = 0;
        count = 0;
    }

    /// <summary>Adds the bits of an asked part once a row; false when there is no room for another row.</summary>
    public bool Add(int row, uint part, float worth)
    {
        var place = (int)(Hashing.Mix((uint)row) & (Slots - 1));
        while (slotOf[place] != 0 && rows[slotOf[place] - 1].Row != row) place = (place + 1) & (Slots - 1);
        if (slotOf[place] == 0)
        {
            if (Full) return false;
            rows[count++] = new() { Row = row, Place = place };
            slotOf[place] = (ushort)count;
        }
        ref var met = ref rows[slotOf[place] - 1];
        if ((met.Parts & part) != 0) return true;
        met.Parts |= part;
        met.Bits += worth;
        return true;
    }

    /// <summary>Gives the rows with the most bits, as many as there is room for. Equal within a quarter of a bit counts as equal.</summary>
    public int Best(Span<int> best)
    {
        Array.Clear(levels);
        foreach (ref readonly var row in Rows) levels[Level(row.Bits)]++;
        int least = levels.Length, above = 0;
        while (least > 0 && above + levels[least - 1] <= best.Length) above += levels[--least];
        int taken = 0, spare = best.Length - above;
        foreach (ref readonly var row in Rows)
        {
            var level = Level(row.Bits);
            if (level >= least || (level == least - 1 && spare-- > 0)) best[taken++] = row.Row;
        }
        return taken;
    }

    static int Level(float bits) => Math.Clamp((int)(bits * 4) + Levels / 4, 0, Levels - 1);

    const int Levels = 512;
    readonly int[] levels = new int[Levels];
}

/// <summary>A row that was met: its place in the hash table, the asked parts that met there, one bit each, and their bits.</summary>
struct TouchedRow
{
    public int Row, Place;
    public uint Parts;
    public float Bits;
}
