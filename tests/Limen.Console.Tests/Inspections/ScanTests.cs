using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Limen.Console.Tests;

[Collection<Served>]
public sealed class ScanTests(ServedNode node, Chromium chromium)
{
    string Zone => node.Zone("clear");

    [Fact]
    public async Task Keys_pressed_in_the_officers_menu_neither_decide_nor_put_aside()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.BeginShiftAsync();
        await booth.ScanDemoAsync("clear", "clear");
        foreach (var key in (string[])["a", "Escape"])
        {
            await booth.Page.Locator(".officer").ClickAsync();
            await Expect(booth.Page.GetByRole(AriaRole.Menu)).ToBeVisibleAsync();
            await booth.PressAsync(key);
            if (key != "Escape") await booth.PressAsync("Escape");
            await Expect(booth.Page.GetByRole(AriaRole.Menu)).ToBeHiddenAsync();
            await booth.ExpectAdviceAsync("clear");
        }
        await booth.Page.Locator(".officer").ClickAsync();
        await booth.PressAsync("ArrowDown");
        await booth.PressAsync("Enter");
        await Expect(booth.Page.Locator("input[autocomplete=current-password]").First).ToBeVisibleAsync();
        Assert.Empty(booth.Complaints);
    }

    [Fact]
    public async Task A_scan_with_one_line_end_at_its_end_is_taken()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.BeginShiftAsync();
        await booth.ScanAsync(Zone.Replace("\n", "", StringComparison.Ordinal) + "\n");
        await booth.ExpectAdviceAsync("clear");
    }

    [Fact]
    public async Task A_scan_without_any_line_end_is_taken()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.BeginShiftAsync();
        await booth.ScanAsync(Zone.Replace("\n", "", StringComparison.Ordinal));
        await booth.ExpectAdviceAsync("clear");
    }

    [Fact]
    public async Task A_scan_while_a_field_has_the_focus_leaves_no_character_in_it()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.BeginShiftAsync();
        await booth.Page.Locator("#plate").FillAsync("AB 123");
        await booth.Page.WaitForTimeoutAsync(300);
        await booth.ScanAsync(Zone + "\n");
        await Expect(booth.Document).ToContainTextAsync("VERDELINSKI");
        await Expect(booth.Page.Locator("#plate")).ToHaveValueAsync("AB 123");
        await Expect(booth.Page.Locator("#mrz")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task A_scan_that_begins_like_a_shortcut_decides_nothing()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.BeginShiftAsync();
        await booth.ScanDemoAsync("clear", "clear");
        await booth.Page.WaitForTimeoutAsync(300);

        // A card's zone (TD1) may begin with the very letter that admits.
        await booth.ScanAsync("A<MDAAB12345671<<<<<<<<<<<<<<<\n8804123F3011227MDA<<<<<<<<<<<0\nFARAON<<RAMONA<<<<<<<<<<<<<<<<\n");
        await Expect(booth.Document).ToContainTextAsync("FARAON");
        await Expect(booth.Page.Locator(".past")).ToContainTextAsync("not decided");
        await Expect(booth.Page.Locator(".past")).Not.ToContainTextAsync("admitted");
    }

    [Fact]
    public async Task A_pasted_zone_is_checked_at_once()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.BeginShiftAsync();
        await booth.Page.EvaluateAsync("text => navigator.clipboard.writeText(text)", Zone);
        await booth.Page.Keyboard.PressAsync("Control+V");
        await booth.ExpectAdviceAsync("clear");
    }

    [Fact]
    public async Task A_zone_typed_by_hand_is_checked_with_enter()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.BeginShiftAsync();
        await booth.PressAsync("m");
        await Expect(booth.Page.Locator("#mrz")).ToBeFocusedAsync();
        await booth.Page.Locator("#mrz").FillAsync(Zone);
        await booth.PressAsync("Enter");
        await booth.ExpectAdviceAsync("clear");
    }

    [Fact]
    public async Task A_document_typed_field_by_field_is_checked()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.BeginShiftAsync();
        await booth.Page.GetByText("By fields").ClickAsync();
        await booth.Dialog.GetByLabel("Issuing State").FillAsync("fra");
        await booth.Dialog.GetByLabel("Document number").FillAsync("DEMO00001");
        await booth.Dialog.GetByLabel("Surname").FillAsync("Rougemontel");
        await booth.PressAsync("Enter");
        await booth.ExpectAdviceAsync("refer");
        await Expect(booth.Source("demo-documents")).ToContainTextAsync("1 possible match");
    }

    [Fact]
    public async Task A_damaged_zone_is_told_and_is_never_clear()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.BeginShiftAsync();
        await booth.ScanAsync(Zone[..60] + "\n");
        await booth.ExpectAdviceAsync("incomplete");
        await Expect(booth.Finding("documentUnreadable")).ToBeVisibleAsync();
    }
}
