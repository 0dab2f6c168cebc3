namespace Limen.Cli.Tests;

public class UsageTests
{
    [Theory]
    [InlineData("--nonsense")]
    [InlineData("nonsense")]
    [InlineData("inspect --nonsense")]
    [InlineData("inspect --purpose curiosity")]
    [InlineData("lists import")]
    [InlineData("lists import x.csv --bundle DIR")]
    [InlineData("lists export")]
    [InlineData("screen --list")]
    [InlineData("completion tcsh")]
    [InlineData("officers add anna")]
    [InlineData("officers add anna --role emperor")]
    [InlineData("keys add")]
    [InlineData("enrol --hub http://hub --code x")]
    [InlineData("posts invite")]
    [InlineData("serve --role emperor")]
    public async Task A_wrong_call_ends_with_2_and_says_why(string line)
    {
        var (code, _, error) = await LimenProcess.RunAsync("", line.Split(' '));
        Assert.Equal(2, code);
        Assert.NotEmpty(error.Trim());
    }

    [Theory]
    [InlineData("")]
    [InlineData("serve")]
    [InlineData("inspect")]
    [InlineData("mrz")]
    [InlineData("lists")]
    [InlineData("lists export")]
    [InlineData("lists import")]
    [InlineData("screen")]
    [InlineData("screen pairs")]
    [InlineData("journal")]
    [InlineData("journal verify")]
    [InlineData("doctor")]
    [InlineData("officers")]
    [InlineData("officers list")]
    [InlineData("officers add")]
    [InlineData("officers disable")]
    [InlineData("officers enable")]
    [InlineData("officers reset-password")]
    [InlineData("keys")]
    [InlineData("keys list")]
    [InlineData("keys add")]
    [InlineData("keys revoke")]
    [InlineData("posts")]
    [InlineData("posts list")]
    [InlineData("posts invite")]
    [InlineData("posts revoke")]
    [InlineData("enrol")]
    [InlineData("chip verify")]
    [InlineData("trust")]
    [InlineData("trust import")]
    [InlineData("trust verify")]
    [InlineData("vds verify")]
    [InlineData("completion")]
    [InlineData("bench documents")]
    public async Task Every_command_helps(string command)
    {
        var (code, output, _) = await LimenProcess.RunAsync("", [.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        Assert.Equal(0, code);
        Assert.Contains("--help", output, StringComparison.Ordinal);
        if (command.Length > 0 && !command.StartsWith("bench", StringComparison.Ordinal))
            Assert.Contains("Exit codes", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_shell_completes_commands()
    {
        var (_, script, _) = await LimenProcess.RunAsync("", "completion", "bash");
        Assert.Contains("[suggest:", script, StringComparison.Ordinal);
        var (_, suggested, _) = await LimenProcess.RunAsync("", "[suggest:9]", "limen ins");
        Assert.Equal("inspect", suggested.Trim());
    }
}
