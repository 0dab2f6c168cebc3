namespace Limen.Storage;

/// <summary>How a store's database stands.</summary>
public sealed record DatabaseCondition
{
    /// <summary>sqlite or postgres.</summary>
    public required string Dialect { get; init; }
    /// <summary>Bytes on its disk, log included.</summary>
    public required long Bytes { get; init; }
    /// <summary>Bytes of SQLite's log that are not folded into the file yet; 0 with PostgreSQL.</summary>
    public required long LogBytes { get; init; }
    /// <summary>What the database itself found damaged, first of all; null when nothing, or when it was not asked.</summary>
    public string? Damage { get; init; }
    /// <summary>True when it was asked whether its file is sound; PostgreSQL is not asked.</summary>
    public required bool Checked { get; init; }
    /// <summary>With PostgreSQL: true for a standby, which takes no writes; null with SQLite.</summary>
    public bool? Standby { get; init; }
    /// <summary>With PostgreSQL: standbys that are connected to it; null with SQLite.</summary>
    public long? Standbys { get; init; }
    /// <summary>With PostgreSQL: true when a commit waits for a standby; null with SQLite.</summary>
    public bool? Synchronous { get; init; }
}

/// <summary>How the index file of a list stands.</summary>
public enum IndexState
{
    /// <summary>It is there, and every part of it is as it was written.</summary>
    Whole = 1,
    /// <summary>There is none that this program reads: it is built by the next server, and answers are slower until then.</summary>
    Absent = 2,
    /// <summary>It is damaged: it is not used, and built anew.</summary>
    Damaged = 3,
}

/// <summary>The index file of one list.</summary>
/// <param name="List">Id of the list.</param>
/// <param name="State">How it stands.</param>
public sealed record IndexCondition(string List, IndexState State);

/// <summary>How the key of a store stands.</summary>
/// <param name="Path">The key file; null where the store is not sealed.</param>
/// <param name="Beside">True when it lies in the folder that it seals.</param>
/// <param name="OthersRead">True when other users of this computer may read it.</param>
public sealed record KeyCondition(string? Path, bool Beside, bool OthersRead);

/// <summary>An inspection that the hub answered otherwise than the post that made it.</summary>
/// <param name="Post">The post, as its hub knows it; null at the post itself.</param>
/// <param name="At">When that was noticed, UTC.</param>
/// <param name="Inspection">Id of the inspection.</param>
/// <param name="Details">What differed: a JSON object without data of the traveller.</param>
public sealed record DifferingInspection(string? Post, DateTimeOffset At, string Inspection, string Details);
