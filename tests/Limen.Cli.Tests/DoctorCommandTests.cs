using System.Text.Json;
using Limen.TestKit;

namespace Limen.Cli.Tests;

public sealed class DoctorCommandTests : IDisposable
{
    readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_node_without_ills_ends_with_0_one_with_ills_with_1_and_one_without_a_store_with_4()
    {
        var data = folder.At("data");
        var absent = await LimenProcess.RunAsync("", "doctor", "--data", data);
        Assert.Equal(4, absent.Code);
        Assert.StartsWith("One thing is wrong.\n\nWRONG  There is no store in", absent.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await LimenProcess.RunAsync("", "lists", "--data", data)).Code);
        var well = await LimenProcess.RunAsync("", "doctor", "--data", data, "--full");
        Assert.Equal(0, well.Code);
        Assert.StartsWith("Nothing is wrong. 2 are worth knowing.\n", well.Output, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(data, "settings.json"), """{"role": "post"}""", TestContext.Current.CancellationToken);
        var ill = await LimenProcess.RunAsync("", "doctor", "--data", data, "--json");
        Assert.Equal(1, ill.Code);
        var first = JsonDocument.Parse(ill.Output.Split('\n')[0]).RootElement;
        Assert.Equal(("wrong", "notEnrolledHere"), (first.GetProperty("severity").GetString(), first.GetProperty("code").GetString()));
    }
}
