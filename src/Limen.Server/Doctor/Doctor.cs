using System.Data.Common;
using Limen.Storage;

namespace Limen.Server;

/// <summary>
/// Says in plain words how a node stands and what to do. Looks at the node from beside, whether its server runs or not;
/// leaves everything as it is but for a small file by which it tries whether the disk can be written, and which it takes away again.
/// </summary>
public static class Doctor
{
    const long UsualRead = 4L << 30;

    /// <summary>For so long what the hub answered otherwise is told.</summary>
    internal static readonly TimeSpan DifferingFor = TimeSpan.FromDays(7);

    /// <summary>How much of a running node an administrator's page reads.</summary>
    internal const long Glance = 256L << 20;

    /// <summary>Looks over a node.</summary>
    /// <param name="folder">Its data folder.</param>
    /// <param name="database">PostgreSQL connection string over that of the settings; null for none.</param>
    /// <param name="full">True to read the whole database file and the whole journal, however long that takes.</param>
    /// <param name="time">Clock.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>Every finding, worst first; never empty.</returns>
    public static async Task<IReadOnlyList<Diagnosis>> ExamineAsync(string folder, string? database, bool full, TimeProvider time, CancellationToken cancel)
    {
        var problems = Settings.TryRead(folder, Environment.GetEnvironmentVariable, out var settings);
        if (database is not null) settings = settings with { Database = database };
        var facts = new NodeFacts { Now = time.GetUtcNow(), Folder = folder, Role = settings.Role, SettingsProblems = [.. problems, .. Missing(folder, settings)], Disk = Disk(folder) };
        return Examination.Of(await OfStoreAsync(facts, settings, full, time, cancel));
    }

    /// <summary>The facts of an open store, added to what is known.</summary>
    internal static async Task<NodeFacts> GatherAsync(NodeFacts facts, Store store, Settings settings, long mostRead, bool full, TimeProvider time, CancellationToken cancel)
    {
        var enrolled = settings.Role == NodeRole.Hub ? null : await store.Enrolment.FindAsync(cancel);
        using var own = enrolled is null ? null : await store.Enrolment.CertificateAsync(cancel);
        var database = await store.Checkup.DatabaseAsync(mostRead, cancel);
        return facts with
        {
            Key = store.Checkup.Key(),
            Database = database,
            Indexes = database.Bytes <= mostRead ? await store.Checkup.IndexesAsync(cancel) : [],
            Journal = full ? await store.Journal.VerifyAsync(cancel) : await store.Checkup.JournalEndAsync(cancel),
            LastWritten = await store.Checkup.LastWrittenAsync(cancel),
            Lists = [.. (await store.Lists.AllAsync(cancel)).Select(list => new ListFacts(list.Title, list.ImportedAt, TimeSpan.FromHours(settings.Policy.StaleAfterHours)))],
            LacksHub = enrolled is null && (settings.Role == NodeRole.Post || settings is { Role: not NodeRole.Hub, Hub.Length: > 0 }),
            Hub = enrolled is null ? null : await HubCall.CallAsync(enrolled, settings, own, time, cancel),
            Strays = enrolled is not null && await store.Reception.SeenAsync(enrolled.Hub, cancel) is { } heads ? (await store.Reception.StraysAsync(heads, cancel)).Count : 0,
            Certificate = own is null ? null : new(own.NotBefore.ToUniversalTime(), own.NotAfter.ToUniversalTime()),
            Outbox = enrolled is null ? null : await store.Outbox.StateAsync(cancel),
            Differing = (await store.Checkup.DifferingAsync(facts.Now - DifferingFor, 1000, cancel)).Count,
            Posts = settings.Role == NodeRole.Hub ? await store.Posts.AllAsync(cancel) : null,
        };
    }

    /// <summary>The disk of a folder; null where there is no such folder.</summary>
    internal static DiskFacts? Disk(string folder)
    {
        if (!Directory.Exists(folder)) return null;
        var drive = new DriveInfo(Path.GetFullPath(folder));
        return new(drive.AvailableFreeSpace, drive.TotalSize, CanWrite(folder));
    }

    /// <summary>Files that the settings name and that cannot be read.</summary>
    internal static IEnumerable<string> Missing(string folder, Settings settings) => settings.Sources
        .Where(source => source.ApiKeyFile is { } file && !File.Exists(Path.Combine(folder, file)))
        .Select(source => $"sources: {source.Name}: there is no file {source.ApiKeyFile}.");

    static async Task<NodeFacts> OfStoreAsync(NodeFacts facts, Settings settings, bool full, TimeProvider time, CancellationToken cancel)
    {
        if (settings.Database is null && !File.Exists(Path.Combine(facts.Folder, "limen.db")))
            return facts with { Refused = new("storeAbsent", $"There is no store in {facts.Folder}.") };
        try
        {
            await using var store = await Store.OpenAsync(new(facts.Folder, settings.Database), time, cancel);
            return await GatherAsync(facts, store, settings, full ? long.MaxValue : UsualRead, full, time, cancel);
        }
        catch (StoreException broken)
        {
            return facts with { Refused = new(broken.Code, broken.Message) };
        }
        catch (Exception broken) when (broken is DbException or IOException or UnauthorizedAccessException or FormatException or System.Text.Json.JsonException)
        {
            return facts with { Refused = new("storeBroken", $"The store in {facts.Folder} failed: {broken.Message}") };
        }
    }

    static bool CanWrite(string folder)
    {
        var path = Path.Combine(folder, $".doctor.{Environment.ProcessId}");
        try
        {
            using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            file.Write("limen"u8);
            file.Flush(flushToDisk: true);
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
