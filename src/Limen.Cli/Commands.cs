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
        ("chip", () => Chip([])),
        ("trust", TrustCommand.Create),
        ("vds", VdsCommand.Create),
        ("completion", CompletionCommand.Create),
        ("bench", Bench),
    ];

    static readonly (string Name, Func<Command> Create)[] ofChip =
    [
        ("read", ChipReadCommand.Create),
        ("readers", ChipReadersCommand.Create),
        ("verify", ChipVerifyCommand.Create),
    ];

    /// <summary>The one command that the arguments name; all of them for help, completion and whatever else names none.</summary>
    public static IEnumerable<Command> For(string[] args) => args is ["chip", .. var rest] ? [Chip(rest)] : Named(all, args);

    static IEnumerable<Command> Named((string Name, Func<Command> Create)[] commands, string[] args)
    {
        foreach (var (name, create) in commands)
            if (args.Length > 0 && args[0] == name) return [create()];
        return commands.Select(command => command.Create());
    }

    static Command Chip(string[] args)
    {
        var chip = new Command("chip", "Read and verify the chip of a travel document.");
        foreach (var command in Named(ofChip, args)) chip.Add(command);
        return chip;
    }

    static Command Bench() => new("bench", "Measure the engine on invented entries.")
    {
        BenchKeysCommand.Documents(), BenchKeysCommand.Vehicles(), BenchPersonsCommand.Create(), BenchHttpCommand.Create(), BenchPostsCommand.Create(),
    };
}
