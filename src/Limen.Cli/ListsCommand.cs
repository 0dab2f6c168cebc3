using System.CommandLine;
using Limen.Storage;
using Spectre.Console;

namespace Limen.Cli;

/// <summary><c>limen lists</c>: the lists of the store.</summary>
static class ListsCommand
{
    const string Help = """
        Show the lists of the store: kind, version, entries, age.
        Exit codes: 0 fine, 2 usage, 4 the store cannot be used.
        """;

    /// <summary>The command, ready to be added to the root.</summary>
    public static Command Create()
    {
        var (folder, database) = (StoreOptions.Folder(), StoreOptions.Database());
        var json = new Option<bool>("--json") { Description = "A JSON array with an object for each list." };
        var command = new Command("lists", Help) { folder, database, json };
        command.Add(ListsImportCommand.Create());
        command.Add(ListsExportCommand.Create());
        command.SetAction((parsed, cancel) => RunAsync(
            StoreOptions.Where(parsed.GetValue(folder), parsed.GetValue(database)), parsed.GetValue(json),
            parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancel));
        return command;
    }

    static Task<int> RunAsync(StoreLocation where, bool json, TextWriter output, TextWriter error, CancellationToken cancel) =>
        StoreOptions.WithStoreAsync(where, error, async store =>
        {
            var lists = await store.Lists.AllAsync(cancel);
            if (json) await output.WriteLineAsync(CliJson.Of(lists));
            else if (lists.Count == 0) await output.WriteLineAsync($"No list in {where.Folder} yet. See: limen lists import --help");
            else Show(lists, output);
            return StoreOptions.Fine;
        }, cancel);

    static void Show(IReadOnlyList<ListState> lists, TextWriter output)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in new[] { "list", "title", "kind", "version", "entries", "imported (UTC)" }) table.AddColumn(column);
        foreach (var list in lists)
            table.AddRow(
                Markup.Escape(list.Id), Markup.Escape(list.Title), list.Kind.ToString().ToLowerInvariant(), $"{list.Version}", $"{list.Entries:N0}",
                list.ImportedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture));
        AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(output) }).Write(table);
    }
}
