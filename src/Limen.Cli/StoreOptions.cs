using System.CommandLine;
using System.Data.Common;
using Limen.Server;
using Limen.Storage;

namespace Limen.Cli;

/// <summary>Where the store is, for every command that has one; and what to say when it cannot be used.</summary>
static class StoreOptions
{
    public const int Fine = 0, Found = 1, Broken = 4;

    public static Option<string> Folder() => new("--data")
    {
        Description = "Folder of the store. Default: LIMEN_DATA, else limen in the user's data folder.",
        HelpName = "DIR",
        DefaultValueFactory = _ => StoreLocation.DefaultFolder,
    };

    public static Option<string?> Database() => new("--database")
    {
        Description = "PostgreSQL connection string. Default: LIMEN_DATABASE, else SQLite in the folder.",
        HelpName = "CONNECTION",
    };

    /// <summary>The key of a sealed store; on the root, so that every command with a store has it.</summary>
    public static Option<string?> KeyFile() => new("--key-file")
    {
        Description = "File with the key of a sealed store. Default: LIMEN_KEY_FILE, else the store's own in the user's configuration folder.",
        HelpName = "FILE",
        Recursive = true,
    };

    /// <summary>What the command line says of the key counts for whatever opens a store in this process.</summary>
    public static void Take(string? keyFile)
    {
        if (!string.IsNullOrEmpty(keyFile)) Environment.SetEnvironmentVariable(StoreLocation.KeyFileVariable, keyFile);
    }

    public static StoreLocation Where(string? folder, string? database) => new(
        string.IsNullOrEmpty(folder) ? StoreLocation.DefaultFolder : folder,
        (string.IsNullOrEmpty(database) ? Environment.GetEnvironmentVariable("LIMEN_DATABASE") : database) is { Length: > 0 } named ? named : null);

    /// <summary>The folder's settings with the environment and the command line over them; null when something is wrong, which has been told.</summary>
    public static Settings? ReadSettings(string folder, string? database)
    {
        var problems = Settings.TryRead(folder, Environment.GetEnvironmentVariable, out var settings);
        foreach (var problem in problems) Console.Error.WriteLine($"limen: settingsInvalid: {problem}");
        return problems.Count > 0 ? null : database is null ? settings : settings with { Database = database };
    }

    /// <summary>Opens the store, does the work, closes it; a store that is broken is told in one line, not in a trace.</summary>
    public static Task<int> WithStoreAsync(StoreLocation where, TextWriter error, Func<Store, Task<int>> work, CancellationToken cancel) => ToldAsync(where, error, async () =>
    {
        await using var store = await Store.OpenAsync(where, TimeProvider.System, cancel);
        return await work(store);
    });

    /// <summary>The same for work that opens the store by itself.</summary>
    public static async Task<int> ToldAsync(StoreLocation where, TextWriter error, Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (StoreException broken)
        {
            await error.WriteLineAsync($"limen: {broken.Code}: {broken.Message}");
            return Broken;
        }
        catch (Exception broken) when (broken is DbException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"limen: storeBroken: the store in {where.Folder} failed: {broken.Message}");
            return Broken;
        }
    }
}
