using System.Runtime.CompilerServices;
using Limen.Gateway;
using Limen.Inspections;
using Limen.Storage;

namespace Limen.Cli.Tests;

/// <summary>
/// This test program, started again as a process that can be killed: it records inspections as fast as it can and prints the id of
/// each once the store has acknowledged it.
/// </summary>
static class Recorder
{
    public const string Variable = "LIMEN_TEST_RECORD_IN";

#pragma warning disable CA2255 // before the test runner's own entry point
    [ModuleInitializer]
#pragma warning restore CA2255
    public static void RunInstead()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { } folder) return;
        var database = Environment.GetEnvironmentVariable("LIMEN_DATABASE");
        RecordAsync(new(folder, string.IsNullOrEmpty(database) ? null : database)).GetAwaiter().GetResult();
    }

    static async Task RecordAsync(StoreLocation where)
    {
        await using var store = await Store.OpenAsync(where, TimeProvider.System, CancellationToken.None);
        var output = Console.Out;
        while (true)
        {
            var now = TimeProvider.System.GetUtcNow();
            Answer[] answers = [new("sltd", "Stolen documents", new Reply.NoHit(), TimeSpan.FromMilliseconds(1))];
            var request = new InspectionRequest(Purpose.BorderCheck, Direction.Entry, "anna") { Typed = new() { DocumentNumber = "AB1234567" } };
            var inspection = new Inspection(Guid.CreateVersion7(now), now, request, request.Typed, [], answers, Verdict.Of([], answers, new()));
            await store.Inspections.RecordAsync(inspection, new(), new(DecisionKind.Admit, "anna", now, null), CancellationToken.None);
            await output.WriteLineAsync(inspection.Id.ToString());
            await output.FlushAsync();
        }
    }
}
