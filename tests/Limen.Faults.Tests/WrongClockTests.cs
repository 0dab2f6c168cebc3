using System.Net.Http.Json;
using System.Text.Json;
using Limen.Screening;
using Limen.Server;
using Limen.TestKit;

namespace Limen.Faults.Tests;

public sealed class WrongClockTests
{
    static readonly TimeSpan Hours = TimeSpan.FromHours(5);

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void The_hubs_time_goes_on_whatever_the_posts_clock_does()
    {
        var real = new ManualTime();
        var clock = new Jumping(real);
        var time = new HubTime(clock);
        clock.Ahead = -Hours;
        time.Hear(real.GetUtcNow());
        Assert.Equal(-Hours, time.Ahead);
        for (var hour = 0; hour < 10; hour++)
        {
            clock.Ahead = TimeSpan.FromHours(-hour * 7);
            real.Advance(TimeSpan.FromHours(1));
            Assert.True(time.GetUtcNow() >= real.GetUtcNow(), "A clock that was put back made lists look newer than they are.");
        }
        clock.Ahead = Hours;
        time.Hear(real.GetUtcNow());
        Assert.Equal(real.GetUtcNow(), time.GetUtcNow());
    }

    [Fact]
    public void A_post_that_starts_with_a_clock_of_years_ago_goes_on_from_what_the_hub_had_signed()
    {
        var real = new ManualTime();
        var clock = new Jumping(real) { Ahead = TimeSpan.FromDays(-20 * 365) };
        var time = new HubTime(clock);
        time.NotBefore(real.GetUtcNow());
        time.NotBefore(real.GetUtcNow().AddDays(-1));
        real.Advance(Hours);
        Assert.Equal(real.GetUtcNow(), time.GetUtcNow());
        Assert.Null(time.Ahead);
    }

    [Fact]
    public async Task A_clock_that_is_put_back_while_the_line_is_down_clears_nothing_on_an_old_list()
    {
        var limit = TimeSpan.FromSeconds(6);
        using var folder = new ScratchFolder();
        await using var hub = await Running.HubAsync(folder.At("hub"));
        await using var line = new FaultProxy(1, new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, hub.Exchange.Port));
        await hub.EnrolAsync(folder.At("post"), "bridge", new($"https://127.0.0.1:{line.Port}"));
        var clock = new WrongTime();
        await using (var post = await Running.PostAsync(folder.At("post"), limit: limit, time: clock))
        {
            using var lane = await post.LaneAsync();
            await Running.UntilAsync(async () => (await AskAsync(lane, hub)).Advice == "clear", "Nothing was ever clear.");
            line.Fault = new() { Cut = true };
            clock.Ahead = -Hours;
            await OldAsync(hub, limit);
            Assert.Equal(("incomplete", "stale"), await AskAsync(lane));
        }
        // Started anew, still without the line: a clock of years ago.
        clock.Ahead = TimeSpan.FromDays(-3650);
        await using var again = await Running.PostAsync(folder.At("post"), limit: limit, time: clock);
        using var booth = await again.LaneAsync();
        await again.Node.Lists.ReadyAsync(Cancel);
        await Task.Delay(limit, Cancel);
        Assert.Equal(("incomplete", "stale"), await AskAsync(booth));
    }

    static Task OldAsync(Running hub, TimeSpan limit) => Running.UntilAsync(
        async () => TimeProvider.System.GetUtcNow() - (await hub.Store.Lists.FindAsync("docs", Cancel))!.ImportedAt > limit + TimeSpan.FromSeconds(1), "Time stood still.");

    static async Task<(string? Advice, string? Docs)> AskAsync(HttpClient lane, Running? hub = null)
    {
        if (hub is not null) await hub.ImportAsync("docs", 10);
        if (hub is not null) await hub.ImportAsync("people", ListKind.Persons, "entryId,name,datesOfBirth,sex,nationalities\np1,Probnikov Testemir,1979-08-23,M,KGZ\n");
        var question = new { purpose = "border-check", document = new { documentNumber = "CLEAN1234", issuingState = "FRA", documentCode = "P", dateOfExpiry = "2099-01-01" }, holder = new { primaryIdentifier = "Unlisted", secondaryIdentifier = "Entirely" } };
        using var response = await lane.PostAsJsonAsync("/api/inspections", question, Cancel);
        var told = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        var docs = told.GetProperty("answers").EnumerateArray().FirstOrDefault(answer => answer.GetProperty("source").GetString() == "docs");
        return (told.GetProperty("verdict").GetProperty("advice").GetString(), docs.ValueKind == JsonValueKind.Undefined ? null : docs.GetProperty("reason").GetString());
    }

    // Time passes as it does; only what the clock shows is wrong.
    sealed class Jumping(ManualTime real) : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override long TimestampFrequency => real.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => real.GetUtcNow() + Ahead;

        public override long GetTimestamp() => real.GetTimestamp();
    }
}
