using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Limen.Screening;
using Limen.Server;
using Limen.Storage;

namespace Limen.Cli;

/// <summary><c>limen bench http</c>: a real server on loopback, asked at a steady rate however long it takes to answer.</summary>
static class BenchHttpCommand
{
    const int Fine = 0, Found = 1;
    const int Lanes = 32;

    public static Command Create()
    {
        var rate = new Option<int>("--rate") { Description = "Inspections a second", DefaultValueFactory = _ => 500 };
        var seconds = new Option<int>("--seconds") { Description = "How long", DefaultValueFactory = _ => 20 };
        var warmUp = new Option<int>("--warm-up") { Description = "Seconds at the same rate before it counts: a server in service has been compiled to its end", DefaultValueFactory = _ => 20 };
        var documents = new Option<int>("--documents") { Description = "Invented documents to load, when the folder holds none", DefaultValueFactory = _ => 1_000_000 };
        var folder = new Option<string?>("--data") { Description = "Data folder with the lists to measure with; default: a new one among the temporary ones", HelpName = "DIR" };
        var json = new Option<bool>("--json") { Description = "The result as one JSON object" };
        var command = new Command("http", """
            Serves a node on this computer in a process of its own and inspects over HTTP at a steady rate; every inspection is on the disk
            before it is answered.
            Exit codes: 0 every inspection was answered, 1 one was not, 2 usage.
            """) { rate, seconds, warmUp, documents, folder, json };
        command.SetAction((parsed, cancel) => RunAsync(
            new(parsed.GetValue(rate), parsed.GetValue(seconds), parsed.GetValue(warmUp), parsed.GetValue(documents)), parsed.GetValue(folder), parsed.GetValue(json), cancel));
        return command;
    }

    sealed record Load(int Rate, int Seconds, int WarmUp, int Documents);

    static async Task<int> RunAsync(Load load, string? folder, bool json, CancellationToken cancel)
    {
        var scratch = folder is null ? Directory.CreateTempSubdirectory("limen-bench-").FullName : null;
        try
        {
            var key = await PrepareAsync(folder ?? scratch!, load.Documents, cancel);
            await using var served = await ServedNode.StartAsync(folder ?? scratch!, cancel);
            using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Lanes }) { BaseAddress = served.Address };
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
            await ReadyAsync(client, cancel);
            await DriveAsync(client, load with { Seconds = load.WarmUp }, cancel);
            var before = served.Used;
            var took = await DriveAsync(client, load, cancel);
            return Tell(took, load, served.Used - before, served.PeakBytes, json);
        }
        finally
        {
            if (scratch is not null) Directory.Delete(scratch, recursive: true);
        }
    }

    // The store is open here only until the server opens it.
    static async Task<string> PrepareAsync(string folder, int documents, CancellationToken cancel)
    {
        await using var node = await Node.OpenAsync(folder, new(), TimeProvider.System, cancel);
        await FillAsync(node, documents, cancel);
        await node.Lists.ReadyAsync(cancel);
        return await FirstStart.GiveKeyAsync(node, "bench", [Role.FirstLine], cancel);
    }

    static async Task ReadyAsync(HttpClient client, CancellationToken cancel)
    {
        while ((await client.GetStringAsync(new Uri("/api/sources", UriKind.Relative), cancel)).Contains("\"loading\"", StringComparison.Ordinal))
            await Task.Delay(100, cancel);
    }

    static async Task FillAsync(Node node, int documents, CancellationToken cancel)
    {
        if ((await node.Store.Lists.AllAsync(cancel)).Any(list => list.Kind == ListKind.Documents)) return;
        var path = Path.GetTempFileName();
        await using (var file = new StreamWriter(path))
        {
            await file.WriteLineAsync("entryId,number,documentType,issuingState,status");
            for (var place = 0; place < documents; place++)
                await file.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"d{place},{InventedNumbers.DocumentNumber(place)},passport,FRA,stolen"));
        }
        await using (var content = File.OpenRead(path))
            await node.Store.Lists.ImportAsync(new("bench-documents", ListKind.Documents, ListFormat.Csv, [new("invented.csv", content)], "bench"), null, cancel);
        File.Delete(path);
    }

    // Each lane on a thread of its own that waits in the socket: a client that crossed threads would count its own wake-ups, and take
    // the core that the server needs.
    static async Task<double[]> DriveAsync(HttpClient client, Load load, CancellationToken cancel)
    {
        var took = new double[load.Rate * load.Seconds];
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(lane => Task.Factory.StartNew(() =>
        {
            for (var n = lane; n < took.Length; n += Lanes) Ask(client, n, started, TimeSpan.FromSeconds((double)n / load.Rate), took, cancel);
        }, cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        return took;
    }

    // From when it was due, where the lane was still busy then: who comes to a queue waits in it.
    static void Ask(HttpClient client, int n, long started, TimeSpan due, double[] took, CancellationToken cancel)
    {
        var since = Stopwatch.GetElapsedTime(started);
        if (since < due)
        {
            cancel.WaitHandle.WaitOne(due - since);
            since = Stopwatch.GetElapsedTime(started);
        }
        else since = due;
        cancel.ThrowIfCancellationRequested();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/inspections") { Content = new StringContent(BodyOf(n), Encoding.UTF8, "application/json") };
        using var response = client.Send(request, cancel);
        took[n] = response.IsSuccessStatusCode ? (Stopwatch.GetElapsedTime(started) - since).TotalMilliseconds : double.NaN;
    }

    // One of a hundred is listed.
    static string BodyOf(int n)
    {
        var number = n % 100 == 0 ? InventedNumbers.DocumentNumber(n) : string.Create(CultureInfo.InvariantCulture, $"QX{n:0000000}");
        return $$$"""
            {"purpose":"border-check","document":{"documentCode":"P","issuingState":"FRA","documentNumber":"{{{number}}}","dateOfExpiry":"2099-01-01"},"holder":{"primaryIdentifier":"VERDELINSKI{{{(char)('A' + n % 26)}}}","secondaryIdentifier":"CAMILIA ODETTA","nationality":"FRA","dateOfBirth":"1988-04-12","sex":"F"}}
            """;
    }

    static int Tell(double[] took, Load load, TimeSpan used, long peak, bool json)
    {
        var good = took.Where(ms => !double.IsNaN(ms)).Order().ToArray();
        var result = new BenchHttpResult(
            load.Rate, load.Seconds, good.Length, took.Length - good.Length, At(good, 0.5), At(good, 0.99), At(good, 1),
            Math.Round(used.TotalMilliseconds / took.Length, 3), Math.Round(peak / 1024.0 / 1024.0));
        Console.WriteLine(json ? JsonSerializer.Serialize(result, JsonSerializerOptions.Web) : string.Create(CultureInfo.InvariantCulture,
            $"{result.Answered} inspections at {load.Rate}/s: median {result.MedianMs:0.00} ms, p99 {result.P99Ms:0.00} ms, longest {result.LongestMs:0.0} ms; {result.Failed} failed; the server used {result.ProcessorMs:0.00} ms of a core for each and {result.PeakMegaBytes:0} MB at most"));
        return result.Failed == 0 ? Fine : Found;
    }

    static double At(double[] sorted, double share) =>
        sorted.Length == 0 ? double.NaN : Math.Round(sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))], 3);
}

/// <summary>What was measured. Time of a core and memory are the server's alone.</summary>
sealed record BenchHttpResult(int Rate, int Seconds, int Answered, int Failed, double MedianMs, double P99Ms, double LongestMs, double ProcessorMs, double PeakMegaBytes);

/// <summary><c>limen serve</c> as a process of its own, on a free port.</summary>
sealed class ServedNode : IAsyncDisposable
{
    const string Says = "Limen serves ";

    readonly Process process;

    ServedNode(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Time of all cores until now.</summary>
    public TimeSpan Used { get { process.Refresh(); return process.TotalProcessorTime; } }

    /// <summary>The most memory that was resident.</summary>
    public long PeakBytes { get { process.Refresh(); return process.PeakWorkingSet64; } }

    public static async Task<ServedNode> StartAsync(string folder, CancellationToken cancel)
    {
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["serve", "--data", folder, "--port", "0"]) { RedirectStandardOutput = true })!;
        while (await process.StandardOutput.ReadLineAsync(cancel) is { } line)
            if (line.StartsWith(Says, StringComparison.Ordinal) && line.LastIndexOf(" at ", StringComparison.Ordinal) is > 0 and var at)
                return new(process, new(line[(at + 4)..].Split(" and ")[0]));
        await process.WaitForExitAsync(cancel);
        throw new IOException($"limen serve ended with {process.ExitCode} before it served.");
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
