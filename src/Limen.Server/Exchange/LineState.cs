namespace Limen.Server;

/// <summary>How a post's line to its hub stands, for whoever looks.</summary>
sealed class LineState
{
    readonly System.Collections.Concurrent.ConcurrentDictionary<string, string> troubles = new();

    /// <summary>Address of the hub; null where there is none.</summary>
    public Uri? Hub { get; set; }

    /// <summary>True while the feed is held.</summary>
    public bool Connected { get; private set; }

    /// <summary>Since when it is held, or is not, by the post's own clock; null before it first was.</summary>
    public DateTimeOffset? Since { get; private set; }

    /// <summary>When the hub was last heard, by the post's own clock; null since the start.</summary>
    public DateTimeOffset? LastHeard { get; private set; }

    /// <summary>Versions of lists that are here and that the hub does not know; empty as a rule.</summary>
    public IReadOnlyDictionary<string, long> Strays { get; private set; } = new Dictionary<string, long>();

    /// <summary>Notes what is here that the hub does not know.</summary>
    public void Stray(IReadOnlyDictionary<string, long> strays)
    {
        Strays = strays;
        Note("strays", strays.Count > 0 ? "hubWentBack" : null);
    }

    /// <summary>Code of a trouble that does not pass by itself; null when there is none.</summary>
    public string? Trouble => troubles.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => one.Value).FirstOrDefault();

    /// <summary>Notes that the feed is held, or broke off.</summary>
    public void Hold(bool connected, DateTimeOffset now)
    {
        if (connected != Connected) Since = now;
        Connected = connected;
        if (connected) LastHeard = now;
    }

    /// <summary>Notes how one matter stands: its trouble, or null when it is well.</summary>
    public void Note(string matter, string? code)
    {
        if (code is null) troubles.TryRemove(matter, out _);
        else troubles[matter] = code;
    }
}
