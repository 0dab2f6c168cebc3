using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Limen.Console.Tests;

[Collection<Served>]
public sealed class StreamTests(ServedNode node, Chromium chromium)
{
    // Written down by the page itself at every change, so that nothing is missed between two looks.
    const string Watch = """
        () => {
          window.seen = []
          const note = () => {
            const box = s => { const r = document.querySelector(s)?.getBoundingClientRect(); return r ? [r.x, r.y, r.width, r.height].map(Math.round).join() : '' }
            window.seen.push({
              advice: document.querySelector('.advice').className.replace('advice ', ''),
              places: [...document.querySelectorAll('.source')].map(s => s.dataset.source + Math.round(s.getBoundingClientRect().y)).join(' ') + ' ' + box('.advice') + ' ' + box('.decisions .key'),
            })
          }
          note()
          new MutationObserver(note).observe(document.querySelector('main'), { subtree: true, childList: true, attributes: true, characterData: true })
        }
        """;

    [Fact]
    public async Task A_silent_source_is_told_as_silent_and_the_advice_is_incomplete()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.BeginShiftAsync();
        await booth.Page.Locator("#plate").FillAsync("XYZ999");
        await booth.Page.Locator("#plate").PressAsync("Enter");
        await booth.ExpectAdviceAsync("incomplete");
        await Expect(booth.Source("mute")).ToContainTextAsync("no answer in time");
        await Expect(booth.Source("demo-vehicles")).ToContainTextAsync("no hit");
        await Expect(booth.Page.Locator(".answered")).ToContainTextAsync("1 of 2 sources answered");
        await Expect(booth.Finding("sourceUnavailable")).ToContainTextAsync("gave no answer");
    }

    [Fact]
    public async Task Answers_fill_in_where_they_belong_and_nothing_moves()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.BeginShiftAsync();
        await booth.Page.EvaluateAsync(Watch);
        await booth.Page.Locator("#plate").FillAsync("DEMO001");
        await booth.Page.WaitForTimeoutAsync(300);
        await booth.ScanAsync(node.Zone("reported stolen") + "\n");
        await booth.ExpectAdviceAsync("refer");
        await Expect(booth.Source("mute")).ToContainTextAsync("no answer in time");
        var places = await booth.Page.EvaluateAsync<string[]>("() => [...new Set(window.seen.map(s => s.places))]");
        Assert.Single(places);
    }

    [Fact]
    public async Task While_answers_arrive_the_advice_only_becomes_more_severe()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.BeginShiftAsync();
        await booth.Page.EvaluateAsync(Watch);
        await booth.Page.Locator("#plate").FillAsync("DEMO001");
        await booth.Page.WaitForTimeoutAsync(300);
        await booth.ScanAsync(node.Zone("clear") + "\n");
        await Expect(booth.Source("mute")).ToContainTextAsync("no answer in time");
        await booth.ExpectAdviceAsync("refer");
        var seen = await booth.Page.EvaluateAsync<string[]>("() => window.seen.map(s => s.advice)");
        string[] order = ["ready", "waiting", "clear", "incomplete", "refer"];
        var severities = seen.Select(advice => Array.IndexOf(order, advice)).ToList();
        Assert.DoesNotContain(-1, severities);
        Assert.Equal(severities.Order(), severities);
        Assert.DoesNotContain("clear", seen);
    }

    [Fact]
    public async Task The_screen_can_be_used_with_the_eyes_closed()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.BeginShiftAsync();
        var live = booth.Advice.Locator("[aria-live=assertive]");
        await Expect(live).ToHaveTextAsync("");
        await booth.ScanDemoAsync("reported stolen", "refer");
        await Expect(live).ToHaveTextAsync("REFER. Possible match: confirm before acting.");
    }

    [Fact]
    public async Task Training_is_marked_so_that_nobody_can_mistake_it()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.BeginShiftAsync();
        await Expect(booth.Page.Locator(".banner.demo")).ToBeVisibleAsync();
        await booth.Page.GetByRole(AriaRole.Button, new() { Name = "Purpose" }).ClickAsync();
        await booth.Page.GetByRole(AriaRole.Option, new() { Name = "Training" }).ClickAsync();
        await Expect(booth.Page.Locator(".banner.training")).ToContainTextAsync("TRAINING");
        await booth.ScanDemoAsync("clear", "clear");
    }
}
