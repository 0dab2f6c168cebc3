using System.Text.Json;

namespace Limen.Cli.Tests;

public class BenchPostsCommandTests
{
    [Fact]
    public async Task Five_simulated_posts_hear_every_news_and_every_event_of_theirs_is_kept()
    {
        var (code, output, error) = await LimenProcess.RunAsync(
            "", "bench", "posts", "--posts", "5", "--entries", "2500", "--changes", "600", "--rounds", "2", "--idle", "1", "--events", "30", "--batch", "10", "--json");
        Assert.True(code == 0, error);
        var result = JsonDocument.Parse(output).RootElement;
        Assert.True(result.GetProperty("simulated").GetBoolean());
        Assert.All(["firstCopy", "news", "afterOutage"], part => AssertReached(result.GetProperty(part)));
        var events = result.GetProperty("events");
        Assert.Equal((150, 150), (events.GetProperty("sent").GetInt64(), events.GetProperty("acknowledged").GetInt64()));
        Assert.True(events.GetProperty("perSecond").GetDouble() > 0);
        Assert.True(result.GetProperty("journalWhole").GetBoolean());
        Assert.True(result.GetProperty("hubPeakMegaBytes").GetDouble() > 10);
    }

    [Theory]
    [InlineData("--posts", "0")]
    [InlineData("--posts", "many")]
    [InlineData("--batch", "501")]
    public async Task Numbers_that_cannot_be_are_refused(string option, string told) =>
        Assert.Equal(2, (await LimenProcess.RunAsync("", "bench", "posts", option, told)).Code);

    static void AssertReached(JsonElement part)
    {
        var reached = part.GetProperty("reached");
        Assert.Equal(0, reached.GetProperty("missed").GetInt32());
        Assert.True(0 < reached.GetProperty("firstMs").GetDouble());
        Assert.True(reached.GetProperty("firstMs").GetDouble() <= reached.GetProperty("lastMs").GetDouble());
        Assert.True(part.GetProperty("bytesPerPost").GetInt64() > 0);
    }
}
