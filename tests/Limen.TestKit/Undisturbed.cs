using System.Diagnostics;
using System.Globalization;

namespace Limen.TestKit;

/// <summary>
/// A stopwatch for promises of time, which are made for a machine that has nothing else to do: it stands still in the moments in which
/// something on this machine waited for a processor (Linux, /proc/pressure/cpu). What waits for a timer, a look or a deadline of ours counts
/// in full. Where the kernel does not tell, it is the clock.
/// </summary>
public sealed class Undisturbed
{
    const string Pressure = "/proc/pressure/cpu";

    readonly long began = Stopwatch.GetTimestamp();
    readonly TimeSpan waited = Waited();

    Undisturbed() { }

    /// <summary>Since the start, without what was waited for a processor.</summary>
    public TimeSpan Elapsed => Clock - (Waited() - waited) is var own && own > TimeSpan.Zero ? own : TimeSpan.Zero;

    /// <summary>Since the start, as the clock has it.</summary>
    public TimeSpan Clock => Stopwatch.GetElapsedTime(began);

    /// <summary>True when no more than this has passed; by the clock, five times as much, so that a machine that is never idle proves something too.</summary>
    public bool IsWithin(TimeSpan limit) => Elapsed < limit && Clock < 5 * limit;

    /// <summary>Starts now.</summary>
    public static Undisturbed Start() => new();

    /// <summary>For a failed test to tell.</summary>
    public override string ToString() => $"{Elapsed.TotalMilliseconds:0} ms, {Clock.TotalMilliseconds:0} ms by the clock";

    // The line is: some avg10=0.00 avg60=0.00 avg300=0.00 total=MICROSECONDS
    static TimeSpan Waited()
    {
        try
        {
            var some = File.ReadLines(Pressure).First();
            return TimeSpan.FromMicroseconds(long.Parse(some.AsSpan(some.LastIndexOf('=') + 1), CultureInfo.InvariantCulture));
        }
        catch (Exception untold) when (untold is IOException or UnauthorizedAccessException)
        {
            return TimeSpan.Zero;
        }
    }
}
