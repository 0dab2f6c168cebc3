using System.CommandLine;
using Limen.Screening;
using Limen.Storage;
using Spectre.Console;

namespace Limen.Cli;

/// <summary><c>limen lists import</c>: a new version of a list from files, or nothing.</summary>
static class ListsImportCommand
{
    const int Shown = 20;

    const string Help = """
        Import files as the new version of a list: whole, or not at all. Rows that cannot be taken in are told with line and reason.
        A list that would lose more than a fifth of its entries is refused unless --accept-shrink is given. gzip is noticed.
        With --bundle DIR instead: lists that the hub has signed (limen lists export), taken over as they are, never older than what is here.
        Exit codes: 0 imported or unchanged (rejected rows are told), 1 refused, 2 usage, 4 a file or the store cannot be used.
        """;

    sealed record Order(StoreLocation Where, string[] Files, string ListId, ListKind Kind, ListFormat Format, bool AcceptShrink, string? Title, bool Json);

    /// <summary>The command, ready to be added to its parent.</summary>
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "Files that together are the whole list; - for standard input.", Arity = ArgumentArity.ZeroOrMore };
        var list = new Option<string?>("--list") { Description = "Id of the list: small letters, digits, hyphens. A new id makes a new list.", HelpName = "ID" };
        var kind = new Option<string?>("--kind") { Description = "What the entries are about." };
        var format = new Option<string?>("--format") { Description = "How the files are written." };
        kind.AcceptOnlyFromAmong("documents", "persons", "vehicles");
        format.AcceptOnlyFromAmong([.. Enum.GetValues<ListFormat>().Select(value => value.Name())]);
        var shrink = new Option<bool>("--accept-shrink") { Description = "Let the list lose more than a fifth of its entries." };
        var title = new Option<string?>("--title") { Description = "The list's name for the officer." };
        var bundle = new Option<string?>("--bundle") { Description = "Folder of a bundle that the hub has signed; instead of files.", HelpName = "DIR" };
        var json = new Option<bool>("--json") { Description = "The report as JSON." };
        var (folder, database) = (StoreOptions.Folder(), StoreOptions.Database());
        var command = new Command("import", Help) { files, list, kind, format, shrink, title, bundle, folder, database, json };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(bundle) is not null ? parsed.GetValue(files) is { Length: > 0 } || parsed.GetValue(list) is not null || parsed.GetValue(kind) is not null || parsed.GetValue(format) is not null
                : parsed.GetValue(files) is not { Length: > 0 } || parsed.GetValue(list) is null || parsed.GetValue(kind) is null || parsed.GetValue(format) is null)
                parsed.AddError("Either FILE with --list, --kind and --format, or --bundle alone.");
        });
        command.SetAction((parsed, cancel) =>
        {
            var where = StoreOptions.Where(parsed.GetValue(folder), parsed.GetValue(database));
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            return parsed.GetValue(bundle) is { } from
                ? StoreOptions.WithStoreAsync(where, error, store => ListsBundle.ImportAsync(store, from, parsed.GetValue(json), output, error, cancel), cancel)
                : RunAsync(new(
                    where, parsed.GetValue(files)!, parsed.GetValue(list)!, Enum.Parse<ListKind>(parsed.GetValue(kind)!, ignoreCase: true), Format(parsed.GetValue(format)),
                    parsed.GetValue(shrink), parsed.GetValue(title), parsed.GetValue(json)), output, error, cancel);
        });
        return command;
    }

    static ListFormat Format(string? name) => ListFormats.TryParse(name, out var format) ? format : default;

    static async Task<int> RunAsync(Order order, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        var files = new List<ImportFile>();
        try
        {
            foreach (var file in order.Files)
                files.Add(new(file == "-" ? "standard input" : Path.GetFileName(file), file == "-" ? Console.OpenStandardInput() : File.OpenRead(file)));
            return await StoreOptions.WithStoreAsync(order.Where, error, store => ImportAsync(store, order, files, output, cancel), cancel);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            await error.WriteLineAsync($"limen lists import: fileUnreadable: {broken.Message}");
            return StoreOptions.Broken;
        }
        finally
        {
            foreach (var file in files) await file.Content.DisposeAsync();
        }
    }

    static async Task<int> ImportAsync(Store store, Order order, List<ImportFile> files, TextWriter output, CancellationToken cancel)
    {
        var request = new ImportRequest(order.ListId, order.Kind, order.Format, files, $"{Environment.UserName}@command")
        {
            AcceptShrink = order.AcceptShrink,
            Title = order.Title,
        };
        var report = Console.IsErrorRedirected || order.Json
            ? await store.Lists.ImportAsync(request, null, cancel)
            : await WithBarAsync(progress => store.Lists.ImportAsync(request, progress, cancel));
        if (order.Json) await output.WriteLineAsync(CliJson.Of(report));
        else Show(report, output);
        return report.Refused is null ? StoreOptions.Fine : StoreOptions.Found;
    }

    static Task<ImportReport> WithBarAsync(Func<IProgress<ImportProgress>, Task<ImportReport>> import) =>
        AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Error) }).Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(bars => import(new Bar(bars.AddTask("reading"))));

    static void Show(ImportReport report, TextWriter output)
    {
        if (report.Refused is { } refused) output.WriteLine($"Refused ({refused}): {report.RefusedWords} The list stays as it is: version {report.Version}, {report.Entries:N0} entries.");
        else output.WriteLine(
            $"{report.ListId} version {report.Version}: {report.Entries:N0} entries ({report.Added:N0} new, {report.Changed:N0} changed, {report.Removed:N0} gone, "
            + $"{report.Unchanged:N0} as before) in {report.TookMs / 1000.0:0.0} s.");
        if (report.Skipped > 0) output.WriteLine($"{report.Skipped:N0} records of other kinds were passed over.");
        if (report.UnknownColumns.Count > 0) output.WriteLine($"Columns ignored, since nobody knows them: {string.Join(", ", report.UnknownColumns)}.");
        if (report.RejectedCount == 0) return;
        output.WriteLine($"{report.RejectedCount:N0} rows were not taken in:");
        foreach (var row in report.Rejected.Take(Shown)) output.WriteLine($"  {row.File} line {row.Line}: {row.Words} ({row.Code})");
        if (report.RejectedCount > Shown) output.WriteLine($"  ... and {report.RejectedCount - Shown:N0} more; --json lists the first {ImportReport.RejectedListed:N0}.");
    }

    sealed class Bar(ProgressTask bar) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            bar.IsIndeterminate = value.TotalBytes is null;
            if (value.TotalBytes is > 0 and var total) bar.MaxValue(total).Value = value.Bytes;
            bar.Description = $"{value.Rows:N0} rows";
        }
    }
}
