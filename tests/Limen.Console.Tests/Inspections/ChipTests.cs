using System.Text.Json;
using System.Text.Json.Nodes;
using Limen.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Limen.Console.Tests;

/// <summary>The chip on the officer's screen. A reader agent's part is played by adding its files to what the screen asks; the rest is real.</summary>
[Collection<Served>]
public sealed class ChipTests(ServedNode node, Chromium chromium)
{
    const string Upper = "P<NZLTAUROA<<HINEWAI<MERE<<<<<<<<<<<<<<<<<<<", Lower = "L898902C36NZL7408122F3004157ZE184226B<<<<<16";
    static readonly InventedState Trusted = new("NZ"), Stranger = new("NZ");
    static readonly PassportPlan Good = new()
    {
        Mrz = Upper + Lower,
        State = Trusted,
        ActiveAuthentication = ActiveAuthenticationKind.EcBrainpoolP256,
        DataGroups = new Dictionary<int, byte[]> { [2] = FaceFile.Of(Face) },
    };

    static byte[] Face => Shared.File("documents", "specimens", "biometric-samples", "silver.jp2") is { } path ? File.ReadAllBytes(path) : FaceFile.Jpeg2000;

    public static TheoryData<string, ColorScheme> Looks => AccessibilityTests.Looks;

    [Fact]
    public async Task The_face_of_a_genuine_chip_stands_beside_the_documents_data()
    {
        await using var booth = await BeginAsync();
        await ScanAsync(booth, EmulatedPassport.Issue(Good with { ActiveAuthentication = ActiveAuthenticationKind.None }));
        await booth.ExpectAdviceAsync("clear");
        await Expect(Line(booth)).ToContainTextAsync("Chip genuine");
        var face = booth.Page.GetByAltText("Face from the chip");
        await Expect(face).ToBeVisibleAsync();
        Assert.True(await DrawnAsync(face));
        await Expect(booth.Page.Locator(".chip-face.unproven")).ToHaveCountAsync(0);
        var (picture, number) = ((await face.BoundingBoxAsync())!, (await booth.Document.Locator(".number").BoundingBoxAsync())!);
        Assert.True(picture.X >= number.X + number.Width - 1 && picture.Y < number.Y + number.Height, "the face stands beside the number");
        await booth.ShootAsync("chip-genuine");
        Assert.Empty(booth.Complaints);
    }

    [Fact]
    public async Task A_face_that_browsers_know_is_shown_as_it_is_and_one_that_cannot_be_drawn_says_so()
    {
        await using var booth = await BeginAsync();
        await ScanAsync(booth, EmulatedPassport.Issue(Good with { DataGroups = new Dictionary<int, byte[]> { [2] = FaceFile.Of(FaceFile.Jpeg) } }));
        Assert.True(await DrawnAsync(booth.Page.GetByAltText("Face from the chip")));
        byte[] broken = [.. FaceFile.Jpeg2000.AsSpan(0, 120), .. new byte[200]];
        await ScanAsync(booth, EmulatedPassport.Issue(Good with { DataGroups = new Dictionary<int, byte[]> { [2] = FaceFile.Of(broken) } }));
        await Expect(booth.Page.Locator(".no-face")).ToContainTextAsync("does not show");
        Assert.Empty(booth.Complaints);
    }

    [Fact]
    public async Task The_whole_report_is_one_click_away_with_irregularities_first()
    {
        await using var booth = await BeginAsync();
        await ScanAsync(booth, EmulatedPassport.Issue(Good with { Fault = PassportFault.AlteredDg1 }));
        await booth.ExpectAdviceAsync("refer");
        await Expect(Line(booth)).ToContainTextAsync("CHIP ALTERED");
        await Expect(booth.Finding("chipAltered")).ToContainTextAsync("not what its issuer signed");
        await booth.Page.GetByRole(AriaRole.Button, new() { Name = "Chip report" }).ClickAsync();
        var lines = booth.Page.Locator(".chip-report li");
        await Expect(lines.First).ToContainTextAsync("failed");
        await Expect(lines.First.Locator(".mark.failed")).ToBeVisibleAsync();
        var results = await lines.EvaluateAllAsync<string[]>("lines => lines.map(line => line.className)");
        string[] order = ["failed", "undetermined", "successful", "notPerformed", "notSupported"];
        Assert.Equal(results.Select(result => Math.Min(Array.IndexOf(order, result), 3)).Order(), results.Select(result => Math.Min(Array.IndexOf(order, result), 3)));
        await Expect(booth.Dialog).ToContainTextAsync("Data group 1: failed");
        await booth.ShootAsync("chip-altered-report");
        await booth.Page.Keyboard.PressAsync("Escape");
        await Expect(booth.Dialog).ToBeHiddenAsync();
        await booth.ShootAsync("chip-altered");
    }

    [Fact]
    public async Task A_chip_that_nobody_vouches_for_refers_and_its_face_is_not_called_proven()
    {
        await using var booth = await BeginAsync();
        await ScanAsync(booth, EmulatedPassport.Issue(Good with { State = Stranger }));
        await booth.ExpectAdviceAsync("refer");
        await Expect(booth.Finding("chipUntrusted")).ToContainTextAsync("That alone does not make the document false");
        await Expect(Line(booth)).ToContainTextAsync("not everything is proven");
        await Expect(booth.Page.Locator(".chip-face.unproven")).ToContainTextAsync("not proven");
        await booth.ShootAsync("chip-untrusted");
    }

    [Fact]
    public async Task A_chip_that_should_speak_and_is_silent_is_a_warning()
    {
        await using var booth = await BeginAsync();
        await ScanAsync(booth, null);
        await booth.ExpectAdviceAsync("incomplete");
        await Expect(booth.Finding("chipSilent")).ToContainTextAsync("There should be a chip, but none answered.");
        await Expect(Line(booth)).ToContainTextAsync("No chip answered");
        await Expect(booth.Page.Locator(".chip-face")).ToHaveCountAsync(0);
        await booth.ShootAsync("chip-silent");
    }

    [Fact]
    public async Task Nothing_of_the_face_stays_for_who_looks_later()
    {
        await using var booth = await BeginAsync("second");
        await ScanAsync(booth, EmulatedPassport.Issue(Good));
        await Expect(booth.Page.GetByAltText("Face from the chip")).ToBeVisibleAsync();
        await booth.OpenAsync("inspections");
        await booth.Page.Locator("table.rows tbody tr").First.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(Line(booth)).ToContainTextAsync("Chip genuine");
        await Expect(booth.Page.Locator(".chip-face")).ToHaveCountAsync(0);
    }

    [Theory, MemberData(nameof(Looks))]
    public async Task The_chip_has_no_barrier_in_either_language_and_look(string language, ColorScheme look)
    {
        await using var booth = await BeginAsync("first", language, look);
        foreach (var (name, plan) in (IEnumerable<(string, PassportPlan?)>)[("genuine", Good), ("altered", Good with { Fault = PassportFault.AlteredDg1 }), ("untrusted", Good with { State = Stranger }), ("silent", null)])
        {
            await ScanAsync(booth, plan is null ? null : EmulatedPassport.Issue(plan));
            await booth.NoBarrierAsync(name);
            await booth.ShootAsync($"chip-{name}-{language}-{look}");
            if (plan is null) continue;
            await Line(booth).GetByRole(AriaRole.Button).ClickAsync();
            await Expect(booth.Dialog).ToBeVisibleAsync();
            await booth.NoBarrierAsync($"{name}, report");
            await booth.ShootAsync($"chip-{name}-report-{language}-{look}");
            await booth.Page.Keyboard.PressAsync("Escape");
        }
        Assert.Empty(booth.Complaints);
    }

    static ILocator Line(Booth booth) => booth.Page.Locator(".chip-line");

    static Task<bool> DrawnAsync(ILocator face) =>
        face.EvaluateAsync<bool>("async image => { await image.decode(); return image.naturalWidth > 0 }");

    async Task<Booth> BeginAsync(string officer = "first", string language = "en-GB", ColorScheme look = ColorScheme.Light)
    {
        var booth = await chromium.OpenAsync(node, language, look);
        await node.TrustAsync(Trusted);
        await booth.BeginShiftAsync(officer);
        return booth;
    }

    /// <summary>Scans the printed zone while an agent brings what the chip gave; null for a chip that is silent.</summary>
    static async Task ScanAsync(Booth booth, EmulatedPassport? passport)
    {
        var chip = passport is null ? new JsonObject { ["expected"] = true } : new JsonObject
        {
            ["files"] = new JsonObject(passport.Files.Select(file => KeyValuePair.Create<string, JsonNode?>(JsonNamingPolicy.CamelCase.ConvertName($"{file.Key}"), Convert.ToBase64String(file.Value)))),
            ["access"] = new JsonObject { ["protocol"] = "PACE-GM", ["result"] = "successful" },
        };
        await booth.Page.UnrouteAllAsync();
        await booth.Page.RouteAsync("**/api/inspections", async route =>
        {
            if (route.Request.Method != "POST") { await route.ContinueAsync(); return; }
            var asked = JsonNode.Parse(route.Request.PostData!)!.AsObject();
            asked["chip"] = chip.DeepClone();
            await route.ContinueAsync(new() { PostData = JsonSerializer.SerializeToUtf8Bytes(asked) });
        });
        var told = booth.Page.WaitForResponseAsync(response => response.Url.EndsWith("/api/inspections", StringComparison.Ordinal) && response.Request.Method == "POST");
        await booth.ScanAsync($"{Upper}\n{Lower}\n");
        await told;
        await Expect(booth.Page.Locator(".advice.clear, .advice.refer, .advice.incomplete")).ToBeVisibleAsync();
        if (passport is not null) await Expect(booth.Page.Locator(".chip-face img, .no-face:not(:empty)")).ToBeVisibleAsync();
    }
}
