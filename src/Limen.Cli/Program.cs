using System.CommandLine;
using Limen.Cli;

var root = new RootCommand("Limen: border inspection") { ScreenCommand.Create() };
return root.Parse(args).Invoke();
