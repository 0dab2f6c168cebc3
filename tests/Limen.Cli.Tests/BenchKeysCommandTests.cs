using System.Text.Json;

namespace Limen.Cli.Tests;

public class BenchKeysCommandTests
{
    [Theory]
    [InlineData("documents", 1)]
    [InlineData("vehicles", 2)]
    public async Task A_small_list_is_built_and_no_listed_number_is_missed(string kind, int leastKeysAnEntry)
    {
        var (code, output, _) = await LimenProcess.RunAsync("", "bench", kind, "--entries", "5000", "--json");
        Assert.Equal(0, code);
        var result = JsonDocument.Parse(output).RootElement;
        Assert.Equal(kind, result.GetProperty("kind").GetString());
        Assert.Equal(5000, result.GetProperty("entries").GetInt64());
        Assert.InRange(result.GetProperty("keys").GetInt64(), leastKeysAnEntry * 5000, 3 * 5000);
        Assert.Equal(0, result.GetProperty("missed").GetInt64());
        Assert.True(result.GetProperty("lookupsPerSecond").GetDouble() > 0);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("many")]
    public async Task A_number_of_entries_that_cannot_be_is_refused(string entries) =>
        Assert.NotEqual(0, (await LimenProcess.RunAsync("", "bench", "documents", "--entries", entries)).Code);
}
