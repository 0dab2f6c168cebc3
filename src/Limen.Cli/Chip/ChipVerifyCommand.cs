using System.CommandLine;
using System.Globalization;
using Limen.Documents;

namespace Limen.Cli;

/// <summary><c>limen chip verify DIR</c>: passive authentication of files that were read before.</summary>
static class ChipVerifyCommand
{
    const int Fine = 0, Found = 1, Incomplete = 3;

    const string Help = """
        Verify the files of a chip in a folder: EF_SOD.bin, EF_COM.bin, DG1.bin ... or their file identifiers, 011D.bin, 0101.bin ...
        The authorities come from this node's trust store (limen trust import).
        Exit codes: 0 everything checked is successful, 1 something failed, 2 usage, 3 undetermined, 4 the folder or the store cannot be read.
        """;

    /// <summary>The command, to be added to <c>limen chip</c>.</summary>
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "The folder with the files." };
        var at = new Option<string?>("--at") { Description = "The instant of the inspection (YYYY-MM-DD, or with a time); default: now.", HelpName = "DATE" };
        at.Validators.Add(result =>
        {
            if (!TryInstant(result.GetValueOrDefault<string?>(), out _)) result.AddError("--at wants a date as YYYY-MM-DD.");
        });
        var trust = new NodeTrust();
        var json = new Option<bool>("--json") { Description = "The report as JSON." };
        var command = new Command("verify", Help) { folder, at, json };
        trust.AddTo(command);
        command.SetAction((parsed, cancel) => trust.WithAsync("chip verify", parsed, store =>
        {
            if (!TryInstant(parsed.GetValue(at), out var instant)) instant = TimeProvider.System.GetUtcNow();
            var inspection = FileInspection.Of(ChipFolder.Read(parsed.GetValue(folder)!), store, instant);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json)) output.WriteLine(ChipReport.Of(inspection));
            else foreach (var line in ChipText.Of(inspection)) output.WriteLine(line);
            return Code(inspection.Result);
        }, cancel));
        return command;
    }

    static bool TryInstant(string? text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);

    static int Code(CheckResult result) => result switch
    {
        CheckResult.Successful => Fine,
        CheckResult.Failed => Found,
        CheckResult.Undetermined or CheckResult.NotPerformed or CheckResult.NotSupported => Incomplete,
    };
}
