using System.Diagnostics;

namespace Limen.Cli;

/// <summary><c>limen serve --role hub</c> as a process of its own, on free ports of this computer.</summary>
sealed class HubProcess : IAsyncDisposable
{
    const string Exchange = "Posts come in at ", Serves = "Limen serves ", At = " at ";

    readonly Process process;
    readonly Task reading;

    HubProcess(Process process, Uri officers, Uri exchange)
    {
        (this.process, Officers, Posts) = (process, officers, exchange);
        reading = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
    }

    /// <summary>Where officers and machines come in.</summary>
    public Uri Officers { get; }

    /// <summary>Where posts come in.</summary>
    public Uri Posts { get; }

    /// <summary>The most memory that was resident.</summary>
    public long PeakBytes { get { process.Refresh(); return process.PeakWorkingSet64; } }

    /// <summary>Begins to count what the process uses; the result ends the counting.</summary>
    public Func<HubCost> Count()
    {
        process.Refresh();
        var (used, began) = (process.TotalProcessorTime, Stopwatch.GetTimestamp());
        return () =>
        {
            process.Refresh();
            return new(Math.Round(Stopwatch.GetElapsedTime(began).TotalSeconds, 2), Math.Round((process.TotalProcessorTime - used).TotalSeconds, 3), Math.Round(process.WorkingSet64 / 1024.0 / 1024.0));
        };
    }

    /// <exception cref="IOException">It ended before it served.</exception>
    public static async Task<HubProcess> StartAsync(string folder, string? database, CancellationToken cancel)
    {
        string[] told = [.. Program(), "serve", "--role", "hub", "--data", folder, "--port", "0", "--exchange", "https://127.0.0.1:0", "--name", "localhost", .. database is null ? [] : new[] { "--database", database }];
        var process = Process.Start(new ProcessStartInfo(told[0], told[1..]) { RedirectStandardOutput = true })!;
        string? exchange = null;
        while (await process.StandardOutput.ReadLineAsync(cancel) is { } line)
        {
            if (line.StartsWith(Exchange, StringComparison.Ordinal)) exchange = line[Exchange.Length..].Split(';')[0];
            if (!line.StartsWith(Serves, StringComparison.Ordinal) || exchange is null) continue;
            return new(process, new(line[(line.LastIndexOf(At, StringComparison.Ordinal) + At.Length)..]), new(exchange));
        }
        await process.WaitForExitAsync(cancel);
        throw new IOException($"limen serve ended with {process.ExitCode} before it served.");
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        await reading;
        process.Dispose();
    }

    // Started as limen, or by dotnet.
    static string[] Program() => Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet"
        ? [Environment.ProcessPath!, typeof(HubProcess).Assembly.Location]
        : [Environment.ProcessPath!];
}
