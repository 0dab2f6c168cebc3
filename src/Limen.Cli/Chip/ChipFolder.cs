using Limen.Documents;

namespace Limen.Cli;

/// <summary>A folder with the files of a chip, under any of the names that are in use.</summary>
static class ChipFolder
{
    const long MostBytes = 16 << 20;

    /// <summary>The files recognised; others are passed over.</summary>
    public static Lds Read(string folder)
    {
        var files = new Dictionary<LdsFile, ReadOnlyMemory<byte>>();
        foreach (var path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
            if (LdsFiles.TryFromName(path, out var file) && new FileInfo(path).Length is > 0 and <= MostBytes)
                files.TryAdd(file, File.ReadAllBytes(path));
        return new(files);
    }
}
