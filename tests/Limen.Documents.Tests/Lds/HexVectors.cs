using System.Text.Json;
using Limen.TestKit;

namespace Limen.Documents.Tests;

/// <summary>Hex values from the tests of gmrtd/gmrtd (MIT) and tsenger/vdstools (Apache-2.0), found by file and function.</summary>
static class HexVectors
{
    /// <summary>The values of a function, longest first; skips the test where they are absent.</summary>
    public static List<byte[]> Of(string collection, string function)
    {
        var path = Shared.File("documents", "vectors", collection);
        Assert.SkipWhen(path is null, Shared.Absent);
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. document.RootElement.GetProperty("vectors").EnumerateArray()
            .Where(vector => vector.GetProperty("func").GetString() == function || vector.GetProperty("file").GetString()!.EndsWith(function, StringComparison.Ordinal))
            .Select(vector => Convert.FromHexString(vector.GetProperty("hex").GetString()!)).OrderByDescending(bytes => bytes.Length)];
    }
}
