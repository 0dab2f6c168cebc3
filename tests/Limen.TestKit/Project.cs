namespace Limen.TestKit;

/// <summary>Where the project's own files are, found from the test's folder upwards.</summary>
public static class Project
{
    /// <summary>The folder that holds Limen.slnx.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A path inside the project.</summary>
    public static string At(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Limen.slnx"))) return at.FullName;
        throw new InvalidOperationException("Limen.slnx stands in none of the folders above the test.");
    }
}
