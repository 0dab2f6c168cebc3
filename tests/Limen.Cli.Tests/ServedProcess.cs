using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;

namespace Limen.Cli.Tests;

/// <summary><c>limen serve</c> as a process of its own, on a free port, until it is stopped by a signal.</summary>
sealed class ServedProcess : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    readonly Process process;
    readonly StringBuilder output = new();
    readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Task reading;
    readonly Task<string> error;

    ServedProcess(string[] arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "limen.dll"), "serve", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        process = Process.Start(start)!;
        error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        reading = ReadAsync();
    }

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Uri Address { get; private set; } = null!;

    /// <summary>What it has printed until now.</summary>
    public string Output { get { lock (output) return output.ToString(); } }

    /// <summary>
    /// Gives the lists of a data folder a minute to answer: on a machine that does much else, a second may pass before a question is even
    /// begun.
    /// </summary>
    public static void Unhurry(string data)
    {
        Directory.CreateDirectory(data);
        File.WriteAllText(Path.Combine(data, "settings.json"), """{"policy": {"listDeadlineMs": 60000}}""");
    }

    public static Task<ServedProcess> StartAsync(string folder, params string[] more) =>
        StartAsync(["--data", folder, "--port", "0", .. more], new Dictionary<string, string>());

    /// <summary>With nothing on the command line but this.</summary>
    public static async Task<ServedProcess> StartAsync(string[] arguments, IReadOnlyDictionary<string, string> environment)
    {
        var served = new ServedProcess(arguments, environment);
        served.Address = await served.listening.Task.WaitAsync(Patience, Cancel);
        return served;
    }

    /// <summary>A browser that has signed in.</summary>
    public async Task<HttpClient> SignedInAsync(string name, string password)
    {
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Add("X-Limen-Request", "1");
        using var response = await client.PostAsJsonAsync("/api/sign-in", new { name, password }, Cancel);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancel));
        return client;
    }

    /// <summary>A machine with a key.</summary>
    public HttpClient WithKey(string key)
    {
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return client;
    }

    /// <summary>Sends the signal and waits for the end.</summary>
    public async Task<(int Code, string Error)> StopAsync(string signal)
    {
        using (var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"])) await kill.WaitForExitAsync(Cancel);
        await process.WaitForExitAsync(Cancel).WaitAsync(Patience, Cancel);
        await reading;
        return (process.ExitCode, await error);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
        {
            lock (output) output.Append(line).Append('\n');
            if (line.StartsWith("Limen serves", StringComparison.Ordinal)) listening.TrySetResult(new(line[(line.LastIndexOf(" at ", StringComparison.Ordinal) + 4)..]));
        }
        listening.TrySetException(new InvalidOperationException($"It ended without serving: {await error}"));
    }
}
