namespace Limen.Storage;

/// <summary>
/// What a node keeps beside its database, made from it and named by versions of lists: index files, and what it gives out. Where the database
/// was put back from an older copy, the same numbers will stand for other entries; so all of it goes, and is made anew.
/// </summary>
static class StaleFiles
{
    public static async Task DropAsync(Database database, JournalWitness witness, string folder, CancellationToken cancel)
    {
        if (!await witness.DisownsAsync(database, cancel)) return;
        Drop(Path.Combine(folder, "index"), "*");
        Drop(Path.Combine(folder, "exchange", "snapshots"), "*");
    }

    /// <summary>The index files of one list whose versions went back while the node ran.</summary>
    public static void Drop(IndexFolder indexes, ListRow list) => Drop(indexes.Root, IndexFolder.NameOf(list) + ".*");

    // A lock file may be held by who is building: the process goes on, and what it names is of the version that it has read.
    static void Drop(string folder, string pattern)
    {
        if (!Directory.Exists(folder)) return;
        foreach (var path in Directory.EnumerateFiles(folder, pattern).Where(path => !path.EndsWith(".lock", StringComparison.Ordinal))) File.Delete(path);
    }
}
