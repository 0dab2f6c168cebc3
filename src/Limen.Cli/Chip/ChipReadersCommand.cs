using System.CommandLine;
using Limen.Documents;

namespace Limen.Cli;

/// <summary><c>limen chip readers</c>: the card readers of this computer.</summary>
static class ChipReadersCommand
{
    const int Fine = 0, None = 3, Broken = 4;

    const string Help = """
        List the card readers of this computer and whether a card lies on them; with --watch go on telling what changes.
        Exit codes: 0 fine, 2 usage, 3 no reader is connected, 4 the system's card service (PC/SC) is not there.
        """;

    /// <summary>The command, to be added to <c>limen chip</c>.</summary>
    public static Command Create()
    {
        var watch = new Option<bool>("--watch") { Description = "Stay and print every reader again whose card comes or goes." };
        var json = new Option<bool>("--json") { Description = "The list as JSON; with --watch one reader a line." };
        var command = new Command("readers", Help) { watch, json };
        command.SetAction((parsed, cancel) => RunAsync(
            parsed.GetValue(watch), parsed.GetValue(json), parsed.InvocationConfiguration.Output, cancel));
        return command;
    }

    static async Task<int> RunAsync(bool watch, bool json, TextWriter output, CancellationToken cancel)
    {
        var error = CardReaders.TryOpen(out var readers);
        if (error != ChipError.None) return Tell([], error, json, output, Broken);
        using (readers)
        {
            if (!watch)
            {
                var list = readers!.List();
                return list.Count == 0 ? Tell(list, ChipError.NoReader, json, output, None) : Tell(list, ChipError.None, json, output, Fine);
            }
            await foreach (var reader in readers!.WatchAsync(cancel))
            {
                output.WriteLine(json ? ChipJson.Of(Shown(reader)) : Text(reader));
                output.Flush();
            }
        }
        return Fine;
    }

    static int Tell(IReadOnlyList<CardReader> readers, ChipError error, bool json, TextWriter output, int code)
    {
        if (json)
            output.WriteLine(ChipJson.Of(new { Readers = readers.Select(Shown), Error = error == ChipError.None ? null : new { Code = error.Code() } }));
        else if (error != ChipError.None) output.WriteLine(ChipErrorText.Of(error));
        else foreach (var reader in readers) output.WriteLine(Text(reader));
        return code;
    }

    static object Shown(CardReader reader) => new { reader.Name, reader.HasCard, Atr = reader.HasCard ? Convert.ToHexString(reader.Atr.Span) : null };

    static string Text(CardReader reader) => $"{(reader.HasCard ? "card   " : "no card")}  {reader.Name}";
}
