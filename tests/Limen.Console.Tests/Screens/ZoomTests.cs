using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Limen.Console.Tests;

/// <summary>A window of 1280 by 800 at 200 %: half as many of the style sheet's pixels either way. In Russian, whose words are longer.</summary>
[Collection<Served>]
public sealed class ZoomTests(ServedNode node, Chromium chromium)
{
    const string OutOfSight = """
        elements => elements.filter(e => { const r = e.getBoundingClientRect(), at = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2);
          return !at || !(e.contains(at) || at.contains(e)) }).map(e => e.innerText)
        """;

    Task<Booth> OpenAsync() => chromium.OpenAsync(node, "ru-RU", ColorScheme.Dark, 640, 400);

    static Task<string[]> Hidden(ILocator of) => of.EvaluateAllAsync<string[]>(OutOfSight);

    [Fact]
    public async Task The_keys_of_a_dialog_stay_in_sight()
    {
        await using var booth = await OpenAsync();
        await booth.BeginShiftAsync("second");
        await booth.ScanDemoAsync("reported stolen", "refer");
        await booth.PressAsync("f");
        await Expect(booth.Dialog).ToBeVisibleAsync();
        Assert.Empty(await Hidden(booth.Dialog.Locator(".key")));
        await booth.NoBarrierAsync("reason");
        await booth.Page.Keyboard.PressAsync("Escape");
        await booth.Page.GetByText("По полям").ClickAsync();
        await Expect(booth.Dialog).ToBeVisibleAsync();
        Assert.Empty(await Hidden(booth.Dialog.Locator(".key")));
        await booth.NoBarrierAsync("by fields");
    }

    // What has the focus must not lie under the keys that stay (WCAG 2.4.11).
    [Fact]
    public async Task No_field_of_a_dialog_has_the_focus_out_of_sight()
    {
        await using var booth = await OpenAsync();
        await booth.BeginShiftAsync();
        await booth.Page.GetByText("По полям").ClickAsync();
        await Expect(booth.Dialog).ToBeVisibleAsync();
        for (var i = 0; i < 12; i++)
        {
            Assert.Empty(await Hidden(booth.Page.Locator("[role=dialog] input:focus, [role=dialog] button:focus")));
            await booth.Page.Keyboard.PressAsync("Tab");
        }
    }

    [Theory]
    [InlineData("lists", "lists")]
    [InlineData("admin", "officers")]
    public async Task What_can_be_done_with_a_row_stays_in_sight(string officer, string screen)
    {
        await using var booth = await OpenAsync();
        await booth.SignInAsync(officer);
        await booth.OpenAsync(screen);
        var row = booth.Page.Locator(".rows tbody tr").First;
        await row.Locator("th").ScrollIntoViewIfNeededAsync();
        Assert.Empty(await Hidden(row.Locator(".key")));
        await booth.NoBarrierAsync(screen);
    }

    [Fact]
    public async Task No_name_of_a_source_is_cut()
    {
        await using var booth = await OpenAsync();
        await booth.BeginShiftAsync();
        Assert.Empty(await booth.Page.Locator(".source .title").EvaluateAllAsync<string[]>("titles => titles.filter(t => t.scrollWidth > t.clientWidth).map(t => t.innerText)"));
    }

    // Names of lists and what their owners wrote stay as they are; the program's own words do not.
    [Fact]
    public async Task The_programs_own_words_are_Russian()
    {
        await using var booth = await OpenAsync();
        await booth.BeginShiftAsync("second");
        await booth.ScanDemoAsync("reported stolen", "refer");
        await Expect(booth.Document).ToContainTextAsync("FRA Франция");
        await Expect(booth.Page.Locator(".listed")).ToContainTextAsync("Паспорт DEMO00001 (FRA)");
        await Expect(booth.Page.Locator(".evidence")).Not.ToContainTextAsync("Passport");
        await booth.Page.GetByText("По полям").ClickAsync();
        await Expect(booth.Dialog.GetByPlaceholder("ГГГГ-ММ-ДД")).ToHaveCountAsync(2);
        await using var auditor = await OpenAsync();
        await auditor.SignInAsync("audit");
        await auditor.OpenAsync("journal");
        await Expect(auditor.Page.Locator(".rows")).ToContainTextAsync("цель: Пограничный контроль, совет: НАПРАВИТЬ");
    }

    [Fact]
    public async Task A_node_that_works_alone_tells_nothing_of_a_hubs_answers()
    {
        await using var booth = await OpenAsync();
        await booth.SignInAsync("admin");
        await booth.OpenAsync("posts");
        await Expect(booth.Page.Locator(".diagnosis").First).ToBeVisibleAsync();
        await Expect(booth.Page.Locator("#differing")).ToHaveCountAsync(0);
    }
}
