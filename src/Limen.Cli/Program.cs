using System.CommandLine;
using Limen.Cli;

var root = new RootCommand("Limen: border inspection, one scan, one answer.")
{
    MrzCommand.Create(),
    new Command("bench", "Measure the engine on invented entries.") { BenchKeysCommand.Documents(), BenchKeysCommand.Vehicles() },
};
return root.Parse(args).Invoke();
