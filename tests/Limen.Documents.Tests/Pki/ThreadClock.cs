using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Limen.Documents.Tests;

/// <summary>What the calling thread has computed, where the system tells it; a busy machine does not make that longer.</summary>
static class ThreadClock
{
    const int ThreadCpuTime = 3;

    /// <summary>Milliseconds since some instant: of this thread's own processor time on Linux, of the wall elsewhere.</summary>
    public static double Millis() => OperatingSystem.IsLinux() && clock_gettime(ThreadCpuTime, out var time) == 0
        ? time.Seconds * 1e3 + time.Nanoseconds / 1e6
        : Stopwatch.GetTimestamp() * 1e3 / Stopwatch.Frequency;

    [DllImport("libc")]
    static extern int clock_gettime(int clock, out Timespec time);

    readonly record struct Timespec(nint Seconds, nint Nanoseconds);
}
