using Limen.Storage;

namespace Limen.Server;

/// <summary>What the doctor judges, gathered at one moment. What a node has not, or what could not be found out, is null or empty.</summary>
sealed record NodeFacts
{
    public required DateTimeOffset Now { get; init; }
    public required string Folder { get; init; }
    public NodeRole? Role { get; init; }
    public IReadOnlyList<string> SettingsProblems { get; init; } = [];
    public DiskFacts? Disk { get; init; }
    public StoreRefusal? Refused { get; init; }
    public KeyCondition? Key { get; init; }
    public DatabaseCondition? Database { get; init; }
    public IReadOnlyList<IndexCondition> Indexes { get; init; } = [];
    public JournalCheck? Journal { get; init; }
    public DateTimeOffset? LastWritten { get; init; }
    public IReadOnlyList<ListFacts>? Lists { get; init; }
    public HubFacts? Hub { get; init; }
    public int Strays { get; init; }
    public CertificateFacts? Certificate { get; init; }
    public OutboxState? Outbox { get; init; }
    public IReadOnlyList<Post>? Posts { get; init; }
    public long Differing { get; init; }

    /// <summary>True when it should have a hub, and has not enrolled at one.</summary>
    public bool LacksHub { get; init; }

    /// <summary>The hub's time as well as it is known here.</summary>
    public DateTimeOffset HubNow => Hub switch
    {
        { Ahead: { } ahead } => Now - ahead,
        { Heard: var heard } when heard > Now => heard,
        _ => Now,
    };
}

/// <summary>The disk of the data folder.</summary>
/// <param name="Free">Bytes that this user may still write.</param>
/// <param name="Size">All bytes of it.</param>
/// <param name="Writable">Whether a file could be written just now.</param>
sealed record DiskFacts(long Free, long Size, bool Writable);

/// <summary>Why the store could not be opened.</summary>
sealed record StoreRefusal(string Code, string Words);

/// <summary>A list and how old it may become.</summary>
sealed record ListFacts(string Title, DateTimeOffset AsOf, TimeSpan Limit);

/// <summary>What came of calling the hub.</summary>
/// <param name="Address">Where.</param>
/// <param name="Heard">The newest moment that the hub had signed before, by its clock.</param>
/// <param name="Refused">Null when it answered; else lineDown, lineForged, or the code with which it refused.</param>
/// <param name="Words">What stood in the way; empty when nothing.</param>
/// <param name="Ahead">By how much this node's clock is ahead of the hub's; null when the hub said nothing.</param>
sealed record HubFacts(Uri Address, DateTimeOffset Heard, string? Refused, string Words, TimeSpan? Ahead);

/// <summary>Life of the certificate by which the hub knows this post.</summary>
sealed record CertificateFacts(DateTimeOffset From, DateTimeOffset Until);
