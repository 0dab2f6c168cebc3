using System.CommandLine;
using System.Text.Json;
using Limen.Documents;
using Limen.Gateway;
using Limen.Inspections;
using Limen.Screening;
using Limen.Server;
using Limen.Storage;

namespace Limen.Cli;

/// <summary><c>limen inspect</c>: one inspection against the store, no server needed; journalled like any other.</summary>
static class InspectCommand
{
    const int Clear = 0, Refer = 1, Usage = 2, Incomplete = 3, Broken = 4;
    const int LongestScan = 64 * 1024;
    static readonly TimeSpan Loading = TimeSpan.FromMinutes(2);

    public static Command Create()
    {
        var file = new Argument<string?>("FILE") { Description = "Text with one MRZ; - for standard input", Arity = ArgumentArity.ZeroOrOne };
        var chip = new Option<string?>("--chip")
        {
            Description = "Folder with the files of the document's chip: EF_SOD.bin, DG1.bin ... or 011D.bin, 0101.bin ...",
            HelpName = "DIR",
        };
        var plate = new Option<string?>("--plate") { Description = "Registration plate" };
        var plateState = new Option<string?>("--plate-state") { Description = "State of the plate: its sign (F, PL), or a Doc 9303 or ISO code" };
        var vin = new Option<string?>("--vin") { Description = "Vehicle identification number" };
        var engine = new Option<string?>("--engine") { Description = "Engine number" };
        var purpose = new Option<string>("--purpose")
        {
            Description = $"Why: {string.Join(", ", Purposes.Keys)}",
            DefaultValueFactory = _ => "border-check",
        };
        purpose.AcceptOnlyFromAmong([.. Purposes.Keys]);
        var direction = new Option<string>("--direction") { Description = "entry, exit or none", DefaultValueFactory = _ => "entry" };
        direction.AcceptOnlyFromAmong("entry", "exit", "none");
        var json = new Option<bool>("--json") { Description = "The whole inspection as one JSON object" };
        var folder = StoreOptions.Folder();
        var database = StoreOptions.Database();
        var command = new Command("inspect", """
            Inspects one document with its chip, its holder and a vehicle against the lists of this node and the nodes it asks.
            Exit codes: 0 clear, 1 refer, 2 usage, 3 incomplete, 4 broken.
            """) { file, chip, plate, plateState, vin, engine, purpose, direction, folder, database, json };
        command.SetAction((parsed, cancel) => RunAsync(
            new(parsed.GetValue(file), parsed.GetValue(chip), parsed.GetValue(plate), parsed.GetValue(plateState), parsed.GetValue(vin), parsed.GetValue(engine),
                Purposes[parsed.GetValue(purpose)!], Enum.Parse<Direction>(parsed.GetValue(direction)!, ignoreCase: true)),
            parsed.GetValue(folder)!, parsed.GetValue(database), parsed.GetValue(json), cancel));
        return command;
    }

    static readonly Dictionary<string, Purpose> Purposes =
        Enum.GetValues<Purpose>().ToDictionary(purpose => JsonNamingPolicy.KebabCaseLower.ConvertName(purpose.ToString()));

    sealed record Asked(string? File, string? Chip, string? Plate, string? PlateState, string? Vin, string? Engine, Purpose Purpose, Direction Direction);

    static async Task<int> RunAsync(Asked asked, string folder, string? database, bool json, CancellationToken cancel)
    {
        if (StoreOptions.ReadSettings(folder, database) is not { } settings) return Usage;
        try
        {
            if (await RequestAsync(asked, cancel) is not { } request) return Usage;
            await using var node = await Node.OpenAsync(folder, Patient(settings), TimeProvider.System, cancel);
            await LoadAsync(node, cancel);
            var inspection = InspectionJson.Of(await node.InspectAsync(request, _ => ValueTask.CompletedTask), null);
            Console.Out.WriteLine(json ? inspection.ToLine() : InspectionText.Of(inspection));
            return CodeFor(inspection.Verdict.Advice);
        }
        catch (StoreException broken)
        {
            return Complain(broken.Code, broken.Message, Broken);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return Complain("unreadable", broken.Message, Broken);
        }
    }

    static async Task<InspectionRequest?> RequestAsync(Asked asked, CancellationToken cancel)
    {
        StateCode state = default;
        if (asked.PlateState is { } text && !StateCode.TryParse(text, out state)) return Nothing("--plate-state wants the sign of a State, one to three letters.");
        var vehicle = string.IsNullOrWhiteSpace(asked.Plate) && string.IsNullOrWhiteSpace(asked.Vin) && string.IsNullOrWhiteSpace(asked.Engine) ? null
            : new VehicleQuery { Plate = asked.Plate, PlateState = state, Vin = asked.Vin, EngineNumber = asked.Engine };
        var chip = asked.Chip is null ? null : ChipScan.Of(ChipFolder.Read(asked.Chip));
        var mrz = asked.File is null && (vehicle is not null || chip is not null) ? null : await ScanAsync(asked.File ?? "-", cancel);
        if (string.IsNullOrWhiteSpace(mrz) && vehicle is null && chip is null) return Nothing("Nothing to inspect: give an MRZ, a chip's folder, a plate, a VIN or an engine number.");
        return new(asked.Purpose, asked.Direction, Environment.UserName) { Mrz = string.IsNullOrWhiteSpace(mrz) ? null : mrz, Vehicle = vehicle, Chip = chip };
    }

    static async Task<string> ScanAsync(string file, CancellationToken cancel)
    {
        using var input = file == "-" ? Console.In : new StreamReader(file);
        var buffer = new char[LongestScan];
        return new(buffer, 0, await input.ReadBlockAsync(buffer, cancel));
    }

    // One question to a program that has just started: there is no queue behind it, and its first answer is its slowest.
    static Settings Patient(Settings settings) =>
        settings with { Policy = settings.Policy with { ListDeadlineMs = Math.Max(settings.Policy.ListDeadlineMs, 10_000) } };

    // A list that is not loaded in time answers that it is loading, and the advice is incomplete.
    static async Task LoadAsync(Node node, CancellationToken cancel)
    {
        try
        {
            await node.Lists.ReadyAsync(cancel).WaitAsync(Loading, cancel);
        }
        catch (TimeoutException)
        {
            Console.Error.WriteLine("limen inspect: the lists are not loaded yet.");
        }
    }

    static int CodeFor(Advice advice) => advice switch
    {
        Advice.Clear => Clear,
        Advice.Refer => Refer,
        Advice.Incomplete => Incomplete,
    };

    static InspectionRequest? Nothing(string words)
    {
        Complain("usage", words, Usage);
        return null;
    }

    static int Complain(string code, string words, int exit)
    {
        Console.Error.WriteLine($"limen inspect: {code}: {words}");
        return exit;
    }
}
