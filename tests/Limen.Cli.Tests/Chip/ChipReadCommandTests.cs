using System.Diagnostics;
using System.Text.Json;
using Limen.TestKit;

namespace Limen.Cli.Tests;

/// <summary><c>limen chip read</c> and <c>readers</c> as other programs run them, on the real card service.</summary>
public sealed class ChipReadCommandTests(RealReader reader) : IClassFixture<RealReader>, IDisposable
{
    static readonly string[] keys =
    [
        "access", "passiveAuthentication", "activeAuthentication", "chipAuthentication", "terminalAuthentication", "mrzMatchesDg1",
        "issuingStateMatches", "dataGroups", "millis", "error", "missing",
    ];

    readonly string folder = Directory.CreateTempSubdirectory("limen-chip").FullName;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_genuine_passport_is_read_into_a_folder_and_proven()
    {
        Assert.SkipWhen(reader.Absent is not null, reader.Absent ?? "");
        var passport = EmulatedPassport.Issue(new()
        {
            Pace = [new("2.2", 13)],
            ChipAuthentication = [new("2.2", 13)],
            ActiveAuthentication = ActiveAuthenticationKind.RsaSha256,
            DataGroups = new Dictionary<int, byte[]> { [2] = [0x75, 0x82, 0x10, 0x00, .. new byte[0x1000]] },
        });
        await TrustAsync(passport);
        await using var card = await reader.InsertAsync(passport.Card());
        var output = Path.Combine(folder, "files");
        var trace = Path.Combine(folder, "trace.txt");
        var (code, report) = await RunAsync(passport.Plan.Mrz, "read", "--mrz", "-", "--out", output, "--trace", trace);
        Assert.Equal(keys, report.EnumerateObject().Select(property => property.Name));
        Assert.Equal("PACE-GM", report.GetProperty("access").GetProperty("protocol").GetString());
        foreach (var check in (string[])["access", "passiveAuthentication", "activeAuthentication", "chipAuthentication", "mrzMatchesDg1", "issuingStateMatches"])
            Assert.Equal("successful", report.GetProperty(check).GetProperty("result").GetString());
        Assert.Equal("notSupported", report.GetProperty("terminalAuthentication").GetProperty("result").GetString());
        Assert.Equal(0, code);
        Assert.True(File.Exists(Path.Combine(output, "EF_SOD.bin")));
        Assert.Equal(0x1004, new FileInfo(Path.Combine(output, "DG2.bin")).Length);
        Assert.DoesNotContain("4552494B53534F4E", await File.ReadAllTextAsync(trace, Cancel));
    }

    [Fact]
    public async Task A_wrong_CAN_is_a_failure_with_its_code_and_the_attempts_left()
    {
        Assert.SkipWhen(reader.Absent is not null, reader.Absent ?? "");
        var passport = EmulatedPassport.Issue(new() { Bac = false, Pace = [new("2.2", 13)], Quirks = new() { CanTries = 3 } });
        await using var card = await reader.InsertAsync(passport.Card());
        var (code, report) = await RunAsync("", "read", "--can", "111111");
        Assert.Equal(1, code);
        Assert.Equal("failed", report.GetProperty("access").GetProperty("result").GetString());
        Assert.Equal("chip.wrongKey", report.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(2, report.GetProperty("error").GetProperty("retriesLeft").GetInt32());
    }

    [Fact]
    public async Task A_card_pulled_in_the_middle_is_told_and_leaves_the_result_open()
    {
        Assert.SkipWhen(reader.Absent is not null, reader.Absent ?? "");
        var passport = EmulatedPassport.Issue(new() { DataGroups = new Dictionary<int, byte[]> { [2] = [0x75, 0x82, 0x40, 0x00, .. new byte[0x4000]] } });
        await TrustAsync(passport);
        await using var card = await reader.InsertAsync(passport.Card(), PassportFault.Pulled);
        var (code, report) = await RunAsync(passport.Plan.Mrz, "read", "--mrz", "-");
        Assert.Contains(report.GetProperty("error").GetProperty("code").GetString(), (string[])["chip.cardRemoved", "chip.noCard"]);
        Assert.Contains(code, (int[])[1, 3]);
    }

    [Fact]
    public async Task Fingerprints_are_read_with_the_terminals_certificates_and_key_and_stay_closed_without()
    {
        Assert.SkipWhen(reader.Absent is not null, reader.Absent ?? "");
        var cvca = new InventedCvca();
        var passport = EmulatedPassport.Issue(new()
        {
            Pace = [new("2.2", 13)],
            ChipAuthentication = [new("2.2", 13)],
            DataGroups = new Dictionary<int, byte[]> { [3] = [0x63, 0x82, 0x02, 0x00, .. new byte[0x200]] },
            Cvca = cvca,
        });
        await TrustAsync(passport);
        var (verifier, terminal, key) = cvca.NewTerminalFiles();
        string[] files = ["terminal.cvcert", "verifier.cvcert", "key.pem"];
        await File.WriteAllBytesAsync(Path.Combine(folder, files[0]), terminal, Cancel);
        await File.WriteAllBytesAsync(Path.Combine(folder, files[1]), verifier, Cancel);
        await File.WriteAllTextAsync(Path.Combine(folder, files[2]), System.Security.Cryptography.PemEncoding.WriteString("PRIVATE KEY", key), Cancel);
        await using var card = await reader.InsertAsync(passport.Card());
        string[] given = ["--terminal-certificates", Path.Combine(folder, files[0]), Path.Combine(folder, files[1]), "--terminal-key", Path.Combine(folder, files[2])];
        var (code, report) = await RunAsync(passport.Plan.Mrz, ["read", "--mrz", "-", .. given]);
        Assert.Equal((0, "successful"), (code, report.GetProperty("terminalAuthentication").GetProperty("result").GetString()));
        Assert.Equal([1, 3, 14], report.GetProperty("dataGroups").EnumerateArray().Select(number => number.GetInt32()));
        Assert.Equal("successful", report.GetProperty("passiveAuthentication").GetProperty("dataGroups").GetProperty("3").GetString());
        var (_, closed) = await RunAsync(passport.Plan.Mrz, "read", "--mrz", "-");
        Assert.Equal("notPerformed", closed.GetProperty("terminalAuthentication").GetProperty("result").GetString());
        Assert.Equal([1, 14], closed.GetProperty("dataGroups").EnumerateArray().Select(number => number.GetInt32()));
    }

    [Fact]
    public async Task An_empty_reader_is_listed_and_told_apart_from_none()
    {
        Assert.SkipWhen(reader.Absent is not null, reader.Absent ?? "");
        await RealReader.WaitForAsync(hasCard: false);
        var (code, list) = await RunAsync("", "readers");
        Assert.Equal(0, code);
        var names = list.GetProperty("readers").EnumerateArray().Select(each => each.GetProperty("name").GetString()).ToList();
        Assert.Contains(names, name => name!.StartsWith(RealReader.Name, StringComparison.Ordinal));
        var (empty, none) = await RunAsync("", "read", "--can", "123456");
        Assert.Equal((4, "chip.noCard"), (empty, none.GetProperty("error").GetProperty("code").GetString()));
        var (unknown, other) = await RunAsync("", "read", "--can", "123456", "--reader", "no such reader");
        Assert.Equal((4, "chip.noReader"), (unknown, other.GetProperty("error").GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("read")]
    [InlineData("read", "--can", "1", "--mrz", "-")]
    [InlineData("read", "--mrz", "-")]
    [InlineData("read", "--can", "123456", "--terminal-key", "key.pem")]
    [InlineData("read", "--can", "12 34 56 78 90 12 34 56 78")]
    public async Task What_cannot_open_a_chip_is_refused_as_usage(params string[] arguments)
    {
        using var limen = Start([.. arguments, "--json"]);
        limen.StandardInput.Close();
        await limen.WaitForExitAsync(Cancel);
        Assert.Equal(2, limen.ExitCode);
    }

    async Task TrustAsync(EmulatedPassport passport)
    {
        var authority = Path.Combine(folder, "csca.cer");
        await File.WriteAllBytesAsync(authority, passport.State.Csca, Cancel);
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "limen.dll"), "trust", "import", authority, "--data", folder];
        using var limen = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        await limen.StandardOutput.ReadToEndAsync(Cancel);
        await limen.WaitForExitAsync(Cancel);
        Assert.Equal(0, limen.ExitCode);
    }

    async Task<(int Code, JsonElement Report)> RunAsync(string input, params string[] arguments)
    {
        string[] data = arguments[0] == "read" ? ["--data", folder] : [];
        using var limen = Start([.. arguments, .. data, "--json"]);
        var output = limen.StandardOutput.ReadToEndAsync(Cancel);
        var error = limen.StandardError.ReadToEndAsync(Cancel);
        await limen.StandardInput.WriteAsync(input.AsMemory(), Cancel);
        limen.StandardInput.Close();
        await limen.WaitForExitAsync(Cancel);
        Assert.Equal("", await error);
        return (limen.ExitCode, JsonDocument.Parse(await output).RootElement);
    }

    static Process Start(string[] arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "limen.dll"), "chip", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
}
