using System.CommandLine;
using System.Globalization;
using Limen.Storage;

namespace Limen.Cli;

/// <summary><c>limen bench posts</c>: a real hub in a process of its own, and many light posts in this one.</summary>
static class BenchPostsCommand
{
    const int Fine = 0, Found = 1, Broken = 4;

    public static Command Create()
    {
        var posts = Number("--posts", 500, "Simulated posts", 1, 5000);
        var entries = Number("--entries", 50_000, "Invented documents in the list that all posts hold", 100, 10_000_000);
        var rounds = Number("--rounds", 5, "New entries whose way to all posts is timed", 1, 1000);
        var changes = Number("--changes", 10_000, "Entries that change while no post is connected", 10, 1_000_000);
        var events = Number("--events", 100, "Inspections that each post sends", 0, 100_000);
        var batch = Number("--batch", 50, "Inspections in one part of a post's journal", 1, 500);
        var idle = Number("--idle", 20, "Seconds for which the hub is watched while nothing happens", 1, 600);
        var database = new Option<string?>("--database") { Description = "PostgreSQL database of the hub, a new one: what is measured stays in it. Default: SQLite in a temporary folder.", HelpName = "CONNECTION" };
        var json = new Option<bool>("--json") { Description = "The result as one JSON object." };
        var command = new Command("posts", """
            Serve a hub on this computer in a process of its own, and connect N simulated posts to it: each enrols with a key of its own, holds
            the feed over mutual TLS, fetches manifests and chunks and checks them, tells its facts every ten seconds and sends a journal whose
            chain it makes itself. They are simulated: a post keeps version and digest of a list instead of the entries, and what one of them
            has verified of the hub's signatures is not verified again by the others, which would be done on other computers.
            Times a new entry's way to all posts, the catching up after all lines were cut, and the taking in of events.
            Exit codes: 0 all reached every post and every event was acknowledged, 1 something was not, 2 usage, 4 the hub did not start.
            """) { posts, entries, rounds, changes, events, batch, idle, database, json };
        command.SetAction((parsed, cancel) => RunAsync(
            new(parsed.GetValue(posts), parsed.GetValue(entries), parsed.GetValue(rounds), parsed.GetValue(changes), parsed.GetValue(events), parsed.GetValue(batch), parsed.GetValue(idle)),
            parsed.GetValue(database), parsed.GetValue(json), parsed.InvocationConfiguration, cancel));
        return command;
    }

    static Option<int> Number(string name, int usual, string words, int least, int most)
    {
        var option = new Option<int>(name) { Description = $"{words}.", HelpName = "N", DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var told] && int.TryParse(told.Value, CultureInfo.InvariantCulture, out var many) && (many < least || many > most))
                result.AddError($"{name} wants {least} to {most}.");
        });
        return option;
    }

    static async Task<int> RunAsync(PostsLoad load, string? database, bool json, InvocationConfiguration told, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("limen-bench-").FullName;
        try
        {
            using var progress = new Progress();
            var result = await PostsBench.RunAsync(load, new(folder, database), progress, cancel);
            await told.Output.WriteLineAsync(json ? CliJson.Of(result) : result.Words());
            return result.AllWell ? Fine : Found;
        }
        catch (Exception failed) when (failed is IOException or StoreException or HttpRequestException or System.Data.Common.DbException)
        {
            await told.Error.WriteLineAsync($"limen bench posts: {failed.Message}");
            return Broken;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
