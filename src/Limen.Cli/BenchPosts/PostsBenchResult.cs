using System.Globalization;

namespace Limen.Cli;

/// <summary>How much is asked of the hub.</summary>
sealed record PostsLoad(int Posts, int Entries, int Rounds, int Changes, int Events, int Batch, int IdleSeconds);

/// <summary>When the first, the middle, the ninety-ninth of a hundred and the last of all posts were reached, in milliseconds; Missed never were.</summary>
sealed record Spread(double FirstMs, double MedianMs, double P99Ms, double LastMs, int Missed)
{
    public static Spread Of(IReadOnlyCollection<double?> took)
    {
        var reached = took.OfType<double>().Order().ToArray();
        return new(At(reached, 0), At(reached, 0.5), At(reached, 0.99), At(reached, 1), took.Count - reached.Length);
    }

    public string Words() => string.Create(CultureInfo.InvariantCulture,
        $"first {FirstMs:N0} ms, median {MedianMs:N0} ms, p99 {P99Ms:N0} ms, last {LastMs:N0} ms{(Missed > 0 ? $"; {Missed} were never reached" : "")}");

    static double At(double[] sorted, double share) => sorted.Length == 0 ? 0 : Math.Round(sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))], 1);
}

/// <summary>Something that went to all posts.</summary>
/// <param name="Reached">From the moment at which it was sent to the hub, or at which the lines came back.</param>
/// <param name="ImportMs">What of it was the import at the hub, on average; 0 where it was before.</param>
/// <param name="BytesPerPost">Manifests and chunks, on average, without the heads.</param>
/// <param name="Hub">What it cost the hub.</param>
sealed record SentDown(Spread Reached, double ImportMs, long BytesPerPost, HubCost Hub);

/// <summary>Events that the hub took in.</summary>
/// <param name="Sent">By all posts together.</param>
/// <param name="Acknowledged">Of them, those that stand in the hub's database afterwards.</param>
/// <param name="PerSecond">From the first sending to the last acknowledgement.</param>
/// <param name="BytesEach">On the line, on average.</param>
/// <param name="Busy">How often the hub asked a post to come again later.</param>
/// <param name="BatchMs">How long the sending of one part took, tries included: median, p99.</param>
/// <param name="Hub">What it cost the hub.</param>
sealed record SentUp(long Sent, long Acknowledged, double PerSecond, double BytesEach, long Busy, Spread BatchMs, HubCost Hub);

/// <summary>What a part of the measuring cost the hub's process.</summary>
/// <param name="Seconds">By the clock.</param>
/// <param name="ProcessorSeconds">Of all cores.</param>
/// <param name="ResidentMegaBytes">At its end.</param>
sealed record HubCost(double Seconds, double ProcessorSeconds, double ResidentMegaBytes)
{
    /// <summary>Share of one core.</summary>
    public double Cores => Seconds > 0 ? Math.Round(ProcessorSeconds / Seconds, 4) : 0;
}

/// <summary>What was measured.</summary>
sealed record PostsBenchResult
{
    public bool Simulated { get; } = true;
    public required PostsLoad Load { get; init; }
    public required string Database { get; init; }
    public required HubCost Enrolled { get; init; }
    public required SentDown FirstCopy { get; init; }
    public required HubCost Idle { get; init; }
    public required SentDown News { get; init; }
    public required SentDown AfterOutage { get; init; }
    public required SentUp Events { get; init; }
    public required double HubPeakMegaBytes { get; init; }
    public required long LinesBroken { get; init; }
    public required bool JournalWhole { get; init; }

    public bool AllWell => FirstCopy.Reached.Missed + News.Reached.Missed + AfterOutage.Reached.Missed == 0 && Events.Sent == Events.Acknowledged && JournalWhole;

    public string Words() => string.Create(CultureInfo.InvariantCulture, $"""
        {Load.Posts} simulated posts at one hub, {Database}
        enrolled           {Enrolled.Seconds:0.0} s; hub: {Enrolled.ProcessorSeconds:0.0} s of a core
        first copy         {FirstCopy.Reached.Words()}; {FirstCopy.BytesPerPost:N0} bytes a post; hub: {FirstCopy.Hub.ProcessorSeconds:0.0} s of a core
        all feeds held     hub: {Idle.Cores:P2} of a core, {Idle.ResidentMegaBytes:N0} MB
        a new entry        {News.Reached.Words()}; of that the import {News.ImportMs:N0} ms; {Load.Rounds} rounds; hub: {News.Hub.ProcessorSeconds:0.00} s of a core
        after an outage    {AfterOutage.Reached.Words()}; {Load.Changes:N0} changes, {AfterOutage.BytesPerPost:N0} bytes a post; hub: {AfterOutage.Hub.ProcessorSeconds:0.0} s of a core
        events             {Events.PerSecond:N0} a second; {Events.Acknowledged:N0} of {Events.Sent:N0} are in the database; {Events.BytesEach:N0} bytes each; {Events.Busy:N0} times told to wait; hub: {Events.Hub.ProcessorSeconds:0.0} s of a core in {Events.Hub.Seconds:0.0} s
        hub                {HubPeakMegaBytes:N0} MB at most; {LinesBroken:N0} lines broke off unasked; its journal {(JournalWhole ? "holds" : "DOES NOT HOLD")}
        """);
}
