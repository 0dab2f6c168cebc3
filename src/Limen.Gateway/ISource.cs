namespace Limen.Gateway;

/// <summary>Something that can be asked: a list of this node, another node, a partner's line.</summary>
public interface ISource
{
    /// <summary>How it stands now. Cheap: asked for every query and every status page.</summary>
    SourceStatus Status { get; }

    /// <summary>True when the source could answer something in this query; others are not asked.</summary>
    bool Concerns(Query query);

    /// <summary>Asks. May be slow, throw or never end: the gateway bounds it. Cancelled at the deadline.</summary>
    Task<Reply> AskAsync(Query query, CancellationToken cancel);
}

/// <summary>Whether a source can be asked.</summary>
public enum SourceState
{
    /// <summary>Answers.</summary>
    Ready = 1,
    /// <summary>Being loaded.</summary>
    Loading = 2,
    /// <summary>Did not answer when last asked.</summary>
    Silent = 3,
}

/// <summary>How a source stands.</summary>
/// <param name="Source">Its id, the same in every answer.</param>
/// <param name="Title">Its name for the officer.</param>
/// <param name="State">Whether it can be asked.</param>
public sealed record SourceStatus(string Source, string Title, SourceState State)
{
    /// <summary>What it holds: documents, persons, vehicles, or node for another Limen.</summary>
    public required string Kind { get; init; }

    /// <summary>Version of the list it answers from; null when it has none.</summary>
    public long? ListVersion { get; init; }

    /// <summary>Since when the list is as it is: the moment of its last import or synchronisation; null when unknown.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Entries held; null when unknown.</summary>
    public long? Entries { get; init; }

    /// <summary>The time it has to answer.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Age of the list above which its silence counts as no answer; null for no limit.</summary>
    public TimeSpan? StaleAfter { get; init; }
}

/// <summary>One source's answer to one query.</summary>
/// <param name="Source">Id of the source.</param>
/// <param name="Title">Its name for the officer.</param>
/// <param name="Reply">What it said.</param>
/// <param name="Took">From the question to the reply.</param>
public sealed record Answer(string Source, string Title, Reply Reply, TimeSpan Took)
{
    /// <summary>What it holds: documents, persons, vehicles, or node for another Limen.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Version of the list that answered; null when it has none.</summary>
    public long? ListVersion { get; init; }

    /// <summary>Since when that list is as it is.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>True when the list was older than its limit when asked.</summary>
    public bool Stale { get; init; }
}
