using System.CommandLine;
using System.Globalization;
using Limen.Server;

namespace Limen.Cli;

/// <summary>What <c>limen serve</c> can be told, on the command line or, where that is silent, by the environment.</summary>
sealed class ServeOptions
{
    readonly Option<string> folder = StoreOptions.Folder();
    readonly Option<string?> database = StoreOptions.Database();
    readonly Option<NodeRole?> role = new("--role") { Description = "hub or post. Default: LIMEN_ROLE, else a post, with the hub at which it has enrolled." };
    readonly Option<string?> hub = new("--hub") { Description = "At a post: address of the hub. Default: LIMEN_HUB, else the one at which it has enrolled.", HelpName = "URL" };
    readonly Option<string?> exchange = new("--exchange") { Description = "At a hub: where its posts come in. Default: LIMEN_EXCHANGE, else https://0.0.0.0:5443.", HelpName = "URL" };
    readonly Option<string?> name = new("--name") { Description = "At a hub: its name for its certificate. Default: LIMEN_NAME, else this computer's.", HelpName = "NAME" };
    readonly Option<string?> urls = new("--urls") { Description = "Addresses to listen on, with ; between: http://127.0.0.1:5080;https://... Default: LIMEN_URLS." };
    readonly Option<int?> port = new("--port") { Description = "Port on this computer alone. Default: LIMEN_PORT, else 5080." };
    readonly Option<string?> reader = new("--reader") { Description = "Chip reader of this lane: its name or a part of it, any for whichever has a card. Default: LIMEN_READER.", HelpName = "NAME" };
    readonly Option<bool> demo = new("--demo") { Description = "Invented lists, officers and travellers in a folder of their own (DATA/demo). Default: LIMEN_DEMO=1." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { folder, database, role, hub, exchange, name, urls, port, reader, demo }) command.Add(option);
    }

    public Told Read(ParseResult parsed) => new(
        parsed.GetValue(folder)!,
        parsed.GetValue(database),
        Addresses(parsed.GetValue(urls), parsed.GetValue(port)),
        parsed.GetValue(demo) || Variable("LIMEN_DEMO") is "1" || (bool.TryParse(Variable("LIMEN_DEMO"), out var told) && told),
        settings => settings with
        {
            Role = parsed.GetValue(role) ?? settings.Role,
            Hub = parsed.GetValue(hub) ?? settings.Hub,
            Exchange = parsed.GetValue(exchange) ?? settings.Exchange,
            Name = parsed.GetValue(name) ?? settings.Name,
            Reader = parsed.GetValue(reader) ?? settings.Reader,
        });

    /// <summary>What was told.</summary>
    public sealed record Told(string Folder, string? Database, string[] Urls, bool Demo, Func<Settings, Settings> Over)
    {
        public string Data => Demo ? Path.Combine(Folder, "demo") : Folder;
    }

    /// <summary>What is wrong with what is told here alone. Kestrel would take a port that is no number for a part of the name, and listen everywhere on port 80.</summary>
    public IEnumerable<string> Problems(ParseResult parsed)
    {
        foreach (var address in Addresses(parsed.GetValue(urls), parsed.GetValue(port)))
            if (!IsAddress(address)) yield return $"LIMEN_URLS or LIMEN_PORT: {address} is no address to listen on; http://127.0.0.1:5080 is one, and a port is a number from 0 to 65535.";
        if (Variable("LIMEN_DEMO") is { } demo && demo is not ("0" or "1") && !bool.TryParse(demo, out _)) yield return "LIMEN_DEMO: true or false.";
    }

    static bool IsAddress(string address)
    {
        // Every address of this computer has names of Kestrel's own.
        var named = address.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
        return address.StartsWith("http://unix:/", StringComparison.Ordinal) || (Uri.TryCreate(named, UriKind.Absolute, out var url) && (url.Scheme is "http" or "https"));
    }

    static string[] Addresses(string? urls, int? port)
    {
        var named = urls ?? (port is null ? Variable("LIMEN_URLS") : null);
        if (named is { Length: > 0 }) return named.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return [$"http://127.0.0.1:{port?.ToString(CultureInfo.InvariantCulture) ?? Variable("LIMEN_PORT") ?? "5080"}"];
    }

    static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } told ? told : null;
}
