using System.CommandLine;
using Limen.Server;
using Limen.Storage;

namespace Limen.Cli;

/// <summary><c>limen enrol</c>: makes this folder a post of a hub.</summary>
static class EnrolCommand
{
    const int Refused = 1, Usage = 2, Unreachable = 3;

    const string Clear = "limen enrol: not sealed: whoever takes this folder reads its lists, can try passwords, and has the key by which the hub knows this post. Later: limen store seal";

    /// <summary>The command, ready to be added to the root.</summary>
    public static Command Create()
    {
        var (folder, database) = (StoreOptions.Folder(), StoreOptions.Database());
        var hub = new Option<string?>("--hub") { Description = "Address of the hub's exchange: https://hub.example:5443. Default: LIMEN_HUB.", HelpName = "URL" };
        var code = new Option<string?>("--code") { Description = "The code that the hub gave for this post. Default: LIMEN_CODE.", HelpName = "CODE" };
        var clear = new Option<bool>("--clear") { Description = "Do not seal the store: whoever takes the folder can read it." };
        var json = new Option<bool>("--json") { Description = "JSON instead of words." };
        var command = new Command("enrol", """
            Make this folder a post of a hub, by a code from there (limen posts invite NAME). The post makes a key that never leaves it; the
            code tells it who its hub is. Its store is sealed first, under a key that is kept apart from the folder (--key-file, else a new one in
            the user's configuration folder; see limen store seal --help). Then: limen serve.
            Exit codes: 0 enrolled, 1 refused (the reason is told), 2 usage, 3 the hub does not answer, 4 the store cannot be used.
            """) { folder, database, hub, code, clear, json };
        command.SetAction((parsed, cancel) => RunAsync(
            new(
                StoreOptions.Where(parsed.GetValue(folder), parsed.GetValue(database)),
                parsed.GetValue(hub) ?? Environment.GetEnvironmentVariable("LIMEN_HUB"),
                parsed.GetValue(code) ?? Environment.GetEnvironmentVariable("LIMEN_CODE"),
                parsed.GetValue(clear), parsed.GetValue(json)),
            parsed.InvocationConfiguration, cancel));
        return command;
    }

    static async Task<int> RunAsync(Order order, InvocationConfiguration told, CancellationToken cancel)
    {
        if (!Uri.TryCreate(order.Hub, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps || string.IsNullOrWhiteSpace(order.Code))
        {
            await told.Error.WriteLineAsync("limen: usage: --hub https://... and --code are needed.");
            return Usage;
        }
        SealReport? sealing = null;
        // First, so that the key by which the hub will know this post never lies in the clear; but not what will be no post at all.
        if (order.Seals && EnrolmentCode.TryParse(order.Code, out _))
        {
            var outcome = await StoreOptions.ToldAsync(order.Where, told.Error, async () =>
            {
                if (!await IsHubAsync(order.Where, cancel)) sealing = await Store.SealAsync(order.Where, TimeProvider.System, cancel);
                return StoreOptions.Fine;
            });
            if (outcome != StoreOptions.Fine) return outcome;
        }
        return await StoreOptions.WithStoreAsync(order.Where, told.Error, store => EnrolAsync(store, address, order, sealing, told, cancel), cancel);
    }

    static async Task<bool> IsHubAsync(StoreLocation where, CancellationToken cancel)
    {
        await using var store = await Store.OpenAsync(where, TimeProvider.System, cancel);
        return await store.Authority.ExistsAsync(cancel);
    }

    static async Task<int> EnrolAsync(Store store, Uri hub, Order order, SealReport? sealing, InvocationConfiguration told, CancellationToken cancel)
    {
        if (sealing is not null && !order.Json) await told.Output.WriteLineAsync(Words(order.Where, sealing));
        var outcome = await Enrolling.RunAsync(store, hub, order.Code!, OrderOptions.By, cancel);
        if (outcome.Enrolled is not { } enrolled)
        {
            await told.Error.WriteLineAsync($"limen: {outcome.Refused}: {outcome.Words}");
            return outcome.Refused == "hubUnreachable" ? Unreachable : outcome.Refused == "codeMistyped" ? Usage : Refused;
        }
        if (!store.IsSealed && order.Where.ConnectionString is null) await told.Error.WriteLineAsync(Clear);
        if (order.Json) await told.Output.WriteLineAsync(CliJson.Of(new { enrolled.Post, hub = enrolled.Hub, enrolled.Address, enrolled.EnrolledAt, @sealed = store.IsSealed, keyFile = sealing?.KeyFile }));
        else await told.Output.WriteLineAsync($"{order.Where.Folder} is post {enrolled.Post} of the hub at {enrolled.Address}. Now: limen serve");
        return StoreOptions.Fine;
    }

    static string Words(StoreLocation where, SealReport sealing) => $"""
        The store in {where.Folder} {(sealing.WasSealed ? "was sealed already" : "is sealed")}: whoever has the folder and not the key can read nothing in it.
        {(sealing.KeyMade ? "A new key was made" : "Its key")}: {sealing.KeyFile}
        Who takes the whole computer has the key too: better put it on a stick (--key-file) that is not left in it. Keep a copy in a safe place,
        for without the key nothing here can be read again.
        """;

    sealed record Order(StoreLocation Where, string? Hub, string? Code, bool Clear, bool Json)
    {
        /// <summary>The disk of a PostgreSQL database is its administrator's.</summary>
        public bool Seals => !Clear && Where.ConnectionString is null;
    }
}
