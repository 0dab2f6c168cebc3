using System.CommandLine;

namespace Limen.Cli;

/// <summary>Turns a file that cannot be read or written into a message and the exit code for broken.</summary>
static class Guarded
{
    const int Broken = 4;

    public static int Run(string command, ParseResult parsed, Func<int> action)
    {
        try { return action(); }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            parsed.InvocationConfiguration.Error.WriteLine($"limen {command}: {broken.Message}");
            return Broken;
        }
    }
}
