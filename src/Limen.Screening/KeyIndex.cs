namespace Limen.Screening;

/// <summary>An immutable set of lookup keys: says whether a key is listed, not what the entry says. Built once, swapped whole.</summary>
public sealed class KeyIndex
{
    readonly ulong[] keys;

    KeyIndex(ulong[] keys) => this.keys = keys;

    /// <summary>Distinct keys held.</summary>
    public long Count => keys.Length;

    /// <summary>Builds from keys in any order, repeats allowed.</summary>
    public static KeyIndex Build(IEnumerable<ulong> keys)
    {
        var sorted = keys.ToArray();
        Array.Sort(sorted);
        var distinct = 0;
        for (var i = 0; i < sorted.Length; i++)
            if (i == 0 || sorted[i] != sorted[i - 1]) sorted[distinct++] = sorted[i];
        return new(sorted[..distinct]);
    }

    /// <summary>True when the key is listed.</summary>
    public bool Contains(ulong key) => Array.BinarySearch(keys, key) >= 0;
}
