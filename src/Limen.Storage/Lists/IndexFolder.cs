using Limen.Screening;

namespace Limen.Storage;

/// <summary>
/// Where the index files of a store lie: <c>index/</c> in the data folder. They can all be deleted at any time; whoever starts next builds
/// them anew. Files are named by list and version, so that nothing that another process reads is ever written.
/// </summary>
sealed class IndexFolder(string dataFolder, Guid store, Vault vault)
{
    public string Root { get; } = Path.Combine(dataFolder, "index");

    /// <summary>The beginning of a list's file names: no id has a tilde, so no list's name begins another's.</summary>
    public static string NameOf(ListRow list) => $"{list.Id}~{list.ListNo}";

    /// <summary>Seals what is written here.</summary>
    public Vault Vault => vault;

    /// <summary>The list as its index has it: of this store, at this version. A sealed store has another name here, told by its key.</summary>
    public StoreVersion Version(long version) => new(vault.IsSealed ? vault.Indexes : store, version);

    /// <summary>The right to build a list's file, for one process at a time; null while another has it. Falls away with the process.</summary>
    public IDisposable? TryTurn(ListRow list)
    {
        Directory.CreateDirectory(Root);
        try
        {
            return new FileStream(Path.Combine(Root, NameOf(list) + ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (Directory.Exists(Root))
        {
            return null;
        }
    }

    /// <summary>Whether the newest index file of a list is whole; reads all of it.</summary>
    public async Task<IndexState> ConditionAsync(ListRow list, CancellationToken cancel)
    {
        if ((ListKind)list.Kind == ListKind.Persons) return await Task.Run(() => new PersonFile(this, list).Condition(), cancel);
        var snapshot = ListSnapshot.Open(Root, NameOf(list), Version(list.Version));
        if (snapshot.IsReady) return await snapshot.CheckAsync(cancel) ? IndexState.Whole : IndexState.Damaged;
        return snapshot.Problems.Count > 0 ? IndexState.Damaged : IndexState.Absent;
    }
}
