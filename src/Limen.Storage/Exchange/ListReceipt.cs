namespace Limen.Storage;

/// <summary>The hub that a node takes lists from.</summary>
/// <param name="Store">Id of its store.</param>
/// <param name="Holds">True for what it has signed.</param>
public sealed record TrustedHub(Guid Store, Verifier Holds);

/// <summary>What came of taking in a list version.</summary>
/// <param name="List">The list; empty when the manifest names none.</param>
/// <param name="Version">The version that stands now; 0 for none.</param>
public sealed record ListReceipt(string List, long Version)
{
    /// <summary>Entries in it.</summary>
    public long Entries { get; init; }
    /// <summary>Entries that came.</summary>
    public long Added { get; init; }
    /// <summary>Entries that read otherwise than before.</summary>
    public long Changed { get; init; }
    /// <summary>Entries that were withdrawn.</summary>
    public long Removed { get; init; }
    /// <summary>Null, or why nothing was taken in: bundleForged, bundleOther, bundleOlder, bundleGap, bundleDiffers, bundleUnreadable, chunkDamaged, kindMismatch, listInTheWay.</summary>
    public string? Refused { get; init; }
    /// <summary>The refusal as a sentence; null when there is none.</summary>
    public string? RefusedWords { get; init; }
    /// <summary>The chunk that is missing or damaged; null when none is.</summary>
    public string? Chunk { get; init; }
    /// <summary>How long it took, in milliseconds.</summary>
    public long TookMs { get; init; }
}

/// <summary>What came of heads.</summary>
/// <param name="Heads">What they say; null when they are refused.</param>
/// <param name="Refused">Null, or bundleForged, bundleOther, bundleOlder, bundleUnreadable.</param>
public sealed record HeadsReceipt(Heads? Heads, string? Refused);

/// <summary>A list of which the hub has a newer version than this node.</summary>
/// <param name="List">Its id.</param>
/// <param name="After">The version that is here; 0 for none.</param>
/// <param name="Version">The hub's.</param>
public sealed record WantedList(string List, long After, long Version);
