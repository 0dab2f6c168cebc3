using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace Limen.Console.Tests;

[Collection<Served>]
public sealed class FirstLineTests(ServedNode node, Chromium chromium)
{
    const string Clear = "clear", Stolen = "reported stolen", Wanted = "possible match with a wanted person", Expired = "expired";

    [Fact]
    public async Task A_scan_of_an_unlisted_traveller_is_clear_and_one_key_admits_him()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.BeginShiftAsync();
        await booth.ScanDemoAsync(Clear, "clear");
        await Expect(booth.Document).ToContainTextAsync("VERDELINSKI");
        await Expect(booth.Page.Locator(".answered")).ToContainTextAsync(new Regex(@"(\d) of \1 sources answered"));
        await booth.PressAsync("a");
        await booth.ExpectAdviceAsync("ready");
        await Expect(booth.Page.Locator(".past")).ToContainTextAsync("admitted");
        Assert.Empty(booth.Complaints);
    }

    [Fact]
    public async Task Enter_goes_on_to_the_next_traveller_when_the_advice_is_clear()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.BeginShiftAsync();
        await booth.ScanDemoAsync(Clear, "clear");
        await booth.PressAsync("Enter");
        await booth.ExpectAdviceAsync("ready");
    }

    [Fact]
    public async Task Enter_decides_nothing_when_the_advice_is_to_refer()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.BeginShiftAsync();
        await booth.ScanDemoAsync(Stolen, "refer");
        await booth.PressAsync("Enter");
        await booth.Page.WaitForTimeoutAsync(300);
        await booth.ExpectAdviceAsync("refer");
    }

    [Fact]
    public async Task A_stolen_document_refers_with_the_list_the_evidence_and_what_to_do()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.BeginShiftAsync();
        await booth.ScanDemoAsync(Stolen, "refer");
        var match = booth.Finding("possibleMatch").First;
        await Expect(match).ToContainTextAsync("Possible match, confirm");
        await Expect(match).ToContainTextAsync("stolen");
        await Expect(match.Locator("tr.agrees").First).ToContainTextAsync("DEMO00001");
        await Expect(match.Locator(".next")).ToContainTextAsync("proves nothing about the holder");
        await match.GetByText("Details").ClickAsync();
        await Expect(match.Locator("ol.procedure li")).ToHaveCountAsync(6);
        await Expect(booth.Source("demo-documents")).ToContainTextAsync("1 possible match");
    }

    [Fact]
    public async Task A_wanted_person_refers_and_says_field_by_field_what_agrees()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.BeginShiftAsync();
        await booth.ScanDemoAsync(Wanted, "refer");
        var match = booth.Finding("possibleMatch").First;
        await Expect(match.Locator("tr", new() { HasText = "Surname" })).ToContainTextAsync("PROBNIKOV");
        await Expect(match.Locator("tr", new() { HasText = "Born" })).ToContainTextAsync("the same");
    }

    [Fact]
    public async Task An_expired_document_refers_and_its_date_stands_out()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.BeginShiftAsync();
        await booth.ScanDemoAsync(Expired, "refer");
        await Expect(booth.Finding("documentExpired")).ToContainTextAsync("The document has expired.");
        await Expect(booth.Document.Locator(".bad dd")).ToContainTextAsync("expired");
    }

    [Fact]
    public async Task A_misread_character_is_marked_where_it_stands()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.BeginShiftAsync();
        var lines = node.Zone(Clear).Split('\n');
        var misread = $"{lines[0]}\n{lines[1][..8]}7{lines[1][9..]}\n";
        Assert.NotEqual('7', lines[1][8]);
        await booth.ScanAsync(misread);
        await booth.ExpectAdviceAsync("refer");
        await Expect(booth.Finding("checkDigitFailed").First).ToBeVisibleAsync();
        await Expect(booth.Document.Locator(".mrz mark").First).ToContainTextAsync("DEMO10007");
        await Expect(booth.Document.Locator(".number.unsure")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Refusing_asks_for_a_reason_and_goes_by_keys_alone()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.BeginShiftAsync();
        await booth.ScanDemoAsync(Stolen, "refer");
        await booth.PressAsync("f");
        await Expect(booth.Dialog).ToBeVisibleAsync();
        await booth.Page.Keyboard.PressAsync("Enter");
        await Expect(booth.Dialog.GetByText("Choose a ground or write one.")).ToBeVisibleAsync();
        await booth.PressAsync("1");
        await Expect(booth.Dialog.GetByRole(Microsoft.Playwright.AriaRole.Radio, new() { Checked = true })).ToHaveCountAsync(1);
        await booth.PressAsync("Enter");
        await booth.ExpectAdviceAsync("ready");
        await Expect(booth.Page.Locator(".past")).ToContainTextAsync("refused");
    }

    [Fact]
    public async Task Admitting_against_the_advice_asks_why_and_escape_goes_back()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.BeginShiftAsync();
        await booth.ScanDemoAsync(Stolen, "refer");
        await booth.PressAsync("a");
        await Expect(booth.Dialog).ToContainTextAsync("The advice is REFER");
        await booth.Page.Keyboard.PressAsync("Escape");
        await Expect(booth.Dialog).ToBeHiddenAsync();
        await booth.ExpectAdviceAsync("refer");
        await booth.PressAsync("r");
        await booth.ExpectAdviceAsync("ready");
        await Expect(booth.Page.Locator(".past")).ToContainTextAsync("referred");
    }

    [Fact]
    public async Task Holding_up_a_traveller_whom_everything_clears_asks_why()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.BeginShiftAsync();
        await booth.ScanDemoAsync(Clear, "clear");
        await booth.PressAsync("r");
        await Expect(booth.Dialog).ToContainTextAsync("The advice is CLEAR");
        await booth.PressAsync("4");
        await booth.PressAsync("Enter");
        await booth.ExpectAdviceAsync("ready");
        await Expect(booth.Page.Locator(".past")).ToContainTextAsync("referred");
    }

    [Fact]
    public async Task A_decision_can_be_corrected_for_a_while()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.BeginShiftAsync();
        await booth.ScanDemoAsync(Stolen, "refer");
        await booth.PressAsync("r");
        await booth.ExpectAdviceAsync("ready");
        await booth.PressAsync("u");
        await booth.ExpectAdviceAsync("refer");
        await booth.PressAsync("f");
        await Expect(booth.Dialog).ToBeVisibleAsync();
        await booth.PressAsync("2");
        await booth.PressAsync("Enter");
        await booth.ExpectAdviceAsync("ready");
        await Expect(booth.Page.Locator(".past li")).ToHaveCountAsync(1);
        await Expect(booth.Page.Locator(".past")).ToContainTextAsync("refused");
    }

    [Fact]
    public async Task Nothing_of_the_last_traveller_stays_after_the_decision()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.BeginShiftAsync();
        await booth.ScanDemoAsync(Stolen, "refer");
        await booth.PressAsync("r");
        await booth.ExpectAdviceAsync("ready");
        var left = await booth.Page.EvaluateAsync<string>(
            "() => document.documentElement.outerHTML + [...document.querySelectorAll('input, textarea')].map(f => f.value).join() + JSON.stringify(localStorage) + JSON.stringify(sessionStorage) + location.href");
        foreach (var trace in (string[])["ROUGEMONTEL", "ANATOLE", "DEMO00001", "1991"]) Assert.DoesNotContain(trace, left, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_decision_that_did_not_reach_the_server_is_not_taken_for_made()
    {
        await using var alone = new ServedNode();
        await alone.InitializeAsync();
        await using var booth = await chromium.OpenAsync(alone);
        await booth.BeginShiftAsync();
        await booth.ScanDemoAsync(Clear, "clear");
        await alone.KillAsync();
        await booth.PressAsync("a");
        await Expect(booth.Page.Locator(".trouble")).ToContainTextAsync("The server does not answer");
        await Expect(booth.Page.Locator(".status-line")).ToContainTextAsync("SERVER DOES NOT ANSWER");
        await booth.ExpectAdviceAsync("clear");
        await alone.RestartAsync();
        await booth.SignInAsync("second");
        await booth.OpenAsync("inspections");
        await Expect(booth.Page.Locator("table.rows tbody tr")).ToContainTextAsync("not decided");
    }
}
