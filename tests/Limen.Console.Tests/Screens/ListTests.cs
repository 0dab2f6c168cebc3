using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Limen.Console.Tests;

[Collection<Served>]
public sealed class ListTests(ServedNode node, Chromium chromium)
{
    static FilePayload Csv(int entries, string more = "") => new()
    {
        Name = "stolen.csv",
        MimeType = "text/csv",
        Buffer = Encoding.UTF8.GetBytes(
            "entryId,number,documentType,issuingState,status,remark\n"
            + string.Concat(Enumerable.Range(1, entries).Select(n => $"T{n},TST{n:000000},passport,FRA,stolen,\n")) + more),
    };

    static async Task ImportAsync(Booth booth, FilePayload file)
    {
        var choosing = booth.Page.RunAndWaitForFileChooserAsync(() => booth.Dialog.GetByText("Choose files").ClickAsync());
        await (await choosing).SetFilesAsync(file);
        await Expect(booth.Dialog.GetByText("stolen.csv (")).ToBeVisibleAsync();
        await booth.Dialog.GetByRole(AriaRole.Button, new() { Name = "Import", Exact = true }).ClickAsync();
    }

    [Fact]
    public async Task A_list_owner_imports_a_list_sees_its_rejected_rows_and_is_asked_before_it_shrinks()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.SignInAsync("lists");
        await booth.OpenAsync("lists");
        await booth.Page.GetByText("Import a list").ClickAsync();
        await booth.Dialog.GetByLabel("Id of the list").FillAsync("test-documents");
        await booth.Dialog.GetByLabel("Name of the list").FillAsync("Documents of a test");
        await ImportAsync(booth, Csv(10, "T11,,passport,FRA,stolen,\n"));
        await Expect(booth.Dialog.Locator(".report")).ToContainTextAsync("Version 1 stands");
        await Expect(booth.Dialog.Locator(".report")).ToContainTextAsync("No number");
        await Expect(booth.Dialog.Locator(".report")).ToContainTextAsync("remark");
        await booth.Dialog.GetByText("Close").ClickAsync();
        var row = booth.Page.GetByRole(AriaRole.Row, new() { Name = "Documents of a test" });
        await Expect(row).ToContainTextAsync("10");

        await row.GetByRole(AriaRole.Button).ClickAsync();
        await ImportAsync(booth, Csv(3));
        await Expect(booth.Dialog.Locator(".report")).ToContainTextAsync("the list would shrink");
        await booth.Dialog.GetByText("Import although it shrinks").ClickAsync();
        await Expect(booth.Dialog.Locator(".report")).ToContainTextAsync("Version 2 stands");
        await booth.Dialog.GetByText("Close").ClickAsync();
        await booth.Page.GetByRole(AriaRole.Link, new() { Name = "Documents of a test" }).ClickAsync();
        await Expect(booth.Page.Locator("table.rows tbody tr")).ToHaveCountAsync(2);

        await booth.OpenAsync("sources");
        await Expect(booth.Page.GetByRole(AriaRole.Row, new() { Name = "Documents of a test" })).ToContainTextAsync("answers");
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_changes_nothing_and_says_why()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.SignInAsync("lists");
        await booth.OpenAsync("lists");
        await booth.Page.GetByText("Import a list").ClickAsync();
        await booth.Dialog.GetByLabel("Id of the list").FillAsync("nothing");
        await ImportAsync(booth, new() { Name = "stolen.csv", MimeType = "text/csv", Buffer = "no,such,columns\n1,2,3\n"u8.ToArray() });
        await Expect(booth.Dialog.Locator(".report .bad")).ToContainTextAsync("Refused");
    }

    [Fact]
    public async Task Sources_tell_version_age_and_who_is_silent()
    {
        await using var booth = await chromium.OpenAsync(node);
        await booth.SignInAsync("second");
        await booth.OpenAsync("sources");
        var row = booth.Page.GetByRole(AriaRole.Row, new() { Name = "Stolen and lost documents" });
        await Expect(row).ToContainTextAsync("answers");
        await Expect(row).ToContainTextAsync("Documents");
        await Expect(row.Locator("td").Nth(2)).ToHaveTextAsync("1");
    }
}
