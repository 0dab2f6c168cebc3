using System.Diagnostics;

namespace Limen.Cli.Tests;

/// <summary>The real <c>limen</c> as a process of its own; no run may end in a stack trace.</summary>
static class LimenProcess
{
    /// <summary>Runs to the end with this on standard input.</summary>
    public static async Task<(int Code, string Output, string Error)> RunAsync(string input, params IEnumerable<string> arguments)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var limen = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "limen.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, error) = (limen.StandardOutput.ReadToEndAsync(cancel), limen.StandardError.ReadToEndAsync(cancel));
        try
        {
            await limen.StandardInput.WriteAsync(input.AsMemory(), cancel);
            limen.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading what it was given, which is its right.
        }
        await limen.WaitForExitAsync(cancel);
        Assert.DoesNotContain("   at ", await error, StringComparison.Ordinal);
        return (limen.ExitCode, (await output).ReplaceLineEndings("\n"), await error);
    }
}
