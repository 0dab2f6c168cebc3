using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Limen.TestKit;

namespace Limen.Cli.Tests;

public sealed class StaffCommandsTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    static async Task<JsonElement> JsonAsync(ScratchFolder folder, params string[] arguments)
    {
        var (code, output, error) = await LimenProcess.RunAsync("", [.. arguments, "--data", folder.Root, "--json"]);
        Assert.True(code == 0, error);
        using var document = JsonDocument.Parse(output);
        return document.RootElement.Clone();
    }

    static async Task<(int Code, string Error)> RefusedAsync(ScratchFolder folder, params string[] arguments)
    {
        var (code, output, error) = await LimenProcess.RunAsync("", [.. arguments, "--data", folder.Root]);
        Assert.Empty(output);
        return (code, error);
    }

    [Fact]
    public async Task Officers_are_added_disabled_and_given_passwords_without_a_browser()
    {
        using var folder = new ScratchFolder();
        var chief = await JsonAsync(folder, "officers", "add", "Chief", "--role", "administrator", "--role", "auditor", "--display-name", "The Chief");
        Assert.Equal(("chief", "The Chief", 20), (chief.GetProperty("name").GetString(), chief.GetProperty("displayName").GetString(), chief.GetProperty("password").GetString()!.Length));
        Assert.Equal(["administrator", "auditor"], chief.GetProperty("roles").EnumerateArray().Select(role => role.GetString()));
        await JsonAsync(folder, "officers", "add", "anna", "--role", "firstLine");
        var reset = await JsonAsync(folder, "officers", "reset-password", "anna");
        Assert.Equal((true, 20), (reset.GetProperty("mustChangePassword").GetBoolean(), reset.GetProperty("password").GetString()!.Length));
        Assert.True((await JsonAsync(folder, "officers", "disable", "anna")).GetProperty("disabled").GetBoolean());

        var (_, list, _) = await LimenProcess.RunAsync("", "officers", "list", "--data", folder.Root, "--json");
        Assert.DoesNotContain("hash", list, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(reset.GetProperty("password").GetString()!, list, StringComparison.Ordinal);
        var (_, journal, _) = await LimenProcess.RunAsync("", "journal", "--data", folder.Root);
        Assert.Equal(4, journal.Split('\n', StringSplitOptions.RemoveEmptyEntries).Count(line => line.Contains("@command", StringComparison.Ordinal)));
        Assert.DoesNotContain(reset.GetProperty("password").GetString()!, journal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_with_its_code()
    {
        using var folder = new ScratchFolder();
        await JsonAsync(folder, "officers", "add", "chief", "--role", "administrator");
        foreach (var (arguments, code, problem) in new[]
        {
            ("officers add chief --role firstLine", 1, "nameTaken"),
            ("officers add !! --role firstLine", 2, "invalidField"),
            ("officers disable chief", 1, "lastAdministrator"),
            ("officers disable nobody", 1, "unknownOfficer"),
            ("keys revoke nothing", 1, "unknownKey"),
            ("keys add gate --role administrator", 2, "invalidField"),
            ("keys add gate --role firstLine --expires 2020-01-01", 2, "invalidField"),
        })
        {
            var (told, error) = await RefusedAsync(folder, arguments.Split(' '));
            Assert.Equal(code, told);
            Assert.Contains($" {problem}: ", error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_running_server_takes_a_key_that_was_made_beside_it_and_refuses_it_once_it_is_revoked()
    {
        using var folder = new ScratchFolder();
        await using var served = await ServedProcess.StartAsync(folder.Root);
        var made = await JsonAsync(folder, "keys", "add", "gate 1", "--role", "firstLine");
        using var gate = new HttpClient { BaseAddress = served.Address };
        gate.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made.GetProperty("key").GetString());
        using (var allowed = await gate.GetAsync("/api/sources", Cancel)) Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
        var revoked = await JsonAsync(folder, "keys", "revoke", made.GetProperty("id").GetString()!);
        Assert.NotEqual(JsonValueKind.Null, revoked.GetProperty("revokedAt").ValueKind);
        await Task.Delay(TimeSpan.FromSeconds(1.5), Cancel);
        using (var refused = await gate.GetAsync("/api/sources", Cancel)) Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        var keys = await JsonAsync(folder, "keys");
        Assert.Equal(JsonValueKind.Null, Assert.Single(keys.EnumerateArray()).GetProperty("key").ValueKind);
        Assert.Equal((0, ""), await served.StopAsync("TERM"));
    }
}
