using System.CommandLine;
using Limen.Server;
using Limen.Storage;
using Spectre.Console;

namespace Limen.Cli;

/// <summary><c>limen officers</c>: who may sign in, for an administrator at a node without a browser.</summary>
static class OfficersCommand
{
    const string Codes = "Exit codes: 0 fine, 1 refused (the reason is told), 2 usage, 4 the store cannot be used.";

    /// <summary>The command, ready to be added to the root.</summary>
    public static Command Create()
    {
        var options = new OrderOptions();
        var command = new Command("officers", $"Show who may sign in, and change it. A running server takes a change over within a second.\n{Codes}")
        {
            CreateList(options),
            CreateAdd(options),
            CreateChange(options, "disable", "Let an officer sign in no longer; his sessions end.", Staff.DisableAsync, name => $"{name} may no longer sign in."),
            CreateChange(options, "enable", "Let an officer sign in again.", Staff.EnableAsync, name => $"{name} may sign in again."),
            CreateChange(options, "reset-password", "Give an officer a new first password, shown once.", Staff.ResetPasswordAsync,
                name => $"{name} has a new password, which must be changed at the next sign-in."),
        };
        options.AddTo(command);
        command.SetAction((parsed, cancel) => ListAsync(options, parsed, cancel));
        return command;
    }

    static Command CreateList(OrderOptions options)
    {
        var command = new Command("list", $"Show all officers, disabled ones too.\n{Codes}");
        command.SetAction((parsed, cancel) => ListAsync(options, parsed, cancel));
        return command;
    }

    static Command CreateAdd(OrderOptions options)
    {
        var name = new Argument<string>("name") { Description = "Name to sign in with: 2 to 64 letters, digits, dots, dashes." };
        var display = new Option<string?>("--display-name") { Description = "Name to show.", HelpName = "NAME" };
        var roles = OrderOptions.Roles();
        var command = new Command("add", $"Add an officer; the first password is shown once.\n{Codes}") { name, display, roles };
        command.SetAction((parsed, cancel) => options.WithStoreAsync(parsed, async store =>
        {
            var added = await Staff.AddAsync(store, parsed.GetValue(name)!, parsed.GetValue(display), parsed.GetValue(roles)!, OrderOptions.By);
            return await options.TellAsync(parsed, added, Shape, officer => $"{officer.Name} may sign in with this password, which must be changed then.");
        }, cancel));
        return command;
    }

    static Command CreateChange(
        OrderOptions options, string verb, string help, Func<Store, string, string, CancellationToken, Task<Ordered<Officer>>> change, Func<string, string> words)
    {
        var name = new Argument<string>("name") { Description = "Name to sign in with." };
        var command = new Command(verb, $"{help}\n{Codes}") { name };
        command.SetAction((parsed, cancel) => options.WithStoreAsync(parsed, async store =>
            await options.TellAsync(parsed, await change(store, parsed.GetValue(name)!, OrderOptions.By, cancel), Shape, officer => words(officer.Name)), cancel));
        return command;
    }

    static Task<int> ListAsync(OrderOptions options, ParseResult parsed, CancellationToken cancel) => options.WithStoreAsync(parsed, async store =>
    {
        var output = parsed.InvocationConfiguration.Output;
        var officers = await store.Officers.AllAsync(cancel);
        if (options.Json(parsed)) await output.WriteLineAsync(CliJson.Of(officers.Select(officer => Shape(officer, null))));
        else Show(officers, output);
        return StoreOptions.Fine;
    }, cancel);

    static void Show(IReadOnlyList<Officer> officers, TextWriter output)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in new[] { "name", "display name", "roles", "state" }) table.AddColumn(column);
        foreach (var officer in officers)
            table.AddRow(Markup.Escape(officer.Name), Markup.Escape(officer.DisplayName), string.Join(", ", officer.Roles),
                officer.Disabled ? "disabled" : officer.MustChangePassword ? "must change password" : "");
        AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(output) }).Write(table);
    }

    // Never the hash, nor the stamp.
    static object Shape(Officer officer, string? password) =>
        new { officer.Name, officer.DisplayName, officer.Roles, officer.MustChangePassword, officer.Disabled, officer.CreatedAt, Password = password };
}
