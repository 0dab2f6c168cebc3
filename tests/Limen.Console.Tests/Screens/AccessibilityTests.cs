using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Limen.Console.Tests;

/// <summary>Every screen in both languages and both looks, by axe-core's rules for WCAG 2.2 A and AA and its best practices.</summary>
[Collection<Served>]
public sealed partial class AccessibilityTests(ServedNode node, Chromium chromium)
{
    public static TheoryData<string, ColorScheme> Looks => new()
    {
        { "en-GB", ColorScheme.Light }, { "en-GB", ColorScheme.Dark }, { "ru-RU", ColorScheme.Light }, { "ru-RU", ColorScheme.Dark },
    };

    [Theory, MemberData(nameof(Looks))]
    public async Task The_first_line_has_no_barrier_in_any_state(string language, ColorScheme look)
    {
        await using var booth = await chromium.OpenAsync(node, language, look);
        await booth.Page.GotoAsync(node.Address);
        await Expect(booth.Page.Locator("h1")).ToBeVisibleAsync();
        await booth.NoBarrierAsync("sign-in");
        await booth.BeginShiftAsync();
        await booth.NoBarrierAsync("first line, empty");
        await booth.ScanDemoAsync("clear", "clear");
        await booth.NoBarrierAsync("first line, clear");
        await booth.ScanDemoAsync("reported stolen", "refer");
        await booth.Page.Locator(".finding .link").First.ClickAsync();
        await booth.NoBarrierAsync("first line, refer");
        await booth.Page.GetByRole(AriaRole.Button, new() { NameRegex = ByFields() }).ClickAsync();
        await Expect(booth.Dialog).ToBeVisibleAsync();
        await booth.NoBarrierAsync("by fields");
        await booth.Page.Keyboard.PressAsync("Escape");
        await Expect(booth.Dialog).ToBeHiddenAsync();
        await booth.Page.Locator(".advice").ClickAsync();
        await booth.PressAsync("f");
        await Expect(booth.Dialog).ToBeVisibleAsync();
        await booth.NoBarrierAsync("reason");
        await booth.Page.Keyboard.PressAsync("Escape");
        await Expect(booth.Dialog).ToBeHiddenAsync();
        await booth.ScanAsync(node.Zone("clear")[..60] + "\n");
        await booth.ExpectAdviceAsync("incomplete");
        await booth.NoBarrierAsync("first line, incomplete");
        Assert.Empty(booth.Complaints);
    }

    [Theory, MemberData(nameof(Looks))]
    public async Task The_other_screens_have_no_barrier(string language, ColorScheme look)
    {
        foreach (var (officer, screens) in (IEnumerable<(string, string[])>)[("second", ["inspections", "sources", "session/password"]), ("lists", ["lists", "trust"]), ("admin", ["posts", "officers", "keys"]), ("audit", ["journal"])])
        {
            await using var booth = await chromium.OpenAsync(node, language, look);
            if (officer == "second")
            {
                await booth.BeginShiftAsync(officer);
                await booth.ScanDemoAsync("reported stolen", "refer");
                // The advice shows before the inspection is kept, and today's list is read once.
                await Expect(booth.Page.Locator(".decisions .key").First).ToBeEnabledAsync();
            }
            else await booth.SignInAsync(officer);
            foreach (var screen in screens)
            {
                await booth.OpenAsync(screen);
                await Expect(booth.Page.Locator(".rows, .empty, form, .diagnosis").First).ToBeVisibleAsync();
                await booth.NoBarrierAsync(screen);
                if (screen is "inspections")
                {
                    await booth.Page.Locator(".rows a").First.ClickAsync();
                    await Expect(booth.Page.Locator(".whole")).ToBeVisibleAsync();
                    await booth.NoBarrierAsync("one inspection");
                }
                if (screen is not ("lists" or "trust" or "officers" or "keys")) continue;
                await booth.Page.Locator(".tools .key.main").ClickAsync();
                await Expect(booth.Dialog).ToBeVisibleAsync();
                await booth.NoBarrierAsync($"{screen}, dialog");
                await booth.Page.Keyboard.PressAsync("Escape");
            }
            Assert.Empty(booth.Complaints);
        }
    }

    const string KeysOverKeys = """
        () => { const keys = [...document.querySelectorAll('.decisions .key, .decisions .key kbd:not(.off), .past ul')].map(k => [k, k.getBoundingClientRect()]).filter(([, r]) => r.width > 0);
          return keys.flatMap(([a, r]) => keys.filter(([b, s]) => a !== b && !a.contains(b) && !b.contains(a) && r.left < s.right - 1 && s.left < r.right - 1 && r.top < s.bottom - 1 && s.top < r.bottom - 1)
            .map(([b]) => `${a.innerText} over ${b.innerText}`)).join('; ') }
        """;

    [Theory]
    [InlineData(1024, 768)]
    [InlineData(768, 1024)]
    [InlineData(1280, 720)]
    [InlineData(640, 360)]
    [InlineData(512, 384)]
    public async Task Nothing_runs_out_of_the_screen_sideways(int width, int height)
    {
        await using var booth = await chromium.OpenAsync(node, "ru-RU", ColorScheme.Light, width, height);
        await booth.BeginShiftAsync("second");
        await booth.ScanDemoAsync("reported stolen", "refer");
        foreach (var screen in (string[])["", "inspections", "sources"])
        {
            if (screen.Length > 0) await booth.OpenAsync(screen);
            await Expect(booth.Page.Locator("main")).ToBeVisibleAsync();
            Assert.True(await booth.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), $"{screen} at {width} by {height}");
            Assert.Equal("", await booth.Page.EvaluateAsync<string>(KeysOverKeys));
            Assert.Empty(await booth.Page.EvaluateAsync<string[]>(
                "() => [...document.querySelectorAll('.decisions > .key')].filter(k => k.getBoundingClientRect().right > innerWidth || k.scrollWidth > k.clientWidth + 1).map(k => k.innerText)"));
        }
    }

    [Fact]
    public async Task The_keyboard_alone_reaches_every_control_and_shows_where_it_is()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.BeginShiftAsync();
        await booth.ScanDemoAsync("reported stolen", "refer");
        var reached = new HashSet<string>();
        for (var i = 0; i < 40; i++)
        {
            await booth.Page.Keyboard.PressAsync("Tab");
            var (name, outlined) = (await booth.Page.EvaluateAsync<JsonElement>(
                "() => { const e = document.activeElement; return [e.innerText?.split('\\n')[0] || e.id || e.getAttribute('aria-label') || e.tagName, e === document.body || getComputedStyle(e).outlineStyle !== 'none'] }")) is var seen
                ? (seen[0].GetString()!, seen[1].GetBoolean()) : default;
            Assert.True(outlined, $"{name} has the focus and does not show it");
            reached.Add(name);
        }
        foreach (var control in (string[])["Details", "Admit", "Refer to second line", "Refuse", "plate", "mrz", "By fields"]) Assert.Contains(control, reached);
    }

    [Fact]
    public async Task Single_letters_can_be_turned_off_and_enter_still_acts()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.BeginShiftAsync();
        await booth.Page.Locator(".officer").ClickAsync();
        await booth.Page.GetByText("Turn single-letter keys off").ClickAsync();
        await booth.ScanDemoAsync("clear", "clear");
        await Expect(booth.Page.Locator(".decisions kbd.letter").First).ToBeHiddenAsync();
        await booth.Page.Locator(".advice").ClickAsync();
        await booth.PressAsync("f");
        await booth.PressAsync("a");
        await Expect(booth.Dialog).ToBeHiddenAsync();
        await booth.ExpectAdviceAsync("clear");
        await booth.PressAsync("Enter");
        await Expect(booth.Page.Locator(".past li").First).ToBeVisibleAsync();
    }

    [GeneratedRegex("By fields|По полям")]
    private static partial Regex ByFields();
}
