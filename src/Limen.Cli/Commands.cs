using System.CommandLine;

namespace Limen.Cli;

/// <summary>Every command of <c>limen</c>. To make one costs time, so a run that names its command makes no other.</summary>
static class Commands
{
    static readonly (string Name, Func<Command> Create)[] all =
    [
        ("serve", ServeCommand.Create),
        ("inspect", InspectCommand.Create),
        ("mrz", MrzCommand.Create),
        ("lists", ListsCommand.Create),
        ("screen", ScreenCommand.Create),
        ("journal", JournalCommand.Create),
        ("doctor", DoctorCommand.Create),
        ("store", StoreCommand.Create),
        ("retention", RetentionCommand.Create),
        ("officers", OfficersCommand.Create),
        ("keys", KeysCommand.Create),
        ("posts", PostsCommand.Create),
        ("enrol", EnrolCommand.Create),
        ("chip", Chip),
        ("trust", TrustCommand.Create),
        ("vds", VdsCommand.Create),
        ("completion", CompletionCommand.Create),
        ("bench", Bench),
    ];

    /// <summary>The one command that the first argument names; all of them for help, completion and whatever else names none.</summary>
    public static IEnumerable<Command> For(string[] args)
    {
        foreach (var (name, create) in all)
            if (args.Length > 0 && args[0] == name) return [create()];
        return all.Select(command => command.Create());
    }

    static Command Chip() => new("chip", "Read and verify the chip of a travel document.") { ChipReadCommand.Create(), ChipReadersCommand.Create(), ChipVerifyCommand.Create() };

    static Command Bench() => new("bench", "Measure the engine on invented entries.")
    {
        BenchKeysCommand.Documents(), BenchKeysCommand.Vehicles(), BenchPersonsCommand.Create(), BenchHttpCommand.Create(), BenchPostsCommand.Create(),
    };
}
