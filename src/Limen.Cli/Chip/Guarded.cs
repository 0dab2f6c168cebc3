using System.CommandLine;

namespace Limen.Cli;

/// <summary>Turns a file that cannot be read or written into a message and the exit code for broken.</summary>
static class Guarded
{
    const int Broken = 4;

    public static async Task<int> RunAsync(string command, ParseResult parsed, Func<Task<int>> action)
    {
        try { return await action(); }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"limen {command}: {broken.Message}");
            return Broken;
        }
    }
}
