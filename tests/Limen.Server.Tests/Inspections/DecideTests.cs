using System.Net;
using Limen.Inspections;
using Limen.Storage;

namespace Limen.Server.Tests;

public sealed class DecideTests
{
    static readonly object Clear = new { purpose = "border-check", document = new { documentNumber = "CLEAN1234", issuingState = "FRA", dateOfExpiry = "2099-01-01" }, holder = new { primaryIdentifier = "Unlisted", secondaryIdentifier = "Entirely" } };

    [Theory]
    [InlineData(DecisionKind.Admit, Advice.Clear, false)]
    [InlineData(DecisionKind.Admit, Advice.Incomplete, true)]
    [InlineData(DecisionKind.Admit, Advice.Refer, true)]
    [InlineData(DecisionKind.Refer, Advice.Clear, true)]
    [InlineData(DecisionKind.Refer, Advice.Incomplete, false)]
    [InlineData(DecisionKind.Refer, Advice.Refer, false)]
    [InlineData(DecisionKind.Refuse, Advice.Clear, true)]
    [InlineData(DecisionKind.Refuse, Advice.Refer, true)]
    public async Task Every_refusal_and_every_decision_against_the_advice_needs_a_reason(DecisionKind decision, Advice advice, bool needed)
    {
        var deadHub = new Settings { Sources = [new() { Name = "hub", Url = "http://127.0.0.1:9/" }] };
        await using var server = await RunningServer.StartAsync(settings: advice == Advice.Incomplete ? deadHub : null);
        using var officer = await server.SignedInAsync(Role.FirstLine);
        object scan = advice == Advice.Refer ? new { purpose = "border-check", vehicle = new { plate = "LIMEN01", plateState = "MDA" } } : Clear;
        var inspection = await (await officer.PostAsync("/api/inspections", scan)).JsonAsync();
        Assert.Equal(advice.ToString(), inspection.GetProperty("verdict").GetProperty("advice").GetString(), ignoreCase: true);
        var path = $"/api/inspections/{inspection.GetProperty("id").GetString()}/decision";
        var word = decision.ToString().ToLowerInvariant();
        var without = await officer.PostAsync(path, new { decision = word });
        if (needed) Assert.Equal("reasonNeeded", await without.CodeAsync());
        else Assert.Equal(HttpStatusCode.OK, without.StatusCode);
        var with = await (await officer.PostAsync(path, new { decision = word, reason = "as agreed" })).JsonAsync();
        Assert.Equal(word, with.GetProperty("decision").GetProperty("decision").GetString());
    }

    [Fact]
    public async Task An_officer_corrects_himself_for_five_minutes_and_nobody_else_does()
    {
        var time = new ForwardTime();
        await using var server = await RunningServer.StartAsync(time);
        using var officer = await server.SignedInAsync(Role.FirstLine);
        using var second = await server.SignedInAsync(Role.SecondLine);
        var inspection = await (await officer.PostAsync("/api/inspections", Clear)).JsonAsync();
        var path = $"/api/inspections/{inspection.GetProperty("id").GetString()}/decision";
        Assert.Equal(HttpStatusCode.OK, (await officer.PostAsync(path, new { decision = "admit" })).StatusCode);
        Assert.Equal("alreadyDecided", await (await second.PostAsync(path, new { decision = "admit" })).CodeAsync());
        time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(HttpStatusCode.OK, (await officer.PostAsync(path, new { decision = "refer", reason = "wrong key" })).StatusCode);
        time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal("alreadyDecided", await (await officer.PostAsync(path, new { decision = "admit" })).CodeAsync());
    }

    [Fact]
    public async Task At_first_line_an_officer_sees_and_decides_his_own_inspections_only()
    {
        await using var server = await RunningServer.StartAsync();
        using var officer = await server.SignedInAsync(Role.FirstLine);
        using var colleague = await server.SignedInAsync(Role.FirstLine);
        using var second = await server.SignedInAsync(Role.SecondLine);
        var id = (await (await officer.PostAsync("/api/inspections", Clear)).JsonAsync()).GetProperty("id").GetString();
        Assert.Equal("unknownInspection", await (await colleague.AskAsync($"/api/inspections/{id}")).CodeAsync());
        Assert.Equal("unknownInspection", await (await colleague.PostAsync($"/api/inspections/{id}/decision", new { decision = "admit" })).CodeAsync());
        Assert.Equal(0, (await (await colleague.AskAsync("/api/inspections")).JsonAsync()).GetProperty("items").GetArrayLength());
        Assert.Equal(1, (await (await second.AskAsync("/api/inspections")).JsonAsync()).GetProperty("items").GetArrayLength());
    }
}
