namespace Limen.Server;

/// <summary>How bad a diagnosis is; by the worst of them a program that watches nodes is told.</summary>
public enum Health
{
    /// <summary>As it should be.</summary>
    Fine = 1,
    /// <summary>Worth knowing; nothing has to be done today.</summary>
    Note = 2,
    /// <summary>Something has to be done.</summary>
    Wrong = 3,
}

/// <summary>One thing that the doctor found, well or not.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Code">Code with an entry in docs/errors.md.</param>
/// <param name="Words">The finding as an English sentence.</param>
/// <param name="Remedy">What to do, as an English sentence; empty when nothing.</param>
public sealed record Diagnosis(Health Severity, string Code, string Words, string Remedy = "")
{
    /// <summary>What it is about where there are several: a list, a post, a file, a code; null when there is but one.</summary>
    public string? Subject { get; init; }
    /// <summary>An age or a difference of clocks, in seconds; null when the finding has none.</summary>
    public long? Seconds { get; init; }
    /// <summary>How many; null when the finding counts nothing.</summary>
    public long? Count { get; init; }
    /// <summary>Bytes; null when the finding measures none.</summary>
    public long? Bytes { get; init; }
    /// <summary>A moment, UTC; null when the finding names none.</summary>
    public DateTimeOffset? At { get; init; }
}
