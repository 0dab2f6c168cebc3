using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Limen.Gateway;
using Limen.Inspections;
using Limen.Screening;
using Limen.Storage;

namespace Limen.Server;

/// <summary>
/// What a node is told by <c>settings.json</c> in its data folder; each value has a default, so that the file may be absent.
/// Environment variables win: <c>LIMEN_POST</c>, <c>LIMEN_LANE</c>, <c>LIMEN_REFER_FROM</c>, <c>LIMEN_STALE_AFTER_HOURS</c>, <c>LIMEN_DATABASE</c>, <c>LIMEN_READER</c>,
/// <c>LIMEN_RETAIN_INSPECTIONS_MONTHS</c>, <c>LIMEN_ROLE</c>, <c>LIMEN_HUB</c>, <c>LIMEN_EXCHANGE</c>, <c>LIMEN_NAME</c>, <c>LIMEN_ROSTER_HOURS</c>, <c>LIMEN_LIVE_QUESTIONS</c>.
/// </summary>
public sealed record Settings
{
    /// <summary>Name of the post as officers know it; where nobody says, an enrolled post has the name that its hub knows it by.</summary>
    public string Post { get => field ?? ""; init; }

    /// <summary>Lane or booth within the post; empty when it has none.</summary>
    public string Lane { get => field ?? ""; init; }

    /// <summary>Connection string of a PostgreSQL database; null for SQLite in the data folder.</summary>
    public string? Database { get; init; }

    /// <summary>Hub or post; null for a post that works alone, or with the hub at which it has enrolled.</summary>
    public NodeRole? Role { get; init; }

    /// <summary>At a post: address of the hub's exchange, https; null for the one at which it enrolled.</summary>
    public string? Hub { get; init; }

    /// <summary>At a hub: where it listens for its posts, https.</summary>
    public string Exchange { get => string.IsNullOrEmpty(field) ? "https://0.0.0.0:5443" : field; init; }

    /// <summary>At a hub: the name or address under which posts reach it, for its certificate; null for this computer's name.</summary>
    public string? Name { get; init; }

    /// <summary>At a post: hours for which the hub's officers may sign in without the line.</summary>
    public double RosterHours { get => field == 0 ? 24 : field; init; }

    /// <summary>At a post: whether the hub is asked beside the lists here; true unless told. See docs/decisions/0024-live-questions.md.</summary>
    public bool? LiveQuestions { get; init; }

    /// <summary>Other nodes to ask.</summary>
    public IReadOnlyList<SourceSettings> Sources { get => field ?? []; init; }

    /// <summary>The chip reader of this lane: its name or a part of it, <c>any</c> for whichever has a card; null when chips are not read here.</summary>
    public string? Reader { get; init; }

    /// <summary>Milliseconds that a chip may take before the verdict comes without it.</summary>
    public int ChipDeadlineMs { get => field == 0 ? 15_000 : field; init; }

    /// <summary>Whole months for which inspections are kept besides the one that runs; null for ever.</summary>
    public int? RetainInspectionsMonths { get; init; }

    /// <summary>Which matches refer, and when lists are too old.</summary>
    public PolicySettings Policy { get => field ?? new(); init; }

    internal const string AnyReader = "any";

    internal TimeSpan ChipDeadline => TimeSpan.FromMilliseconds(ChipDeadlineMs);

    /// <summary>Post and lane in one text.</summary>
    [JsonIgnore]
    public string Place => Lane.Length == 0 ? Post : Post.Length == 0 ? Lane : $"{Post}, {Lane}";

    /// <summary>Reads the file where there is one, lets the environment win, and checks every value.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="environment">An environment variable's value, or null.</param>
    /// <param name="settings">What was read; defaults where anything is wrong.</param>
    /// <returns>What is wrong, one sentence each; empty when all is well.</returns>
    public static IReadOnlyList<string> TryRead(string folder, Func<string, string?> environment, out Settings settings)
    {
        settings = new();
        var path = Path.Combine(folder, "settings.json");
        try
        {
            if (File.Exists(path)) settings = JsonSerializer.Deserialize(File.ReadAllBytes(path), SettingsJson.Default.Settings) ?? settings;
        }
        catch (JsonException wrong)
        {
            return [$"{path}: line {wrong.LineNumber + 1}: {(wrong.Path is { } at ? $"{at}: " : "")}this is not what settings.json holds."];
        }
        var problems = new List<string>();
        settings = settings.WithEnvironment(environment, problems);
        problems.AddRange(settings.Problems().Select(problem => $"{path}: {problem}"));
        return problems;
    }

    Settings WithEnvironment(Func<string, string?> variables, List<string> problems)
    {
        // An empty variable is one that nobody has filled in.
        string? environment(string name) => variables(name) is { Length: > 0 } told ? told : null;
        var policy = Policy;
        if (environment("LIMEN_REFER_FROM") is { Length: > 0 } from)
        {
            if (IsWord(from, out Strength strength)) policy = policy with { ReferFrom = strength };
            else problems.Add("LIMEN_REFER_FROM: one of weak, possible, strong.");
        }
        if (environment("LIMEN_STALE_AFTER_HOURS") is { Length: > 0 } hours)
        {
            if (double.TryParse(hours, NumberStyles.Float, CultureInfo.InvariantCulture, out var limit) && limit != 0) policy = policy with { StaleAfterHours = limit };
            else problems.Add("LIMEN_STALE_AFTER_HOURS: a number of hours, more than 0.");
        }
        var retain = RetainInspectionsMonths;
        if (environment("LIMEN_RETAIN_INSPECTIONS_MONTHS") is { Length: > 0 } told)
        {
            if (int.TryParse(told, NumberStyles.None, CultureInfo.InvariantCulture, out var months)) retain = months;
            else problems.Add("LIMEN_RETAIN_INSPECTIONS_MONTHS: a number of months.");
        }
        return WithRole(environment, problems) with
        {
            RetainInspectionsMonths = retain,
            Post = environment("LIMEN_POST") ?? Post,
            Lane = environment("LIMEN_LANE") ?? Lane,
            Reader = environment("LIMEN_READER") ?? Reader,
            Database = environment("LIMEN_DATABASE") ?? Database,
            Policy = policy,
        };
    }

    Settings WithRole(Func<string, string?> environment, List<string> problems)
    {
        var (role, rosterHours) = (Role, RosterHours);
        if (environment("LIMEN_ROLE") is { Length: > 0 } named)
        {
            if (IsWord(named, out NodeRole read)) role = read;
            else problems.Add("LIMEN_ROLE: one of hub, post.");
        }
        if (environment("LIMEN_ROSTER_HOURS") is { Length: > 0 } hours)
        {
            if (double.TryParse(hours, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) && read != 0) rosterHours = read;
            else problems.Add("LIMEN_ROSTER_HOURS: a number of hours, more than 0.");
        }
        var live = LiveQuestions;
        if (environment("LIMEN_LIVE_QUESTIONS") is { Length: > 0 } told)
        {
            if (told is "0" or "1" || bool.TryParse(told, out _)) live = told is "1" || bool.TryParse(told, out var yes) && yes;
            else problems.Add("LIMEN_LIVE_QUESTIONS: true or false.");
        }
        return this with
        {
            Role = role,
            LiveQuestions = live,
            Hub = environment("LIMEN_HUB") ?? Hub,
            Exchange = environment("LIMEN_EXCHANGE") ?? Exchange,
            Name = environment("LIMEN_NAME") ?? Name,
            RosterHours = rosterHours,
        };
    }

    /// <summary>What is wrong with role, hub and exchange; for whoever changes them after reading.</summary>
    public IEnumerable<string> RoleProblems()
    {
        if (!string.IsNullOrEmpty(Hub) && !IsHttps(Hub)) yield return "hub: an address that begins with https://.";
        if (!string.IsNullOrEmpty(Hub) && Role == NodeRole.Hub) yield return "hub: a hub has no hub above it; leave it out, or set role to post.";
        if (!IsHttps(Exchange)) yield return "exchange: an address that begins with https://.";
        if (RosterHours is not (> 0 and <= 24 * 31)) yield return "rosterHours: more than 0, at most 744.";
    }

    // A number is no word, although the names have some.
    static bool IsWord<T>(string text, out T word) where T : struct, Enum =>
        Enum.TryParse(text, ignoreCase: true, out word) && Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase);

    static bool IsHttps(string address) => Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps;

    IEnumerable<string> Problems()
    {
        foreach (var problem in RoleProblems()) yield return problem;
        if (Policy.StaleAfterHours is not (> 0 and <= 24 * 3660)) yield return "policy.staleAfterHours: more than 0, at most ten years.";
        if (Policy.ListDeadlineMs is < 10 or > 60_000) yield return "policy.listDeadlineMs: 10 to 60000.";
        if (RetainInspectionsMonths is < 1 or > 1200) yield return "retainInspectionsMonths: 1 to 1200, or nothing for ever.";
        if (ChipDeadlineMs is < 100 or > 25_000) yield return "chipDeadlineMs: 100 to 25000.";
        foreach (var twice in Sources.GroupBy(source => source.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
            yield return $"sources: the name {twice.Key} stands twice.";
        foreach (var source in Sources)
            foreach (var problem in source.Problems()) yield return $"sources: {source.Name}: {problem}";
    }
}

/// <summary>What a node is for.</summary>
public enum NodeRole
{
    /// <summary>Answers its own officers, and keeps up with a hub where it has one.</summary>
    Post = 1,
    /// <summary>Keeps the lists for its posts and takes in what happens there.</summary>
    Hub = 2,
}

/// <summary>Another node to ask.</summary>
public sealed record SourceSettings
{
    /// <summary>Id of the source: letters, digits, dots, dashes.</summary>
    public required string Name { get; init; }
    /// <summary>Its name for the officer; the id when absent.</summary>
    public string? Title { get; init; }
    /// <summary>Address of the node, http or https.</summary>
    public required string Url { get; init; }
    /// <summary>File that holds the API key which the node gave us, relative to the data folder; null when it needs none.</summary>
    public string? ApiKeyFile { get; init; }
    /// <summary>Milliseconds it has to answer.</summary>
    public int DeadlineMs { get => field == 0 ? 1000 : field; init; }
    /// <summary>Age of its lists in hours above which their silence counts as no answer; null for no limit of ours.</summary>
    public double? StaleAfterHours { get; init; }
    /// <summary>What it is asked about; null for everything.</summary>
    public IReadOnlyList<ListKind>? Kinds { get; init; }

    internal IEnumerable<string> Problems()
    {
        if (Name.Length is 0 or > 64 || !Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')) yield return "name: 1 to 64 letters, digits, dots, dashes.";
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")) yield return "url: an address that begins with http:// or https://.";
        if (DeadlineMs is < 10 or > 60_000) yield return "deadlineMs: 10 to 60000.";
        if (StaleAfterHours is <= 0) yield return "staleAfterHours: more than 0.";
    }

    internal HttpSourceSettings ForGateway(string folder) => new(Name, Title ?? Name, new(Url.EndsWith('/') ? Url : Url + "/"))
    {
        ApiKey = ApiKeyFile is { } file ? File.ReadAllText(Path.Combine(folder, file)).Trim() : null,
        Deadline = TimeSpan.FromMilliseconds(DeadlineMs),
        StaleAfter = StaleAfterHours is { } hours ? TimeSpan.FromHours(hours) : null,
        Kinds = Kinds,
    };
}

/// <summary>Which matches refer, and when lists are too old.</summary>
public sealed record PolicySettings
{
    /// <summary>Weakest strength that refers.</summary>
    public Strength ReferFrom { get => field == 0 ? Strength.Possible : field; init; }
    /// <summary>Age of a list in hours above which its silence counts as no answer; a week unless told otherwise.</summary>
    public double StaleAfterHours { get => field == 0 ? 168 : field; init; }
    /// <summary>Milliseconds a list of this node has to answer.</summary>
    public int ListDeadlineMs { get => field == 0 ? 1000 : field; init; }

    internal Policy ForInspector => new(ReferFrom);
    internal SourceTerms ForLists => new(TimeSpan.FromMilliseconds(ListDeadlineMs), TimeSpan.FromHours(StaleAfterHours));
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    WriteIndented = true,
    Converters = [typeof(CamelCaseWord<Strength>), typeof(CamelCaseWord<ListKind>), typeof(CamelCaseWord<NodeRole>)])]
[JsonSerializable(typeof(Settings))]
sealed partial class SettingsJson : JsonSerializerContext;
