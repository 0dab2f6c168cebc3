using System.CommandLine;
using System.Globalization;
using Limen.Documents;

namespace Limen.Cli;

/// <summary><c>limen mrz [FILE|-]</c>: reads machine readable zones and says what they hold and what is wrong with them.</summary>
static class MrzCommand
{
    const int Fine = 0, Found = 1, Broken = 4;

    /// <summary>The command, ready to be added to the root.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("FILE")
        {
            Description = "Text with one or more zones, blank lines between them; - for standard input.",
            DefaultValueFactory = _ => "-",
        };
        var json = new Option<bool>("--json") { Description = "One JSON object a line for each zone." };
        var today = new Option<DateOnly?>("--today")
        {
            Description = "Day (YYYY-MM-DD) by which two-digit years get their century; default: today.",
            HelpName = "DATE",
            CustomParser = result =>
            {
                if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                    return day;
                result.AddError("--today wants a date as YYYY-MM-DD.");
                return null;
            },
        };
        var command = new Command("mrz", Help) { file, json, today };
        command.SetAction(parsed => Run(
            parsed.GetValue(file)!, parsed.GetValue(json),
            parsed.GetValue(today) ?? DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime),
            parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }

    const string Help = """
        Read machine readable zones (TD1, TD2, TD3, MRV-A, MRV-B): their fields, check digits and odd characters.
        Exit codes: 0 every zone is clean, 1 a check digit failed or something could not be read, 2 usage, 4 the file cannot be read.
        """;

    static int Run(string file, bool json, DateOnly today, TextWriter output, TextWriter error)
    {
        try
        {
            using var input = file == "-"
                ? new StreamReader(Console.OpenStandardInput())
                : new StreamReader(file, new FileStreamOptions { Options = FileOptions.SequentialScan });
            return Read(input, json, today, output);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            error.WriteLine($"limen mrz: {file}: {broken.Message}");
            return Broken;
        }
    }

    static int Read(TextReader input, bool json, DateOnly today, TextWriter output)
    {
        var code = Fine;
        var read = false;
        foreach (var zone in MrzBlocks.Of(input))
        {
            read = true;
            if (!Answer(zone, json, today, output)) code = Found;
        }
        // No zone at all is an answer too: silence would look like a clean one.
        return read || Answer("", json, today, output) ? code : Found;
    }

    static bool Answer(string zone, bool json, DateOnly today, TextWriter output)
    {
        Mrz.TryRead(zone, today, out var mrz, out var problem);
        output.WriteLine(json ? MrzJson.Of(mrz, problem) : MrzText.Of(mrz, problem));
        output.Flush();
        return problem is null && !mrz!.Checks.AnyFailed;
    }
}
