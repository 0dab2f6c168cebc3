using System.Globalization;
using System.Net;
using System.Text;
using Limen.Screening;
using Limen.Server;
using Limen.Storage;
using Limen.TestKit;

namespace Limen.Faults.Tests;

/// <summary>
/// A hub of two nodes (<c>limen serve</c>) on a PostgreSQL server of its own, and posts, several in one process, that reach it over one
/// line. All are real processes, and everything can be killed.
/// </summary>
sealed class World : IAsyncDisposable
{
    public const string List = "sltd";

    readonly ScratchFolder folder = new();
    readonly PostgresServer server;
    readonly string[] names;
    readonly int[] ports = [FreePort.Next(), FreePort.Next()];
    readonly Task<(Child Child, string Told)>?[] nodes = new Task<(Child, string)>?[2];
    readonly TimeSpan limit;
    Store? hub;
    Child? posts;

    World(PostgresServer server, int posts, TimeSpan limit, int seed)
    {
        (this.server, this.limit) = (server, limit);
        names = [.. Enumerable.Range(1, posts).Select(n => $"post{n}")];
        Database = server.NewDatabase();
        Line = new(seed, [.. ports.Select(port => new IPEndPoint(IPAddress.Loopback, port))]);
    }

    /// <summary>The line of all posts to whichever node of the hub is there.</summary>
    public FaultProxy Line { get; }

    /// <summary>The hub's connection string.</summary>
    public string Database { get; }

    /// <summary>By name.</summary>
    public IReadOnlyList<string> Posts => names;

    /// <summary>A client of each post that may inspect, by the post's place; one that stands for a killed post reaches nobody.</summary>
    public HttpClient[] Lanes { get; private set; } = [];

    string[] Keys { get; set; } = [];

    /// <summary>The hub's store, as another node of it sees it.</summary>
    public Store Hub => hub!;

    /// <param name="count">Posts, all in one process.</param>
    /// <param name="limit">Age above which the posts' lists do not clear.</param>
    /// <param name="seed">Of the line's chances.</param>
    public static async Task<World> StartAsync(int count, TimeSpan limit, int seed)
    {
        Assert.SkipWhen(PostgresServer.Shared is null, PostgresServer.Absent);
        var world = new World(PostgresServer.StartOwn()!, count, limit, seed);
        world.hub = await Store.OpenAsync(new(world.folder.At("hub-here"), world.Database), TimeProvider.System, CancellationToken.None);
        await world.NodeAsync(0);
        var keys = new List<string>();
        foreach (var name in world.names) keys.Add(await world.EnrolAsync(name));
        world.Keys = [.. keys];
        await Task.WhenAll(world.NodeAsync(1), world.StartPostsAsync());
        return world;
    }

    public StoreLocation FolderOf(string post) => new(folder.At(post), null);

    /// <summary>A file or folder of a hub node.</summary>
    public string AtNode(int node, params ReadOnlySpan<string> parts) => folder.At([$"hub{node}", .. parts]);

    /// <summary>Starts a node of the hub where it does not run; ends when it serves.</summary>
    public Task NodeAsync(int node) => nodes[node] ??= StartNodeAsync(node);

    // A node that does not find its database at the start ends and says so; its unit starts it again (deploy/systemd), and so is it here.
    async Task<(Child Child, string Told)> StartNodeAsync(int node)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await Child.StartAsync("limen", "Limen serves ", new Dictionary<string, string>
                {
                    ["LIMEN_ROLE"] = "hub",
                    ["LIMEN_EXCHANGE"] = $"https://127.0.0.1:{ports[node]}",
                    ["LIMEN_NAME"] = "hub.test",
                    ["LIMEN_DATABASE"] = Database,
                }, "serve", "--data", folder.At($"hub{node}"), "--port", "0");
            }
            catch (InvalidOperationException ended) when (tries < 10 && ended.Message.Contains("storeUnreachable", StringComparison.Ordinal))
            {
                await Task.Delay(TimeSpan.FromSeconds(1));
            }
        }
    }

    /// <summary>Kills a node of the hub; null when it ran, else what it had said before it fell by itself.</summary>
    public async Task<string?> KillNodeAsync(int node)
    {
        if (nodes[node] is not { } starting) return null;
        var (child, _) = await starting;
        var fell = child.Runs ? null : child.Last;
        nodes[node] = null;
        await child.DisposeAsync();
        return fell;
    }

    /// <summary>Kills PostgreSQL with all its processes, and starts it again.</summary>
    public void KillDatabase()
    {
        server.Kill();
        Npgsql.NpgsqlConnection.ClearAllPools();
        server.StartAgain();
    }

    public async Task KillPostsAsync()
    {
        foreach (var lane in Lanes) lane.Dispose();
        if (posts is not null) await posts.DisposeAsync();
        posts = null;
    }

    public async Task StartPostsAsync()
    {
        (posts, var told) = await Child.StartAsync("Limen.Faults.Tests", PostProgram.Told, new Dictionary<string, string>
        {
            [PostProgram.Folders] = string.Join(':', names.Select(name => folder.At(name))),
            ["LIMEN_ROLE"] = "post",
            ["LIMEN_STALE_AFTER_HOURS"] = limit.TotalHours.ToString(CultureInfo.InvariantCulture),
        });
        Lanes = [.. told.Split(' ').Zip(Keys, (address, key) =>
        {
            var lane = new HttpClient { BaseAddress = new(address), Timeout = TimeSpan.FromSeconds(20) };
            lane.DefaultRequestHeaders.Authorization = new("Bearer", key);
            return lane;
        })];
    }

    /// <summary>Puts the clock of all posts wrong.</summary>
    public Task PutClockAsync(TimeSpan ahead) => posts!.TellAsync(ahead.TotalSeconds.ToString(CultureInfo.InvariantCulture));

    /// <summary>Imports a list at the hub, as its operator would. False when the hub could not: then it may have come or not.</summary>
    public async Task<bool> TryImportAsync(string csv)
    {
        try
        {
            await ImportAsync("wanted", ListKind.Persons, "entryId,name,datesOfBirth,sex,nationalities\np1,Probnikov Testemir,1979-08-23,M,KGZ\n");
            await ImportAsync(List, ListKind.Documents, csv);
            return true;
        }
        catch (Exception away) when (away is System.Data.Common.DbException or IOException)
        {
            return false;
        }
    }

    async Task ImportAsync(string list, ListKind kind, string csv)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var report = await Hub.Lists.ImportAsync(new(list, kind, ListFormat.Csv, [new($"{list}.csv", content)], "test") { AcceptShrink = true }, null, CancellationToken.None);
        Assert.Null(report.Refused);
    }

    /// <summary>How each post says that its line stands, what lies in its folder for chunks, and what the nodes of the hub and the posts said last.</summary>
    public async Task<string> StateAsync()
    {
        var told = new StringBuilder();
        foreach (var (name, lane) in names.Zip(Lanes))
        {
            var incoming = folder.At(name, "exchange", "incoming");
            var chunks = Directory.Exists(incoming) ? Directory.GetFiles(incoming).Select(path => $"{Path.GetFileName(path)} {new FileInfo(path).Length}") : [];
            try
            {
                told.AppendLine(CultureInfo.InvariantCulture, $"{name}: {await lane.GetStringAsync("/api/line")} {string.Join(", ", chunks)}");
            }
            catch (Exception broken) when (broken is HttpRequestException or OperationCanceledException)
            {
                told.AppendLine(CultureInfo.InvariantCulture, $"{name}: {broken.Message}");
            }
        }
        foreach (var node in nodes.OfType<Task<(Child Child, string Told)>>().Where(node => node.IsCompletedSuccessfully)) told.AppendLine((await node).Child.Last);
        return told.Append(PostsSaid).ToString();
    }

    /// <summary>What the posts' process said last.</summary>
    public string PostsSaid => posts?.Last ?? "";

    public async ValueTask DisposeAsync()
    {
        await KillPostsAsync();
        for (var node = 0; node < nodes.Length; node++)
            if (nodes[node] is not { IsFaulted: true }) await KillNodeAsync(node);
        await Line.DisposeAsync();
        if (hub is not null) await hub.DisposeAsync();
        server.Dispose();
        folder.Dispose();
    }

    async Task<string> EnrolAsync(string name)
    {
        await using var node = await Node.OpenAsync(folder.At(name), new(), TimeProvider.System, CancellationToken.None);
        var code = await Hub.Posts.InviteAsync(name, TimeSpan.FromHours(1), "test", CancellationToken.None);
        var outcome = await Enrolling.RunAsync(node.Store, new($"https://127.0.0.1:{Line.Port}"), code.Text(), "test", CancellationToken.None);
        Assert.Null(outcome.Refused);
        return await FirstStart.GiveKeyAsync(node, "lane", [Role.FirstLine], CancellationToken.None);
    }
}
