using System.CommandLine;
using System.Globalization;
using Limen.Storage;

namespace Limen.Cli;

/// <summary><c>limen store</c>: the store as a whole.</summary>
static class StoreCommand
{
    const string SealHelp = """
        Seal the store in the folder under a key that is kept apart from it, so that a stolen folder tells nobody what the lists hold or who was
        inspected. Without --key-file a new key is made in the user's configuration folder; better is a stick that is not left in the computer.
        Whoever loses the key loses the store: keep a copy in a safe place. Stop the server first. A key cannot be exchanged for another.
        Exit codes: 0 sealed, or sealed already, 2 usage, 4 the store or the key cannot be used; the store then is as it was.
        """;

    /// <summary>The command, ready to be added to the root.</summary>
    public static Command Create()
    {
        var (folder, database) = (StoreOptions.Folder(), StoreOptions.Database());
        var json = new Option<bool>("--json") { Description = "The result as one JSON object." };
        var seal = new Command("seal", SealHelp) { folder, database, json };
        seal.SetAction((parsed, cancel) => SealAsync(
            StoreOptions.Where(parsed.GetValue(folder), parsed.GetValue(database)), parsed.GetValue(json),
            parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancel));
        return new("store", "Work on the store as a whole.") { seal, StoreBackupCommand.Backup(), StoreBackupCommand.Restore() };
    }

    static Task<int> SealAsync(StoreLocation where, bool json, TextWriter output, TextWriter error, CancellationToken cancel) => StoreOptions.ToldAsync(where, error, async () =>
    {
        var report = await Store.SealAsync(where, TimeProvider.System, cancel);
        await output.WriteLineAsync(json ? CliJson.Of(report) : Words(where, report));
        return StoreOptions.Fine;
    });

    static string Words(StoreLocation where, SealReport report) => report.WasSealed
        ? $"The store in {where.Folder} was sealed already."
        : string.Create(CultureInfo.InvariantCulture, $"""
            The store in {where.Folder} is sealed: {report.Rows:N0} rows in {report.TookMs / 1000.0:0.0} s.
            {(report.KeyMade ? "A new key was made" : "Its key was there already")}: {report.KeyFile}
            Without it nothing in the store can be read again: keep a copy in a safe place.
            """);
}
