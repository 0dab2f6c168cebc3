using Limen.Storage;
using Limen.TestKit;

namespace Limen.Server.Tests;

/// <summary>The lane's own reader, through the system's own pcscd and a virtual reader.</summary>
public sealed class LaneReaderTests(RealReader reader) : IClassFixture<RealReader>
{
    [Theory]
    [InlineData(PassportFault.None, "clear", null)]
    [InlineData(PassportFault.Clone, "refer", "chipCloned")]
    public async Task A_scan_reads_the_chip_on_the_lanes_reader(PassportFault fault, string advice, string? code)
    {
        Assert.SkipWhen(reader.Absent is not null, reader.Absent ?? "");
        const string upper = "P<FRAERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", lower = "L898902C36FRA7408122F3004157ZE184226B<<<<<16";
        var state = new InventedState("FR");
        var passport = EmulatedPassport.Issue(new() { Mrz = upper + lower, State = state, Fault = fault, ActiveAuthentication = ActiveAuthenticationKind.RsaSha256 });
        await using var inserted = await reader.InsertAsync(passport.Card());
        await using var server = await RunningServer.StartAsync(settings: new() { Reader = RealReader.Name });
        await server.Node.Store.Trust.ImportAsync("fr.cer", new MemoryStream(state.Csca), false, "test", TestContext.Current.CancellationToken);
        using var officer = await server.SignedInAsync(Role.FirstLine);
        var inspection = await (await officer.PostAsync("/api/inspections", new { purpose = "border-check", mrz = $"{upper}\n{lower}" })).JsonAsync();
        Assert.Equal("BAC", inspection.GetProperty("chip").GetProperty("access").GetProperty("protocol").GetString());
        var verdict = inspection.GetProperty("verdict");
        Assert.Equal(advice, verdict.GetProperty("advice").GetString());
        Assert.Equal(code, verdict.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("code").GetString()).FirstOrDefault());
    }
}
