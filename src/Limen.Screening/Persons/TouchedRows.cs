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
    readonly float[] order = new float[Weights.RowsPerSearch];
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

    /// <summary>Gives the rows with the most bits, at most as many as there is room for, after <paramref name="extra"/> was added to each.</summary>
    public int Best(Func<int, float> extra, Span<int> best)
    {
        for (var i = 0; i < count; i++) order[i] = bits[i] += extra(rows[i]);
        var least = float.NegativeInfinity;
        if (count > best.Length)
        {
            order.AsSpan(0, count).Sort();
            least = order[count - best.Length];
        }
        var taken = 0;
        for (var i = 0; i < count && taken < best.Length; i++)
            if (bits[i] > least) best[taken++] = rows[i];
        for (var i = 0; i < count && taken < best.Length && least > float.NegativeInfinity; i++)
            if (bits[i] == least) best[taken++] = rows[i];
        return taken;
    }

    int Place(int row)
    {
        var place = (int)(Hashing.Mix((uint)row) & (Slots - 1));
        while (slotOf[place] != 0 && rows[slotOf[place] - 1] != row) place = (place + 1) & (Slots - 1);
        return place;
    }
}
