using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Limen.TestKit;

namespace Limen.Cli.Tests;

public sealed partial class ServeCommandTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_start_prints_a_password_once_and_the_administrator_signs_in_with_it()
    {
        using var folder = new ScratchFolder();
        string password;
        await using (var first = await ServedProcess.StartAsync(folder.Root))
        {
            password = Password().Match(first.Output).Groups[1].Value;
            using var admin = await first.SignedInAsync("admin", password);
            var session = await admin.GetFromJsonAsync<JsonElement>("/api/session", Cancel);
            Assert.True(session.GetProperty("mustChangePassword").GetBoolean());
            Assert.Equal((0, ""), await first.StopAsync("TERM"));
        }
        await using var second = await ServedProcess.StartAsync(folder.Root);
        Assert.DoesNotContain("password", second.Output, StringComparison.OrdinalIgnoreCase);
        using var again = await second.SignedInAsync("admin", password);
        var (code, output, _) = await LimenProcess.RunAsync("", "journal", "verify", "--data", folder.Root);
        Assert.Equal(0, code);
        Assert.StartsWith("Whole", output, StringComparison.Ordinal);
        Assert.Equal((0, ""), await second.StopAsync("INT"));
    }

    [Fact]
    public async Task An_address_that_is_taken_ends_with_4_and_says_so()
    {
        using var folder = new ScratchFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var (code, output, error) = await LimenProcess.RunAsync("", "serve", "--data", folder.Root, "--port", port.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(4, code);
        Assert.StartsWith("limen serve: addressInUse:", error, StringComparison.Ordinal);
        Assert.Contains(port.ToString(CultureInfo.InvariantCulture), error, StringComparison.Ordinal);
        Assert.DoesNotContain("password", output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Settings_that_cannot_be_meant_end_with_2_and_say_where()
    {
        using var folder = new ScratchFolder();
        folder.Write("settings.json", """{"policy":{"listDeadlineMs":5}}""");
        var (code, _, error) = await LimenProcess.RunAsync("", "serve", "--data", folder.Root, "--port", "0");
        Assert.Equal(2, code);
        Assert.Contains("settingsInvalid", error, StringComparison.Ordinal);
        Assert.Contains("policy.listDeadlineMs: 10 to 60000.", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LIMEN_PORT", "abc", 2, "settingsInvalid: LIMEN_URLS or LIMEN_PORT: http://127.0.0.1:abc is no address")]
    [InlineData("LIMEN_PORT", "99999", 2, "settingsInvalid: LIMEN_URLS or LIMEN_PORT")]
    [InlineData("LIMEN_PORT", "-1", 2, "settingsInvalid: LIMEN_URLS or LIMEN_PORT")]
    [InlineData("LIMEN_URLS", "nonsense", 2, "settingsInvalid: LIMEN_URLS or LIMEN_PORT")]
    [InlineData("LIMEN_URLS", "http://127.0.0.1:0;ftp://127.0.0.1:0", 2, "settingsInvalid: LIMEN_URLS or LIMEN_PORT: ftp")]
    [InlineData("LIMEN_URLS", "http://192.0.2.1:0", 4, "addressInUse")]
    [InlineData("LIMEN_DEMO", "please", 2, "settingsInvalid: LIMEN_DEMO: true or false.")]
    [InlineData("LIMEN_ROLE", "server", 2, "settingsInvalid: LIMEN_ROLE: one of hub, post.")]
    [InlineData("LIMEN_DATABASE", "nonsense", 4, "storeUnreachable")]
    public async Task A_variable_that_cannot_be_meant_is_told_in_a_line(string name, string value, int code, string words)
    {
        using var folder = new ScratchFolder();
        var start = new System.Diagnostics.ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "limen.dll"), "serve", "--data", folder.Root]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[name] = value;
        using var limen = System.Diagnostics.Process.Start(start)!;
        var (output, error) = (limen.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), await limen.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await limen.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(code, limen.ExitCode);
        // What a host logs that had begun to start is not what the operator is told.
        if (code == 2) Assert.Equal("", await output);
        Assert.Contains(words, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_the_demonstration_every_document_that_is_shown_gives_what_is_said_of_it()
    {
        using var folder = new ScratchFolder();
        ServedProcess.Unhurry(folder.At("demo"));
        await using var demo = await ServedProcess.StartAsync(folder.Root, "--demo");
        using var officer = await demo.SignedInAsync("first", DemoPassword().Match(demo.Output).Groups[1].Value);
        await ReadyAsync(officer, 3);
        var advice = new Dictionary<string, string?>();
        foreach (Match sample in Sample().Matches(demo.Output))
        {
            var scan = new { purpose = "border-check", direction = "entry", mrz = $"{sample.Groups[2].Value}\n{sample.Groups[3].Value}" };
            advice[sample.Groups[1].Value] = (await InspectAsync(officer, scan)).GetProperty("verdict").GetProperty("advice").GetString();
        }
        Assert.Equal(new Dictionary<string, string?>
        {
            ["clear"] = "clear",
            ["reported stolen"] = "refer",
            ["possible match with a wanted person"] = "refer",
            ["specimen of Doc 9303, no State's document"] = "refer",
            ["expired"] = "refer",
        }, advice);
        var vehicle = await InspectAsync(officer, new { purpose = "border-check", vehicle = new { plate = "DEMO001", plateState = "MDA" } });
        Assert.Equal("refer", vehicle.GetProperty("verdict").GetProperty("advice").GetString());
        Assert.Equal((0, ""), await demo.StopAsync("TERM"));
    }

    [Fact]
    public async Task Metrics_and_traces_reach_a_collector_and_name_nobody()
    {
        using var folder = new ScratchFolder();
        ServedProcess.Unhurry(folder.At("demo"));
        await using var collector = new Collector();
        await using var demo = await ServedProcess.StartAsync(["--demo", "--data", folder.Root, "--port", "0"], new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        });
        using var officer = await demo.SignedInAsync("first", DemoPassword().Match(demo.Output).Groups[1].Value);
        await ReadyAsync(officer, 3);
        var sample = Sample().Matches(demo.Output).First(one => one.Groups[1].Value == "reported stolen");
        await InspectAsync(officer, new { purpose = "border-check", mrz = $"{sample.Groups[2].Value}\n{sample.Groups[3].Value}" });
        var metrics = await collector.HeardAsync("/v1/metrics", "limen.source.duration");
        var traces = await collector.HeardAsync("/v1/traces", "inspection");
        Assert.Contains("demo-documents", metrics, StringComparison.Ordinal);
        foreach (var personal in (string[])["ROUGEMONTEL", "ANATOLE", "DEMO00001", "911102"]) Assert.DoesNotContain(personal, metrics + traces, StringComparison.OrdinalIgnoreCase);
        Assert.Equal((0, ""), await demo.StopAsync("TERM"));
    }

    static async Task<JsonElement> InspectAsync(HttpClient officer, object scan)
    {
        using var response = await officer.PostAsJsonAsync("/api/inspections", scan, Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }

    static async Task ReadyAsync(HttpClient officer, int lists)
    {
        for (var tries = 0; tries < 1200; tries++)
        {
            var sources = await officer.GetFromJsonAsync<JsonElement>("/api/sources", Cancel);
            if (sources.EnumerateArray().Count(source => source.GetProperty("state").GetString() == "ready") == lists) return;
            await Task.Delay(100, Cancel);
        }
        Assert.Fail("The lists were not loaded.");
    }

    [GeneratedRegex(@"password\s+(\w{20})\n")]
    public static partial Regex Password();

    [GeneratedRegex(@"\n  first\s+(\w{20})  ")]
    public static partial Regex DemoPassword();

    [GeneratedRegex(@"\n  (\S[^\n]*)\n    ([A-Z0-9<]{44})\n    ([A-Z0-9<]{44})\n")]
    public static partial Regex Sample();
}
