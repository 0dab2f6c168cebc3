using System.Reflection;

namespace Limen.Server;

/// <summary>What the node says of itself to whoever signs in.</summary>
/// <param name="Place">Post and lane; empty when they have no name.</param>
/// <param name="Demo">True when everything here is invented.</param>
sealed record About(string Place, bool Demo)
{
    /// <summary>Version of the program.</summary>
    public string Version { get; } =
        typeof(About).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
}
