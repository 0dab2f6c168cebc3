using System.CommandLine;
using Limen.Documents;

namespace Limen.Cli;

/// <summary><c>limen chip read</c>: reads the chip on a reader and says whether it is genuine.</summary>
static class ChipReadCommand
{
    const int Fine = 0, Found = 1, Usage = 2, Incomplete = 3, Broken = 4;

    const string Help = """
        Read the chip of the document that lies on a card reader, and verify it against this node's trust store (limen trust import).
        Fingerprints and irises are read only with this system's own certificates and key (terminal authentication).
        Exit codes: 0 every check performed is successful, 1 one failed, 2 usage, 3 undetermined or broken off, 4 no card service, reader or card.
        """;

    /// <summary>The command, to be added to <c>limen chip</c>.</summary>
    public static Command Create()
    {
        var options = new ChipReadArguments();
        var command = new Command("read", Help);
        options.AddTo(command);
        command.SetAction((parsed, cancel) => options.Trust.WithAsync("chip read", parsed, store => RunAsync(options, parsed, store, cancel), cancel));
        return command;
    }

    static async Task<int> RunAsync(ChipReadArguments arguments, ParseResult parsed, TrustStore store, CancellationToken cancel)
    {
        var (output, json) = (parsed.InvocationConfiguration.Output, arguments.Json(parsed));
        if (!arguments.TryKey(parsed, out var key, out var mrz, out var problem) || !arguments.Terminal.TryRead(parsed, out var credential, out problem))
        {
            parsed.InvocationConfiguration.Error.WriteLine($"limen chip read: {problem}");
            return Usage;
        }
        var error = CardReaders.TryOpen(out var readers);
        if (error != ChipError.None) return Unreadable(error, json, output);
        using (readers)
        {
            error = readers!.Connect(arguments.Reader(parsed), arguments.Deadline(parsed), out var card, cancel);
            if (card is null) return Unreadable(error, json, output);
            await using (card)
            {
                var read = arguments.Reading(parsed, credential);
                var reading = await new ChipReader(card, read, TimeProvider.System).ReadAsync(key, cancel);
                arguments.Keep(parsed, reading, read.Trace);
                return Tell(reading, ChipProof.Inspect(reading, store, TimeProvider.System.GetUtcNow(), mrz), json, output);
            }
        }
    }

    static int Tell(ChipReading reading, ChipInspection inspection, bool json, TextWriter output)
    {
        if (json) output.WriteLine(ChipReport.Of(reading, inspection));
        else
        {
            foreach (var line in ChipText.Of(inspection)) output.WriteLine(line);
            foreach (var (file, failure) in reading.Missing) output.WriteLine($"  not read       {file}: {ChipErrorText.Of(failure)}");
            if (reading.Failure is { } ended) output.WriteLine(ChipErrorText.Of(ended));
        }
        return inspection.Result switch
        {
            CheckResult.Failed => Found,
            CheckResult.Successful => reading.Failure is null ? Fine : Incomplete,
            CheckResult.Undetermined or CheckResult.NotPerformed or CheckResult.NotSupported => Incomplete,
        };
    }

    static int Unreadable(ChipError error, bool json, TextWriter output)
    {
        output.WriteLine(json ? ChipReport.Of(error) : ChipErrorText.Of(error));
        return Broken;
    }
}
