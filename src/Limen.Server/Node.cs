using System.Security.Cryptography.X509Certificates;
using Limen.Gateway;
using Limen.Inspections;
using Limen.Storage;

namespace Limen.Server;

/// <summary>
/// One node: its store, its lists, the other nodes it asks, and the procedure. What the server and the command line both stand on.
/// </summary>
public sealed class Node : IAsyncDisposable
{
    // The specimen of Doc 9303-4 Appendix B and a plate: one question of each kind.
    static readonly InspectionRequest Neutral = new(Purpose.Test, Direction.Entry, "limen")
    {
        Mrz = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10",
        Vehicle = new() { Plate = "0" },
    };

    readonly List<HttpClient> clients = [];
    readonly List<HttpSource> others = [];
    readonly Policy policy;
    readonly LaneReader? reader;
    readonly Inspector inspector;

    Node(string folder, Settings settings, Store store, LiveLists lists, TimeProvider time, HubTime hubTime)
    {
        (Folder, Settings, Store, Lists, Time, HubTime) = (folder, settings, store, lists, time, hubTime);
        foreach (var other in settings.Sources) Add(other.ForGateway(folder));
        policy = settings.Policy.ForInspector;
        if (settings.Reader is { Length: > 0 } named) reader = new(named == Settings.AnyReader ? null : named, settings.ChipDeadline, time);
        inspector = new(new(() => Sources, hubTime), policy, time)
        {
            Trust = async cancel => (await store.Trust.CurrentAsync(cancel)).Store,
            Reader = reader is null ? null : reader.ReadAsync,
        };
        Own = new(() => Lists.Sources, hubTime);
    }

    /// <summary>The data folder.</summary>
    public string Folder { get; }

    /// <summary>What the node was told.</summary>
    public Settings Settings { get; }

    /// <summary>What is kept.</summary>
    public Store Store { get; }

    /// <summary>The lists, loaded.</summary>
    public LiveLists Lists { get; }

    /// <summary>The clock of everything in this node.</summary>
    public TimeProvider Time { get; }

    /// <summary>The clock by which lists, rosters, keys and certificates grow old: at a post, the hub's.</summary>
    public HubTime HubTime { get; }

    /// <summary>At an enrolled post: by what the hub knows it, as it stands; null until a line is opened.</summary>
    internal X509Certificate2? PostCertificate { get; set; }

    /// <summary>Everything that is asked: the node's own lists, then the other nodes.</summary>
    public IReadOnlyList<ISource> Sources => [.. Lists.Sources, .. others];

    /// <summary>The node's own lists alone: what another node that asks is answered from, so that no two nodes ask each other in a circle.</summary>
    public QueryGateway Own { get; }

    /// <summary>Opens the store and begins to load the lists.</summary>
    /// <param name="folder">The data folder; made when it is not there.</param>
    /// <param name="settings">What the node is told.</param>
    /// <param name="time">Clock.</param>
    /// <param name="cancel">Ends the opening.</param>
    /// <exception cref="StoreException">The store cannot be opened.</exception>
    public static async Task<Node> OpenAsync(string folder, Settings settings, TimeProvider time, CancellationToken cancel)
    {
        MakeFolder(folder);
        var store = await Store.OpenAsync(new(folder, settings.Database), time, cancel);
        var hubTime = new HubTime(time);
        if (settings.Role != NodeRole.Hub && await store.Enrolment.FindAsync(cancel) is { } enrolled)
        {
            if (settings.Post.Length == 0) settings = settings with { Post = enrolled.Post };
            hubTime.NotBefore(enrolled.Heard);
            // What the hub has dated was not dated in the future; its last word is written down a minute late.
            foreach (var list in await store.Lists.AllAsync(cancel))
                if (list.FromHub) hubTime.NotBefore(list.ImportedAt);
            hubTime.WasBehind(await store.Enrolment.BehindAsync(cancel));
        }
        var lists = new LiveLists(store, _ => settings.Policy.ForLists, hubTime);
        return new(folder, settings, store, lists, time, hubTime);
    }

    /// <summary>At a post whose line is held: the hub, asked beside the lists here; else null.</summary>
    internal LiveQuestions? Live { get; set; }

    /// <summary>Inspects and keeps the inspection; it is on the disk when the task ends. Nothing but a broken store stops it.</summary>
    public async Task<Inspection> InspectAsync(InspectionRequest request, Func<InspectionEvent, ValueTask> told) => (await InspectBesideAsync(request, told)).Inspection;

    /// <summary>The same; the second task ends a little later with what the hub said otherwise, which nothing has waited for.</summary>
    internal async Task<(Inspection Inspection, Task<IReadOnlyList<Difference>> Differences)> InspectBesideAsync(InspectionRequest request, Func<InspectionEvent, ValueTask> told)
    {
        using var activity = Telemetry.Activities.StartActivity("inspection");
        LiveQuestion? beside = null;
        var inspection = await inspector.InspectAsync(request with { Post = Settings.Place }, happened =>
        {
            if (happened is InspectionEvent.Read { Query: { } query }) beside = Live?.Ask(query);
            return told(happened);
        }, CancellationToken.None);
        await Store.Inspections.RecordAsync(inspection, policy, null, CancellationToken.None);
        Telemetry.Inspected(inspection, Time.GetUtcNow() - inspection.StartedAt);
        return (inspection, beside?.CompareAsync(inspection, policy) ?? Task.FromResult<IReadOnlyList<Difference>>([]));
    }

    /// <summary>
    /// Asks the node's own lists, once they are loaded, one question of each kind, so that the first officer does not wait for the
    /// compiler. Other nodes are not asked; nothing is kept, journalled or counted.
    /// </summary>
    /// <returns>What it was, for who wants to see that all were asked.</returns>
    public async Task<Inspection> WarmUpAsync(CancellationToken cancel)
    {
        await Lists.ReadyAsync(cancel);
        return await new Inspector(Own, policy, Time).InspectAsync(Neutral, _ => ValueTask.CompletedTask, cancel);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Lists.DisposeAsync();
        foreach (var client in clients) client.Dispose();
        reader?.Dispose();
        PostCertificate?.Dispose();
        await Store.DisposeAsync();
    }

    void Add(HttpSourceSettings other)
    {
        var client = HttpSource.ClientFor(other);
        clients.Add(client);
        others.Add(new(other, client, HubTime));
    }

    // Only the node's own user reads what is kept.
    static void MakeFolder(string folder)
    {
        if (Directory.Exists(folder)) return;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
