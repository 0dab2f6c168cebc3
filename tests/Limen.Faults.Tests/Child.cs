using System.Diagnostics;
using System.Text;

namespace Limen.Faults.Tests;

/// <summary>A process of its own that is killed without warning; it tells in one line where it listens.</summary>
sealed class Child : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    readonly Process process;
    readonly string begins;
    readonly StringBuilder last = new();
    readonly TaskCompletionSource<string> told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Task reading;

    Child(ProcessStartInfo start, string begins)
    {
        this.begins = begins;
        process = Process.Start(start)!;
        reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    /// <summary>Starts the program, which stands beside the tests.</summary>
    /// <param name="program">limen, or this program again.</param>
    /// <param name="begins">How the line begins for which the start waits.</param>
    /// <param name="environment">Variables.</param>
    /// <param name="arguments">Of the command line.</param>
    /// <returns>The process, and what follows in that line.</returns>
    public static async Task<(Child Child, string Told)> StartAsync(string program, string begins, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, program), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // None lives long enough to be worth compiling twice.
        start.Environment["DOTNET_TC_CallCounting"] = "0";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var child = new Child(start, begins);
        return (child, await child.told.Task.WaitAsync(Patience));
    }

    /// <summary>True while it runs.</summary>
    public bool Runs => !process.HasExited;

    /// <summary>What it said last, for a failed test to tell.</summary>
    public string Last { get { lock (last) return last.ToString(); } }

    /// <summary>A line of input.</summary>
    public Task TellAsync(string line) => process.StandardInput.WriteLineAsync(line);

    /// <summary>Kill -9, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        await reading;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process.Dispose();
    }

    async Task ReadAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(begins, StringComparison.Ordinal)) told.TrySetResult(line[begins.Length..]);
            lock (last)
            {
                if (last.Length > 20_000) last.Remove(0, 10_000);
                last.Append(line).Append('\n');
            }
        }
        told.TrySetException(new InvalidOperationException($"It ended before it served: {Last}"));
    }
}
