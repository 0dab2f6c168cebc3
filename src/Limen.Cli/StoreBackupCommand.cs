using System.CommandLine;
using System.Globalization;
using Limen.Storage;

namespace Limen.Cli;

/// <summary><c>limen store backup</c> and <c>limen store restore</c>: a post's store, copied while it is in use, and put back.</summary>
static class StoreBackupCommand
{
    const string BackupHelp = """
        Copy the store while it is in use: whole, as of one moment, into a folder of its own. A store in PostgreSQL: see deploy/backup.
        Exit codes: 0 fine, 2 usage, 4 the store cannot be used or the folder cannot be written.
        """;

    const string RestoreHelp = """
        Put a backup back into a folder that has no store, and prove its journal. Settings and keys are not in a backup.
        Exit codes: 0 fine, 1 restored, but its journal is broken (the place is told), 2 usage, 4 the backup is damaged or the folder has a store.
        """;

    public static Command Backup()
    {
        var to = new Option<string>("--to") { Description = "Folder of the backup; made when it is not there.", HelpName = "DIR", Required = true };
        var (folder, database, json) = (StoreOptions.Folder(), StoreOptions.Database(), Json());
        var command = new Command("backup", BackupHelp) { to, folder, database, json };
        command.SetAction((parsed, cancel) => GuardedAsync(parsed.InvocationConfiguration.Error, async () =>
        {
            var state = await StoreBackup.TakeAsync(StoreOptions.Where(parsed.GetValue(folder), parsed.GetValue(database)), parsed.GetValue(to)!, TimeProvider.System, cancel);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(json) ? CliJson.Of(state)
                : string.Create(CultureInfo.InvariantCulture, $"Kept {state.JournalEntries} journal entries, {state.Bytes} bytes, in {parsed.GetValue(to)}"));
            return StoreOptions.Fine;
        }));
        return command;
    }

    public static Command Restore()
    {
        var from = new Option<string>("--from") { Description = "Folder of the backup.", HelpName = "DIR", Required = true };
        var (folder, json) = (StoreOptions.Folder(), Json());
        var command = new Command("restore", RestoreHelp) { from, folder, json };
        command.SetAction((parsed, cancel) => GuardedAsync(parsed.InvocationConfiguration.Error, async () =>
        {
            var where = new StoreLocation(parsed.GetValue(folder)!);
            var state = await StoreBackup.PutBackAsync(parsed.GetValue(from)!, where.Folder, cancel);
            await using var store = await Store.OpenAsync(where, TimeProvider.System, cancel);
            var check = await store.Journal.VerifyAsync(cancel);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(json) ? CliJson.Of(new { Backup = state, Journal = check })
                : check.Whole ? $"Restored as of {state.TakenAt:u}. Whole: {check.Words}" : $"Restored as of {state.TakenAt:u}, but broken at entry {check.BrokenAt} ({check.Code}): {check.Words}");
            return check.Whole ? StoreOptions.Fine : StoreOptions.Found;
        }));
        return command;
    }

    static Option<bool> Json() => new("--json") { Description = "The result as one JSON object." };

    static async Task<int> GuardedAsync(TextWriter error, Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (StoreException broken)
        {
            await error.WriteLineAsync($"limen store: {broken.Code}: {broken.Message}");
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            await error.WriteLineAsync($"limen store: storeBroken: {broken.Message}");
        }
        return StoreOptions.Broken;
    }
}
