using System.CommandLine;
using Limen.Cli;

var bench = new Command("bench", "Measures speed and memory") { BenchPersonsCommand.Create() };
var root = new RootCommand("Limen: border inspection") { ScreenCommand.Create(), bench };
return root.Parse(args).Invoke();
