using System.CommandLine;
using Limen.Cli;

var root = new RootCommand("Limen: border inspection, one scan, one answer.")
{
    JournalCommand.Create(),
    ListsCommand.Create(),
    MrzCommand.Create(),
    ScreenCommand.Create(),
};
return root.Parse(args).Invoke();
