using System.Diagnostics;

namespace Limen.Cli.Tests;

public class UsageTests
{
    [Theory]
    [InlineData("--nonsense")]
    [InlineData("nonsense")]
    [InlineData("inspect --nonsense")]
    [InlineData("inspect --purpose curiosity")]
    [InlineData("lists import")]
    [InlineData("screen --list")]
    [InlineData("completion tcsh")]
    public async Task A_wrong_call_ends_with_2_and_says_why(string line)
    {
        var (code, _, error) = await LimenAsync(line.Split(' '));
        Assert.Equal(2, code);
        Assert.NotEmpty(error.Trim());
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("serve")]
    [InlineData("inspect")]
    [InlineData("mrz")]
    [InlineData("lists")]
    [InlineData("lists import")]
    [InlineData("screen")]
    [InlineData("screen pairs")]
    [InlineData("journal")]
    [InlineData("journal verify")]
    [InlineData("chip verify")]
    [InlineData("trust")]
    [InlineData("trust import")]
    [InlineData("trust verify")]
    [InlineData("vds verify")]
    [InlineData("completion")]
    [InlineData("bench documents")]
    public async Task Every_command_helps(string command)
    {
        var (code, output, _) = await LimenAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        Assert.Equal(0, code);
        Assert.Contains("--help", output, StringComparison.Ordinal);
        if (command.Length > 0 && !command.StartsWith("bench", StringComparison.Ordinal))
            Assert.Contains("Exit codes", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_shell_completes_commands()
    {
        var (_, script, _) = await LimenAsync(["completion", "bash"]);
        Assert.Contains("[suggest:", script, StringComparison.Ordinal);
        var (_, suggested, _) = await LimenAsync(["[suggest:9]", "limen ins"]);
        Assert.Equal("inspect", suggested.Trim());
    }

    static async Task<(int Code, string Output, string Error)> LimenAsync(string[] arguments)
    {
        var cancel = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "limen.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var limen = Process.Start(start)!;
        limen.StandardInput.Close();
        var (output, error) = (limen.StandardOutput.ReadToEndAsync(cancel), limen.StandardError.ReadToEndAsync(cancel));
        await limen.WaitForExitAsync(cancel);
        return (limen.ExitCode, await output, await error);
    }
}
