using Limen.TestKit;

namespace Limen.Server.Tests;

public sealed class ApiDescriptionTests
{
    /// <summary>To accept a change: <c>LIMEN_ACCEPT=1 dotnet test --project tests/Limen.Server.Tests</c>, then review the difference.</summary>
    [Fact]
    public async Task The_api_is_what_the_golden_file_says()
    {
        await using var server = await RunningServer.StartAsync();
        using var client = server.Client();
        var now = (await client.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken)).ReplaceLineEndings("\n").TrimEnd() + "\n";
        var golden = Project.At("docs", "openapi.json");
        if (Environment.GetEnvironmentVariable("LIMEN_ACCEPT") == "1") await File.WriteAllTextAsync(golden, now, TestContext.Current.CancellationToken);
        Assert.Equal(await File.ReadAllTextAsync(golden, TestContext.Current.CancellationToken), now);
    }
}
