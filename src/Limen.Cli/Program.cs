using System.CommandLine;
using Limen.Cli;

var root = new RootCommand("Limen: border inspection, one scan, one answer.")
{
    MrzCommand.Create(),
    ScreenCommand.Create(),
    ServeCommand.Create(),
    InspectCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
