using Limen.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Limen.Console.Tests;

[Collection<Served>]
public sealed class TrustTests(ServedNode node, Chromium chromium)
{
    static async Task ImportAsync(Booth booth, params FilePayload[] files)
    {
        var choosing = booth.Page.RunAndWaitForFileChooserAsync(() => booth.Dialog.GetByText("Choose files").ClickAsync());
        await (await choosing).SetFilesAsync(files);
        await booth.Dialog.GetByRole(AriaRole.Button, new() { Name = "Import", Exact = true }).ClickAsync();
    }

    static FilePayload File(string name, byte[] octets) => new() { Name = name, MimeType = "application/octet-stream", Buffer = octets };

    [Fact]
    public async Task A_list_owner_imports_an_authority_and_sees_it_under_its_State()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.SignInAsync("lists");
        await booth.OpenAsync("trust");
        await booth.Page.Locator(".tools .key.main").ClickAsync();
        await ImportAsync(booth, File("island.cer", new InventedState("IS").Csca), File("notes.txt", "no certificate"u8.ToArray()));
        await Expect(booth.Dialog.Locator(".report").First).ToContainTextAsync("1 of them new");
        await Expect(booth.Dialog.Locator(".report").Last).ToContainTextAsync("Unreadable: 1");
        await booth.NoBarrierAsync("trust, imported");
        await booth.ShootAsync("trust-import");
        await booth.Dialog.GetByText("Close").ClickAsync();
        var row = booth.Page.GetByRole(AriaRole.Row, new() { Name = "IS" });
        await Expect(row).ToContainTextAsync("island.cer");
        await row.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(booth.Page.Locator("h1")).ToHaveTextAsync("IS");
        await Expect(booth.Page.Locator("table.rows tbody tr")).ToContainTextAsync("C=IS, O=Invented, CN=CSCA IS");
        await booth.NoBarrierAsync("trust of a State");
        await booth.ShootAsync("trust-state");
    }

    [Fact]
    public async Task A_whole_master_list_is_shown_by_State()
    {
        Assert.SkipWhen(Shared.File("documents", "masterlists", "NL_ML_2026-07-22.ml") is null, Shared.Absent);
        await using var lane = new ServedNode();
        await lane.InitializeAsync();
        await using var booth = await chromium.OpenAsync(lane, "ru-RU", ColorScheme.Dark);
        await booth.SignInAsync("lists");
        await booth.OpenAsync("trust");
        await Expect(booth.Page.Locator(".empty")).ToBeVisibleAsync();
        await booth.Page.Locator(".tools .key.main").ClickAsync();
        var choosing = booth.Page.RunAndWaitForFileChooserAsync(() => booth.Dialog.GetByText("Выбрать файлы").ClickAsync());
        await (await choosing).SetFilesAsync(Shared.File("documents", "masterlists", "NL_ML_2026-07-22.ml")!);
        await booth.Dialog.Locator("button[type=submit]").ClickAsync();
        await Expect(booth.Dialog.Locator(".report")).ToBeVisibleAsync();
        await booth.Dialog.GetByText("Закрыть").ClickAsync();
        await Expect(booth.Page.GetByRole(AriaRole.Row, new() { Name = "DE" }).First).ToBeVisibleAsync();
        await booth.NoBarrierAsync("trust, a master list");
        await booth.ShootAsync("trust-master-list");
        await booth.OpenAsync("trust/DE");
        await Expect(booth.Page.Locator("h1")).ToHaveTextAsync("DE");
        await booth.ShootAsync("trust-DE");
    }
}
