using Microsoft.Playwright;

namespace Limen.Console.Tests;

/// <summary>The machine's own Chromium, driven by Playwright.</summary>
public sealed class Chromium : IAsyncLifetime
{
    const string Executable = "/usr/bin/chromium";

    static readonly string[] Quiet =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    IPlaywright? playwright;
    IBrowser? browser;

    /// <summary>Why there is no browser to test with; null where there is one. In CI it must be there.</summary>
    public static string? Absent =>
        File.Exists(Executable) || Environment.GetEnvironmentVariable("CI") == "true" ? null : $"{Executable} is not here";

    public async ValueTask InitializeAsync()
    {
        if (Absent is not null) return;
        Assertions.SetDefaultExpectTimeout(20_000);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Args = Quiet });
    }

    /// <summary>A fresh profile with one page of 1024 by 768, which remembers every complaint of the browser.</summary>
    public async Task<Booth> OpenAsync(ServedNode node, string language = "en-GB", ColorScheme scheme = ColorScheme.Light, int width = 1024, int height = 768)
    {
        Assert.SkipWhen(Absent is not null, Absent ?? "");
        var context = await browser!.NewContextAsync(new()
        {
            Locale = language,
            ColorScheme = scheme,
            ViewportSize = new() { Width = width, Height = height },
            TimezoneId = "UTC",
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        context.SetDefaultTimeout(20_000);
        return new(node, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
