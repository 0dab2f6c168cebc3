using Limen.Gateway;
using Limen.Inspections;
using Limen.Storage;
using Xunit.MicrosoftTestingPlatform;

namespace Limen.Cli.Tests;

/// <summary>
/// The test program. Started with the variable it runs no tests but records inspections, as fast as it can, until it is killed, and
/// prints the id of each once the store has acknowledged it.
/// </summary>
static class Recorder
{
    public const string Variable = "LIMEN_TEST_RECORD_IN";

    static async Task<int> Main(string[] args)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { } folder)
            return await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
        var database = Environment.GetEnvironmentVariable("LIMEN_DATABASE");
        await RecordAsync(new(folder, string.IsNullOrEmpty(database) ? null : database));
        return 0;
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
