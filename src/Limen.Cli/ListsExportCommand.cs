using System.CommandLine;
using Limen.Storage;

namespace Limen.Cli;

/// <summary><c>limen lists export</c>: lists as a signed bundle in a folder, to be carried to a post by hand.</summary>
static class ListsExportCommand
{
    const string Help = """
        Write this hub's own lists and its officers as a signed bundle into a folder, to be carried to posts by hand: the same bytes that they get
        over the line.
        Into a folder that holds an older bundle, only what changed is written. Persons, and what passwords are verified by, are not sealed in
        it: guard the carrier.
        Exit codes: 0 written, 1 a list is unknown, 2 usage, 4 the folder or the store cannot be used.
        """;

    sealed record Line(string List, long Version, long Entries, int Chunks, long Bytes);

    /// <summary>The command, ready to be added to its parent.</summary>
    public static Command Create()
    {
        var to = new Option<string>("--to") { Description = "Folder of the bundle; made when it is not there.", HelpName = "DIR", Required = true };
        var list = new Option<string[]>("--list") { Description = "Only these lists; all of this store's own when none is named.", HelpName = "ID", AllowMultipleArgumentsPerToken = true };
        var json = new Option<bool>("--json") { Description = "A JSON array with an object for each list." };
        var (folder, database) = (StoreOptions.Folder(), StoreOptions.Database());
        var command = new Command("export", Help) { to, list, folder, database, json };
        command.SetAction((parsed, cancel) => StoreOptions.WithStoreAsync(
            StoreOptions.Where(parsed.GetValue(folder), parsed.GetValue(database)), parsed.InvocationConfiguration.Error,
            store => RunAsync(store, parsed.GetValue(to)!, parsed.GetValue(list) ?? [], parsed.GetValue(json), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancel), cancel));
        return command;
    }

    static async Task<int> RunAsync(Store store, string to, string[] lists, bool json, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        var written = await store.Offer.ExportAsync(to, lists, store.Authority.SignAsync, cancel);
        var lines = written.Where(one => one.Written is not null)
            .Select(one => new Line(one.List, one.Written!.Version, one.Written.Entries, one.Written.Chunks.Count, one.Written.Chunks.Sum(chunk => chunk.Bytes))).ToList();
        if (json) await output.WriteLineAsync(CliJson.Of(lines));
        else foreach (var line in lines) await output.WriteLineAsync($"{line.List} version {line.Version}: {line.Entries:N0} entries in {line.Chunks:N0} chunks, {line.Bytes:N0} bytes");
        foreach (var (list, _) in written.Where(one => one.Written is null)) await error.WriteLineAsync($"limen lists export: unknownList: {list} is no list of this store's own.");
        return lines.Count == written.Count ? StoreOptions.Fine : StoreOptions.Found;
    }
}
