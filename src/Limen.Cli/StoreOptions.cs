using System.CommandLine;
using Limen.Server;
using Limen.Storage;

namespace Limen.Cli;

/// <summary>Options and settings that every command with a store shares.</summary>
static class StoreOptions
{
    public static Option<string> Folder() => new("--data")
    {
        Description = "Data folder; default: LIMEN_DATA, else the user's data folder",
        HelpName = "DIR",
        DefaultValueFactory = _ => StoreLocation.DefaultFolder,
    };

    public static Option<string?> Database() => new("--database")
    {
        Description = "PostgreSQL connection string (Host=...); default: LIMEN_DATABASE, else SQLite in the data folder",
        HelpName = "CONNECTION",
    };

    /// <summary>The folder's settings with the environment and the command line over them; null when something is wrong, which has been told.</summary>
    public static Settings? ReadSettings(string folder, string? database)
    {
        var problems = Settings.TryRead(folder, Environment.GetEnvironmentVariable, out var settings);
        foreach (var problem in problems) Console.Error.WriteLine($"limen: settingsInvalid: {problem}");
        return problems.Count > 0 ? null : database is null ? settings : settings with { Database = database };
    }
}
