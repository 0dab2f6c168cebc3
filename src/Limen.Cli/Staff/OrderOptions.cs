using System.CommandLine;
using Limen.Server;
using Limen.Storage;

namespace Limen.Cli;

/// <summary>What every order of an administrator on the command line has in common: the store, who gives it, and how its end is told.</summary>
sealed class OrderOptions
{
    const int Usage = 2;

    readonly Option<string> folder = StoreOptions.Folder();
    readonly Option<string?> database = StoreOptions.Database();
    readonly Option<bool> json = new("--json") { Description = "JSON instead of words." };

    /// <summary>Who is journalled: the user of this computer, on the command line.</summary>
    public static string By => $"{Environment.UserName}@command";

    public static Option<Role[]> Roles() => new("--role")
    {
        Description = "What he may do; repeat it for several.",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>Adds the options to the command and to its own commands.</summary>
    public void AddTo(Command command)
    {
        folder.Recursive = database.Recursive = json.Recursive = true;
        command.Add(folder);
        command.Add(database);
        command.Add(json);
    }

    public bool Json(ParseResult parsed) => parsed.GetValue(json);

    public Task<int> WithStoreAsync(ParseResult parsed, Func<Store, Task<int>> work, CancellationToken cancel) =>
        StoreOptions.WithStoreAsync(
            StoreOptions.Where(parsed.GetValue(folder), parsed.GetValue(database)), parsed.InvocationConfiguration.Error, work, cancel);

    /// <summary>Tells what came of an order; the secret is in these words and nowhere else.</summary>
    public async Task<int> TellAsync<T>(ParseResult parsed, Ordered<T> ordered, Func<T, string?, object> shape, Func<T, string> words) where T : class
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        if (ordered.Now is not { } now)
        {
            await error.WriteLineAsync($"limen: {ordered.Refused}: {ordered.Words}");
            return ordered.Refused == "invalidField" ? Usage : StoreOptions.Found;
        }
        if (Json(parsed)) await output.WriteLineAsync(CliJson.Of(shape(now, ordered.Secret)));
        else await output.WriteLineAsync(ordered.Secret is { } secret ? $"{words(now)} This is shown once:\n\n  {secret}\n" : words(now));
        return StoreOptions.Fine;
    }
}
