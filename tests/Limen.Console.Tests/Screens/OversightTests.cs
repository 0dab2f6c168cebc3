using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Limen.Console.Tests;

[Collection<Served>]
public sealed class OversightTests(ServedNode node, Chromium chromium)
{
    [Fact]
    public async Task The_days_inspections_hide_names_until_they_are_asked_for()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.BeginShiftAsync("second");
        await booth.ScanDemoAsync("reported stolen", "refer");
        await booth.OpenAsync("inspections");
        var newest = booth.Page.Locator("table.rows tbody tr").First;
        await Expect(newest).ToContainTextAsync("REFER");
        await Expect(newest).ToContainTextAsync("not decided");
        await Expect(newest).Not.ToContainTextAsync("DEMO00001");
        await booth.Page.GetByText("Show names").ClickAsync();
        await Expect(newest).ToContainTextAsync("DEMO00001");
        await Expect(newest).ToContainTextAsync("ROUGEMONTEL");
        await newest.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(booth.Finding("possibleMatch").First).ToContainTextAsync("stolen");
        await booth.Page.GetByRole(AriaRole.Button, new() { Name = "Refer to second line" }).ClickAsync();
        await Expect(booth.Page.Locator(".decided")).ToContainTextAsync("referred by second");
    }

    [Fact]
    public async Task A_day_without_inspections_says_so()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.SignInAsync("audit");
        await booth.OpenAsync("inspections");
        await booth.Page.Locator("input[type=date]").FillAsync("2001-02-03");
        await Expect(booth.Page.Locator(".empty")).ToContainTextAsync("No inspections on this day");
    }

    [Fact]
    public async Task An_auditor_reads_the_journal_and_has_it_proved()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.SignInAsync("audit");
        await booth.OpenAsync("journal");
        await Expect(booth.Page.Locator("table.rows tbody tr").First).ToContainTextAsync("sign-in");
        await booth.Page.GetByText("Verify the journal").ClickAsync();
        await Expect(booth.Page.Locator("p.good")).ToContainTextAsync("Unaltered");
    }

    [Fact]
    public async Task A_machines_key_is_shown_once_and_can_be_revoked()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.SignInAsync("admin");
        await booth.OpenAsync("keys");
        await booth.Page.GetByText("Make a key").ClickAsync();
        await booth.Dialog.GetByLabel("Name of the machine").FillAsync("Gate 4");
        await booth.Dialog.GetByText("Make", new() { Exact = true }).ClickAsync();
        var secret = await booth.Page.Locator(".secret code").InnerTextAsync();
        Assert.StartsWith("limen_", secret, StringComparison.Ordinal);
        await booth.Page.GetByText("I have noted it").ClickAsync();
        Assert.DoesNotContain(secret, await booth.Page.ContentAsync(), StringComparison.Ordinal);
        await booth.Page.GetByRole(AriaRole.Button, new() { Name = "Revoke Gate 4" }).ClickAsync();
        await Expect(booth.Page.GetByRole(AriaRole.Row, new() { Name = "Gate 4" })).ToContainTextAsync("revoked");
    }
}
