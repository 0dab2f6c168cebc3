using System.CommandLine;
using System.Data.Common;
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
        var options = new ServeOptions();
        var command = new Command("serve", """
            Serves the officers' screens and the HTTP API of this node. The first start makes an administrator and prints a password once.
            With --role hub also serves its posts; a post that has enrolled (limen enrol) keeps up with its hub.
            Metrics and traces go to the OpenTelemetry collector that OTEL_EXPORTER_OTLP_ENDPOINT names; they hold no personal data.
            Stop with Ctrl-C: what is under way is finished. Exit codes: 0 stopped, 2 usage or settings, 4 the store or the address cannot be used.
            """);
        options.AddTo(command);
        command.SetAction((parsed, cancel) => RunAsync(options.Read(parsed), options.Problems(parsed), cancel));
        return command;
    }

    static async Task<int> RunAsync(ServeOptions.Told told, IEnumerable<string> wrongHere, CancellationToken cancel)
    {
        if (StoreOptions.ReadSettings(told.Data, told.Database) is not { } read) return Usage;
        var settings = told.Over(read);
        if (told.Demo && settings.Post.Length == 0) settings = settings with { Post = "Demo post", Lane = "lane 1" };
        var problems = settings.RoleProblems().Concat(wrongHere).ToList();
        foreach (var problem in problems) await Console.Error.WriteLineAsync($"limen: settingsInvalid: {problem}");
        if (problems.Count > 0) return Usage;
        try
        {
            await using var node = await Node.OpenAsync(told.Data, settings, TimeProvider.System, cancel);
            if (await RoleCheck.ProblemAsync(node, cancel) is { } wrong)
            {
                Complain(wrong.Code, wrong.Words);
                return Usage;
            }
            return await ServeAsync(node, told, cancel);
        }
        catch (StoreException broken)
        {
            return Complain(broken.Code, broken.Message);
        }
        catch (DbException away)
        {
            return Complain("storeUnreachable", away.Message);
        }
        catch (Exception inUse) when (inUse is IOException or System.Net.Sockets.SocketException)
        {
            return Complain("addressInUse", inUse.Message);
        }
    }

    static async Task<int> ServeAsync(Node node, ServeOptions.Told told, CancellationToken cancel)
    {
        using var export = LimenServer.StartTelemetry();
        await using var app = LimenServer.Build(node, new() { Urls = told.Urls, Demo = told.Demo });
        await app.StartAsync(cancel);
        if (told.Demo) await DemoNode.PrepareAsync(node, Console.Out, cancel);
        else if (await FirstStart.AddAdministratorAsync(node, cancel) is { } password) Console.WriteLine(FirstWords(password));
        await TellRoleAsync(node, LimenServer.ExchangeOf(app), cancel);
        var exchange = LimenServer.ExchangeOf(app)?.Port;
        Console.WriteLine($"Limen serves {node.Folder} at {string.Join(" and ", app.Urls.Where(url => exchange is null || new Uri(url).Port != exchange))}");
        if (!LimenServer.HasConsole) Console.WriteLine("The officers' screens are not built: only the HTTP API is served.");
        await app.WaitForShutdownAsync(cancel);
        return Fine;
    }

    static async Task TellRoleAsync(Node node, Uri? exchange, CancellationToken cancel)
    {
        if (exchange is not null)
        {
            if (node.Settings.Database is null) Console.WriteLine("This hub keeps everything in one file (SQLite): fine for a try-out; for work name a PostgreSQL database (--database).");
            Console.WriteLine($"Posts come in at {exchange}; invite one: limen posts invite NAME");
        }
        else if (await node.Store.Enrolment.FindAsync(cancel) is { } enrolled)
            Console.WriteLine($"This is post {enrolled.Post} of the hub at {(node.Settings.Hub is { Length: > 0 } told ? told : enrolled.Address)}");
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
