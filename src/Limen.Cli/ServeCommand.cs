using System.CommandLine;
using Limen.Server;
using Limen.Storage;
using Microsoft.Extensions.Hosting;

namespace Limen.Cli;

/// <summary><c>limen serve</c>: the server of a post or hub, and the officers' screens.</summary>
static class ServeCommand
{
    const int Fine = 0, Usage = 2, Broken = 4;

    public static Command Create()
    {
        var folder = StoreOptions.Folder();
        var database = StoreOptions.Database();
        var urls = new Option<string?>("--urls") { Description = "Addresses to listen on, with ; between: http://127.0.0.1:5080;https://..." };
        var port = new Option<int>("--port") { Description = "Port on this computer alone", DefaultValueFactory = _ => 5080 };
        var reader = new Option<string?>("--reader") { Description = "Chip reader of this lane: its name or a part of it, any for whichever has a card", HelpName = "NAME" };
        var demo = new Option<bool>("--demo") { Description = "Invented lists, officers and travellers in a folder of their own (DATA/demo)" };
        var command = new Command("serve", """
            Serves the officers' screens and the HTTP API of this node. The first start makes an administrator and prints a password once.
            Stop with Ctrl-C: what is under way is finished. Exit codes: 0 stopped, 2 usage or settings, 4 the store or the address cannot be used.
            """) { folder, database, urls, port, reader, demo };
        command.SetAction((parsed, cancel) => RunAsync(
            new(parsed.GetValue(folder)!, parsed.GetValue(database), parsed.GetValue(reader), parsed.GetValue(demo)),
            parsed.GetValue(urls)?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [$"http://127.0.0.1:{parsed.GetValue(port)}"],
            cancel));
        return command;
    }

    sealed record Where(string Folder, string? Database, string? Reader, bool Demo)
    {
        public string Data => Demo ? Path.Combine(Folder, "demo") : Folder;
    }

    static async Task<int> RunAsync(Where where, string[] urls, CancellationToken cancel)
    {
        if (StoreOptions.ReadSettings(where.Data, where.Database) is not { } settings) return Usage;
        if (where.Demo && settings.Post.Length == 0) settings = settings with { Post = "Demo post", Lane = "lane 1" };
        if (where.Reader is not null) settings = settings with { Reader = where.Reader };
        try
        {
            await using var node = await Node.OpenAsync(where.Data, settings, TimeProvider.System, cancel);
            return await ServeAsync(node, where, urls, cancel);
        }
        catch (StoreException broken)
        {
            return Complain(broken.Code, broken.Message);
        }
        catch (IOException inUse)
        {
            return Complain("addressInUse", inUse.Message);
        }
    }

    static async Task<int> ServeAsync(Node node, Where where, string[] urls, CancellationToken cancel)
    {
        using var export = LimenServer.StartTelemetry();
        await using var app = LimenServer.Build(node, new() { Urls = urls, Demo = where.Demo });
        await app.StartAsync(cancel);
        if (where.Demo) await DemoNode.PrepareAsync(node, Console.Out, cancel);
        else if (await FirstStart.AddAdministratorAsync(node, cancel) is { } password) Console.WriteLine(FirstWords(password));
        Console.WriteLine($"Limen serves {node.Folder} at {string.Join(" and ", app.Urls)}");
        if (!LimenServer.HasConsole) Console.WriteLine("The officers' screens are not built: only the HTTP API is served.");
        await app.WaitForShutdownAsync(cancel);
        return Fine;
    }

    static string FirstWords(string password) => $"""

        First start: an administrator has been made. This is shown once; it must be changed at the first sign-in.

          name      {FirstStart.Administrator}
          password  {password}

        """;

    static int Complain(string code, string words)
    {
        Console.Error.WriteLine($"limen serve: {code}: {words}");
        return Broken;
    }
}
