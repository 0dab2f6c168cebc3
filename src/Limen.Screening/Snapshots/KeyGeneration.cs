namespace Limen.Screening;

/// <summary>Keys that came after the index was built, with the version that brought the last of them.</summary>
readonly record struct AddedKeys(long Version, KeyIndex Keys);

/// <summary>An index and its overlay at one moment; never changes.</summary>
sealed class KeyGeneration(KeyIndex? index, AddedKeys[] overlay)
{
    public KeyIndex? Index => index;
    public long Version { get; } = Math.Max(index?.Origin.Number ?? 0, overlay.Select(part => part.Version).DefaultIfEmpty().Max());
    public long Waiting { get; } = overlay.Sum(part => part.Keys.Count);
    public long Bytes { get; } = (index?.Bytes ?? 0) + overlay.Sum(part => part.Keys.Bytes);

    public bool MayHold(ulong key)
    {
        if (index is null || index.Contains(key)) return true;
        foreach (var part in overlay)
            if (part.Keys.Contains(key)) return true;
        return false;
    }

    public IReadOnlyList<ulong> Held(IReadOnlyList<ulong> keys) =>
        index is null ? keys : overlay.Length == 0 ? index.Held(keys) : [.. keys.Where(MayHold)];

    /// <summary>
    /// With more keys: a part is joined with those before it that are not larger, so that there are few and each key is moved seldom.
    /// </summary>
    public KeyGeneration With(AddedKeys added)
    {
        var kept = overlay.Length;
        for (; kept > 0 && overlay[kept - 1].Keys.Count <= added.Keys.Count; kept--)
            added = new(
                Math.Max(added.Version, overlay[kept - 1].Version),
                KeyIndex.Build(overlay[kept - 1].Keys.Keys().Concat(added.Keys.Keys())));
        return new(index, [.. overlay[..kept], added]);
    }

    /// <summary>On a newer index, with those parts of the overlay that it may lack.</summary>
    public KeyGeneration On(KeyIndex newer) => new(newer, [.. overlay.Where(part => part.Version > newer.Origin.Number)]);
}
