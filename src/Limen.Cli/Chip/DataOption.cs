using System.CommandLine;
using Limen.Storage;

namespace Limen.Cli;

/// <summary><c>--data DIR</c>: where this node keeps what it knows.</summary>
static class DataOption
{
    /// <summary>The option, ready to be added to a command.</summary>
    public static Option<string> Create() => new("--data")
    {
        Description = "Folder of this node; default: LIMEN_DATA, else the user's data folder.",
        HelpName = "DIR",
        DefaultValueFactory = _ => StoreLocation.DefaultFolder,
    };
}
