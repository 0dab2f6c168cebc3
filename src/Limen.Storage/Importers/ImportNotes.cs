namespace Limen.Storage;

/// <summary>What a reader has to tell besides its rows.</summary>
sealed class ImportNotes
{
    readonly List<RejectedRow> rejected = [];
    readonly SortedSet<string> unknownColumns = new(StringComparer.Ordinal);

    public IReadOnlyList<RejectedRow> Rejected => rejected;
    public long RejectedCount { get; private set; }
    public long Skipped { get; private set; }
    public IReadOnlyCollection<string> UnknownColumns => unknownColumns;
    public string? Refused { get; private set; }
    public string? RefusedWords { get; private set; }

    public void Reject(in Source at, Fault fault)
    {
        RejectedCount++;
        if (rejected.Count < ImportReport.RejectedListed) rejected.Add(new(at.File, at.Line, fault.Code, fault.Words));
    }

    public void Skip() => Skipped++;

    public void UnknownColumn(string name)
    {
        if (unknownColumns.Count < 100) unknownColumns.Add(name.Length > 100 ? name[..100] : name);
    }

    /// <summary>The first reason stands.</summary>
    public void Refuse(string code, string words)
    {
        if (Refused is null) (Refused, RefusedWords) = (code, words);
    }
}

/// <summary>Where a record stands.</summary>
readonly record struct Source(string File, long Line);

/// <summary>Why a record cannot be taken in.</summary>
sealed record Fault(string Code, string Words);

/// <summary>A record that was read: an entry of one of the three kinds, and where it stood.</summary>
readonly record struct Parsed(Source At, object Entry);
