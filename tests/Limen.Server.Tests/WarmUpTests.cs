using Limen.Gateway;

namespace Limen.Server.Tests;

public sealed class WarmUpTests
{
    [Fact]
    public async Task Every_list_is_asked_once_before_the_first_officer_and_no_trace_is_left()
    {
        await using var server = await RunningServer.StartAsync(settings: new() { Sources = [new() { Name = "hub", Url = "http://127.0.0.1:9/" }] });
        var before = await server.Node.Store.Journal.CountAsync(TestContext.Current.CancellationToken);
        var asked = await server.Node.WarmUpAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["cars", "docs", "people"], asked.Answers.Select(answer => answer.Source).Order());
        Assert.All(asked.Answers, answer => Assert.IsType<Reply.NoHit>(answer.Reply));
        Assert.Equal(Purpose.Test, asked.Request.Purpose);
        Assert.Equal(before, await server.Node.Store.Journal.CountAsync(TestContext.Current.CancellationToken));
        Assert.Null(await server.Node.Store.Inspections.FindAsync(asked.Id, TestContext.Current.CancellationToken));
        Assert.Equal(SourceState.Ready, server.Node.Sources.Single(source => source.Status.Source == "hub").Status.State);
    }
}
