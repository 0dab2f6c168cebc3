namespace Limen.Storage;

/// <summary>Names that were met, of 128 bits spread evenly, in 20 to 30 bytes each: an open table in parts, so that only a part is copied when it grows.</summary>
sealed class NameSet
{
    const int Parts = 1024, PartBits = 10, First = 16;

    readonly UInt128[][] parts = [.. Enumerable.Repeat<UInt128[]>([], Parts)];
    readonly int[] filled = new int[Parts];

    /// <summary>False when it was met before.</summary>
    public bool Add(UInt128 name)
    {
        var named = name == 0 ? 1 : name;
        var part = (int)(named >> (128 - PartBits));
        if (filled[part] >= parts[part].Length / 5 * 4) Grow(part);
        if (!Put(parts[part], named)) return false;
        filled[part]++;
        return true;
    }

    void Grow(int part)
    {
        var grown = new UInt128[Math.Max(First, parts[part].Length / 2 * 3)];
        foreach (var name in parts[part])
            if (name != 0) Put(grown, name);
        parts[part] = grown;
    }

    static bool Put(UInt128[] slots, UInt128 name)
    {
        var at = (int)Math.BigMul((ulong)name, (ulong)slots.Length, out _);
        while (slots[at] != 0)
        {
            if (slots[at] == name) return false;
            if (++at == slots.Length) at = 0;
        }
        slots[at] = name;
        return true;
    }
}
