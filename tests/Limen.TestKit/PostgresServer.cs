using System.Diagnostics;
using Npgsql;

namespace Limen.TestKit;

/// <summary>
/// A real PostgreSQL server in a scratch folder, started once for all tests of a process and stopped with it. PostgreSQL does not run
/// as root, so root starts it as the user postgres. Where it is not installed tests skip and say so, but not in CI.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    static readonly Lazy<PostgresServer?> Started = new(Start);

    readonly string folder;
    readonly string bin;
    readonly int port;
    int databases;
    bool ended;

    PostgresServer(string folder, string bin, int port) => (this.folder, this.bin, this.port) = (folder, bin, port);

    /// <summary>The reason a test gives when it skips.</summary>
    public const string Absent = "PostgreSQL is not installed (Debian: postgresql)";

    /// <summary>The server; null where PostgreSQL is not installed.</summary>
    /// <exception cref="InvalidOperationException">It is not installed, and this is CI.</exception>
    public static PostgresServer? Shared =>
        Started.Value ?? (Environment.GetEnvironmentVariable("CI") == "true" ? throw new InvalidOperationException($"{Absent}, and CI skips nothing.") : null);

    /// <summary>A connection string to a new, empty schema: to whoever uses it, a database of its own, made at once.</summary>
    public string NewDatabase()
    {
        var name = $"limen{Interlocked.Increment(ref databases)}";
        using var connection = new NpgsqlConnection(Connection);
        connection.Open();
        using var command = new NpgsqlCommand($"create schema {name}", connection);
        command.ExecuteNonQuery();
        return $"{Connection};Search Path={name}";
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref ended, true)) return;
        NpgsqlConnection.ClearAllPools();
        if (File.Exists(PidFile)) Run("pg_ctl", "stop", "-m", "immediate", "-D", Path.Combine(folder, "data"));
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A server of its own, for tests that kill it; null as above.</summary>
    public static PostgresServer? StartOwn() => Shared is null ? null : Start();

    /// <summary>Ends all its processes at once and without warning, as the power would; ends when all are gone.</summary>
    public void Kill()
    {
        var first = int.Parse(File.ReadLines(PidFile).First(), System.Globalization.CultureInfo.InvariantCulture);
        // Stopped before its children are counted: one that it made meanwhile would live on and keep the next server from starting.
        using (var stop = Process.Start("kill", ["-STOP", $"{first}"])) stop.WaitForExit();
        int[] all = [first, .. Children(first)];
        foreach (var pid in all) KillOne(pid);
        // The first also until nothing is left of it: a number that is taken makes the next server believe that it still runs.
        while (all.Any(Lives) || Directory.Exists($"/proc/{first}")) Thread.Yield();
        File.Delete(PidFile);
    }

    /// <summary>Starts it again after <see cref="Kill"/>; it recovers from its log, and takes connections when this returns.</summary>
    public void StartAgain() => Serve();

    string PidFile => Path.Combine(folder, "data", "postmaster.pid");

    static void KillOne(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            process.Kill();
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            // It went by itself.
        }
    }

    static IEnumerable<int> Children(int parent) =>
        from path in Directory.EnumerateDirectories("/proc")
        let pid = int.TryParse(Path.GetFileName(path), out var number) ? number : 0
        where pid > 0 && StatOf(pid) is [_, var of, ..] && of == $"{parent}"
        select pid;

    static bool Lives(int pid) => StatOf(pid) is [not "Z", ..];

    // State, parent and so on, after "pid (name)"; null where there is no such process (any more).
    static string[]? StatOf(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }

    string Connection => $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres";

    static PostgresServer? Start()
    {
        if (FindBin() is not { } bin) return null;
        var folder = Directory.CreateTempSubdirectory("limen-postgres-").FullName;
        var server = new PostgresServer(folder, bin, FreePort.Next());
        if (Environment.IsPrivilegedProcess) server.Run("chown", "postgres", folder);
        var data = Path.Combine(folder, "data");
        server.Run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        server.Serve();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Dispose();
        return server;
    }

    void Serve() => Run("pg_ctl", "start", "-w", "-D", Path.Combine(folder, "data"), "-l", Path.Combine(folder, "log"),
        "-o", $"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200");

    static string? FindBin()
    {
        var debian = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending() : Enumerable.Empty<string>();
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return debian.Select(version => Path.Combine(version, "bin")).Concat(path).FirstOrDefault(at => File.Exists(Path.Combine(at, "initdb")));
    }

    void Run(string program, params string[] arguments)
    {
        var inBin = Path.Combine(bin, program);
        var own = File.Exists(inBin);
        var asOther = own && Environment.IsPrivilegedProcess;
        var start = new ProcessStartInfo(asOther ? "runuser" : own ? inBin : program) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in asOther ? ["-u", "postgres", "--", inBin, .. arguments] : arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {output.Result} {error}");
    }
}
