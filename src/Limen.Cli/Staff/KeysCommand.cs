using System.CommandLine;
using System.Globalization;
using Limen.Server;
using Limen.Storage;
using Spectre.Console;

namespace Limen.Cli;

/// <summary><c>limen keys</c>: which machines may ask, for an administrator at a node without a browser.</summary>
static class KeysCommand
{
    const string Codes = "Exit codes: 0 fine, 1 refused (the reason is told), 2 usage, 4 the store cannot be used.";

    /// <summary>The command, ready to be added to the root.</summary>
    public static Command Create()
    {
        var options = new OrderOptions();
        var command = new Command("keys", $"Show the keys with which machines ask this node; make and revoke them.\n{Codes}") { CreateList(options), CreateAdd(options), CreateRevoke(options) };
        options.AddTo(command);
        command.SetAction((parsed, cancel) => ListAsync(options, parsed, cancel));
        return command;
    }

    static Command CreateList(OrderOptions options)
    {
        var command = new Command("list", $"Show all keys, revoked ones too; never the keys themselves.\n{Codes}");
        command.SetAction((parsed, cancel) => ListAsync(options, parsed, cancel));
        return command;
    }

    static Command CreateAdd(OrderOptions options)
    {
        var name = new Argument<string>("name") { Description = "What the key is for." };
        var roles = OrderOptions.Roles();
        var expires = new Option<DateTimeOffset?>("--expires") { Description = "From when on it no longer works, UTC. Default: never.", HelpName = "DATE" };
        var command = new Command("add", $"Make a key for a machine; it is shown once.\n{Codes}") { name, roles, expires };
        command.SetAction((parsed, cancel) => options.WithStoreAsync(parsed, async store =>
        {
            var made = await Machines.AddAsync(
                store, parsed.GetValue(name)!, parsed.GetValue(roles)!, parsed.GetValue(expires), OrderOptions.By, TimeProvider.System.GetUtcNow());
            return await options.TellAsync(parsed, made, Shape, key => $"Key {key.Id} for {key.Name} is made; it goes in Authorization: Bearer.");
        }, cancel));
        return command;
    }

    static Command CreateRevoke(OrderOptions options)
    {
        var id = new Argument<string>("id") { Description = "Public part of the key, as the list shows it." };
        var command = new Command("revoke", $"Revoke a key at once; a running server refuses it within a second.\n{Codes}") { id };
        command.SetAction((parsed, cancel) => options.WithStoreAsync(parsed, async store =>
        {
            var revoked = await Machines.RevokeAsync(store, parsed.GetValue(id)!, OrderOptions.By, cancel);
            return await options.TellAsync(parsed, revoked, Shape, key => $"Key {key.Id} for {key.Name} is revoked.");
        }, cancel));
        return command;
    }

    static Task<int> ListAsync(OrderOptions options, ParseResult parsed, CancellationToken cancel) => options.WithStoreAsync(parsed, async store =>
    {
        var output = parsed.InvocationConfiguration.Output;
        var keys = await store.ApiKeys.AllAsync(cancel);
        if (options.Json(parsed)) await output.WriteLineAsync(CliJson.Of(keys.Select(key => Shape(key, null))));
        else Show(keys, output);
        return StoreOptions.Fine;
    }, cancel);

    static void Show(IReadOnlyList<ApiKey> keys, TextWriter output)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in new[] { "id", "for", "roles", "last used (UTC)", "expires", "revoked" }) table.AddColumn(column);
        foreach (var key in keys)
            table.AddRow(key.Id, Markup.Escape(key.Name), string.Join(", ", key.Roles), At(key.LastUsedAt), At(key.ExpiresAt), At(key.RevokedAt));
        AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(output) }).Write(table);
    }

    static string At(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "";

    // Never the hash.
    static object Shape(ApiKey key, string? secret) =>
        new { key.Id, key.Name, key.Roles, key.CreatedAt, key.ExpiresAt, key.LastUsedAt, key.RevokedAt, Key = secret };
}
