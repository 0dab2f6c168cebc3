using Limen.Gateway;
using Limen.Screening;

namespace Limen.Inspections;

/// <summary>What the system advises; an officer decides. Ordered by severity: while answers arrive it only rises.</summary>
public enum Advice
{
    /// <summary>Every check and every source answered, and none objects.</summary>
    Clear = 1,
    /// <summary>Nothing objects so far, but a check or a source gave no answer.</summary>
    Incomplete = 2,
    /// <summary>Something must be looked at by a person before going on.</summary>
    Refer = 3,
}

/// <summary>What a finding calls for.</summary>
public enum Severity
{
    /// <summary>Worth knowing; changes nothing.</summary>
    Note = 1,
    /// <summary>Something is missing; advice cannot be clear.</summary>
    Gap = 2,
    /// <summary>Somebody must look.</summary>
    Refer = 3,
}

/// <summary>One reason for the advice.</summary>
/// <param name="Severity">What it calls for.</param>
/// <param name="Code">camelCase code with an entry in docs/errors.md.</param>
/// <param name="Words">The finding as a sentence in English.</param>
public sealed record Finding(Severity Severity, string Code, string Words)
{
    /// <summary>The source it comes from; null when from the document.</summary>
    public string? Source { get; init; }

    /// <summary>The entry it is about; null when none.</summary>
    public string? EntryId { get; init; }

    /// <summary>The check it comes from; null when from a source.</summary>
    public string? Check { get; init; }

    /// <summary>May name a person: says only severity and code.</summary>
    public override string ToString() => $"{Severity} {Code}";
}

/// <summary>Which matches refer; part of what makes a verdict replayable years later.</summary>
/// <param name="ReferFrom">Weakest strength that refers; weaker matches are notes.</param>
public sealed record Policy(Strength ReferFrom = Strength.Possible);

/// <summary>The system's advice with its reasons, worst first.</summary>
/// <param name="Advice">The worst that any finding calls for.</param>
/// <param name="Findings">Worst first; equal ones in the order of checks, then sources.</param>
public sealed record Verdict(Advice Advice, IReadOnlyList<Finding> Findings)
{
    /// <summary>Judges. A pure function: the same checks, answers and policy give the same verdict.</summary>
    public static Verdict Of(IReadOnlyList<DocumentCheck> checks, IReadOnlyList<Answer> answers, Policy policy)
    {
        var findings = new List<Finding>();
        foreach (var check in checks)
            if (check.Finding is { } finding) findings.Add(finding with { Check = check.Name });
        foreach (var answer in answers.OrderBy(a => a.Source, StringComparer.Ordinal)) findings.AddRange(Judge(answer, policy));
        if (answers.Count == 0)
            findings.Add(new(Severity.Gap, "noSourceAsked", "No list was asked: nothing that this node holds concerns what was scanned."));
        var worst = findings.Count == 0 ? Severity.Note : findings.Max(finding => finding.Severity);
        return new(AdviceFor(worst), [.. findings.OrderByDescending(finding => finding.Severity)]);
    }

    static Advice AdviceFor(Severity worst) => worst switch
    {
        Severity.Note => Advice.Clear,
        Severity.Gap => Advice.Incomplete,
        Severity.Refer => Advice.Refer,
    };

    static IEnumerable<Finding> Judge(Answer answer, Policy policy) => answer.Reply switch
    {
        Reply.NoHit => [],
        Reply.Unavailable silent => [new(Severity.Gap, "sourceUnavailable", $"{answer.Title} did not answer: {Words(silent.Silence)}.") { Source = answer.Source }],
        Reply.Hit hit => Judge(answer, hit, policy),
        _ => throw new InvalidOperationException("A reply is one of three."),
    };

    static IEnumerable<Finding> Judge(Answer answer, Reply.Hit hit, Policy policy)
    {
        foreach (var match in hit.Matches) yield return Judge(answer, match, policy);
        if (hit.Cut > 0)
            yield return new(Severity.Note, "matchesCut", $"{answer.Title} found {hit.Cut} more than are shown.") { Source = answer.Source };
        if (hit.Partly is { } silence)
            yield return new(Severity.Gap, "sourceUnavailable", $"A part of {answer.Title} did not answer: {Words(silence)}.") { Source = answer.Source };
        if (answer.Stale)
            yield return new(Severity.Gap, "sourceStale", $"{answer.Title} answered from a list older than its limit.") { Source = answer.Source };
    }

    static Finding Judge(Answer answer, Match match, Policy policy)
    {
        var refers = match.Cleared is null && match.Candidate.Strength >= policy.ReferFrom;
        var code = match.Cleared is not null ? "matchCleared" : refers ? "possibleMatch" : "weakMatch";
        var reasons = string.Join("; ", match.Candidate.Evidence.Where(e => e.Words.Length > 0).Select(e => e.Words));
        return new(refers ? Severity.Refer : Severity.Note, code, $"{answer.Title}: {Lead(code)} {match.Listing.Title}: {reasons}.{(match.FromChip ? " Found by what the chip says, not by the printed page." : "")}")
        {
            Source = answer.Source,
            EntryId = match.Candidate.EntryId,
        };
    }

    static string Lead(string code) => code switch
    {
        "matchCleared" => "cleared before for this traveller,",
        "possibleMatch" => "possible match, confirm:",
        _ => "weak resemblance, for information:",
    };

    static string Words(Silence silence) => silence switch
    {
        Silence.Late => "nothing came before its deadline",
        Silence.Unreachable => "it could not be reached",
        Silence.NotAllowed => "it does not allow us to ask",
        Silence.Garbled => "what it said could not be understood",
        Silence.Stale => "its list is older than the limit, so finding nothing says nothing",
        Silence.Loading => "its list is being loaded",
        Silence.Broken => "it failed",
    };
}
