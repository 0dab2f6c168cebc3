using System.CommandLine;
using Limen.Server;

namespace Limen.Cli;

/// <summary><c>limen doctor</c>: what is wrong with this node, and what to do.</summary>
static class DoctorCommand
{
    const string Help = """
        Say in plain words what is wrong with this node and what to do: line, certificate, clock, disk, lists, outbox, files, settings.
        Works beside a running server and without one. Changes nothing.
        Exit codes: 0 nothing is wrong, 1 something is wrong, 2 usage, 4 the store cannot be used.
        """;

    // The store itself could not be used: the rest was not looked at.
    static readonly string[] Looked = ["databaseFine", "databaseDamaged", "databaseNotRead", "databaseStandby", "databaseAlone", "databaseNotSynchronous"];

    public static Command Create()
    {
        var (folder, database) = (StoreOptions.Folder(), StoreOptions.Database());
        var full = new Option<bool>("--full") { Description = "Read the whole database and the whole journal, however long that takes." };
        var json = new Option<bool>("--json") { Description = "One JSON object a line for each finding." };
        var command = new Command("doctor", Help) { folder, database, full, json };
        command.SetAction(async (parsed, cancel) =>
        {
            var where = StoreOptions.Where(parsed.GetValue(folder), parsed.GetValue(database));
            var found = await Doctor.ExamineAsync(where.Folder, where.ConnectionString, parsed.GetValue(full), TimeProvider.System, cancel);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json)) foreach (var one in found) await output.WriteLineAsync(CliJson.Of(one));
            else await output.WriteAsync(Text(found));
            return CodeFor(found);
        });
        return command;
    }

    static int CodeFor(IReadOnlyList<Diagnosis> found)
    {
        if (!found.Any(one => Looked.Contains(one.Code))) return StoreOptions.Broken;
        return found.Any(one => one.Severity == Health.Wrong) ? StoreOptions.Found : StoreOptions.Fine;
    }

    static string Text(IReadOnlyList<Diagnosis> found)
    {
        var (wrong, notes) = (found.Count(one => one.Severity == Health.Wrong), found.Count(one => one.Severity == Health.Note));
        var lead = wrong switch { 0 => "Nothing is wrong.", 1 => "One thing is wrong.", _ => $"{wrong} things are wrong." };
        var more = notes switch { 0 => "", 1 => " One is worth knowing.", _ => $" {notes} are worth knowing." };
        return string.Join('\n', [lead + more, "", .. found.SelectMany(Lines), ""]);
    }

    static IEnumerable<string> Lines(Diagnosis one)
    {
        yield return $"{Word(one.Severity)}  {one.Words}{(one.Severity == Health.Fine ? "" : $" [{one.Code}]")}";
        if (one.Remedy.Length > 0) yield return $"       {one.Remedy}";
    }

    static string Word(Health severity) => severity switch
    {
        Health.Fine => "fine ",
        Health.Note => "note ",
        Health.Wrong => "WRONG",
    };
}
