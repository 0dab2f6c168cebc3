using System.CommandLine;
using Limen.Documents;

namespace Limen.Cli;

/// <summary>What this node trusts, for commands that verify with it: where it is kept, and how it is read.</summary>
sealed class NodeTrust
{
    readonly Option<string> folder = StoreOptions.Folder();
    readonly Option<string?> database = StoreOptions.Database();

    /// <summary>Adds the options; recursive gives them to the command's own commands too.</summary>
    public void AddTo(Command command, bool recursive = false)
    {
        folder.Recursive = database.Recursive = recursive;
        command.Add(folder);
        command.Add(database);
    }

    /// <summary>Does what the action does with what is trusted; files that cannot be read and a store that is broken are told.</summary>
    public Task<int> WithAsync(string command, ParseResult parsed, Func<TrustStore, Task<int>> action, CancellationToken cancel)
    {
        var where = Where(parsed);
        var error = parsed.InvocationConfiguration.Error;
        // A node that never kept anything trusts nobody; a question must not make it a store.
        if (where.ConnectionString is null && !File.Exists(Path.Combine(where.Folder, "limen.db")))
            return Guarded.RunAsync(command, parsed, () => action(TrustStore.Empty));
        return StoreOptions.ToldAsync(where, error, async () =>
        {
            var trust = await Storage.Store.TrustedAsync(where, TimeProvider.System, cancel);
            foreach (var sha256 in trust.Altered) await error.WriteLineAsync($"limen {command}: trustAltered: {sha256} is not what was imported, and is left out.");
            return await Guarded.RunAsync(command, parsed, () => action(trust.Store));
        });
    }

    public Task<int> WithAsync(string command, ParseResult parsed, Func<TrustStore, int> action, CancellationToken cancel) =>
        WithAsync(command, parsed, store => Task.FromResult(action(store)), cancel);

    public Storage.StoreLocation Where(ParseResult parsed) => StoreOptions.Where(parsed.GetValue(folder), parsed.GetValue(database));
}
