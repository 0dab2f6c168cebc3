using Limen.TestKit;
using static Microsoft.Playwright.Assertions;

namespace Limen.Console.Tests;

/// <summary>A scan in a lane with a chip reader: the system's own pcscd, a virtual reader, an emulated passport.</summary>
[Collection<Served>]
public sealed class LaneReaderTests(RealReader reader, Chromium chromium) : IClassFixture<RealReader>
{
    const string Upper = "P<NZLTAUROA<<HINEWAI<MERE<<<<<<<<<<<<<<<<<<<", Lower = "L898902C36NZL7408122F3004157ZE184226B<<<<<16";

    [Fact]
    public async Task A_scan_shows_the_face_from_the_lanes_reader()
    {
        Assert.SkipWhen(Chromium.Absent is not null, Chromium.Absent ?? "");
        Assert.SkipWhen(reader.Absent is not null, reader.Absent ?? "");
        await using var node = new ServedNode { Reader = RealReader.Name };
        await node.InitializeAsync();
        var state = new InventedState("NZ");
        await node.TrustAsync(state);
        var passport = EmulatedPassport.Issue(new()
        {
            Mrz = Upper + Lower,
            State = state,
            Pace = [new("2.2", 13)],
            ChipAuthentication = [new("2.2", 13)],
            DataGroups = new Dictionary<int, byte[]> { [2] = FaceFile.Of(FaceFile.Jpeg2000) },
        });
        await using var inserted = await reader.InsertAsync(passport.Card());
        await using var booth = await chromium.OpenAsync(node);
        await booth.BeginShiftAsync();
        await booth.ScanAsync($"{Upper}\n{Lower}\n");
        await booth.ExpectAdviceAsync("clear");
        await Expect(booth.Page.Locator(".chip-line")).ToContainTextAsync("Chip genuine");
        await Expect(booth.Page.GetByAltText("Face from the chip")).ToBeVisibleAsync();
        await booth.Page.GetByText("Chip report").ClickAsync();
        await Expect(booth.Dialog).ToContainTextAsync("Chip authentication: passed");
        await booth.ShootAsync("chip-lane");
        Assert.Empty(booth.Complaints);
    }
}
