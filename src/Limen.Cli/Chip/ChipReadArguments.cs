using System.CommandLine;
using System.Globalization;
using Limen.Documents;

namespace Limen.Cli;

/// <summary>What <c>limen chip read</c> is told.</summary>
sealed class ChipReadArguments
{
    const int LongestMrz = 4096;

    readonly Option<string?> reader = new("--reader") { Description = "The reader's name or a part of it; default: the first with a card.", HelpName = "NAME" };
    readonly Option<string?> mrz = new("--mrz") { Description = "The MRZ in a file; - for standard input.", HelpName = "FILE" };
    readonly Option<string?> can = new("--can") { Description = "The card access number printed on the document.", HelpName = "N" };
    readonly Option<string?> folder = new("--out") { Description = "Write the files read into this folder.", HelpName = "DIR" };
    readonly Option<string?> trace = new("--trace") { Description = "Write every exchange into this file, without person data.", HelpName = "FILE" };
    readonly Option<bool> whole = new("--trace-data") { Description = "The trace keeps person data and session secrets, and can be replayed." };
    readonly Option<string> timeout = new("--timeout") { Description = "Seconds one exchange may take.", HelpName = "S", DefaultValueFactory = _ => "5" };
    readonly TerminalFiles terminal = new();
    readonly NodeTrust trust = new();
    readonly Option<bool> json = new("--json") { Description = "The report as JSON." };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[reader, mrz, can, folder, trace, whole, timeout, json]) command.Add(option);
        terminal.AddTo(command);
        trust.AddTo(command);
        timeout.Validators.Add(result =>
        {
            if (Seconds(result.GetValueOrDefault<string>()) is not (> 0 and <= 600)) result.AddError("--timeout wants 0 to 600 seconds.");
        });
    }

    public bool Json(ParseResult parsed) => parsed.GetValue(json);

    public string? Reader(ParseResult parsed) => parsed.GetValue(reader);

    public TimeSpan Deadline(ParseResult parsed) => TimeSpan.FromSeconds(Seconds(parsed.GetValue(timeout)));

    static double Seconds(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? seconds : 0;

    public TerminalFiles Terminal => terminal;

    public ChipReadOptions Reading(ParseResult parsed, TerminalCredential? credential) => new()
    {
        ExchangeDeadline = Deadline(parsed),
        Terminal = credential,
        Trace = parsed.GetValue(trace) is null ? null : new(parsed.GetValue(whole)),
    };

    public NodeTrust Trust => trust;

    /// <summary>The access key from exactly one of MRZ and CAN.</summary>
    public bool TryKey(ParseResult parsed, out AccessKey? key, out string? text, out string problem)
    {
        (key, text, problem) = (null, null, "");
        if (parsed.GetValue(mrz) is null == parsed.GetValue(can) is null)
        {
            problem = "give either --mrz or --can.";
            return false;
        }
        if (parsed.GetValue(can) is { } number)
        {
            problem = "--can wants the number printed on the document.";
            return AccessKey.TryFromCan(number, out key);
        }
        text = Text(parsed.GetValue(mrz)!);
        problem = "the MRZ has none of the sizes 3 x 30, 2 x 36 and 2 x 44.";
        return AccessKey.TryFromMrz(text, out key);
    }

    /// <summary>Writes what was asked to be kept.</summary>
    public void Keep(ParseResult parsed, ChipReading reading, CardTrace? recorded)
    {
        if (parsed.GetValue(folder) is { } target)
        {
            Directory.CreateDirectory(target);
            foreach (var (file, octets) in reading.Lds.Files) File.WriteAllBytes(Path.Combine(target, NameOf(file)), octets.ToArray());
        }
        if (recorded is not null && parsed.GetValue(trace) is { } path) File.WriteAllLines(path, recorded.Lines);
    }

    static string Text(string file)
    {
        using var input = file == "-" ? new StreamReader(Console.OpenStandardInput()) : new StreamReader(file);
        var buffer = new char[LongestMrz];
        return new(buffer, 0, input.ReadBlock(buffer));
    }

    static string NameOf(LdsFile file) => file switch
    {
        LdsFile.Com => "EF_COM.bin",
        LdsFile.Sod => "EF_SOD.bin",
        LdsFile.CardAccess => "EF_CardAccess.bin",
        LdsFile.CardSecurity => "EF_CardSecurity.bin",
        LdsFile.Dir => "EF_DIR.bin",
        LdsFile.Atr => "EF_ATR.bin",
        _ => $"DG{(int)file}.bin",
    };
}
