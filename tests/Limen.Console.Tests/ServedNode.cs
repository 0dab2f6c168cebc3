using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Limen.TestKit;

namespace Limen.Console.Tests;

/// <summary>
/// A real <c>limen serve --demo</c> in a process and a scratch folder of its own. It asks one source more than the demonstration has:
/// a node whose address accepts calls and never answers, where a test wants silence.
/// </summary>
public sealed partial class ServedNode : IAsyncLifetime
{
    readonly string folder = Directory.CreateTempSubdirectory("limen-console-").FullName;
    readonly ConcurrentQueue<string> said = new();
    readonly TcpListener mute = new(IPAddress.Loopback, 0);
    Process? process;

    /// <summary>The chip reader of its lane; null where chips are not read.</summary>
    public string? Reader { get; init; }

    /// <summary>What <c>limen serve</c> is told instead of where its demonstration is; null for that.</summary>
    public string[]? Told { get; init; }

    /// <summary>Where the screens are.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The demonstration's password of an officer: first, second, lists, admin, audit.</summary>
    public string PasswordOf(string officer) =>
        said.Select(line => OfficerLine().Match(line)).First(line => line.Success && line.Groups["name"].Value == officer).Groups["password"].Value;

    /// <summary>The password of a node's first start.</summary>
    public string FirstPassword => said.First(line => line.StartsWith("  password  ", StringComparison.Ordinal))["  password  ".Length..].Trim();

    /// <summary>The machine readable zone that the demonstration offers under a title, lines separated by line ends.</summary>
    public string Zone(string title)
    {
        var lines = said.SkipWhile(line => line.Trim() != title).Skip(1).Select(line => line.Trim()).TakeWhile(line => line.Length > 0).ToList();
        Assert.NotEmpty(lines);
        return string.Join('\n', lines);
    }

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Absent is not null) return;
        mute.Start();
        Directory.CreateDirectory(Path.Combine(folder, "demo"));
        await File.WriteAllTextAsync(Path.Combine(folder, "demo", "settings.json"), Settings(((IPEndPoint)mute.LocalEndpoint).Port, Reader));
        await StartAsync(FreePort.Next());
    }

    // Asked about vehicles only, so that a test chooses silence by naming a plate. The lists have a minute to answer: on a machine that does
    // much else, a second may pass before a question is even begun.
    static string Settings(int port, string? reader) => $$"""
        {"post": "Test post", "lane": "lane 7", "policy": {"referFrom": "possible", "listDeadlineMs": 60000}, "reader": {{JsonSerializer.Serialize(reader)}},
         "sources": [{"name": "mute", "title": "Neighbour who never answers", "url": "http://127.0.0.1:{{port}}", "deadlineMs": 900, "kinds": ["vehicles"]}]}
        """;

    /// <summary>Starts the server again on the same folder and address.</summary>
    public Task RestartAsync() => StartAsync(new Uri(Address).Port);

    async Task StartAsync(int port)
    {
        var start = Limen(["serve", .. Told ?? ["--demo", "--data", folder], "--port", $"{port}"]);
        said.Clear();
        var served = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        process = new() { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Hear(line.Data, served);
        process.ErrorDataReceived += (_, line) => Hear(line.Data, served);
        process.Exited += (_, _) => served.TrySetException(new InvalidOperationException(string.Join('\n', said)));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Address = await served.Task.WaitAsync(TimeSpan.FromMinutes(2));
    }

    static ProcessStartInfo Limen(params string[] arguments) =>
        new("dotnet", [Path.Combine(AppContext.BaseDirectory, "limen.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };

    /// <summary>Trusts a State from now on; by another process, while the server runs.</summary>
    public async Task TrustAsync(InventedState state)
    {
        var file = Path.Combine(folder, $"{state.Country}.cer");
        await File.WriteAllBytesAsync(file, state.Csca);
        using var import = Process.Start(Limen("trust", "import", file, "--data", Path.Combine(folder, "demo"))) ?? throw new InvalidOperationException("limen did not start.");
        await import.WaitForExitAsync();
        Assert.Equal(0, import.ExitCode);
    }

    void Hear(string? line, TaskCompletionSource<string> served)
    {
        if (line is null) return;
        said.Enqueue(line);
        if (ServesLine().Match(line) is { Success: true } match) served.TrySetResult(match.Groups["address"].Value);
    }

    /// <summary>Ends the server at once, as a power cut does.</summary>
    public async Task KillAsync()
    {
        if (process is not { HasExited: false }) return;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process?.Dispose();
        mute.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [GeneratedRegex(@"^  (?<name>first|second|lists|admin|audit) +(?<password>\S{12,})  ")]
    private static partial Regex OfficerLine();

    [GeneratedRegex(@"^Limen serves .* at (?<address>http://[0-9.:]+)")]
    private static partial Regex ServesLine();
}
