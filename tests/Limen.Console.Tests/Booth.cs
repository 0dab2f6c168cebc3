using System.Text.Json;
using Limen.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Limen.Console.Tests;

/// <summary>One officer at one screen.</summary>
public sealed class Booth : IAsyncDisposable
{
    static readonly Lazy<string> Axe = new(() => File.ReadAllText(Project.At("console", "node_modules", "axe-core", "axe.min.js")));

    readonly ServedNode node;
    readonly List<string> complaints = [];

    public Booth(ServedNode node, IPage page)
    {
        this.node = node;
        Page = page;
        page.PageError += (_, error) => complaints.Add(error);
        page.Console += (_, message) => { if (message.Type is "error" or "warning") complaints.Add(message.Text); };
    }

    public IPage Page { get; }

    /// <summary>What the browser complained of, refusals by the content policy among it; not that the server answered with an error.</summary>
    public IReadOnlyList<string> Complaints => [.. complaints.Where(text => !text.Contains("Failed to load resource", StringComparison.Ordinal))];

    public ILocator Advice => Page.Locator(".advice");
    public ILocator Word => Page.Locator(".advice h2");
    public ILocator Document => Page.Locator(".document");
    public ILocator Dialog => Page.GetByRole(AriaRole.Dialog);

    /// <summary>The row of a source.</summary>
    public ILocator Source(string id) => Page.Locator($"[data-source='{id}']");

    /// <summary>The finding with a code.</summary>
    public ILocator Finding(string code) => Page.Locator($"[data-code='{code}']");

    public async Task SignInAsync(string officer)
    {
        await Page.GotoAsync(node.Address);
        await SubmitSignInAsync(officer, node.PasswordOf(officer));
        await Expect(Page.Locator("nav.tabs")).ToBeVisibleAsync();
    }

    public async Task SubmitSignInAsync(string officer, string password)
    {
        await Page.Locator("input[autocomplete=username]").FillAsync(officer);
        await Page.Locator("input[autocomplete=current-password]").FillAsync(password);
        await Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Signs a first-line officer in and waits for his sources.</summary>
    public async Task BeginShiftAsync(string officer = "first")
    {
        await SignInAsync(officer);
        await Expect(Source("demo-documents")).ToBeVisibleAsync();
        await Expect(Source("demo-persons").Locator(".mark.none")).ToBeVisibleAsync();
    }

    /// <summary>
    /// Sends keys as a wedge scanner does: without waiting between them, and each with the moment at which it was sent, however busy the
    /// machine is at which it arrives.
    /// </summary>
    public async Task ScanAsync(string text)
    {
        var session = await Page.Context.NewCDPSessionAsync(Page);
        var sent = new List<Task>();
        var at = (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;
        foreach (var character in text)
        {
            at += 0.001;
            sent.Add(session.SendAsync("Input.dispatchKeyEvent", Stroke("keyDown", character, at)));
            sent.Add(session.SendAsync("Input.dispatchKeyEvent", Stroke("keyUp", character, at)));
        }
        await Task.WhenAll(sent);
        await session.DetachAsync();
    }

    static Dictionary<string, object> Stroke(string type, char character, double at)
    {
        var (key, code, keyCode) = character switch
        {
            '\n' => ("Enter", "Enter", 13),
            '<' => ("<", "Comma", 188),
            >= '0' and <= '9' => ($"{character}", $"Digit{character}", character),
            _ => ($"{character}", $"Key{character}", character),
        };
        var stroke = new Dictionary<string, object>
        {
            ["type"] = type,
            ["timestamp"] = at,
            ["key"] = key,
            ["code"] = code,
            ["windowsVirtualKeyCode"] = (int)keyCode,
            ["modifiers"] = character == '<' ? 8 : 0,
        };
        if (type == "keyDown") stroke["text"] = character == '\n' ? "\r" : $"{character}";
        return stroke;
    }

    /// <summary>Scans one of the demonstration's documents, with a line end after each line, and waits for the verdict.</summary>
    public async Task ScanDemoAsync(string title, string advice)
    {
        await ScanAsync(node.Zone(title) + "\n");
        await ExpectAdviceAsync(advice);
    }

    public Task ExpectAdviceAsync(string advice) =>
        Expect(Page.Locator($".advice.{advice}")).ToBeVisibleAsync();

    /// <summary>A key pressed for its own sake, after the moment in which the screen takes none for an answer to the verdict.</summary>
    public async Task PressAsync(string key)
    {
        await Page.WaitForTimeoutAsync(700);
        await Page.Keyboard.PressAsync(key);
    }

    /// <summary>Leaves a picture of the screen where <c>LIMEN_SHOTS</c> names a folder: for people to look at.</summary>
    public async Task ShootAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("LIMEN_SHOTS") is { Length: > 0 } folder)
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
    }

    /// <summary>Holds the page against axe-core's rules for WCAG 2.2 A and AA and its best practices.</summary>
    public async Task NoBarrierAsync(string where)
    {
        await Page.EvaluateAsync(Axe.Value);
        var result = await Page.EvaluateAsync<JsonElement>(
            "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map(v => v.id + ': ' + v.nodes.map(n => n.html + ' ' + n.failureSummary).join(' | '))");
        Assert.Equal($"{where}:", $"{where}:{string.Join('\n', result.EnumerateArray().Select(violation => violation.GetString()))}");
    }

    public Task OpenAsync(string screen) => Page.GotoAsync($"{node.Address}/#/{screen}");

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
