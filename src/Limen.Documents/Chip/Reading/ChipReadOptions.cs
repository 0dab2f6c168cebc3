namespace Limen.Documents;

/// <summary>What to read and prove, and how long to wait.</summary>
public sealed record ChipReadOptions
{
    /// <summary>How long one exchange may take.</summary>
    public TimeSpan ExchangeDeadline { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the whole reading may take.</summary>
    public TimeSpan WholeDeadline { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The data groups wanted, by number; null for every one the chip lists. EF.SOD, DG14 and DG15 are read in any case.</summary>
    public IReadOnlyList<int>? DataGroups { get; init; }

    /// <summary>Whether the chip is asked to prove itself by chip and active authentication.</summary>
    public bool Authenticate { get; init; } = true;

    /// <summary>What opens DG3 and DG4; null to leave them closed.</summary>
    public TerminalCredential? Terminal { get; init; }

    /// <summary>The most octets to ask for in one read; 0 for as many as reader and chip allow.</summary>
    public int LargestRead { get; init; }

    /// <summary>Where every exchange is noted; null for nowhere.</summary>
    public CardTrace? Trace { get; init; }
}
