namespace Limen.TestKit;

/// <summary>
/// The folder of real lists, vectors and specimens beside the project (<c>../shared/data</c>), used by tests where it is there.
/// A test asks <see cref="File"/> first and skips, saying so, where it is absent.
/// </summary>
public static class Shared
{
    /// <summary>The reason a test gives when it skips.</summary>
    public const string Absent = "../shared/data is not beside the project";

    static readonly string? Folder = Find();

    /// <summary>The file's full path, or null where it is absent.</summary>
    public static string? File(params ReadOnlySpan<string> parts)
    {
        if (Folder is null) return null;
        var path = Path.Combine([Folder, .. parts]);
        return System.IO.File.Exists(path) || Directory.Exists(path) ? path : null;
    }

    // A worktree may lie deeper than the project itself, so every folder above is asked.
    static string? Find()
    {
        for (var at = new DirectoryInfo(Project.Root).Parent; at is not null; at = at.Parent)
            if (Directory.Exists(Path.Combine(at.FullName, "shared", "data"))) return Path.Combine(at.FullName, "shared", "data");
        return null;
    }
}
