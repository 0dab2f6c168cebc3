using System.CommandLine;
using Limen.Cli;

var root = new RootCommand("Limen: border inspection, one scan, one answer.")
{
    ServeCommand.Create(),
    InspectCommand.Create(),
    MrzCommand.Create(),
    ListsCommand.Create(),
    ScreenCommand.Create(),
    JournalCommand.Create(),
    new Command("chip", "Read and verify the chip of a travel document.") { ChipReadCommand.Create(), ChipReadersCommand.Create(), ChipVerifyCommand.Create() },
    TrustCommand.Create(),
    VdsCommand.Create(),
    new Command("bench", "Measure the engine on invented entries.") { BenchKeysCommand.Documents(), BenchKeysCommand.Vehicles(), BenchPersonsCommand.Create() },
};
return await root.Parse(args).InvokeAsync();
