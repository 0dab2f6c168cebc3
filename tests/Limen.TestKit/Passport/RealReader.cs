using System.Diagnostics;
using System.Net.Sockets;
using Limen.Documents;
using Xunit;

namespace Limen.TestKit;

/// <summary>
/// The system's real pcscd with a virtual reader of vsmartcard-vpcd, started for the tests that use it and stopped after them. Only one can
/// run on a machine, so test processes take turns; where the packages are absent, <see cref="Absent"/> says so.
/// </summary>
public sealed class RealReader : IAsyncLifetime
{
    const string Daemon = "/usr/sbin/pcscd", Driver = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so", RunFolder = "/run/pcscd";
    const string Comm = RunFolder + "/pcscd.comm", Turn = "/tmp/limen-pcscd.lock";
    // Who has the turn before may read 40 passports on a busy machine.
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(10), Start = TimeSpan.FromMinutes(1), Glance = TimeSpan.FromSeconds(3);

    readonly List<Process> processes = [];
    FileStream? turn;
    string? folder;

    /// <summary>Why there is no reader; null when there is one.</summary>
    public string? Absent { get; private set; }

    /// <summary>The loopback port at which the reader waits for a card.</summary>
    public int Port { get; private set; }

    /// <summary>A part of the reader's name.</summary>
    public const string Name = "Virtual PCD";

    public async ValueTask InitializeAsync()
    {
        Absent = Reason();
        if (Absent is not null) return;
        if (!await TakeTurnAsync()) { Absent = "another test process holds the card service"; return; }
        if (await IsServedAsync()) { Absent = "a pcscd runs already, and tests leave it alone"; return; }
        Port = FreePort.Next();
        folder = Directory.CreateTempSubdirectory("limen-pcscd").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "vpcd.conf"),
            $"FRIENDLYNAME \"{Name}\"\nDEVICENAME /dev/null:0x{Port:X}\nLIBPATH {Driver}\nCHANNELID 0x{Port:X}\n");
        Directory.CreateDirectory(RunFolder);
        File.Delete(Comm);
        Run(Daemon, "--foreground", "--critical", "--config", folder);
        // The reader is there before the service takes calls.
        if (!await WaitAsync(async () => Listens(Port) && await IsServedAsync(), Start)) Absent = "pcscd did not open its virtual reader";
    }

    /// <summary>Lays a card on the reader once the one before is gone, and waits until the card service sees it.</summary>
    public async Task<VpcdCard> InsertAsync(EmulatedCard card, PassportFault fault = PassportFault.None)
    {
        const int attempts = 10;
        await WaitForAsync(hasCard: false);
        // The virtual reader may take a card just after the last one broke off and never show it: it is laid down again.
        for (var attempt = 1; ; attempt++)
        {
            var inserted = await VpcdCard.InsertAsync(card, Port, fault);
            if (attempt == attempts || await IsSoonAsync(hasCard: true, Glance)) return inserted;
            await inserted.DisposeAsync();
        }
    }

    /// <summary>Waits until a card lies on the reader, or none.</summary>
    public static async Task WaitForAsync(bool hasCard)
    {
        if (!await IsSoonAsync(hasCard, Patience))
            throw new InvalidOperationException(hasCard ? "No card came into the virtual reader." : "The card before did not leave.");
    }

    static async Task<bool> IsSoonAsync(bool hasCard, TimeSpan patience)
    {
        if (CardReaders.TryOpen(out var readers) != ChipError.None) throw new InvalidOperationException("The card service went away.");
        using (readers) return await WaitAsync(() => Task.FromResult(readers!.List().Any(each => each.HasCard) == hasCard), patience);
    }

    /// <summary>Runs a program for as long as the reader is used: a card of another make.</summary>
    public Process Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        processes.Add(process);
        return process;
    }

    /// <summary>Ends a program that <see cref="Run"/> started.</summary>
    public async Task EndAsync(Process process)
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        processes.Remove(process);
        process.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes.ToList()) await EndAsync(process);
        if (folder is not null) Directory.Delete(folder, recursive: true);
        if (turn is not null) await turn.DisposeAsync();
    }

    static string? Reason() =>
        !OperatingSystem.IsLinux() ? "the virtual reader is a Linux one"
        : !File.Exists(Daemon) ? "Debian's package pcscd is not installed"
        : !File.Exists(Driver) ? "Debian's package vsmartcard-vpcd is not installed"
        : Environment.UserName != "root" ? "pcscd is started by root alone"
        : null;

    async Task<bool> TakeTurnAsync() => await WaitAsync(() =>
    {
        try { turn = new(Turn, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None); }
        catch (IOException) { return Task.FromResult(false); }
        return Task.FromResult(true);
    }, Patience);

    static async Task<bool> IsServedAsync()
    {
        if (!File.Exists(Comm)) return false;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try { await socket.ConnectAsync(new UnixDomainSocketEndPoint(Comm)); }
        catch (SocketException) { return false; }
        return true;
    }

    // A connection would be taken for a card, so the kernel's table is asked instead.
    static bool Listens(int port) =>
        File.ReadLines("/proc/net/tcp").Concat(File.ReadLines("/proc/net/tcp6")).Any(line => line.Contains($":{port:X4} ") && line.Contains(" 0A "));

    static async Task<bool> WaitAsync(Func<Task<bool>> holds, TimeSpan patience)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < patience; await Task.Delay(20))
            if (await holds()) return true;
        return false;
    }
}
