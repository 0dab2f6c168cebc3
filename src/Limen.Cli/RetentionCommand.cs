using System.CommandLine;
using Limen.Storage;

namespace Limen.Cli;

/// <summary><c>limen retention</c>: inspections that are older than they are kept.</summary>
static class RetentionCommand
{
    const string Help = """
        Take away inspections with their decisions that are older than they are kept, by whole months, each with a journal entry.
        Without --months: what settings.json says (retainInspectionsMonths); nothing goes where it says nothing.
        Exit codes: 0 fine, 2 usage or settings, 4 the store cannot be used.
        """;

    public static Command Create()
    {
        var months = new Option<int?>("--months") { Description = "Whole months to keep besides the one that runs.", HelpName = "N" };
        var dry = new Option<bool>("--dry-run") { Description = "Only tell what would go." };
        var by = new Option<string>("--by") { Description = "Who has it done, for the journal.", HelpName = "NAME", DefaultValueFactory = _ => Environment.UserName };
        var (folder, database) = (StoreOptions.Folder(), StoreOptions.Database());
        var json = new Option<bool>("--json") { Description = "The result as one JSON object." };
        months.Validators.Add(given => { if (given.GetValueOrDefault<int?>() is < 1) given.AddError("--months: at least 1."); });
        var command = new Command("retention", Help) { months, dry, by, folder, database, json };
        command.SetAction((parsed, cancel) =>
        {
            var where = StoreOptions.Where(parsed.GetValue(folder), parsed.GetValue(database));
            if (StoreOptions.ReadSettings(where.Folder, where.ConnectionString) is not { } settings) return Task.FromResult(2);
            var output = parsed.InvocationConfiguration.Output;
            return StoreOptions.WithStoreAsync(where with { ConnectionString = settings.Database }, parsed.InvocationConfiguration.Error, async store =>
            {
                var keep = parsed.GetValue(months) ?? settings.RetainInspectionsMonths;
                var retired = keep is not { } kept ? null : parsed.GetValue(dry) ? await store.Retention.CountAsync(kept, cancel) : await store.Retention.RetireAsync(kept, parsed.GetValue(by)!, cancel);
                await output.WriteLineAsync(parsed.GetValue(json) ? CliJson.Of(new { KeepMonths = keep, DryRun = parsed.GetValue(dry), Retired = retired }) : Words(retired, parsed.GetValue(dry)));
                return StoreOptions.Fine;
            }, cancel);
        });
        return command;
    }

    static string Words(Retired? retired, bool dry) => retired is null
        ? "Everything is kept: neither --months nor retainInspectionsMonths says for how long."
        : $"{retired.Inspections} inspections and {retired.Decisions} decisions from before {retired.Before:yyyy-MM-dd} {(dry ? "would go" : "went")}.";
}
