using System.CommandLine;
using Limen.Cli;

var root = new RootCommand("Limen: border inspection, one scan, one answer.") { MrzCommand.Create() };
return root.Parse(args).Invoke();
