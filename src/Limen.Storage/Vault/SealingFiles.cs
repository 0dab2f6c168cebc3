namespace Limen.Storage;

/// <summary>
/// The files of a store while it is sealed, and how the place of the old one is taken: <c>limen.db.sealed</c> is complete before
/// <c>limen.db</c> becomes <c>limen.db.clear</c>, and then takes its name. Whoever comes next finishes what was cut off.
/// </summary>
static class SealingFiles
{
    // Folders of what is made or fetched again.
    static readonly string[] Remade = ["index", "exchange"];

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5), Again = TimeSpan.FromMilliseconds(50);

    public static string Store(string folder) => Path.Combine(folder, "limen.db");

    public static string Sealed(string folder) => Store(folder) + ".sealed";

    public static string Clear(string folder) => Store(folder) + ".clear";

    /// <summary>Held by whoever has the store open; waits a little for a sealing that is at its end.</summary>
    public static async Task<IDisposable> UseAsync(string folder, CancellationToken cancel)
    {
        for (var waited = TimeSpan.Zero; ; waited += Again)
        {
            if (File.Exists(Clear(folder)) && TryAlone(folder) is { } alone)
                using (alone) Finish(folder);
            if (!File.Exists(Clear(folder)) && TryLock(folder, FileAccess.Read, FileShare.Read) is { } use) return use;
            if (waited >= Patience) throw InUse(folder);
            await Task.Delay(Again, cancel);
        }
    }

    /// <summary>The right to take the store's place; nobody has it open. Null while somebody has.</summary>
    public static IDisposable? TryAlone(string folder) => TryLock(folder, FileAccess.ReadWrite, FileShare.None);

    /// <summary>Puts the sealed file in the place of the clear one, and removes what was clear. By who is alone.</summary>
    public static void Swap(string folder)
    {
        File.Move(Store(folder), Clear(folder));
        Finish(folder);
    }

    /// <summary>What is left to do once the clear file has lost its name.</summary>
    public static void Finish(string folder)
    {
        if (!File.Exists(Clear(folder))) return;
        if (!File.Exists(Store(folder)))
        {
            if (!File.Exists(Sealed(folder))) throw new IOException($"{Store(folder)} is missing and {Clear(folder)} is there: move it back by hand.");
            File.Move(Sealed(folder), Store(folder));
        }
        // The new names on the disk before anything is overwritten.
        using (var named = new FileStream(Store(folder), FileMode.Open, FileAccess.ReadWrite)) named.Flush(flushToDisk: true);
        foreach (var place in Remade.Select(name => Path.Combine(folder, name)).Where(Directory.Exists))
            foreach (var file in Directory.EnumerateFiles(place, "*", SearchOption.AllDirectories)) Erase(file);
        Erase(Clear(folder));
    }

    /// <summary>Overwrites a file and deletes it. A disk that writes elsewhere than it is told keeps the old blocks nevertheless.</summary>
    public static void Erase(string path)
    {
        if (!File.Exists(path)) return;
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.Read | FileShare.Delete, 0)) Blank(file);
        File.Delete(path);
    }

    /// <summary>Overwrites a file from its beginning to its end.</summary>
    public static void Blank(FileStream file)
    {
        var zeros = new byte[1 << 20];
        file.Position = 0;
        for (var left = file.Length; left > 0; left -= zeros.Length) file.Write(zeros, 0, (int)Math.Min(left, zeros.Length));
        file.Flush(flushToDisk: true);
    }

    public static StoreException InUse(string folder) =>
        new("storeInUse", $"The store in {folder} is in use, or is being sealed: stop what has it open and try again.");

    static FileStream? TryLock(string folder, FileAccess access, FileShare share)
    {
        try
        {
            return new(Path.Combine(folder, "store.lock"), FileMode.OpenOrCreate, access, share, 0);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            return null;
        }
    }
}
