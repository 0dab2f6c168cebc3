using System.Diagnostics;

namespace Limen.TestKit;

/// <summary>
/// A primary <c>a</c>, its synchronous standby <c>b</c> and an asynchronous replica <c>c</c>: real servers on loopback, made, promoted
/// and brought back by <c>deploy/postgres/cluster</c> as an operator would.
/// </summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    const string Script = "cluster", Password = "only here", ReplicationPassword = @"also: only \ here";

    readonly string folder = Directory.CreateTempSubdirectory("limen-cluster-").FullName;
    readonly Dictionary<string, int> ports;

    PostgresCluster(IEnumerable<string> names) => ports = names.ToDictionary(name => name, _ => FreePort.Next());

    /// <summary>To the database of the role limen, all servers named; with a schema of its own where one is given.</summary>
    public string Connection => $"Host={Hosts};Username=limen;Password={Password};Database=limen";

    /// <summary>Where the first server's data lie.</summary>
    public string DataOf(string name) => Path.Combine(folder, name);

    /// <summary>To one server alone, as limen.</summary>
    public string ConnectionTo(string name) => $"Host=127.0.0.1;Port={ports[name]};Username=limen;Password={Password};Database=limen;Pooling=false";

    /// <summary>The replication role's connection to one server.</summary>
    public string Replication(string name) => $"host=127.0.0.1 port={ports[name]} user=replicator passfile={DataOf(name)}.pgpass";

    /// <summary>Makes the servers, the first being the primary. Null where PostgreSQL is not installed.</summary>
    public static async Task<PostgresCluster?> StartAsync(params string[] names)
    {
        if (PostgresServer.Shared is null) return null;
        var cluster = new PostgresCluster(names.Length == 0 ? ["a", "b", "c"] : names);
        try
        {
            await cluster.MakeAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs the script on one server; what it said.</summary>
    /// <exception cref="InvalidOperationException">It did not end with <paramref name="expected"/>.</exception>
    public async Task<string> RunAsync(string action, string name, int expected, params string[] more)
    {
        var (code, said) = await RunAsync(Path.Combine(folder, Script), [action, "--data", DataOf(name), .. more]);
        return code == expected ? said : throw new InvalidOperationException($"{action} {name} ended with {code}: {said}");
    }

    /// <summary>The same with everything that the script needs to know to make a server.</summary>
    public Task<string> MakeAsync(string action, string name, params string[] more) => RunAsync(action, name, 0,
    [
        "--name", name, "--port", $"{ports[name]}", "--hosts", Hosts, "--listen", "127.0.0.1", "--socket", folder,
        "--replication-password-file", Path.Combine(folder, "replication"), "--set", "max_connections = 100", "--set", "shared_buffers = 32MB", .. more,
    ]);

    /// <summary>A program of PostgreSQL's or a script, as the user whose servers these are.</summary>
    public async Task<(int Code, string Said)> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.IsPrivilegedProcess ? "runuser" : program)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in Environment.IsPrivilegedProcess ? ["-u", "postgres", "--", program, .. arguments] : arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }

    /// <summary>Kills a server without warning, as a power cut does.</summary>
    public void Kill(string name)
    {
        using var server = Process.GetProcessById(MainOf(name));
        server.Kill(entireProcessTree: true);
    }

    /// <summary>Stops every process of a server where it stands: it answers nobody, and no connection ends.</summary>
    public void Freeze(string name)
    {
        var main = MainOf(name);
        foreach (var process in (int[])[main, .. ChildrenOf(main)]) Process.Start("kill", ["-STOP", $"{process}"]).WaitForExit();
    }

    /// <summary>Lets it go on, as if nothing had been.</summary>
    public void Thaw(string name)
    {
        var main = MainOf(name);
        foreach (var process in (int[])[main, .. ChildrenOf(main)]) Process.Start("kill", ["-CONT", $"{process}"]).WaitForExit();
    }

    /// <summary>What the script says of one server, whether all is well or not.</summary>
    public async Task<string> StateAsync(string name) => (await RunAsync(Path.Combine(folder, Script), "state", "--data", DataOf(name))).Said;

    /// <summary>Runs a statement at one server.</summary>
    public Task TellAsync(string name, string sql) => AskAsync(name, sql);

    /// <summary>Runs a statement at one server, as its superuser; what it says, one line a row.</summary>
    public async Task<string> AskAsync(string name, string sql)
    {
        var (code, said) = await RunAsync("psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-h", folder, "-p", $"{ports[name]}", "-d", "postgres", "-c", sql);
        return code == 0 ? said : throw new InvalidOperationException($"{name}: {said}");
    }

    /// <summary>A backup of one server, taken by <c>deploy/backup</c>; its folder.</summary>
    public Task<string> BackupAsync(string name) => ScriptAsync("backup", "--to", Path.Combine(folder, "backups"), "--source", Replication(name), "--keep", "2");

    /// <summary>A copy of a server's log to this moment, as an archive would have it; its folder.</summary>
    public async Task<string> LogOfAsync(string name)
    {
        await TellAsync(name, "select pg_switch_wal()");
        var (code, said) = await RunAsync("sh", "-c", $"mkdir archive && cp {name}/pg_wal/0* archive");
        return code == 0 ? Path.Combine(folder, "archive") : throw new InvalidOperationException(said);
    }

    /// <summary>A server of its own from a backup, by <c>deploy/restore</c>; the connection to it.</summary>
    public async Task<string> RestoreAsync(string backup, string? log)
    {
        ports.Add("restored", FreePort.Next());
        await ScriptAsync("restore", ["--from", backup, "--data", DataOf("restored"), "--port", $"{ports["restored"]}", "--socket", folder, .. LogOption(log)]);
        return ConnectionTo("restored");
    }

    /// <summary>The end of every server's log.</summary>
    public async Task<string> LogsAsync() =>
        string.Join('\n', await Task.WhenAll(Directory.GetFiles(folder, "*.log").Select(async log => $"== {log}\n{string.Join('\n', (await File.ReadAllLinesAsync(log)).TakeLast(25))}")));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var name in ports.Keys.Where(name => File.Exists(Path.Combine(DataOf(name), "postmaster.pid")))) await RunAsync(Path.Combine(folder, Script), "stop", "--data", DataOf(name));
        Directory.Delete(folder, recursive: true);
    }

    int MainOf(string name) => int.Parse(File.ReadLines(Path.Combine(DataOf(name), "postmaster.pid")).First(), System.Globalization.CultureInfo.InvariantCulture);

    static IEnumerable<int> ChildrenOf(int main) => Directory.GetDirectories("/proc").Select(Path.GetFileName)
        .Select(name => int.TryParse(name, out var process) ? process : 0)
        .Where(process => process > 0 && File.Exists($"/proc/{process}/stat") && ParentOf(process) == main);

    // pid (name) state parent
    static int ParentOf(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    static string[] LogOption(string? log) => log is null ? [] : ["--log", log];

    async Task<string> ScriptAsync(string name, params string[] arguments)
    {
        File.Copy(Project.At("deploy", name), Path.Combine(folder, name), overwrite: true);
        var (code, said) = await RunAsync(Path.Combine(folder, name), arguments);
        return code == 0 ? said.Trim() : throw new InvalidOperationException($"{name} ended with {code}: {said}");
    }

    string Hosts => string.Join(',', ports.Values.Select(port => $"127.0.0.1:{port}"));

    async Task MakeAsync()
    {
        File.Copy(Project.At("deploy", "postgres", Script), Path.Combine(folder, Script));
        await File.WriteAllTextAsync(Path.Combine(folder, "limen"), Password + "\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "replication"), ReplicationPassword + "\n");
        if (Environment.IsPrivilegedProcess) Process.Start("chown", ["-R", "postgres", folder]).WaitForExit();
        var (first, others) = (ports.Keys.First(), ports.Keys.Skip(1).ToList());
        await MakeAsync("primary", first, ["--password-file", Path.Combine(folder, "limen"), "--sync", others.FirstOrDefault() ?? "none"]);
        foreach (var other in others) await MakeAsync("standby", other);
    }
}
