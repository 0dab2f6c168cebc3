using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Limen.TestKit;

namespace Limen.Faults.Tests;

public sealed class FullDiskTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_post_whose_disk_is_full_acknowledges_nothing_and_goes_on_when_there_is_room_again()
    {
        using var folder = new ScratchFolder();
        using var disk = SmallDisk.Mount(folder.At("small"));
        await using var hub = await Running.HubAsync(folder.At("hub"));
        var data = Path.Combine(disk.Folder, "post");
        await hub.EnrolAsync(data, "bridge");
        await using var post = await Running.PostAsync(data);
        using var lane = await post.LaneAsync();
        var acknowledged = new List<Guid>();
        await Running.UntilAsync(async () => await AskAsync(lane) is { } id && Keep(acknowledged, id), "Nothing was acknowledged with room on the disk.");
        disk.Fill();
        var refused = 0;
        for (var tries = 0; tries < 2000 && refused < 3; tries++)
            if (await AskAsync(lane) is { } id) acknowledged.Add(id);
            else refused++;
        Assert.Equal(3, refused);
        await hub.ImportAsync("docs", 5000);
        await Task.Delay(500, Cancel);
        disk.Free();
        await Running.UntilAsync(async () => await AskAsync(lane) is { } id && Keep(acknowledged, id), "It did not go on.");
        await Running.UntilAsync(() => post.IsEqualAsync(hub, "docs"), "The list did not come.");
        await Running.UntilAsync(post.IsSentAsync, "The events did not go up.");
        foreach (var id in acknowledged) Assert.NotNull(await hub.Store.Inspections.FindAsync(id, Cancel));
        var check = await post.Store.Journal.VerifyAsync(Cancel);
        Assert.True(check.Whole, check.Words);
        Assert.True((await hub.Store.Journal.VerifyAsync(Cancel)).Whole);
    }

    static bool Keep(List<Guid> acknowledged, Guid id)
    {
        acknowledged.Add(id);
        return true;
    }

    static async Task<Guid?> AskAsync(HttpClient lane)
    {
        using var response = await lane.PostAsJsonAsync("/api/inspections", new { purpose = "border-check", vehicle = new { plate = "X1" } }, Cancel);
        Assert.True(response.IsSuccessStatusCode || (int)response.StatusCode >= (int)HttpStatusCode.InternalServerError, $"{response.StatusCode}");
        return response.IsSuccessStatusCode ? (await response.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("id").GetGuid() : null;
    }

    /// <summary>A file system of a few megabytes in memory. Only root may mount one.</summary>
    sealed class SmallDisk : IDisposable
    {
        SmallDisk(string folder) => Folder = folder;

        public string Folder { get; }

        public static SmallDisk Mount(string folder)
        {
            Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root may mount a small file system.");
            Directory.CreateDirectory(folder);
            Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", folder) == 0, "No small file system can be mounted here.");
            return new(folder);
        }

        /// <summary>Leaves no byte free.</summary>
        public void Fill()
        {
            using var file = new FileStream(Path.Combine(Folder, "filler"), FileMode.Create, FileAccess.Write, FileShare.None, 0);
            var block = new byte[4096];
            try
            {
                while (true) file.Write(block);
            }
            catch (IOException)
            {
                // Full.
            }
        }

        public void Free() => File.Delete(Path.Combine(Folder, "filler"));

        public void Dispose() => Run("umount", "-l", Folder);

        static int Run(string program, params string[] arguments)
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode;
        }
    }
}
