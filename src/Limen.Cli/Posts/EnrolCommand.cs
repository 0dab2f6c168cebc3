using System.CommandLine;
using Limen.Server;
using Limen.Storage;

namespace Limen.Cli;

/// <summary><c>limen enrol</c>: makes this folder a post of a hub.</summary>
static class EnrolCommand
{
    const int Refused = 1, Usage = 2, Unreachable = 3;

    /// <summary>The command, ready to be added to the root.</summary>
    public static Command Create()
    {
        var (folder, database) = (StoreOptions.Folder(), StoreOptions.Database());
        var hub = new Option<string?>("--hub") { Description = "Address of the hub's exchange: https://hub.example:5443. Default: LIMEN_HUB.", HelpName = "URL" };
        var code = new Option<string?>("--code") { Description = "The code that the hub gave for this post. Default: LIMEN_CODE.", HelpName = "CODE" };
        var json = new Option<bool>("--json") { Description = "JSON instead of words." };
        var command = new Command("enrol", """
            Make this folder a post of a hub, by a code from there (limen posts invite NAME). The post makes a key that never leaves it; the
            code tells it who its hub is. Then: limen serve.
            Exit codes: 0 enrolled, 1 refused (the reason is told), 2 usage, 3 the hub does not answer, 4 the store cannot be used.
            """) { folder, database, hub, code, json };
        command.SetAction((parsed, cancel) => RunAsync(
            StoreOptions.Where(parsed.GetValue(folder), parsed.GetValue(database)),
            parsed.GetValue(hub) ?? Environment.GetEnvironmentVariable("LIMEN_HUB"),
            parsed.GetValue(code) ?? Environment.GetEnvironmentVariable("LIMEN_CODE"),
            parsed.GetValue(json), parsed.InvocationConfiguration, cancel));
        return command;
    }

    static async Task<int> RunAsync(StoreLocation where, string? hub, string? code, bool json, InvocationConfiguration told, CancellationToken cancel)
    {
        if (!Uri.TryCreate(hub, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps || string.IsNullOrWhiteSpace(code))
        {
            await told.Error.WriteLineAsync("limen: usage: --hub https://... and --code are needed.");
            return Usage;
        }
        return await StoreOptions.WithStoreAsync(where, told.Error, async store =>
        {
            var outcome = await Enrolling.RunAsync(store, address, code, OrderOptions.By, cancel);
            if (outcome.Enrolled is not { } enrolled)
            {
                await told.Error.WriteLineAsync($"limen: {outcome.Refused}: {outcome.Words}");
                return outcome.Refused == "hubUnreachable" ? Unreachable : outcome.Refused == "codeMistyped" ? Usage : Refused;
            }
            if (json) await told.Output.WriteLineAsync(CliJson.Of(new { enrolled.Post, hub = enrolled.Hub, enrolled.Address, enrolled.EnrolledAt }));
            else await told.Output.WriteLineAsync($"{where.Folder} is post {enrolled.Post} of the hub at {enrolled.Address}. Now: limen serve");
            return StoreOptions.Fine;
        }, cancel);
    }
}
