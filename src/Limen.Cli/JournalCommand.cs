using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Limen.Storage;

namespace Limen.Cli;

/// <summary><c>limen journal</c>: what was done, by whom, and whether that record is whole.</summary>
static class JournalCommand
{
    const int Page = 1000;

    const string Help = """
        Show the journal: every inspection, decision, import and sign-in.
        Exit codes: 0 fine, 2 usage, 4 the store cannot be used.
        """;

    const string VerifyHelp = """
        Read the whole journal with the inspections and decisions it vouches for, and say whether all is as it was written.
        Exit codes: 0 whole, 1 broken (the place is told), 2 usage, 4 the store cannot be used.
        """;

    sealed record Order(StoreLocation Where, bool Json, long From, long Take, JournalKind? Kind, string? Who);

    /// <summary>The command, ready to be added to the root.</summary>
    public static Command Create()
    {
        var from = new Option<long>("--from") { Description = "Number of the first entry.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var take = new Option<long>("--take") { Description = "At most so many entries.", HelpName = "N", DefaultValueFactory = _ => long.MaxValue };
        var kind = new Option<JournalKind?>("--kind") { Description = "Only entries of this kind." };
        var who = new Option<string?>("--who") { Description = "Only what this officer or machine did.", HelpName = "NAME" };
        var (folder, database) = (StoreOptions.Folder(), StoreOptions.Database());
        var json = new Option<bool>("--json") { Description = "One JSON object a line for each entry." };
        var command = new Command("journal", Help) { from, take, kind, who, folder, database, json };
        command.Add(CreateVerify());
        command.SetAction((parsed, cancel) => ReadAsync(
            new(StoreOptions.Where(parsed.GetValue(folder), parsed.GetValue(database)), parsed.GetValue(json), parsed.GetValue(from), parsed.GetValue(take),
                parsed.GetValue(kind), parsed.GetValue(who)),
            parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancel));
        return command;
    }

    static Command CreateVerify()
    {
        var (folder, database) = (StoreOptions.Folder(), StoreOptions.Database());
        var json = new Option<bool>("--json") { Description = "The result as one JSON object." };
        var command = new Command("verify", VerifyHelp) { folder, database, json };
        command.SetAction((parsed, cancel) => VerifyAsync(
            StoreOptions.Where(parsed.GetValue(folder), parsed.GetValue(database)), parsed.GetValue(json),
            parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancel));
        return command;
    }

    static Task<int> VerifyAsync(StoreLocation where, bool json, TextWriter output, TextWriter error, CancellationToken cancel) =>
        StoreOptions.WithStoreAsync(where, error, async store =>
        {
            var check = await store.Journal.VerifyAsync(cancel);
            await output.WriteLineAsync(json ? CliJson.Of(check) : check.Whole ? $"Whole: {check.Words}" : $"Broken at entry {check.BrokenAt} ({check.Code}): {check.Words}");
            return check.Whole ? StoreOptions.Fine : StoreOptions.Found;
        }, cancel);

    static Task<int> ReadAsync(Order order, TextWriter output, TextWriter error, CancellationToken cancel) =>
        StoreOptions.WithStoreAsync(order.Where, error, async store =>
        {
            var (from, left) = (order.From, order.Take);
            while (left > 0)
            {
                var entries = await store.Journal.ReadAsync(from, (int)Math.Min(left, Page), order.Kind, order.Who, cancel);
                foreach (var entry in entries) await output.WriteLineAsync(order.Json ? Json(entry) : Line(entry));
                if (entries.Count == 0) break;
                (from, left) = (entries[^1].N + 1, left - entries.Count);
            }
            return StoreOptions.Fine;
        }, cancel);

    static string Json(JournalEntry entry)
    {
        using var details = JsonDocument.Parse(entry.Details);
        return CliJson.Of(new { entry.N, entry.At, entry.Kind, entry.Who, entry.Subject, Details = details.RootElement, entry.Hash });
    }

    static string Line(JournalEntry entry) =>
        string.Create(CultureInfo.InvariantCulture, $"{entry.N,8}  {entry.At:yyyy-MM-dd HH:mm:ss}  {entry.Kind,-16}  {entry.Who,-20}  {entry.Subject}  {entry.Details}");
}
