using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Limen.TestKit;

namespace Limen.Cli.Tests;

/// <summary>A hub and a post as processes of their own, put up by the command line alone, and killed without warning.</summary>
public sealed class HubAndPostTests : IDisposable
{
    const string Header = "entryId,number,documentType,issuingState,status\n";

    readonly ScratchFolder folder = new();
    readonly string exchange = $"https://127.0.0.1:{FreePort.Next()}";

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    string Hub => folder.At("hub");

    string Post => folder.At("bridge");

    string Key => folder.At("keys/bridge.key");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_plug_is_pulled_on_each_in_turn_and_nothing_is_lost()
    {
        await using var hub = await ServeHubAsync();
        await ImportAsync("AB0000001");
        await EnrolAsync();
        var (atHub, atPost) = (await KeyAsync(Hub, "auditor"), await KeyAsync(Post, "firstLine"));
        await using var post = await ServePostAsync();
        using (var lane = post.WithKey(atPost))
        {
            await UntilAsync(async () => await ReplyAsync(lane, "AB0000001") == "hit", "The hub's list is not answered at the post.");
            var first = await InspectAsync(lane, "AB0000009");
            using (var auditor = hub.WithKey(atHub)) await UntilAsync(() => IsThereAsync(auditor, first), "The hub does not know the inspection.");

            await hub.StopAsync("KILL");
            await UntilAsync(async () => !(await LineAsync(lane)).GetProperty("connected").GetBoolean(), "The post does not notice that the hub is gone.");
            var waiting = new[] { await InspectAsync(lane, "AB0000001"), await InspectAsync(lane, "AB0000002") };
            Assert.Equal("hit", await ReplyAsync(lane, "AB0000001"));
            var line = await LineAsync(lane);
            Assert.True(line.GetProperty("waiting").GetInt64() >= 3 && line.GetProperty("oldestWaiting").ValueKind == JsonValueKind.String, line.GetRawText());

            await using var again = await ServeHubAsync();
            await UntilAsync(async () => (await LineAsync(lane)).GetProperty("waiting").GetInt64() == 0, "The queue does not empty.");
            using var auditorAgain = again.WithKey(atHub);
            foreach (var id in waiting) Assert.True(await IsThereAsync(auditorAgain, id));

            var last = await InspectAsync(lane, "AB0000003");
            await post.StopAsync("KILL");
            await using var postAgain = await ServePostAsync();
            await UntilAsync(() => IsThereAsync(auditorAgain, last), "What the post had acknowledged before it was killed does not come.");
            await RevokeAsync(postAgain, atPost);
        }
        foreach (var (data, key) in new[] { (Hub, folder.At("none")), (Post, Key) })
            Assert.StartsWith("Whole", (await LimenProcess.RunAsync("", "journal", "verify", "--data", data, "--key-file", key)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_enrolment_seals_the_store_and_says_where_the_key_lies()
    {
        await using var hub = await ServeHubAsync();
        var enrolled = await EnrolAsync();
        Assert.True(enrolled.GetProperty("sealed").GetBoolean());
        Assert.Equal(Key, enrolled.GetProperty("keyFile").GetString());
        Assert.Contains("keyMissing", (await LimenProcess.RunAsync("", "journal", "verify", "--data", Post, "--key-file", folder.At("none"))).Error, StringComparison.Ordinal);
        // In words, a second post; the third stays clear.
        var told = await EnrolAsync("tunnel", "--key-file", folder.At("keys/tunnel.key"));
        Assert.True(told.Code == 0, told.Error);
        Assert.Contains(folder.At("keys/tunnel.key"), told.Output, StringComparison.Ordinal);
        Assert.Contains("is post tunnel of the hub", told.Output, StringComparison.Ordinal);
        var clear = await EnrolAsync("ferry", "--clear");
        Assert.True(clear.Code == 0, clear.Error);
        Assert.Contains("not sealed", clear.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await LimenProcess.RunAsync("", "journal", "verify", "--data", folder.At("ferry"))).Code);
        // A hub's own store is left as it is.
        var own = await LimenProcess.RunAsync("", "enrol", "--data", Hub, "--hub", exchange, "--code", await CodeAsync("never"));
        Assert.Contains("roleNeedsOwnStore", own.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await LimenProcess.RunAsync("", "journal", "verify", "--data", Hub)).Code);
    }

    [Fact]
    public async Task A_role_that_does_not_fit_the_folder_ends_with_2_and_says_what_to_do()
    {
        await using var hub = await ServeHubAsync();
        await EnrolAsync();
        Assert.Contains("roleNeedsHub", await UsageAsync("--data", folder.At("new"), "--role", "post"), StringComparison.Ordinal);
        Assert.Contains("roleNeedsEnrolment", await UsageAsync("--data", folder.At("new"), "--role", "post", "--hub", exchange), StringComparison.Ordinal);
        Assert.Contains("roleNeedsOwnStore", await UsageAsync("--data", Post, "--role", "hub", "--key-file", Key), StringComparison.Ordinal);
        Assert.Contains("settingsInvalid", await UsageAsync("--data", folder.At("new"), "--role", "hub", "--hub", exchange), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_of_it_can_be_told_by_the_environment()
    {
        await using var hub = await ServedProcess.StartAsync([], new Dictionary<string, string>
        {
            ["LIMEN_ROLE"] = "hub",
            ["LIMEN_DATA"] = Hub,
            ["LIMEN_EXCHANGE"] = exchange,
            ["LIMEN_NAME"] = "hub.test",
            ["LIMEN_PORT"] = "0",
        });
        Assert.Contains($"Posts come in at {exchange}", hub.Output, StringComparison.Ordinal);
        var code = await CodeAsync("bridge");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "limen.dll"), "enrol", "--json"]) { RedirectStandardOutput = true };
        var environment = new Dictionary<string, string> { ["LIMEN_DATA"] = Post, ["LIMEN_HUB"] = exchange, ["LIMEN_CODE"] = code, ["LIMEN_KEY_FILE"] = Key };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using (var enrol = Process.Start(start)!)
        {
            var told = await enrol.StandardOutput.ReadToEndAsync(Cancel);
            await enrol.WaitForExitAsync(Cancel);
            Assert.Equal((0, true), (enrol.ExitCode, File.Exists(Key)));
            Assert.Equal("bridge", JsonDocument.Parse(told).RootElement.GetProperty("post").GetString());
        }
        environment["LIMEN_ROLE"] = "post";
        environment["LIMEN_URLS"] = "http://127.0.0.1:0";
        await using var post = await ServedProcess.StartAsync([], environment);
        Assert.Contains($"This is post bridge of the hub at {exchange}", post.Output, StringComparison.Ordinal);
    }

    async Task RevokeAsync(ServedProcess post, string key)
    {
        var revoked = JsonDocument.Parse((await LimenProcess.RunAsync("", "posts", "revoke", "bridge", "--data", Hub, "--json")).Output).RootElement;
        Assert.Equal("revoked", revoked.GetProperty("state").GetString());
        using var lane = post.WithKey(key);
        await UntilAsync(async () => await LineAsync(lane) is var line && line.GetProperty("trouble").GetString() == "postRevoked" && !line.GetProperty("connected").GetBoolean(), "The post is not locked out.");
        await ImportAsync("AB0000001", "AB0000007");
        var waiting = await InspectAsync(lane, "AB0000008");
        await Task.Delay(TimeSpan.FromSeconds(2), Cancel);
        Assert.Equal("noHit", await ReplyAsync(lane, "AB0000007"));
        Assert.True((await LineAsync(lane)).GetProperty("waiting").GetInt64() > 0);
        Assert.True(await IsThereAsync(lane, waiting));
        var listed = JsonDocument.Parse((await LimenProcess.RunAsync("", "posts", "list", "--data", Hub, "--json")).Output).RootElement[0];
        Assert.Equal(("bridge", "revoked"), (listed.GetProperty("name").GetString(), listed.GetProperty("state").GetString()));
    }

    Task<ServedProcess> ServeHubAsync() => ServedProcess.StartAsync(Hub, "--role", "hub", "--exchange", exchange, "--name", "hub.test");

    Task<ServedProcess> ServePostAsync()
    {
        ServedProcess.Unhurry(Post);
        return ServedProcess.StartAsync(Post, "--role", "post", "--hub", exchange, "--key-file", Key);
    }

    async Task<JsonElement> EnrolAsync()
    {
        var (code, output, error) = await EnrolAsync("bridge", "--key-file", Key, "--json");
        Assert.True(code == 0, error);
        var state = JsonDocument.Parse((await LimenProcess.RunAsync("", "posts", "list", "--data", Hub, "--json")).Output).RootElement[0];
        Assert.Equal(("bridge", "enrolled"), (state.GetProperty("name").GetString(), state.GetProperty("state").GetString()));
        return JsonDocument.Parse(output).RootElement;
    }

    async Task<(int Code, string Output, string Error)> EnrolAsync(string name, params string[] more) =>
        await LimenProcess.RunAsync("", ["enrol", "--data", folder.At(name), "--hub", exchange, "--code", await CodeAsync(name), .. more]);

    async Task<string> CodeAsync(string name)
    {
        var (code, output, error) = await LimenProcess.RunAsync("", "posts", "invite", name, "--data", Hub, "--json");
        Assert.True(code == 0, error);
        return JsonDocument.Parse(output).RootElement.GetProperty("code").GetString()!;
    }

    async Task<string> KeyAsync(string data, string role)
    {
        var (code, output, error) = await LimenProcess.RunAsync("", "keys", "add", "test", "--role", role, "--data", data, "--key-file", Key, "--json");
        Assert.True(code == 0, error);
        return JsonDocument.Parse(output).RootElement.GetProperty("key").GetString()!;
    }

    async Task ImportAsync(params string[] numbers)
    {
        var rows = Header + string.Concat(numbers.Select(number => $"{number},{number},P,FRA,stolen\n"));
        var (code, output, error) = await LimenProcess.RunAsync(rows, "lists", "import", "-", "--list", "sltd", "--kind", "documents", "--format", "csv", "--data", Hub);
        Assert.True(code == 0, output + error);
    }

    static async Task<string> UsageAsync(params string[] arguments)
    {
        var (code, _, error) = await LimenProcess.RunAsync("", ["serve", "--port", "0", .. arguments]);
        Assert.Equal(2, code);
        return error;
    }

    static async Task<Guid> InspectAsync(HttpClient lane, string number) => (await InspectedAsync(lane, number)).GetProperty("id").GetGuid();

    static async Task<string?> ReplyAsync(HttpClient lane, string number) => (await InspectedAsync(lane, number)).GetProperty("answers").EnumerateArray()
        .Where(answer => answer.GetProperty("source").GetString() == "sltd").Select(answer => answer.GetProperty("reply").GetString()).FirstOrDefault();

    static async Task<JsonElement> InspectedAsync(HttpClient lane, string number)
    {
        var scan = new { purpose = "border-check", direction = "entry", document = new { documentNumber = number, issuingState = "FRA", documentClass = "passport" } };
        using var response = await lane.PostAsJsonAsync("/api/inspections", scan, Cancel);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancel));
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }

    static async Task<bool> IsThereAsync(HttpClient who, Guid inspection)
    {
        using var response = await who.GetAsync($"/api/inspections/{inspection}", Cancel);
        return response.StatusCode == HttpStatusCode.OK;
    }

    static Task<JsonElement> LineAsync(HttpClient lane) => lane.GetFromJsonAsync<JsonElement>("/api/line", Cancel);

    static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!await holds())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(3), what);
            await Task.Delay(100, Cancel);
        }
    }
}
