using System.CommandLine;
using System.CommandLine.Parsing;
using Limen.Cli;

var root = new RootCommand("Limen: border inspection, one scan, one answer.");
foreach (var command in Commands.For(args)) root.Add(command);
var keyFile = StoreOptions.KeyFile();
root.Add(keyFile);

const int usage = 2;
var parsed = root.Parse(args);
if (StrayOption(parsed.CommandResult) is { } stray)
{
    await Console.Error.WriteLineAsync($"limen: {stray} is no option of '{parsed.CommandResult.Command.Name}'; see --help.");
    return usage;
}
StoreOptions.Take(parsed.GetValue(keyFile));
// A server that is told to stop finishes what is under way, which may take longer than a command has by default.
var code = await parsed.InvokeAsync(new() { ProcessTerminationTimeout = TimeSpan.FromSeconds(15) });
return parsed.Errors.Count > 0 ? usage : code;

// The parser takes an option that it does not know for a file's name; nobody means that.
static string? StrayOption(CommandResult command) => command.Children.OfType<ArgumentResult>()
    .SelectMany(argument => argument.Tokens).Select(token => token.Value)
    .FirstOrDefault(text => text.StartsWith("--", StringComparison.Ordinal));
