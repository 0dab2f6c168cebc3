using static Microsoft.Playwright.Assertions;

namespace Limen.Console.Tests;

[Collection<Served>]
public sealed class SessionTests(ServedNode node, Chromium chromium)
{
    [Fact]
    public async Task A_wrong_password_is_told_and_forgotten()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.Page.GotoAsync(node.Address);
        await booth.SubmitSignInAsync("audit", "certainly-not-it");
        await Expect(booth.Page.Locator(".trouble")).ToContainTextAsync("Name or password is wrong");
        await Expect(booth.Page.Locator(".trouble code")).ToHaveTextAsync("wrongNameOrPassword");
        await Expect(booth.Page.Locator("input[autocomplete=current-password]")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task A_booth_that_nobody_uses_locks_and_shows_nothing_of_the_traveller()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.Page.Clock.InstallAsync();
        await booth.BeginShiftAsync();
        await booth.ScanDemoAsync("reported stolen", "refer");
        await booth.Page.Clock.RunForAsync(285_000);
        await Expect(booth.Page.Locator(".locks")).ToContainTextAsync("Locks in");
        await booth.Page.Clock.RunForAsync(20_000);
        await Expect(booth.Page.GetByText("The screen was locked.")).ToBeVisibleAsync();
        Assert.DoesNotContain("ROUGEMONTEL", await booth.Page.ContentAsync(), StringComparison.Ordinal);
        await Expect(booth.Page.Locator("input[autocomplete=username]")).ToHaveValueAsync("first");
    }

    [Fact]
    public async Task A_new_officer_must_choose_a_password_before_anything_else()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.SignInAsync("admin");
        await booth.OpenAsync("officers");
        await booth.Page.GetByText("Add an officer").ClickAsync();
        await booth.Dialog.GetByLabel("Name").FillAsync("m.ion");
        await booth.Dialog.GetByLabel("Shown as").FillAsync("M. Ion");
        await booth.Dialog.GetByText("Save").ClickAsync();
        var password = await booth.Page.Locator(".secret code").InnerTextAsync();
        await booth.Page.GetByText("I have noted it").ClickAsync();
        await Expect(booth.Page.GetByRole(Microsoft.Playwright.AriaRole.Row, new() { Name = "m.ion" })).ToContainTextAsync("must change password");

        await using var other = await chromium.OpenAsync(node);
        await other.Page.GotoAsync(node.Address);
        await other.SubmitSignInAsync("m.ion", password);
        await Expect(other.Page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Name = "Change password" })).ToBeVisibleAsync();
        await other.Page.Locator("input[autocomplete=current-password]").FillAsync(password);
        await other.Page.Locator("input[autocomplete=new-password]").First.FillAsync("a kettle of grey fish");
        await other.Page.Locator("input[autocomplete=new-password]").Last.FillAsync("a kettle of grey fish");
        await other.Page.Keyboard.PressAsync("Enter");
        await Expect(other.Page.Locator(".officer")).ToContainTextAsync("M. Ion");
    }

    [Fact]
    public async Task An_officer_sees_only_the_screens_of_his_roles()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.SignInAsync("audit");
        Assert.Equal(["Inspections", "Sources", "Journal"], await booth.Page.Locator("nav.tabs a").AllInnerTextsAsync());
        await booth.OpenAsync("officers");
        await Expect(booth.Page.GetByText("No such screen")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Language_and_look_are_kept_on_the_machine()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.SignInAsync("first");
        await booth.Page.GetByLabel("Русский").ClickAsync();
        await booth.Page.GetByLabel("Тёмный", new() { Exact = true }).ClickAsync();
        await booth.Page.ReloadAsync();
        await Expect(booth.Page.Locator("html")).ToHaveAttributeAsync("lang", "ru");
        await Expect(booth.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await Expect(booth.Word).ToHaveTextAsync("ГОТОВО");
    }
}
