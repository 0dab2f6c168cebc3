using System.Diagnostics;
using System.Net;
using Limen.Storage;
using Limen.TestKit;

namespace Limen.Cli.Tests;

/// <summary>A small post runs from a medium that nobody can write to: everything but its data folder is read-only, and nobody is at home.</summary>
public sealed class ReadOnlySystemTests : IDisposable
{
    // $1 the data folder, $2 the program's; what follows is started there with all else read-only. 99: this computer does not allow it.
    const string ReadOnly = """
        mount --make-rprivate / && mount --bind "$1" "$1" || exit 99
        awk '{print $5}' /proc/self/mountinfo | while read -r place; do
          case "$place" in "$1"|/proc*|/sys*|/dev*) ;; *) mount -o remount,bind,ro "$place" 2>/dev/null ;; esac
        done
        if touch "$2/written" 2>/dev/null; then rm "$2/written"; exit 99; fi
        export TMPDIR="$1"; unset HOME XDG_CONFIG_HOME XDG_DATA_HOME
        shift 2; exec "$@"
        """;

    readonly ScratchFolder folder = new(), elsewhere = new();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        folder.Dispose();
        elsewhere.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_node_serves_from_a_read_only_system_with_one_folder_to_write_in(bool isSealed)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && File.Exists("/usr/bin/unshare"), "Only root can make a system read-only for one process.");
        if (isSealed) await Store.SealAsync(new(folder.Root) { KeyFile = elsewhere.At("STORE.key") }, TimeProvider.System, Cancel);
        using var limen = Start(["serve", "--data", folder.Root, "--port", "0", .. isSealed ? (string[])["--key-file", elsewhere.At("STORE.key")] : []]);
        try
        {
            string? serves = null;
            while (serves is null && await limen.StandardOutput.ReadLineAsync(Cancel) is { } line)
                if (line.StartsWith("Limen serves", StringComparison.Ordinal)) serves = line;
            if (serves is null) await limen.WaitForExitAsync(Cancel);
            Assert.SkipWhen(serves is null && limen.ExitCode == 99, "This computer does not let root make a system read-only for one process.");
            Assert.NotNull(serves);
            using var client = new HttpClient { BaseAddress = new(serves[(serves.LastIndexOf(" at ", StringComparison.Ordinal) + 4)..]) };
            using var health = await client.GetAsync(new Uri("/healthz", UriKind.Relative), Cancel);
            Assert.Equal(HttpStatusCode.OK, health.StatusCode);
            using var sources = await client.GetAsync(new Uri("/api/sources", UriKind.Relative), Cancel);
            Assert.Equal(HttpStatusCode.Unauthorized, sources.StatusCode);
        }
        finally
        {
            if (!limen.HasExited) limen.Kill(entireProcessTree: true);
            // Until it is gone it may still write into the folder that is deleted.
            await limen.WaitForExitAsync(CancellationToken.None);
        }
    }

    Process Start(params string[] told) => Process.Start(new ProcessStartInfo(
        "unshare", ["-m", "bash", "-c", ReadOnly, "read-only", folder.Root, AppContext.BaseDirectory, "dotnet", Path.Combine(AppContext.BaseDirectory, "limen.dll"), .. told])
    {
        RedirectStandardOutput = true,
    })!;
}
