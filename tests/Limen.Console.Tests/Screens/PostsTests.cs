using System.Diagnostics;
using System.Net.Http.Json;
using Limen.TestKit;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Limen.Console.Tests;

/// <summary>The operator's page and the line in the header, with a real hub and a real post.</summary>
[Collection<Served>]
public sealed class PostsTests(Chromium chromium)
{
    const string Password = "correct horse battery staple";

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    static Task PictureAsync(Booth booth, string name) => Environment.GetEnvironmentVariable("LIMEN_PICTURES") is { Length: > 0 } folder
        ? booth.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true })
        : Task.CompletedTask;

    static async Task EnrolAsync(string command, string data)
    {
        var told = command.Split(' ').Skip(1).ToArray();
        using var limen = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "limen.dll"), .. told, "--data", data]))!;
        await limen.WaitForExitAsync(Cancel);
        Assert.Equal(0, limen.ExitCode);
    }

    static async Task ChangeFirstPasswordAsync(ServedNode node)
    {
        using var client = new HttpClient { BaseAddress = new(node.Address) };
        client.DefaultRequestHeaders.Add("X-Limen-Request", "1");
        using var entered = await client.PostAsJsonAsync("/api/sign-in", new { name = "admin", password = node.FirstPassword }, Cancel);
        entered.EnsureSuccessStatusCode();
        using var changed = await client.PostAsJsonAsync("/api/session/password", new { current = node.FirstPassword, next = Password }, Cancel);
        changed.EnsureSuccessStatusCode();
    }

    static async Task<ServedNode> HubAsync(string folder)
    {
        var hub = new ServedNode { Told = ["--demo", "--data", Path.Combine(folder, "hub"), "--role", "hub", "--name", "127.0.0.1", "--exchange", $"https://127.0.0.1:{FreePort.Next()}"] };
        await hub.InitializeAsync();
        return hub;
    }

    // The command that the desk shows for the post.
    static async Task<string> InviteAsync(Booth desk)
    {
        await desk.Page.Locator(".section-head .key.main").ClickAsync();
        await Expect(desk.Dialog.Locator("input").First).ToBeFocusedAsync();
        await desk.Page.Keyboard.TypeAsync("leuseni");
        await desk.Page.Keyboard.PressAsync("Enter");
        return await desk.Page.Locator(".command code").InnerTextAsync();
    }

    // As a post's store would be whose entries have got lost: same version, other answer.
    static async Task LoseKeysAsync(string data, string list)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "limen.db")};Pooling=false;Default Timeout=20");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "delete from entry_keys where list_no = (select list_no from lists where id = @list)";
        command.Parameters.AddWithValue("@list", list);
        Assert.True(await command.ExecuteNonQueryAsync(Cancel) > 0);
    }

    [Fact]
    public async Task What_the_hub_alone_matches_is_shown_beside_the_answer_and_to_the_operator()
    {
        Assert.SkipWhen(Chromium.Absent is not null, Chromium.Absent ?? "");
        var folder = Directory.CreateTempSubdirectory("limen-posts-").FullName;
        await using var hub = await HubAsync(folder);
        await using var desk = await chromium.OpenAsync(hub);
        await desk.SignInAsync("admin");
        await desk.OpenAsync("posts");
        var data = Path.Combine(folder, "post");
        await EnrolAsync(await InviteAsync(desk), data);
        await desk.Page.Keyboard.PressAsync("Enter");
        await using var post = new ServedNode { Told = ["--data", data] };
        await post.InitializeAsync();
        await Expect(desk.Page.Locator("[data-post=leuseni] .good")).ToBeVisibleAsync(new() { Timeout = 60_000 });

        await using var lane = await chromium.OpenAsync(post);
        await lane.Page.GotoAsync(post.Address);
        await lane.SubmitSignInAsync("first", hub.PasswordOf("first"));
        await Expect(lane.Source("demo-documents").Locator(".mark.none")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await LoseKeysAsync(data, "demo-documents");
        await lane.ScanAsync(hub.Zone("reported stolen") + "\n");
        var notice = lane.Page.Locator(".beside.loud");
        await Expect(notice).ToContainTextAsync("DEMO00001");
        await Expect(lane.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(1);
        await lane.NoBarrierAsync("the hub says otherwise");
        await Expect(lane.Page.Locator("header .post")).ToContainTextAsync("leuseni");
        await PictureAsync(lane, "beside");

        await desk.Page.ReloadAsync();
        var row = desk.Page.Locator("[aria-labelledby=differing] tbody tr");
        await Expect(row).ToContainTextAsync("demo-documents", new() { Timeout = 30_000 });
        await Expect(row).ToContainTextAsync("leuseni");
        await desk.NoBarrierAsync("differences");
        await PictureAsync(desk, "differences");
        await ChangeFirstPasswordAsync(post);
        await using var own = await chromium.OpenAsync(post);
        await own.Page.GotoAsync(post.Address);
        await own.SubmitSignInAsync("admin", Password);
        await own.OpenAsync("officers");
        await Expect(own.Page.GetByRole(AriaRole.Row, new() { Name = "first" }).Locator("td.quiet")).Not.ToBeEmptyAsync();
        await own.NoBarrierAsync("officers of the hub");
        await PictureAsync(own, "officers-of-hub");
        Assert.Empty(lane.Complaints);
        Assert.Empty(desk.Complaints);
    }

    [Fact]
    public async Task An_operator_invites_a_post_sees_it_come_and_go_and_locks_it_out()
    {
        Assert.SkipWhen(Chromium.Absent is not null, Chromium.Absent ?? "");
        var folder = Directory.CreateTempSubdirectory("limen-posts-").FullName;
        await using var hub = await HubAsync(folder);
        await using var desk = await chromium.OpenAsync(hub);
        await desk.SignInAsync("admin");
        await desk.OpenAsync("posts");
        await Expect(desk.Page.Locator(".empty")).ToBeVisibleAsync();
        await Expect(desk.Page.Locator("[data-code=postsNone]")).ToBeVisibleAsync();
        await desk.NoBarrierAsync("posts, none");
        var command = await InviteAsync(desk);
        await desk.NoBarrierAsync("code");
        await PictureAsync(desk, "code");
        await desk.Page.Keyboard.PressAsync("Enter");
        await Expect(desk.Dialog).ToBeHiddenAsync();
        await desk.Page.SetViewportSizeAsync(640, 400);
        Assert.True(await desk.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        await desk.Page.SetViewportSizeAsync(1024, 768);

        var data = Path.Combine(folder, "post");
        await EnrolAsync(command, data);
        await using var post = new ServedNode { Told = ["--data", data] };
        await post.InitializeAsync();
        await ChangeFirstPasswordAsync(post);
        var row = desk.Page.Locator("[data-post=leuseni]");
        await Expect(row.Locator(".good")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await PictureAsync(desk, "hub");
        await using var lane = await chromium.OpenAsync(post, "ru-RU");
        await lane.Page.GotoAsync(post.Address);
        await lane.SubmitSignInAsync("admin", Password);
        await lane.OpenAsync("posts");
        await Expect(lane.Page.Locator(".own-line h2.good")).ToBeVisibleAsync();
        await Expect(lane.Page.Locator(".hub-line.good")).ToBeVisibleAsync();
        await Expect(lane.Page.Locator("[data-code=lineFine]")).ToHaveCountAsync(1);
        await lane.NoBarrierAsync("own line");
        await PictureAsync(lane, "post-ru");

        await row.Locator(".key.danger").ClickAsync();
        await Expect(desk.Page.GetByRole(AriaRole.Alertdialog)).ToBeVisibleAsync();
        await desk.NoBarrierAsync("revoke");
        await PictureAsync(desk, "revoke");
        await desk.Page.Keyboard.PressAsync("Escape");
        await Expect(row.Locator(".key.danger")).ToBeVisibleAsync();
        await row.Locator(".key.danger").ClickAsync();
        await desk.Page.GetByRole(AriaRole.Alertdialog).Locator(".key.danger").ClickAsync();
        await Expect(row.Locator(".key.danger")).ToBeHiddenAsync();
        await Expect(lane.Page.Locator(".hub-line.doubt")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await lane.Page.Locator(".tools .key").ClickAsync();
        await Expect(lane.Page.Locator("[data-code=lineRefused]")).ToBeVisibleAsync();
        await lane.NoBarrierAsync("own line, down");
        await PictureAsync(lane, "post-down-ru");
        Assert.Empty(desk.Complaints);
        Assert.Empty(lane.Complaints);
    }
}
